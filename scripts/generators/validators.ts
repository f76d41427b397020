/** Compiles the JSON Schemas of `docs/schemas` to plain functions: at run time ajv would cost start-up and need `eval`. */
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { type GeneratedFile, headFile, listFolder, readProjectFile, toIdentifier } from "./generated-file.js";

/** Returns one function a schema: `plan-1.json` becomes `validatePlan1`. */
export async function generateValidators(root: string): Promise<GeneratedFile[]> {
  const files = listFolder(root, "docs/schemas", ".json");
  if (files.length === 0) return [];
  const ajv = new Ajv({
    strict: true,
    strictTuples: false,
    allErrors: true,
    code: { source: true, esm: true, lines: true },
  });
  const exported: Record<string, string> = {};
  for (const file of files) {
    const schema = JSON.parse(readProjectFile(root, `docs/schemas/${file}`)) as object;
    ajv.addSchema(schema, file);
    exported[toIdentifier(`validate-${file.slice(0, -".json".length)}`)] = file;
  }
  const code = await bundle(root, standaloneCode.default(ajv, exported));
  return [
    headFile("src/core/validators.generated.ts", "The schemas of `docs/schemas`, compiled by ajv.", [
      "// @ts-nocheck: what ajv writes has no types.",
      code.trimEnd(),
    ]),
  ];
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
