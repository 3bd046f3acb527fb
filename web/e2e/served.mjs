// A server over a ledger of its own, and a browser that notes what it must not do: ask another host for anything, or report an error.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = resolve(process.env.HEARSAY ?? join(root, "bin", "hearsay"));
const browserAt = process.env.CHROMIUM ?? "/usr/bin/chromium";

// stories are those of examples/, in the order of their table.
export async function stories() {
  const table = await readFile(join(root, "examples", "stories.tsv"), "utf8");
  return table.trim().split("\n").slice(1).map((line) => {
    const [file, outlet, published] = line.split("\t");
    return { file: join(root, "examples", file), outlet, published };
  });
}

// run runs the program to its end.
export function run(...args) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done(out) : failed(new Error(`hearsay ${args.join(" ")}: ${code}\n${out}`))));
  });
}

// serve starts a server over a new ledger, with stories and further arguments when they are given. close ends it.
export async function serve(given = [], more = []) {
  const dir = await mkdtemp(join(tmpdir(), "hearsay-"));
  const ledger = join(dir, "ledger.db");
  for (const s of given) await run("add", "--ledger", ledger, "--outlet", s.outlet, "--published", s.published, relative(root, s.file));
  const child = spawn(program, ["serve", "--ledger", ledger, "--addr", "127.0.0.1:0", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (data) => (log += data));
  const at = await new Promise((done, failed) => {
    let out = "";
    child.stdout.on("data", (data) => {
      out += data;
      const found = /http:\/\/[0-9.:]+/.exec(out);
      if (found !== null) done(found[0]);
    });
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`hearsay serve ended with ${code}\n${log.slice(0, 600)}`)));
  });
  return {
    at,
    log: () => log,
    close: async () => {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

// browse starts a browser. faults are what pages did that they must not.
export async function browse(at) {
  const browser = await chromium.launch({ executablePath: browserAt, args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"] });
  const faults = [];
  const open = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    await context.route("**", (route) => {
      const url = new URL(route.request().url());
      if (url.origin === at || ["data:", "blob:"].includes(url.protocol)) return route.continue();
      faults.push(`a request to ${url.origin}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`${page.url()}: console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("response", (response) => {
      if (response.status() >= 500) faults.push(`${response.url()}: ${response.status()}`);
    });
    return page;
  };
  return { open, faults, close: () => browser.close() };
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// flaws are what axe finds wrong with a page by the rules of WCAG 2.2 AA: what is serious or critical.
export async function flaws(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return found.violations
    .filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${page.url()}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.failureSummary}`).join(" | ")}`);
}

// wide reports by how many pixels a page is wider than the window.
export const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
