/** `npm run build`: bundles the command line, its commands and the library into `dist/`, lazy imports as chunks. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { createLazyPackages } from "./lazy-packages.js";

// Bundled CommonJS packages call `require` for Node's own modules; an ES module has to make it.
const banner =
  'import { createRequire as weftRequire } from "node:module"; const require = weftRequire(import.meta.url);';

mkdirSync("dist", { recursive: true });
const result = await build({
  entryPoints: {
    main: "src/cli/main.ts",
    commands: "src/cli/commands.generated.ts",
    index: "src/index.ts",
    node: "src/node/node-host.ts",
  },
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  minify: true,
  keepNames: false,
  external: ["typescript"],
  banner: { js: banner },
  metafile: true,
  plugins: [createLazyPackages(process.cwd())],
  logLevel: "warning",
});
// Chunks carry a hash of what they hold: those of earlier builds are removed when the new ones stand.
const made = new Set(Object.keys(result.metafile.outputs));
for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  const path = join("dist", file).replaceAll("\\", "/");
  if (file.endsWith(".js") && !made.has(path)) rmSync(path);
}
const outputs = Object.values(result.metafile.outputs);
const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
console.log(`built dist/: ${outputs.length} files, ${Math.round(bytes / 1024)} kB`);
