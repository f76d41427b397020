/** Physical cables of each run: plain ones, breakouts with one split end, trunks with two. */
import type { Metric } from "../metric.js";
import { measureAssemblies, type RunAssemblies } from "../run-assemblies.js";

/** Counts the cables of every run. */
export const metric: Metric<"assemblies", readonly RunAssemblies[]> = {
  name: "assemblies",
  title: "cable assemblies",
  measure: ({ plan }) => plan.runs.map((run) => measureAssemblies(plan, run)),
};
