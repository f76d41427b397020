/**
 * Loads the bundled command line. Half of the time of a short run would go into compiling JavaScript, so the build
 * leaves V8's compiled form beside the bundle. A Node that cannot use it compiles the bundle as ever.
 */
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const vm = require("node:vm");

/** The folder of the package. */
const root = dirname(__dirname);
const bundle = join(root, "dist", "cli.cjs");
const cache = join(root, "dist", "cli.cache");

/** How many characters of the bundle, a hash in a comment, stand before the compiled form made from it. */
const MARK = 64;

/** Returns the compiled form that was made from this bundle, or undefined. */
function readCache(source) {
  try {
    const bytes = readFileSync(cache);
    return bytes.toString("latin1", 0, MARK) === source.slice(0, MARK) ? bytes.subarray(MARK) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the bundle as a script, compiled or not. Throws with the code ENOENT if it was never built. */
function compileBundle() {
  const source = readFileSync(bundle, "utf8");
  const script = new vm.Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: bundle,
    cachedData: readCache(source),
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return { script, mark: source.slice(0, MARK) };
}

let loaded;

/** Returns the script, its mark and what the bundle exports; loads it when first called. */
function loadBundle() {
  if (loaded !== undefined) return loaded;
  const { script, mark } = compileBundle();
  const bundled = { exports: {} };
  script.runInThisContext()(bundled.exports, require, bundled, bundle, dirname(bundle));
  loaded = { script, mark, ...bundled.exports };
  return loaded;
}

module.exports = { cache, loadBundle, root };
