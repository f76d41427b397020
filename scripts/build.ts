/**
 * `npm run build`: bundles the command line into one file with its compiled form beside it, and the library into ES
 * modules, lazy imports as chunks; all in `dist/`.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { createLazyPackages } from "./lazy-packages.js";

const common: BuildOptions = {
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  external: ["typescript"],
  metafile: true,
  logLevel: "warning",
};

/** Bundles what programs import, and returns the files written. */
async function buildLibrary(): Promise<string[]> {
  const { metafile } = await build({
    ...common,
    entryPoints: { index: "src/index.ts", node: "src/node/node-host.ts" },
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    format: "esm",
  });
  return Object.keys(metafile?.outputs ?? {});
}

/** Bundles the command line; its first characters are the hash of the rest, by which the compiled form knows it. */
async function buildCommandLine(): Promise<string> {
  const { outputFiles = [] } = await build({
    ...common,
    entryPoints: { cli: "src/cli/main.ts" },
    format: "cjs",
    write: false,
    // A package asks for its own place only on Windows.
    logOverride: { "empty-import-meta": "silent" },
    plugins: [createLazyPackages(process.cwd())],
  });
  const code = outputFiles[0]?.text ?? "";
  const mark = `/*${createHash("sha256").update(code).digest("hex").slice(0, 60)}*/`;
  writeFileSync("dist/cli.cjs", `${mark}${code}`);
  return "dist/cli.cjs";
}

/** Makes the compiled form. Without it weft is slower and otherwise the same. */
function cacheCode(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "weft-build-"));
  const { status } = spawnSync(process.execPath, ["scripts/cache-code.js", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(folder, { recursive: true, force: true });
  if (status === 0) return ["dist/cli.cache"];
  console.warn("could not keep the compiled form of the command line: it will start more slowly");
  return [];
}

mkdirSync("dist", { recursive: true });
const made = [...(await buildLibrary()), await buildCommandLine(), ...cacheCode()];
// Chunks carry a hash of what they hold: those of earlier builds are removed when the new ones stand.
for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name).replaceAll("\\", "/");
  if (entry.isFile() && !made.includes(path)) rmSync(path);
}
console.log(`built dist/: ${made.length} files`);
