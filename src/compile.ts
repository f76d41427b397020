/** The stages from a loaded project to findings, each run when first asked for and once. Knows no output and no file. */
import { analyse } from "./analysis/analyse.js";
import { judge, type Verdict } from "./analysis/judge.js";
import { type Measures, measurePlan } from "./analysis/measure.js";
import type { MetricContext } from "./analysis/metric.js";
import { rules } from "./analysis/rules.generated.js";
import { softenForPhase } from "./analysis/soften.js";
import { type Checked, type Diagnostic, hasErrors } from "./core/diagnostic.js";
import type { GivenValues } from "./core/given-value.js";
import { buildDesign } from "./model/build.js";
import type { Design } from "./model/design.js";
import { explainGiven } from "./model/explain-given.js";
import { expand } from "./plan/expand.js";
import type { Plan } from "./plan/plan.js";
import { checkWorkloads } from "./simulate/check-workloads.js";
import { type Estimates, estimate, noEstimates } from "./simulate/estimate.js";
import { standardNames } from "./std/std.generated.js";
import type { Project } from "./syntax/project.js";

export interface CompileOptions {
  /** Values of params as typed after `--set`, by name. */
  readonly set?: Readonly<Record<string, string>>;
  /** Values of params from files; `set` wins over them. */
  readonly given?: GivenValues;
  /** Texts of those files by path, so that excerpts of them can be shown. */
  readonly givenTexts?: ReadonlyMap<string, string>;
  /** The phase of the cluster that is compiled; without it the design as declared. */
  readonly phase?: string | undefined;
}

/** A project on its way through the stages. */
export interface Compilation {
  readonly project: Project;
  /** The text of a file that diagnostics may point into, or undefined. */
  readonly sourceOf: (path: string) => string | undefined;
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
  const { set = {}, givenTexts } = options;
  const phase = options.phase ?? null;
  const given = options.given === undefined ? undefined : leaveOut(options.given, set);
  const settings = { set, given, phase, standardParts: standardNames, earlier: loaded.diagnostics };
  const built = once(() => buildDesign(project, settings));
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
  const diagnostics = once((): readonly Diagnostic[] => {
    const found = results();
    // A phase is held to less than the design that it leads to.
    const whole = once(() => compileProject(loaded, { ...options, phase: undefined }).diagnostics());
    const soften = (own: readonly Diagnostic[]): readonly Diagnostic[] =>
      phase !== null && hasErrors(own) && !hasErrors(planned()) ? softenForPhase(own, whole(), phase) : own;
    const analysed = addStage(planned(), () => soften(analysePlan(built().value, expanded().value)));
    const asked = found === null ? [] : checkWorkloads(found.context, found.measures);
    const all = addStage(analysed, () => soften([...judged().diagnostics, ...asked]));
    return given === undefined ? all : explainGiven(all, project, given);
  });
  return {
    project,
    sourceOf: (path) => project.files.get(path)?.text ?? givenTexts?.get(path),
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

/** What `--set` says counts, whatever a file gives. */
function leaveOut(given: GivenValues, set: Readonly<Record<string, string>>): GivenValues {
  return { ...given, values: new Map([...given.values].filter(([name]) => !Object.hasOwn(set, name))) };
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
