/**
 * How many host ports a tree of switches can grow to, from the ports of its parts alone: the links down of each tier but
 * the highest, times the ports of that, times the planes that no path joins. For k ports a switch and half of them up,
 * that is k * k / 2 with two tiers and k * k * k / 4 with three.
 */
import type { Connect, DeviceArray } from "../../model/design.js";
import type { PortGroup } from "../../model/part.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Block, PlanArray, PlanRun } from "../../plan/plan.js";
import { fitPort } from "../../plan/rates.js";
import { type FabricView, viewFabric } from "../fabric-view.js";
import type { MetricContext } from "../metric.js";

/** One tier of switches. */
export interface Rung {
  readonly array: DeviceArray;
  /** The statement whose links come up to it. */
  readonly below: Connect;
  /** Links of that rate that one of its switches takes, over all its ports. */
  readonly radix: number;
  /** Those that are left when its uplinks have their cages; all of them where it is the highest. */
  readonly down: number;
}

export interface Ladder {
  /** From the lowest tier up. */
  readonly rungs: readonly Rung[];
  /** Networks side by side that no path joins. */
  readonly planes: number;
}

/**
 * Returns the tiers of a fabric where it is a plain tree: one array of switches a tier, hosts on the lowest only, no
 * peers. Null for any other.
 */
export function findLadder(context: MetricContext, fabric: string): Ladder | null {
  const view = viewFabric(context, fabric);
  const runs = view.runs.filter(({ spec }) => spec.direction === "up");
  if (runs.length !== view.runs.length || runs.length === 0) return null;
  const rungs: Rung[] = [];
  for (let tier = 1; tier <= view.topTier; tier++) {
    const rung = readRung(context, view, runs, tier);
    if (rung === null) return null;
    rungs.push(rung);
  }
  const between = runs.filter((run) => isSwitch(run.a.array));
  return { rungs, planes: countPlanes(view, between) };
}

function isSwitch({ spec }: PlanArray): boolean {
  return spec.kind === "switch";
}

/** Above the hosts a tier has one statement from the tier below it; the hosts may have several, all at one rate. */
function readRung(context: MetricContext, view: FabricView, runs: readonly PlanRun[], tier: number): Rung | null {
  const [array, ...others] = view.arrays.filter((one) => view.tierOf(one) === tier);
  if (array === undefined || others.length > 0 || !isSwitch(array)) return null;
  const below = runs.filter((run) => run.z.array === array);
  const [first, ...more] = below;
  if (first === undefined) return null;
  const isPlain = below.every((run) => view.tierOf(run.a.array) === tier - 1 && isSwitch(run.a.array) === tier > 1);
  const isOne = more.every((run) => run.spec.rateBitsPerSecond === first.spec.rateBitsPerSecond && tier === 1);
  const connect = context.plan.connects[first.position];
  const declared = context.design.arrays.find((one) => one.name === array.spec.name);
  const layouts = context.plan.layouts.filter((layout) => layout.array === array);
  const [layout] = layouts;
  if (!isPlain || !isOne || connect === undefined || declared === undefined) return null;
  if (layout === undefined || layouts.length > 1 || layout.ports.dims.length > 0) return null;
  const each = countEach(connect.z.ports, rateOf(connect), connect.whole);
  if (each === null) return null;
  const cages = Math.floor((layout.ports.pool ?? 0) / layout.ports.perCage);
  const up = sumCages(layout.blocks.filter(({ goes }) => goes === "up"));
  return { array: declared, below: connect, radix: cages * each, down: Math.max(0, cages - up) * each };
}

function sumCages(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { cages }) => sum + cages, 0);
}

/** Links of a rate that one cage takes, or null where they do not fit. */
function countEach(ports: PortGroup, rate: number, isWhole: boolean): number | null {
  const { fit, children } = fitPort(ports, rate, isWhole ? "whole" : "split");
  return fit === "tooFast" || fit === "noSplit" || fit === "groupSlow" ? null : children * ports.perCage;
}

/** Planes are dimensions of all switches that every statement between switches keeps apart. */
function countPlanes(view: FabricView, between: readonly PlanRun[]): number {
  const [top] = view.arrays.filter((array) => view.tierOf(array) === view.topTier);
  if (top === undefined) return 1;
  return top.spec.dims.reduce((planes, dim) => {
    const isApart = view.arrays
      .filter(isSwitch)
      .every((array) => array.spec.dims.some(({ name }) => name === dim.name));
    const isKept = between.every((run) => {
      const at = run.a.array.spec.dims.findIndex(({ name }) => name === dim.name);
      const to = run.z.array.spec.dims.findIndex(({ name }) => name === dim.name);
      const slot = run.a.index[at]?.slot ?? -1;
      return slot >= 0 && slot === run.z.index[to]?.slot;
    });
    return isApart && isKept ? planes * dim.extent : planes;
  }, 1);
}

/** Returns how many host ports the tree can grow to. */
export function countEndpoints({ rungs, planes }: Ladder): number {
  return rungs.reduce((product, { down, radix }, at) => product * (at === rungs.length - 1 ? radix : down), planes);
}

/**
 * Returns how many host ports the same parts could serve with one tier less: without the tier below the highest, or with
 * the lowest alone, all of whose ports then go down. Null where the links of the tier below do not fit the highest.
 */
export function countWithout({ rungs, planes }: Ladder): number | null {
  const [lowest] = rungs;
  const top = rungs.at(-1);
  const left = rungs.at(-2);
  if (lowest === undefined || top === undefined || left === undefined) return null;
  if (rungs.length === 2) return planes * lowest.radix;
  const each = countEach(top.below.z.ports, rateOf(left.below), left.below.whole);
  if (each === null) return null;
  const cages = Math.floor((top.below.z.ports.poolCount ?? 0) / top.below.z.ports.perCage);
  return rungs.slice(0, -2).reduce((product, { down }) => product * down, planes * cages * each);
}
