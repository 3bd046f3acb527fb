// What an editor does in an afternoon, in a real browser: give stories to be read, open one, follow a claim, compare sides, ask, correct, undo.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, flaws, serve, stories, wide } from "./served.mjs";

let server, browser, page;

before(async () => {
  server = await serve();
  browser = await browse(server.at);
  page = await browser.open();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const to = (path) => page.goto(server.at + path);
const json = async (path) => (await page.request.get(server.at + path)).json();

// matterWith is the address of the first matter that has something.
async function matterWith(has, path = "/matters.json?limit=200") {
  const found = (await json(path)).matters.find(has);
  assert.ok(found, "there is such a matter");
  return `/matter/${found.id.slice(0, 10)}`;
}

test("stories are given to be read, one after another", { timeout: 300_000 }, async () => {
  for (const story of await stories()) {
    await to("/");
    await page.setInputFiles("#files", story.file);
    await page.locator("summary", { hasText: "Outlet" }).click();
    await page.fill("#outlet", story.outlet);
    await page.fill("#published", story.published.slice(0, 10));
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.waitForURL("**/adding/*");
    await page.locator("h1", { hasText: /^Read:/ }).waitFor({ timeout: 60_000 });
  }
  await to("/docs");
  assert.equal(await page.locator("tbody tr, .rows > li").count(), 6);
});

test("a claim is marked in its story, says who, and leads to its matter", async () => {
  await to("/docs");
  await page.getByRole("link", { name: /Sea drones hit Corinto naval pier/ }).first().click();
  const claim = page.locator("a.c[id]", { hasText: /Two explosive sea drones struck/ }).first();
  await claim.hover();
  const card = page.locator(`[id="${(await claim.getAttribute("aria-describedby")).trim().split(" ")[0]}"]`);
  await card.waitFor({ state: "visible" });
  assert.match(await card.innerText(), /navy/);
  await claim.click();
  await page.waitForURL("**/matter/*");
  assert.match(await page.locator("h1").innerText(), /drones/);
  assert.match(await page.locator(".counts").first().innerText(), /\d+ tellings? from \d+ origins?/);
});

test("those who have it from each other stand in a ring, and are one origin", async () => {
  await to(await matterWith((m) => m.rings > 0));
  assert.equal(await page.locator(".graph .edge.ring").count(), 2, "an arrow each way");
  assert.equal(await page.locator(".graph .circle").count(), 1);
  assert.match(await page.locator(".warn").first().innerText(), /Isthmus Today ⇄ Fonseca Herald|Fonseca Herald ⇄ Isthmus Today/);
  assert.match(await page.locator(".counts").first().innerText(), /2 tellings from 1 origin/);
  await page.locator("summary", { hasText: "The same in words" }).click();
  assert.match(await page.locator(".graph details").innerText(), /Isthmus Today has it from .*Fonseca Herald/);
});

test("sides stand beside each other, with the reason and the words of each", async () => {
  await to(await matterWith((m) => m.contradicted > 0, "/matters.json?sort=conflict&limit=5"));
  const sides = page.locator(".sides > .side");
  assert.ok((await sides.count()) >= 2);
  const [one, other] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
  assert.ok(other.x >= one.x + one.width && Math.abs(other.y - one.y) < 5, "they are columns");
  assert.ok((await page.locator(".side.against .reason").first().innerText()).length > 3);
  assert.ok((await page.locator(".side.against .told blockquote").count()) >= 1);
  await to("/conflicts");
  assert.ok((await page.locator(".pair").count()) >= 1);
});

test("an answer leads to the bytes it is made of", async () => {
  await to("/ask");
  await page.fill("#q", "Who accused Honduras of launching the drones?");
  await page.keyboard.press("Enter");
  await page.locator(".answers .sentence").first().waitFor();
  assert.match(await page.locator(".answers .sentence").first().innerText(), /Altamirano/);
  const cite = page.getByRole("link", { name: /Where it is printed/ }).first();
  const said = await page.locator(".answers .sentence").first().innerText();
  await cite.click();
  await page.waitForURL("**/doc/*#b*");
  const marked = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  assert.ok(await marked.isVisible());
  const words = (await page.locator("mark.here").allInnerTexts()).join(" ").replace(/\s+/g, " ").replace(/^\d+ ?/, "");
  assert.ok(said.includes(words.slice(0, 40)), `${words} is what is said: ${said}`);
  await to("/ask?q=" + encodeURIComponent("Who won the chess tournament in Bergen?"));
  assert.match(await page.locator("main").innerText(), /Nothing here answers that/);
});

test("a speaker is corrected, and the correction undone", async () => {
  const { claims } = await json("/claims.json?q=" + encodeURIComponent('"struck the naval pier"'));
  const claim = claims.find((c) => c.speaker.text !== "" && c.content.text.includes("struck the naval pier"));
  const before = claim.speaker.text;
  await to(`/claim/${claim.id}`);
  await page.locator("details#correct > summary").click();
  await page.fill("#speaker", "Corda");
  await page.selectOption("#kind", "outlet");
  await page.locator("form[action$='/correct'] input[name=why]").fill("the dispatch says so");
  await page.locator("form[action$='/correct'] button.do").click();
  await page.waitForLoadState();
  await to("/log");
  assert.match(await page.locator(".log > li").first().innerText(), /Corda/);
  const after = (await json("/claims.json?q=" + encodeURIComponent('"struck the naval pier" speaker:corda'))).claims;
  assert.ok(after.some((c) => c.speaker.text === "Corda"));
  await page.locator(".log > li").first().getByRole("button", { name: /Undo/ }).click();
  await page.waitForLoadState();
  const again = (await json("/claims.json?q=" + encodeURIComponent('"struck the naval pier"'))).claims;
  assert.ok(again.some((c) => c.id === claim.id && c.speaker.text === before), "it is as it was");
  await to("/log");
  assert.match(await page.locator(".log").innerText(), /undone/);
});

test("the keyboard goes everywhere", async () => {
  await to("/matters");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.equal(second, await page.locator("main .rows > li").nth(1).locator("a").first().getAttribute("href"));
  await page.keyboard.press("k");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), await page.locator("main .rows > li a").first().getAttribute("href"));
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/matter/*");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.waitForURL("**/conflicts");
});

test("time and map are drawn of what their tables say", async () => {
  await to("/timeline");
  await page.locator("#timeline-chart svg").waitFor();
  const rows = await page.locator("tr[data-said][data-from]").count();
  assert.equal(await page.locator("#timeline-chart svg [data-href]").count(), rows);
  await to("/map");
  await page.locator("#map-chart svg").waitFor();
  const more = page.getByRole("button", { name: /Show all/ });
  if (await more.isVisible()) await more.click();
  assert.equal(await page.locator("#map-chart .spot").count(), await page.locator("tr[data-lat]").count());
  for (const stands of ["ahead", "denied"]) {
    assert.equal(await page.locator(`#map-chart .spot.${stands}`).count(), await page.locator(`tr[data-stands=${stands}]`).count(), stands);
  }
  await page.locator("tr[data-lat] a").first().click();
  await page.locator(".told blockquote").first().waitFor();
});

// every is one page of each kind.
async function every() {
  const { documents } = await json("/docs.json");
  const { claims } = await json("/claims.json?q=drones");
  const { parties } = await json("/parties.json");
  const { systems } = await json("/systems.json");
  return [
    "/", "/docs", `/doc/${documents[0].id}`, "/claims?q=drones", `/claim/${claims[0].id}`, "/matters", await matterWith((m) => m.rings > 0),
    await matterWith((m) => m.contradicted > 0), "/conflicts", "/timeline", "/map", "/parties", `/party/${parties[0].id}`, "/systems",
    ...systems.slice(0, 1).map((s) => `/system/${s.id}`), "/ask?q=Who+accused+Honduras+of+launching+the+drones%3F", "/skips", "/log", "/about", "/api", "/nothing",
  ];
}

const looks = [
  { width: 1400, height: 900, scheme: "light" },
  { width: 390, height: 844, scheme: "light" },
  { width: 1400, height: 900, scheme: "dark" },
];
for (const { width, height, scheme } of looks) {
  test(`axe finds nothing serious on any page, and none is wider than the window (${width}, ${scheme})`, { timeout: 900_000 }, async () => {
    const wrong = [];
    const other = await browser.open({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
    for (const path of await every()) {
      await other.goto(server.at + path);
      wrong.push(...(await flaws(other)));
      if ((await wide(other)) > 0) wrong.push(`${path} is ${await wide(other)} wider than ${width}`);
    }
    await other.context().close();
    assert.deepEqual([...new Set(wrong)], []);
  });
}

test("without JavaScript every page says the same", async () => {
  const plain = await browser.open({ javaScriptEnabled: false });
  for (const path of await every()) {
    await plain.goto(server.at + path);
    assert.ok((await plain.locator("main").innerText()).trim().length > 10, path);
  }
  await plain.goto(server.at + "/timeline");
  assert.ok((await plain.locator("table.times tbody tr").count()) > 5);
  await plain.goto(server.at + "/map");
  assert.ok((await plain.locator("table.places tbody tr").count()) > 3);
  await plain.context().close();
});

test("no page asked another host for anything, none reported an error", () => {
  assert.deepEqual(browser.faults.filter((f) => !/\/nothing: console: .*404/.test(f)), []);
});
