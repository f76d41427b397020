/** Compiles designs for tests of what comes after the plan. */
import type { Verdict } from "../../src/analysis/judge.js";
import type { Measures } from "../../src/analysis/measure.js";
import { type Compilation, compileProject } from "../../src/compile.js";
import { type Diagnostic, hasErrors } from "../../src/core/diagnostic.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";
import type { Design } from "../../src/model/design.js";
import { createNodeHost } from "../../src/node/node-host.js";
import type { Plan } from "../../src/plan/plan.js";
import type { Estimates } from "../../src/simulate/estimate.js";

/** All that an emitter sees of a design. */
export interface Sound {
  readonly design: Design;
  readonly plan: Plan;
  readonly measures: Measures;
  readonly estimates: Estimates;
  readonly verdicts: readonly Verdict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the results of a file on the disk. Throws where it has errors. */
export async function compileFile(path: string, set: Readonly<Record<string, string>> = {}): Promise<Sound> {
  return open(compileProject(await loadProject(createNodeHost(), path), { set }));
}

/** Returns the results of a text. Throws where it has errors. */
export async function compileText(text: string): Promise<Sound> {
  return open(await compileAny(text));
}

/** Returns the compilation of a text that may have errors. */
export async function compileAny(text: string): Promise<Compilation> {
  return compileProject(await loadProject(createMemoryHost({ "main.weft": text }), "main.weft"));
}

function open(compiled: Compilation): Sound {
  const diagnostics = compiled.diagnostics();
  const [design, plan, measures] = [compiled.design(), compiled.plan(), compiled.measures()];
  if (hasErrors(diagnostics) || design === null || plan === null || measures === null) {
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  }
  return { design, plan, measures, estimates: compiled.estimates(), verdicts: compiled.verdicts(), diagnostics };
}
