/** Compiles a design that stands in a document, from memory, and says what is found in it. */
import { compileProject } from "../../../src/compile.js";
import { designCodes } from "../../../src/core/codes/design.js";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";

/** Files beside a design, by their names. */
export type Beside = Readonly<Record<string, string>>;

/** Returns what weft finds in the design. Comment lines such as `// --set spines=4` give values of params. */
export async function judgeText(text: string, beside: Beside = {}): Promise<readonly Diagnostic[]> {
  const settings = [...text.matchAll(/^\/\/ --set (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]);
  const loaded = await loadProject(createMemoryHost({ ...beside, "main.weft": text }), "main.weft");
  return compileProject(loaded, { set: Object.fromEntries(settings) }).diagnostics();
}

/** Returns what weft finds in a design, or in a file of parts: such a file has no cluster, which is left unsaid. */
export async function judgeFile(text: string, beside: Beside = {}): Promise<readonly Diagnostic[]> {
  const isParts = !/^\s*cluster\b/m.test(text);
  const found = await judgeText(text, beside);
  return isParts ? found.filter(({ code }) => code !== designCodes.noCluster.code) : found;
}

/** Returns a line for each diagnostic, for messages of tests. */
export function tell(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
}
