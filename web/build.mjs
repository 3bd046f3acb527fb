// Makes the bundles that are committed under internal/web/assets. With --check nothing is written: it fails when what is there is not what comes out.
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "internal", "web", "assets");
const check = process.argv.includes("--check");

const out = await build({
  absWorkingDir: here,
  entryPoints: ["src/hearsay.js", "src/timeline.js", "src/map.js"],
  outdir: assets,
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".json": "json" },
});

let stale = 0;
for (const file of out.outputFiles) {
  const name = file.path.slice(assets.length + 1);
  if (!check) {
    await writeFile(file.path, file.contents);
    console.log(`${name}: ${file.contents.length} bytes`);
    continue;
  }
  const there = await readFile(file.path).catch(() => Buffer.alloc(0));
  if (Buffer.compare(there, Buffer.from(file.contents)) !== 0) {
    console.error(`internal/web/assets/${name} is not what web/src makes: run make web`);
    stale++;
  }
}
process.exit(stale ? 1 : 0);
