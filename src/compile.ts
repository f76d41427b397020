/** The stages from a loaded project to findings, each run when first asked for and once. Knows no output and no file. */
import { analyse } from "./analysis/analyse.js";
import { rules } from "./analysis/rules.generated.js";
import { type Checked, type Diagnostic, hasErrors } from "./core/diagnostic.js";
import { buildDesign } from "./model/build.js";
import type { Design } from "./model/design.js";
import { expand } from "./plan/expand.js";
import type { Plan } from "./plan/plan.js";
import { standardNames } from "./std/std.generated.js";
import type { Project } from "./syntax/project.js";

export interface CompileOptions {
  /** Values of params as typed after `--set`, by name. */
  readonly set?: Readonly<Record<string, string>>;
}

/** A project on its way through the stages. */
export interface Compilation {
  readonly project: Project;
  /** Null where the project has no cluster. */
  readonly design: () => Design | null;
  /** Null where there is no design; without the statements that have errors. */
  readonly plan: () => Plan | null;
  /** What all stages have to say, in the order of the stages. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/**
 * Returns the compilation of a loaded project; nothing runs yet. Once a stage has found errors, later ones report only
 * errors: a warning about a design that is not whole would mislead.
 */
export function compileProject(loaded: Checked<Project>, options: CompileOptions = {}): Compilation {
  const project = loaded.value;
  const built = once(() => buildDesign(project, { set: options.set ?? {}, standardParts: standardNames }));
  const early = once(() => [...loaded.diagnostics, ...built().diagnostics]);
  const expanded = once((): Checked<Plan | null> => {
    const design = built().value;
    return design === null ? { value: null, diagnostics: [] } : expand(design);
  });
  const diagnostics = once(() => {
    const expandedSound = addStage(early(), () => expanded().diagnostics);
    return addStage(expandedSound, () => analysePlan(built().value, expanded().value));
  });
  return { project, design: () => built().value, plan: () => expanded().value, diagnostics };
}

function analysePlan(design: Design | null, plan: Plan | null): readonly Diagnostic[] {
  return design === null || plan === null ? [] : analyse({ design, plan }, rules);
}

function addStage(before: readonly Diagnostic[], run: () => readonly Diagnostic[]): readonly Diagnostic[] {
  const found = run();
  const kept = hasErrors(before) ? found.filter((diagnostic) => diagnostic.severity === "error") : found;
  return [...before, ...kept];
}

/** Returns a function that computes its value when first called and remembers it. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
