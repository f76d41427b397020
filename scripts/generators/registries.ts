/** Lists rules, metrics, emitters and commands into the registries that the bundle reads: one new file is enough. */
import { type GeneratedFile, headFile, listFolder, readProjectFile, toIdentifier } from "./generated-file.js";

interface Registry {
  /** Folder with one member a file. */
  readonly folder: string;
  readonly suffix: string;
  /** The name that every member file exports. */
  readonly member: string;
  readonly output: string;
  readonly list: string;
  readonly about: string;
  /** The type of the list and the file that declares it, from the folder of the output; none is inferred. */
  readonly type?: { readonly name: string; readonly from: string };
}

const registries: readonly Registry[] = [
  {
    folder: "src/analysis/rules",
    suffix: ".rule.ts",
    member: "rule",
    output: "src/analysis/rules.generated.ts",
    list: "rules",
    about: "Every rule of `rules/`, by file name.",
    type: { name: "Rule", from: "./rule.js" },
  },
  {
    folder: "src/analysis/metrics",
    suffix: ".metric.ts",
    member: "metric",
    output: "src/analysis/metrics.generated.ts",
    list: "metrics",
    about: "Every metric of `metrics/`, by file name.",
  },
  {
    folder: "src/emit",
    suffix: ".emitter.ts",
    member: "emitter",
    output: "src/emit/emitters.generated.ts",
    list: "emitters",
    about: "Every emitter of this folder, by file name.",
    type: { name: "Emitter", from: "./emitter.js" },
  },
];

/** Returns the registries of rules, metrics, emitters and commands. */
export function generateRegistries(root: string): GeneratedFile[] {
  return [...registries.map((registry) => listRegistry(root, registry)), listCommands(root)];
}

function listRegistry(root: string, registry: Registry): GeneratedFile {
  const files = listFolder(root, registry.folder, registry.suffix);
  const base = registry.output.slice(0, registry.output.lastIndexOf("/"));
  const inside = registry.folder === base ? "." : `./${registry.folder.slice(base.length + 1)}`;
  const names = files.map((file) => toIdentifier(file.slice(0, -".ts".length)));
  const { type } = registry;
  return headFile(registry.output, registry.about, [
    ...(type === undefined ? [] : [`import type { ${type.name} } from "${type.from}";`]),
    ...files.map(
      (file, at) => `import { ${registry.member} as ${names[at]} } from "${inside}/${file.slice(0, -3)}.js";`,
    ),
    "",
    `export const ${registry.list}${typeOf(type?.name)} = [${names.join(", ")}]${type === undefined ? " as const" : ""};`,
  ]);
}

function typeOf(name: string | undefined): string {
  return name === undefined ? "" : `: readonly ${name}[]`;
}

/** Commands are oclif classes by id: `compile.ts` exports `class Compile`, `parts/import.ts` is `weft parts import`. */
function listCommands(root: string): GeneratedFile {
  const folder = "src/cli/commands";
  const ids = listFolder(root, folder, ".ts").map((file) => file.slice(0, -".ts".length));
  const found = ids.map((id) => {
    const name = /export class (\w+)/.exec(readProjectFile(root, `${folder}/${id}.ts`))?.[1];
    if (name === undefined) throw new Error(`${folder}/${id}.ts exports no class`);
    return { id, name };
  });
  return headFile("src/cli/commands.generated.ts", "Every command of `commands/`, by its id.", [
    ...found.map(({ id, name }) => `import { ${name} } from "./commands/${id}.js";`),
    "",
    `export const commands = { ${found.map(({ id, name }) => `${JSON.stringify(id.replaceAll("/", ":"))}: ${name}`).join(", ")} };`,
  ]);
}
