/** A finding that takes a run out of the plan. */
import type { Diagnostic } from "../core/diagnostic.js";
import type { PlanRun } from "./plan.js";

/** A finding, with the run that should take no further part in the plan. */
export interface Fault {
  readonly diagnostic: Diagnostic;
  readonly run: PlanRun;
}
