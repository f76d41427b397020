/**
 * How far the loss of one switch reaches: the GPUs of which half or more of the bandwidth goes through it on the way up
 * a fabric. A way up takes the uplinks of each device in proportion to their rates, as equal-cost routing does.
 */
import type { Part } from "../../model/part.js";
import { countAtDevice, isActive } from "../../plan/count.js";
import { type Attachment, attachmentsOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { rank, sizeOfSpace, unrank } from "../../plan/space.js";
import { type FabricView, gpusPerDevice } from "../fabric-view.js";
import type { MetricContext } from "../metric.js";
import { forEachNeighbour, keyOf, openWalker, type Walker } from "./neighbours.js";
import { findOrbits, listOrbits } from "./orbits.js";

/** The switch whose loss reaches farthest. */
export interface Blast {
  readonly array: PlanArray;
  readonly device: string;
  /** Active GPUs that lose half or more of their bandwidth. */
  readonly gpus: number;
  /** Active devices that these GPUs are in. */
  readonly hosts: number;
}

/** Links that may be looked at for one fabric. */
const MOST_LINKS = 2_000_000;

interface Search {
  readonly context: MetricContext;
  readonly view: FabricView;
  readonly walker: Walker;
  looked: number;
}

/** Returns the farthest reach of a fabric's switches; null without GPUs, `large` where there is too much to look at. */
export function findFarthestBlast(context: MetricContext, view: FabricView): Blast | "large" | null {
  if (view.hosts.every((host) => gpusPerDevice(context, host) === 0)) return null;
  const search: Search = { context, view, walker: openWalker(context.plan, view), looked: 0 };
  const orbits = findOrbits(view, "apart");
  let farthest: Blast | null = null;
  for (const array of view.arrays) {
    if (array.spec.kind !== "switch") continue;
    const classes = listOrbits(orbits, array);
    if (classes === null) return "large";
    for (const { index } of classes) {
      const reached = countReached(search, keyOf(search.walker, array, rank(array.spec.dims, index)));
      if (search.looked > MOST_LINKS) return "large";
      if (reached.gpus > (farthest?.gpus ?? -1)) farthest = { array, device: array.write(index), ...reached };
    }
  }
  return farthest;
}

interface Reached {
  readonly gpus: number;
  readonly hosts: number;
}

/** The loss of one switch. */
interface Loss {
  readonly search: Search;
  readonly key: number;
  readonly tier: number;
  /** The share of each device's way up that goes through it, as far as known. */
  readonly shares: Map<number, number>;
}

function countReached(search: Search, key: number): Reached {
  const { walker, view } = search;
  const loss: Loss = { search, key, tier: view.tierOf(arrayOf(walker, key)), shares: new Map([[key, 1]]) };
  weighDirect(loss);
  const seen = new Set([key]);
  const open = [key];
  let gpus = 0;
  let hosts = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    forEachNeighbour(walker, at, ["down"], (far) => {
      search.looked++;
      if (seen.has(far)) return search.looked <= MOST_LINKS;
      seen.add(far);
      if (view.hosts.includes(arrayOf(walker, far))) {
        const own = countInHost(loss, far);
        gpus += own;
        hosts += own > 0 ? 1 : 0;
      } else if (isSwitch(walker, far) && isHalf(shareOf(loss, far))) open.push(far);
      return search.looked <= MOST_LINKS;
    });
  }
  return { gpus, hosts };
}

/** Switches right below, all of whose uplinks go as high as the loss or higher, are weighed by counting. */
function weighDirect({ search, key, tier, shares }: Loss): void {
  const { walker, view, context } = search;
  const direct = new Map<number, number>();
  forEachNeighbour(walker, key, ["down"], (far, _, port) => {
    search.looked++;
    direct.set(far, (direct.get(far) ?? 0) + rateOf(context.plan, port.run));
    return search.looked <= MOST_LINKS;
  });
  const uplinksOf = new Map<PlanArray, readonly Attachment[]>();
  for (const [far, rate] of direct) {
    const array = arrayOf(walker, far);
    const known = uplinksOf.get(array);
    const uplinks = known ?? listUplinks(search, array);
    if (known === undefined) uplinksOf.set(array, uplinks);
    if (!isSwitch(walker, far) || uplinks.some(({ run }) => view.tierOf(run.z.array) < tier)) continue;
    const index = indexOf(walker, far);
    const all = uplinks.reduce(
      (sum, uplink) => sum + countAtDevice(uplink, index, "all") * uplink.run.spec.rateBitsPerSecond,
      0,
    );
    if (all > 0) shares.set(far, rate / all);
  }
}

function listUplinks({ context, view }: Search, array: PlanArray): readonly Attachment[] {
  return attachmentsOf(context.plan, array.spec.name).filter(
    ({ run, which }) => run.spec.fabric === view.name && run.spec.direction === "up" && which === "a",
  );
}

function indexOf(walker: Walker, key: number): Float64Array {
  const { dims } = arrayOf(walker, key).spec;
  const index = new Float64Array(dims.length);
  unrank(dims, Math.floor(key / walker.arrays.length), index);
  return index;
}

function arrayOf({ arrays }: Walker, key: number): PlanArray {
  return arrays[key % arrays.length] as PlanArray;
}

function isSwitch(walker: Walker, key: number): boolean {
  return arrayOf(walker, key).spec.kind === "switch";
}

/** Half, but for the rounding of sums of fractions. */
function isHalf(share: number): boolean {
  return share >= 0.5 - 1e-9;
}

/** The share of a switch's way up that goes through the loss. Other devices pass nothing on. */
function shareOf(loss: Loss, key: number): number {
  const { search, shares, tier } = loss;
  const known = shares.get(key);
  if (known !== undefined) return known;
  if (!isSwitch(search.walker, key) || search.view.tierOf(arrayOf(search.walker, key)) >= tier) return 0;
  let through = 0;
  let all = 0;
  forEachNeighbour(search.walker, key, ["up"], (far, _, port) => {
    search.looked++;
    const rate = rateOf(search.context.plan, port.run);
    all += rate;
    through += rate * shareOf(loss, far);
    return search.looked <= MOST_LINKS;
  });
  const share = all === 0 ? 0 : through / all;
  shares.set(key, share);
  return share;
}

function rateOf({ runs }: Plan, run: number): number {
  return runs[run]?.spec.rateBitsPerSecond ?? 0;
}

interface Load {
  through: number;
  all: number;
}

/** GPUs belong to NICs where the NICs divide them evenly, else all share all NICs. */
function countInHost(loss: Loss, key: number): number {
  const { search } = loss;
  const { context, walker } = search;
  const array = arrayOf(walker, key);
  const index = indexOf(walker, key);
  const each = gpusPerDevice(context, array);
  if (each === 0 || !isActive(array, index)) return 0;
  const nics = new Map<string, Load>();
  const whole: Load = { through: 0, all: 0 };
  forEachNeighbour(walker, key, ["up"], (far, _, port) => {
    search.looked++;
    const rate = rateOf(context.plan, port.run);
    const nic = nameNic(search, port);
    const load = nics.get(nic) ?? { through: 0, all: 0 };
    nics.set(nic, load);
    for (const one of [load, whole]) {
      one.all += rate;
      one.through += rate * shareOf(loss, far);
    }
    return search.looked <= MOST_LINKS;
  });
  if (each % nics.size !== 0) return isHalf(whole.through / whole.all) ? each : 0;
  const hit = [...nics.values()].filter(({ through, all }) => isHalf(through / all));
  return hit.length * (each / nics.size);
}

/** Ports of one NIC have one name; ports without a NIC are one each. */
function nameNic({ context }: Search, port: { readonly run: number; readonly unit: number }): string {
  const run = context.plan.connects[port.run];
  const ports = run?.a.ports;
  if (ports === undefined) return "";
  return `${ports.name} ${Math.floor(port.unit / portsOfNic(ports))}`;
}

function portsOfNic({ nic, nicDims, dims }: Part["ports"][number]): number {
  return nic === null ? 1 : sizeOfSpace(dims.slice(nicDims));
}
