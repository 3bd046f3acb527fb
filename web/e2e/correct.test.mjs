// Correcting by hand: what is selected in the text is taken over as bytes; the log undoes it; who is not known has to sign in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, flaws, serve, stories } from "./served.mjs";

let server, browser, page, doc;

before(async () => {
  server = await serve((await stories()).slice(0, 2));
  browser = await browse(server.at);
  page = await browser.open();
  const { documents } = await (await page.request.get(`${server.at}/docs.json`)).json();
  doc = documents[0];
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const to = (path) => page.goto(server.at + path);

// select selects words as they stand in the story, across whatever is marked in it, as a mouse would.
const select = (words) =>
  page.evaluate((words) => {
    for (const paragraph of document.querySelectorAll("[data-from]")) {
      const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (n) => (n.parentElement.closest("sup, .cards") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      const nodes = [];
      let text = "";
      while (walk.nextNode()) {
        nodes.push([text.length, walk.currentNode]);
        text += walk.currentNode.data;
      }
      const at = text.indexOf(words);
      if (at < 0) continue;
      const place = (i) => {
        const [from, node] = nodes.findLast(([from]) => from <= i);
        return [node, i - from];
      };
      const range = document.createRange();
      range.setStart(...place(at));
      const [node, offset] = place(at + words.length - 1);
      range.setEnd(node, offset + 1);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return true;
    }
    return false;
  }, words);

test("what is selected is taken over as the bytes where it stands", async () => {
  await to(`/doc/${doc.id}#missed`);
  assert.ok(await page.locator("#missed").evaluate((d) => d.open), "the form is open");
  const { document } = await (await page.request.get(`${server.at}/doc/${doc.id}.json`)).json();
  const words = document.text.slice(document.text.indexOf(" ", 300) + 1, document.text.indexOf(" ", 340));
  assert.ok(await select(words), `“${words}” can be selected`);
  const content = page.locator("#missed p", { has: page.locator("#content") });
  await content.getByRole("button", { name: "Take the selection" }).click();
  const [from, until] = (await page.inputValue("#content")).split("-").map(Number);
  assert.equal(Buffer.from(document.text).subarray(from, until).toString(), words);
  assert.match(await content.locator("output").innerText(), new RegExp(words.slice(0, 6)));
  await page.getByRole("button", { name: "Add the claim" }).click();
  await page.waitForURL("**/claim/*");
  assert.match(await page.locator("main").innerText(), /A person has corrected this claim/);
  assert.deepEqual(await flaws(page), []);
});

test("the log shows what was ruled, and undoes it", async () => {
  await to("/log");
  assert.match(await page.locator("ol.log li").first().innerText(), /missed/);
  assert.deepEqual(await flaws(page), []);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await page.locator("ol.log li.undone").waitFor();
  assert.match(await page.locator("ol.log li").first().innerText(), /^undo/);
});

test("a speaker is corrected, and the correction undone, without a script too", async () => {
  const plain = await browser.open({ javaScriptEnabled: false });
  const { claims } = await (await plain.request.get(`${server.at}/doc/${doc.id}.json`)).json();
  const claim = claims.find((c) => !c.own_voice && c.speaker.text !== "");
  const other = claims.find((c) => !c.own_voice && c.speaker.text !== "" && c.speaker.text !== claim.speaker.text && c.speaker.text.length > 8);
  await plain.goto(`${server.at}/claim/${claim.id}`);
  await plain.locator("#correct summary").click();
  assert.equal(await plain.locator(".pick:visible").count(), 0, "nothing is offered that needs a script");
  await plain.fill("#speaker", other.speaker.spans.map(([a, b]) => `${a}-${b}`)[0]);
  await plain.getByRole("button", { name: "Correct", exact: true }).click();
  await plain.waitForURL((url) => url.pathname.startsWith("/claim/") && !url.pathname.endsWith(claim.id));
  assert.match(await plain.locator("h1").innerText(), new RegExp(other.speaker.text.slice(0, 8)));
  await plain.getByRole("button", { name: "Undo" }).click();
  await plain.waitForURL("**/doc/*");
  assert.equal((await plain.request.get(`${server.at}/claim/${claim.id}.json`)).status(), 200);
});

test("whoever is not known signs in, and out again", async () => {
  const guarded = await serve([], ["--token", "a token for the tests"]);
  const other = await browse(guarded.at);
  try {
    const visitor = await other.open();
    await visitor.goto(`${guarded.at}/skips`);
    assert.match(visitor.url(), /\/signin\?to=/);
    assert.deepEqual(await flaws(visitor), []);
    await visitor.fill("#password", "a token for the tests");
    await visitor.getByRole("button", { name: "Sign in" }).click();
    await visitor.waitForURL("**/skips");
    await visitor.getByRole("button", { name: "Sign out" }).click();
    await visitor.waitForURL("**/signin");
    await visitor.goto(`${guarded.at}/skips`);
    assert.match(visitor.url(), /\/signin/);
    assert.deepEqual(other.faults, []);
  } finally {
    await other.close();
    await guarded.close();
  }
});

test("no page asked elsewhere or reported an error", () => assert.deepEqual(browser.faults, []));
