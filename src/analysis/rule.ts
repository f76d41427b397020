/** What a rule is: a diagnostic kind with a check over the design and its plan. Rules know neither files nor each other. */
import type { Diagnostic, DiagnosticKind } from "../core/diagnostic.js";
import type { Design } from "../model/design.js";
import type { Plan } from "../plan/plan.js";

export interface RuleContext {
  readonly design: Design;
  readonly plan: Plan;
}

/** One file of `rules/`, `export const rule: Rule`. Its code has a page in `docs/diagnostics`. */
export interface Rule extends DiagnosticKind {
  /** What `allow` calls it: the name of its file with `_` for `-`. */
  readonly name: string;
  /** Yields what it finds. It counts by arithmetic: nothing in it may grow with the number of devices or links. */
  check(context: RuleContext): Iterable<Diagnostic>;
}
