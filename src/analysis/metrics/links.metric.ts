/** Links of each run and of each fabric. */
import { countLinks } from "../../plan/count.js";
import { type Both, forBoth, type Metric } from "../metric.js";

export interface RunLinks {
  /** Position of the run in the plan. */
  readonly position: number;
  readonly fabric: string;
  readonly run: string;
  readonly rateBitsPerSecond: number;
  readonly links: Both<number>;
}

export interface LinkCounts {
  /** In the order of the plan. */
  readonly runs: readonly RunLinks[];
  readonly fabrics: readonly { readonly fabric: string; readonly links: Both<number> }[];
}

/** Counts logical links; the cables that carry them are the metric `assemblies`. */
export const metric: Metric<"links", LinkCounts> = {
  name: "links",
  title: "links",
  measure: ({ plan }) => {
    const runs = plan.runs.map(
      (run): RunLinks => ({
        position: run.position,
        fabric: run.spec.fabric,
        run: run.spec.name,
        rateBitsPerSecond: run.spec.rateBitsPerSecond,
        links: forBoth((which) => countLinks(run, which)),
      }),
    );
    const fabrics = plan.spec.fabrics.map((fabric) => ({
      fabric,
      links: forBoth((which) =>
        runs.filter((run) => run.fabric === fabric).reduce((sum, run) => sum + run.links[which], 0),
      ),
    }));
    return { runs, fabrics };
  },
};
