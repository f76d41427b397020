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
  /** The design that is damaged, and the seed of the damage: enough to make it again. */
  readonly path: string;
  readonly seed: number;
}

export interface MutantOutcome extends Mutant {
  readonly milliseconds: number;
  /** What was thrown, or how long it took where that is too long; null when all is well. */
  readonly failure: string | null;
}

/** Yields what becomes of the mutants of each design in turn, seed after seed, without end. `onStart` hears of each before. */
export async function* compileMutants(
  paths: readonly string[],
  firstSeed: number,
  onStart: (mutant: Mutant) => void = () => {},
): AsyncGenerator<MutantOutcome> {
  const texts = paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
  for (let seed = firstSeed; ; seed++) {
    const { path, text } = texts[seed % texts.length] ?? { path: "", text: "" };
    onStart({ path, seed });
    const mutant = mutate(text, seed);
    const start = performance.now();
    const thrown = await compileText(mutant);
    const milliseconds = performance.now() - start;
    const slow = milliseconds > mostMilliseconds ? `took ${Math.round(milliseconds)} ms` : null;
    yield { path, seed, milliseconds, failure: thrown ?? slow };
  }
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
