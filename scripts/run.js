/**
 * Runs a TypeScript script of this folder: `node scripts/run.js generate`. Node 20 does not strip types, so esbuild
 * bundles the script first, leaving packages outside.
 */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);

process.chdir(root);
process.argv.splice(1, process.argv.length - 1, join(root, "scripts", `${name}.ts`), ...rest);

const folder = join(root, "node_modules", ".cache", "weft");
const outfile = join(folder, `${name}-${process.pid}.mjs`);
mkdirSync(folder, { recursive: true });
try {
  await build({
    entryPoints: [join(root, "scripts", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(outfile, { force: true });
}
