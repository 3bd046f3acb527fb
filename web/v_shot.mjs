import { chromium } from "playwright-core";
const [base, out, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const width of [1400, 390]) {
  const page = await browser.newPage({ viewport: { width, height: width > 500 ? 900 : 844 } });
  page.on("console", (m) => { if (m.type() === "error") console.log(width, page.url(), m.text().slice(0, 300)); });
  page.on("pageerror", (e) => console.log("ERR", e.message));
  for (const p of paths) {
    await page.goto(base + p);
    await page.waitForTimeout(150);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log("overflows", width, p, wide);
    await page.screenshot({ path: `${out}/${p.replace(/[^a-z0-9]+/gi, "_")}_${width}.png`, fullPage: true });
  }
  await page.close();
}
await browser.close();
