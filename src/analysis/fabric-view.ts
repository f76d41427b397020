/** A fabric as the metrics see it: its runs, the tiers of its arrays, and who sends and receives in it. */
import { type Ratio, ratio } from "../core/ratio.js";
import { countGpus } from "../model/part.js";
import { countLinks, type Which } from "../plan/count.js";
import type { Plan, PlanArray, PlanRun } from "../plan/plan.js";
import { findTiers } from "../plan/tiers.js";
import type { MetricContext } from "./metric.js";

export interface FabricView {
  readonly name: string;
  readonly runs: readonly PlanRun[];
  /** Arrays that a run of the fabric links, in declared order. */
  readonly arrays: readonly PlanArray[];
  readonly tierOf: (array: PlanArray) => number;
  readonly topTier: number;
  /**
   * The devices whose traffic counts: arrays with GPUs; where there are none, arrays that are no switches; where there
   * are only switches, those of the lowest tier.
   */
  readonly hosts: readonly PlanArray[];
  /** The greatest common divisor of the rates of the links, in bits per second: bandwidths are whole multiples of it. */
  readonly unitBitsPerSecond: number;
  /** Bandwidth of all links of a run together, in units. */
  readonly unitsOf: (run: PlanRun, which: Which) => number;
  /** True if some device is a spare, so that active and installed differ. */
  readonly hasSpares: boolean;
  /** True for devices that pass on traffic of others: switches that are no hosts, and every peer of its own kind. */
  readonly relays: (array: PlanArray) => boolean;
}

const known = new WeakMap<Plan, Map<string, FabricView>>();

/** Returns the view of the fabric of that name; one a plan, so that what it counts is counted once. */
export function viewFabric(context: MetricContext, name: string): FabricView {
  const views = known.get(context.plan) ?? new Map<string, FabricView>();
  known.set(context.plan, views);
  const before = views.get(name);
  if (before !== undefined) return before;
  const view = openView(context, name);
  views.set(name, view);
  return view;
}

function openView(context: MetricContext, name: string): FabricView {
  const { plan } = context;
  const runs = plan.runs.filter((run) => run.spec.fabric === name);
  const linked = new Set(runs.flatMap((run) => [run.a.array, run.z.array]));
  const arrays = plan.arrays.filter((array) => linked.has(array));
  const { tiers } = findTiers(plan, name);
  const tierOf = (array: PlanArray): number => tiers.get(array.spec.name) ?? 0;
  const hosts = findHosts(context, arrays, tierOf);
  const peers = new Set(
    runs.flatMap((run) => (run.spec.direction === "peer" && run.a.array === run.z.array ? [run.a.array] : [])),
  );
  const unit = runs.reduce((divisor, run) => findDivisor(run.spec.rateBitsPerSecond, divisor), 0);
  return {
    name,
    runs,
    arrays,
    unitBitsPerSecond: unit,
    unitsOf: countUnits(unit),
    hasSpares: arrays.some((array) => array.spec.spares > 0),
    tierOf,
    topTier: arrays.reduce((most, array) => Math.max(most, tierOf(array)), 0),
    hosts,
    relays: (array) => peers.has(array) || (array.spec.kind === "switch" && !hosts.includes(array)),
  };
}

/** Rates that are no whole numbers have the divisor 1; their sums are rounded then. */
function findDivisor(one: number, other: number): number {
  if (!Number.isInteger(one)) return 1;
  let left = one;
  let right = other;
  while (right > 0) [left, right] = [right, left % right];
  return left;
}

function countUnits(unit: number): FabricView["unitsOf"] {
  const counted = { all: new Map<PlanRun, number>(), active: new Map<PlanRun, number>() };
  return (run, which) => {
    const before = counted[which].get(run);
    if (before !== undefined) return before;
    const units = countLinks(run, which) * (run.spec.rateBitsPerSecond / unit);
    counted[which].set(run, units);
    return units;
  };
}

/** Returns what units of bandwidth of a fabric are in bits per second. */
export function toBitsPerSecond(view: FabricView, units: Ratio): Ratio {
  return units.mul(ratio(view.unitBitsPerSecond));
}

function findHosts(
  context: MetricContext,
  arrays: readonly PlanArray[],
  tierOf: (array: PlanArray) => number,
): readonly PlanArray[] {
  const withGpus = arrays.filter((array) => gpusPerDevice(context, array) > 0);
  if (withGpus.length > 0) return withGpus;
  const others = arrays.filter((array) => array.spec.kind !== "switch");
  return others.length > 0 ? others : arrays.filter((array) => tierOf(array) === 0);
}

/** Returns how many GPUs one device of an array holds. */
export function gpusPerDevice({ design }: MetricContext, array: PlanArray): number {
  const declared = design.arrays.find((candidate) => candidate.name === array.spec.name);
  return declared === undefined ? 0 : countGpus(declared.part);
}
