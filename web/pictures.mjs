// Takes the pictures of the README, from the stories of examples/.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { browse, root, serve, stories } from "./e2e/served.mjs";

const server = await serve(await stories());
const browser = await browse(server.at);
const page = await browser.open({ viewport: { width: 1280, height: 800 }, colorScheme: "light", reducedMotion: "reduce" });
const json = async (path) => (await page.request.get(server.at + path)).json();
const to = join(root, "docs", "pictures");
await mkdir(to, { recursive: true });

const { documents } = await json("/docs.json?q=pier");
const story = documents.find((d) => d.title.startsWith("Sea drones hit")) ?? documents[0];
const { matters } = await json("/matters.json?limit=200");
const ring = matters.find((m) => m.rings > 0) ?? matters[0];
const contested = (await json("/matters.json?sort=conflict&limit=1")).matters[0];

for (const [name, path] of [
  ["story", `/doc/${story.id}`],
  ["matter", `/matter/${contested.id}`],
  ["ring", `/matter/${ring.id}`],
  ["timeline", "/timeline"],
  ["map", "/map"],
  ["ask", "/ask?q=" + encodeURIComponent("Who accused Honduras of launching the drones?")],
]) {
  await page.goto(server.at + path);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(to, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}
await browser.close();
await server.close();
