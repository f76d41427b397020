/** What is plugged: modules by cage, and cables with the part that the design names for them. */
import type { Part } from "../../model/part.js";
import type { PlanRun } from "../../plan/plan.js";
import type { Both, Metric, MetricContext } from "../metric.js";
import { cordsPerCable } from "../plugs/cords.js";
import { findModules, type PlugUse } from "../plugs/module-bill.js";
import { measureAssemblies } from "../run-assemblies.js";

/** Cages of one array that one end of a run fills; a cage that several runs share stands at the first that names its module. */
export interface RunModules {
  readonly position: number;
  readonly fabric: string;
  readonly run: string;
  readonly end: "a" | "z";
  readonly array: string;
  /** Null where a module is needed and none is named. */
  readonly part: Part | null;
  readonly cages: Both<number>;
}

/** The cables of one run. */
export interface RunCables {
  readonly position: number;
  readonly fabric: string;
  readonly run: string;
  /** Null where the design does not name it. */
  readonly part: Part | null;
  /** Pieces: more than assemblies where a module has a socket for each half of a link. */
  readonly pieces: Both<number>;
  readonly piecesPerAssembly: number;
}

export interface Plugs {
  readonly modules: readonly RunModules[];
  readonly cables: readonly RunCables[];
}

/** Counts modules by cage and cables by piece. */
export const metric: Metric<"plugs", Plugs> = {
  name: "plugs",
  title: "modules and cables",
  measure: (context) => {
    const { modules, unnamed } = findModules(context.plan);
    const all = [...modules, ...unnamed.map((use) => ({ ...use, part: null }))];
    return {
      modules: all
        .flatMap((use) => describeUse(context, use))
        .toSorted((left, right) => left.position - right.position),
      cables: context.plan.runs.map((run) => measureCables(context, run)),
    };
  },
};

function describeUse(
  { plan }: MetricContext,
  use: Omit<PlugUse, "part"> & { readonly part: Part | null },
): readonly RunModules[] {
  const run = plan.runs[use.position];
  if (run === undefined) return [];
  const { position, which, array, part, cages } = use;
  return [{ position, fabric: run.spec.fabric, run: run.spec.name, end: which, array, part, cages }];
}

function measureCables({ plan }: MetricContext, run: PlanRun): RunCables {
  const connect = plan.connects[run.position];
  const piecesPerAssembly = cordsPerCable(run, connect);
  const { assemblies } = measureAssemblies(plan, run);
  return {
    position: run.position,
    fabric: run.spec.fabric,
    run: run.spec.name,
    part: connect?.plugs.cable ?? null,
    pieces: { all: assemblies.all * piecesPerAssembly, active: assemblies.active * piecesPerAssembly },
    piecesPerAssembly,
  };
}
