/** Which folder may import which: the table of docs/ARCHITECTURE.md as data. */

export interface Layer {
  /** Folders or files of ours whose values may be imported. */
  readonly values: readonly string[];
  /** Folders of ours of which only types may be imported. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  /** True if it runs in Node only and may use Node's own modules. */
  readonly isOuter?: true;
}

const core = "src/core";
const upToPlan = [core, "src/model", "src/plan"];
const upToSimulate = [...upToPlan, "src/analysis", "src/simulate"];
const stages = [
  "src/load.ts",
  "src/load-params.ts",
  "src/compile.ts",
  "src/format.ts",
  "src/convert.ts",
  "src/choose-entry.ts",
];
const service = [
  ...upToSimulate,
  "src/host",
  "src/language",
  "src/syntax",
  "src/semantics",
  "src/std",
  "grammar",
  ...stages,
];

/** By folder, or by file for those that stand at the top of `src/`. The more exact path counts. */
export const layers: Readonly<Record<string, Layer>> = {
  [core]: { values: [], packages: ["fraction.js", "fastest-levenshtein"] },
  grammar: { values: [], packages: ["chevrotain"] },
  "src/language": { values: [core], packages: [] },
  "src/syntax": { values: [core, "grammar"], packages: ["chevrotain"] },
  "src/semantics": { values: [core, "src/syntax", "src/language"], types: ["src/model"], packages: [] },
  "src/model": { values: [core, "src/semantics", "src/language"], types: ["src/syntax"], packages: [] },
  "src/plan": { values: [core, "src/model"], packages: [] },
  "src/analysis": { values: upToPlan, packages: [] },
  "src/simulate": { values: [...upToPlan, "src/analysis"], packages: [] },
  "src/emit": { values: upToSimulate, packages: ["handlebars/runtime.js"] },
  "src/std": { values: [], packages: [] },
  "src/host": { values: [core], packages: [] },
  "src/catalogue": { values: [core, "src/language", "src/syntax"], packages: ["yaml"] },
  "src/load.ts": { values: [core, "src/syntax", "src/catalogue", "src/host", "src/std"], packages: [] },
  "src/load-params.ts": { values: [core, "src/host", "src/load.ts"], packages: ["yaml"] },
  "src/format.ts": { values: [core, "src/syntax", "src/host", "src/load.ts"], packages: [] },
  "src/convert.ts": {
    values: [core, "src/catalogue", "src/syntax", "src/host", "src/load.ts"],
    packages: [],
  },
  "src/choose-entry.ts": { values: [core, "src/syntax", "src/host"], packages: [] },
  "src/compile.ts": { values: [...upToSimulate, "src/std"], types: ["src/syntax"], packages: [] },
  "src/index.ts": { values: [core, "src/host", "src/plan", ...stages], types: ["src/model"], packages: [] },
  "src/library": { values: [core, "src/model", "src/host", "src/std", "src/load.ts"], packages: [] },
  "src/service": { values: service, packages: [] },
  "src/node": { values: [core, "src/host"], types: ["src/emit"], packages: [], isOuter: true },
  "src/lsp": {
    values: [core, "src/service", "src/host", "src/node", ...stages],
    packages: ["vscode-languageserver"],
    isOuter: true,
  },
  /** For its name, version and the place of the commands. */
  "package.json": { values: [], packages: [] },
  "src/cli": {
    values: [
      "package.json",
      ...upToSimulate,
      "src/host",
      "src/emit",
      "src/library",
      "src/node",
      "src/service",
      ...stages,
    ],
    packages: ["@oclif/core", "diff", "picocolors", "ajv"],
    isOuter: true,
  },
};

/** Returns the path in `layers` that a file belongs to, or null for files outside the product. */
export function layerOf(path: string): string | null {
  if (path in layers) return path;
  const folder = Object.keys(layers).find((key) => path.startsWith(`${key}/`));
  return folder ?? null;
}

/** Files that only describe data: they stay free of the stage that makes them. */
export const dataFiles: Readonly<Record<string, readonly string[]>> = {
  "src/model/design.ts": [core, "src/model"],
  "src/model/part.ts": [core, "src/model"],
  "src/model/late.ts": [core, "src/model"],
  "src/plan/spec.ts": [core],
  "src/syntax/ast.ts": [core],
};

/** Folders whose members do not know each other: what they share stands beside the folder. */
export const siblingSuffixes = [".rule.ts", ".metric.ts", ".emitter.ts"] as const;
