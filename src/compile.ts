/** The stages from a loaded project to findings, each run when first asked for and once. Knows no output and no file. */
import { analyse } from "./analysis/analyse.js";
import { judge, type Verdict } from "./analysis/judge.js";
import { type Measures, measurePlan } from "./analysis/measure.js";
import type { MetricContext } from "./analysis/metric.js";
import { rules } from "./analysis/rules.generated.js";
import { type Checked, type Diagnostic, hasErrors } from "./core/diagnostic.js";
import { buildDesign } from "./model/build.js";
import type { Design } from "./model/design.js";
import { expand } from "./plan/expand.js";
import type { Plan } from "./plan/plan.js";
import { checkWorkloads } from "./simulate/check-workloads.js";
import { type Estimates, estimate, noEstimates } from "./simulate/estimate.js";
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
  /** What the metrics say of the plan, each computed when it is first read; null where earlier stages found errors. */
  readonly measures: () => Measures | null;
  /** On the requirements of the design; none where earlier stages found errors. */
  readonly verdicts: () => readonly Verdict[];
  readonly estimates: () => Estimates;
  /** What all stages have to say, in the order of the stages. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/**
 * Returns the compilation of a loaded project; nothing runs yet. Once a stage has found errors, later ones report only
 * errors: a warning about a design that is not whole would mislead.
 */
export function compileProject(loaded: Checked<Project>, options: CompileOptions = {}): Compilation {
  const project = loaded.value;
  const built = once(() =>
    buildDesign(project, { set: options.set ?? {}, standardParts: standardNames, earlier: loaded.diagnostics }),
  );
  const early = once(() => [...loaded.diagnostics, ...built().diagnostics]);
  const expanded = once((): Checked<Plan | null> => {
    const design = built().value;
    return design === null ? { value: null, diagnostics: [] } : expand(design);
  });
  const planned = once(() => addStage(early(), () => expanded().diagnostics));
  const results = once(() => (hasErrors(planned()) ? null : measureResults(built().value, expanded().value)));
  const judged = once((): Checked<readonly Verdict[]> => {
    const found = results();
    return found === null ? { value: [], diagnostics: [] } : judge(found.context, found.measures);
  });
  const diagnostics = once(() => {
    const found = results();
    const analysed = addStage(planned(), () => analysePlan(built().value, expanded().value));
    const asked = found === null ? [] : checkWorkloads(found.context, found.measures);
    return addStage(analysed, () => [...judged().diagnostics, ...asked]);
  });
  return {
    project,
    design: () => built().value,
    plan: () => expanded().value,
    measures: () => results()?.measures ?? null,
    verdicts: () => judged().value,
    estimates: once(() => {
      const found = results();
      return found === null ? noEstimates : estimate(found.context, found.measures);
    }),
    diagnostics,
  };
}

interface Results {
  readonly context: MetricContext;
  readonly measures: Measures;
}

function measureResults(design: Design | null, plan: Plan | null): Results | null {
  if (design === null || plan === null) return null;
  const context = { design, plan };
  return { context, measures: measurePlan(context) };
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
