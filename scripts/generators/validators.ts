/** Compiles the JSON Schemas of `docs/schemas` to plain functions: at run time ajv would cost start-up and need `eval`. */
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { type GeneratedFile, headFile, listFolder, readProjectFile, toIdentifier } from "./generated-file.js";
import { type Schema, shareProperties } from "./share-properties.js";

/** Schemas of what weft reads, with the prefix of definitions that repeat each other; all others are of what it writes. */
const read: Readonly<Record<string, string | null>> = {
  "catalogue-1.json": "part",
  "netbox-types-1.json": null,
  "overlay-1.json": "overlay",
  "price-book-1.json": null,
};

/**
 * Returns one function a schema: `plan-1.json` becomes `validatePlan1`. What is read and what is written are files of
 * their own, because only the first belongs in the command line. `made` are schemas that are generated themselves.
 */
export async function generateValidators(root: string, made: readonly GeneratedFile[]): Promise<GeneratedFile[]> {
  const texts = new Map(
    listFolder(root, "docs/schemas", ".json").map((file) => [file, readProjectFile(root, `docs/schemas/${file}`)]),
  );
  for (const { path, text } of made) texts.set(path.slice("docs/schemas/".length), text);
  const schemas = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const isRead = ([file]: readonly [string, string]): boolean => Object.hasOwn(read, file);
  return [
    await compile(
      root,
      "src/core/validators.generated.ts",
      schemas.filter((schema) => !isRead(schema)),
    ),
    await compile(root, "src/core/data-validators.generated.ts", schemas.filter(isRead)),
  ];
}

async function compile(
  root: string,
  path: string,
  schemas: readonly (readonly [file: string, text: string])[],
): Promise<GeneratedFile> {
  const ajv = new Ajv({
    strict: true,
    strictTuples: false,
    allErrors: true,
    inlineRefs: false,
    // What is wrong with a file is worded by weft, with the place (src/catalogue/schema-errors.ts).
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  const exported: Record<string, string> = {};
  for (const [file, text] of schemas) {
    const schema = JSON.parse(text) as Schema;
    const prefix = read[file] ?? null;
    ajv.addSchema(prefix === null ? schema : shareProperties(schema, prefix), file);
    exported[toIdentifier(`validate-${file.slice(0, -".json".length)}`)] = file;
  }
  const code = await bundle(root, standaloneCode.default(ajv, exported));
  return headFile(path, "Schemas of `docs/schemas`, compiled by ajv.", [
    "// @ts-nocheck: what ajv writes has no types.",
    code.trimEnd(),
  ]);
}

/** Standalone code calls `require` for ajv's helpers: bundling brings them in. */
async function bundle(root: string, code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    minify: true,
  });
  return result.outputFiles[0]?.text ?? "";
}
