/** All that is generated, as one list: `npm run generate` writes it, a test compares it with what is committed. */
import { generateGrammarFiles } from "../generate-grammar.js";
import { generateCatalogueSchemas } from "./catalogue-schema.js";
import { generateEditors } from "./editors.js";
import type { GeneratedFile } from "./generated-file.js";
import { generateLibrary } from "./library.js";
import { generateReference } from "./reference.js";
import { generateRegistries } from "./registries.js";
import { generateTemplates } from "./templates.js";
import { generatePages, generateStd } from "./texts.js";
import { generateValidators } from "./validators.js";

/** Returns every generated file of the project, from the sources under `root`. */
export async function generateAll(root: string): Promise<GeneratedFile[]> {
  const schemas = generateCatalogueSchemas();
  return [
    ...generateRegistries(root),
    ...generatePages(root),
    ...generateStd(root),
    ...generateLibrary(root),
    ...generateTemplates(root),
    ...schemas,
    ...(await generateValidators(root, schemas)),
    ...generateGrammarFiles(),
    ...generateEditors(),
    ...generateReference(root),
  ];
}
