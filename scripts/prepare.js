/**
 * Runs after `npm ci` in a clone: generates the registries and builds `dist/`. Where the build tool is not installed
 * (`npm ci --omit=dev`) a `dist/` that is already there is kept.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Returns whether esbuild can be loaded from here. */
async function hasEsbuild() {
  try {
    await import("esbuild");
    return true;
  } catch {
    return false;
  }
}

/** Runs one of our scripts in a process of its own and stops on failure. */
function runScript(name) {
  const { status } = spawnSync(process.execPath, ["scripts/run.js", name], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

if (await hasEsbuild()) {
  runScript("generate");
  runScript("build");
} else if (existsSync("dist/cli.cjs")) {
  console.log("weft: esbuild is not installed; keeping the dist/ that is here");
} else {
  console.error("weft: there is no dist/ and esbuild is not installed; run `npm ci` with development dependencies");
  process.exit(1);
}
