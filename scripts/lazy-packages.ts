/**
 * An esbuild plugin that puts off the loading of packages until they are first used. oclif requires what it needs for
 * help, plugins and spinners at start-up; loading that would be a third of the time that `weft check` takes.
 */
import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

/** Required by `@oclif/core` at its start and used only for help, error boxes, plugins or spinners. */
const lazyPackages = [
  "ansi-escapes",
  "clean-stack",
  "cli-spinners",
  "ejs",
  "indent-string",
  "lilconfig",
  "minimatch",
  "semver",
  "string-width",
  "tinyglobby",
  "widest-line",
  "wrap-ansi",
];

const marker = "weft-lazy";

/** Returns the plugin. It acts on `require` from CommonJS only. */
export function createLazyPackages(root: string): Plugin {
  const require = createRequire(`${root}/package.json`);
  const pattern = new RegExp(`^(?:${lazyPackages.join("|")})$`);
  return {
    name: "lazy-packages",
    setup(build) {
      build.onResolve({ filter: pattern }, (args) => {
        if (args.kind !== "require-call" || args.pluginData === marker) return null;
        if (!args.importer.includes("/@oclif/core/")) return null;
        return { path: args.path, namespace: marker, pluginData: { resolveDir: args.resolveDir } };
      });
      build.onLoad({ filter: /.*/, namespace: marker }, (args) => {
        const isModule = (
          require(require.resolve(args.path, { paths: [args.pluginData.resolveDir] })) as { __esModule?: boolean }
        ).__esModule;
        return {
          contents: proxyOf(args.path, isModule === true),
          resolveDir: args.pluginData.resolveDir,
          pluginData: marker,
        };
      });
      build.onResolve({ filter: /.*/, namespace: marker }, (args) =>
        build.resolve(args.path, { kind: "require-call", resolveDir: args.resolveDir, pluginData: marker }),
      );
    },
  };
}

/** `__esModule` is asked for at once by compiled code, so it must be answered without loading. */
function proxyOf(name: string, isModule: boolean): string {
  return `
    let loaded;
    const load = () => (loaded ??= require(${JSON.stringify(name)}));
    module.exports = new Proxy(function () {}, {
      get: (_, key) => (key === "__esModule" ? ${isModule} : load()[key]),
      has: (_, key) => key in load(),
      apply: (_, self, args) => Reflect.apply(load(), self, args),
      construct: (_, args) => Reflect.construct(load(), args),
    });`;
}
