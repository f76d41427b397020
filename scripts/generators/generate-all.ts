/** All that is generated, as one list: `npm run generate` writes it, a test compares it with what is committed. */
import { generateGrammarFiles } from "../generate-grammar.js";
import type { GeneratedFile } from "./generated-file.js";
import { generateReference } from "./reference.js";
import { generateRegistries } from "./registries.js";
import { generateTemplates } from "./templates.js";
import { generatePages, generateStd } from "./texts.js";
import { generateValidators } from "./validators.js";

/** Returns every generated file of the project, from the sources under `root`. */
export async function generateAll(root: string): Promise<GeneratedFile[]> {
  return [
    ...generateRegistries(root),
    ...generatePages(root),
    ...generateStd(root),
    ...generateTemplates(root),
    ...(await generateValidators(root)),
    ...generateGrammarFiles(),
    ...generateReference(root),
  ];
}
