/** Compiles damaged designs, one seed after another, and says which throw or take too long. */
import { readFileSync } from "node:fs";
import { compileProject } from "../../src/compile.js";
import { renderDiagnostics } from "../../src/core/render.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";
import { mutate } from "./mutate.js";

/** No design of the size of the examples may take longer, whatever is wrong with it. */
export const mostMilliseconds = 1000;

export interface Mutant {
  /** The design that was damaged, and the seed of the damage: enough to make it again. */
  readonly path: string;
  readonly seed: number;
}

export interface MutantFailure extends Mutant {
  readonly what: string;
}

export interface MutantReport {
  readonly count: number;
  readonly failures: readonly MutantFailure[];
  readonly slowest: Mutant & { readonly milliseconds: number };
}

/** Compiles mutants of the designs in turn, from the first seed on, while `goesOn` holds of the count so far. */
export async function compileMutants(
  paths: readonly string[],
  firstSeed: number,
  goesOn: (count: number) => boolean,
): Promise<MutantReport> {
  const texts = paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const failures: MutantFailure[] = [];
  let slowest = { path: "", seed: 0, milliseconds: 0 };
  let count = 0;
  for (; goesOn(count); count++) {
    const seed = firstSeed + count;
    const { path, text } = texts[count % texts.length] ?? { path: "", text: "" };
    const start = performance.now();
    const what = await compileText(mutate(text, seed));
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { path, seed, milliseconds };
    if (what !== null) failures.push({ path, seed, what });
    else if (milliseconds > mostMilliseconds)
      failures.push({ path, seed, what: `took ${Math.round(milliseconds)} ms` });
  }
  return { count, failures, slowest };
}

/** Compiles and renders; returns what was thrown, or null. */
async function compileText(text: string): Promise<string | null> {
  const sources: Record<string, string> = { "main.weft": text };
  try {
    const compilation = compileProject(await loadProject(createMemoryHost(sources), "main.weft"));
    const diagnostics = compilation.diagnostics();
    renderDiagnostics(diagnostics, { format: "pretty", sourceOf: (path) => sources[path], width: 80 });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
