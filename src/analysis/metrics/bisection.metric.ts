/** Bisection of each fabric: the least flow between two halves of its hosts, over the dimensions they can be halved by. */
import { type Ratio, ratio } from "../../core/ratio.js";
import { countDevices, type Which } from "../../plan/count.js";
import type { PlanArray } from "../../plan/plan.js";
import { type FabricView, toBitsPerSecond, viewFabric } from "../fabric-view.js";
import { buildClassGraph, type ClassGraph, countBoxes, type Halving } from "../flow/class-graph.js";
import { createFlowGraph, findMaxFlow, joinNodes } from "../flow/max-flow.js";
import { type Both, forBothLazily, type Metric, type MetricContext } from "../metric.js";

/** How one host array is cut: so many indices of a dimension against so many. */
export interface HalvedArray {
  readonly array: string;
  readonly dimension: string;
  readonly first: number;
  readonly second: number;
}

export interface BisectionCut {
  /** In one direction. */
  readonly bitsPerSecond: Ratio;
  /** The dimension that is halved; arrays without it are halved by their own first. */
  readonly dimension: string;
  readonly halves: readonly HalvedArray[];
  readonly hosts: readonly [number, number];
  /** False: an upper bound, because switches that differ were taken for one (flow/class-graph.ts). */
  readonly exact: boolean;
}

export interface FabricBisection {
  readonly fabric: string;
  /** Null where no dimension of the hosts can be halved. */
  readonly cut: Both<BisectionCut | null>;
}

/**
 * The least maximum flow over the halvings of one dimension of the hosts (ADR 5). Exact where the switches between the
 * halves fall into boxes of alike ones, as in every symmetric design; else an upper bound, and the result says so. Odd
 * extents are halved as evenly as they can be: 15 into 7 and 8.
 */
export const metric: Metric<"bisection", readonly FabricBisection[]> = {
  name: "bisection",
  title: "bisection",
  measure: (context) =>
    context.plan.spec.fabrics.map((fabric) => {
      const view = viewFabric(context, fabric);
      return { fabric, cut: forBothLazily((which) => findLeast(context, view, which), view.hasSpares) };
    }),
};

function findLeast(context: MetricContext, view: FabricView, which: Which): BisectionCut | null {
  const names = new Set(view.hosts.flatMap((host) => host.spec.dims.map((dim) => dim.name)));
  let least: BisectionCut | null = null;
  for (const name of names) {
    const halvings = halveHosts(view, name, which);
    if (!halvings.some(({ array, position }) => array.spec.dims[position]?.name === name)) continue;
    const cut = measureCut(context, view, { name, halvings, which });
    if (least === null || cut.bitsPerSecond.compare(least.bitsPerSecond) < 0) least = cut;
  }
  return least;
}

function halveHosts(view: FabricView, name: string, which: Which): readonly Halving[] {
  return view.hosts.flatMap((array): readonly Halving[] => {
    const extents = array.spec.dims.map((dim, position) => {
      const isOwn = position === array.spec.dims.length - 1;
      return isOwn && which === "active" ? dim.extent - array.spec.spares : dim.extent;
    });
    const named = array.spec.dims.findIndex((dim, position) => dim.name === name && (extents[position] ?? 0) > 1);
    const position = named >= 0 ? named : extents.findIndex((extent) => extent > 1);
    const to = extents[position];
    return to === undefined ? [] : [{ array, position, middle: Math.floor(to / 2), to }];
  });
}

interface Cut {
  readonly name: string;
  readonly halvings: readonly Halving[];
  readonly which: Which;
}

function measureCut(context: MetricContext, view: FabricView, { name, halvings, which }: Cut): BisectionCut {
  const graph = buildClassGraph(context.plan, view, halvings, which);
  const first = halvings.reduce((sum, halving) => sum + countUpTo(halving, halving.middle, which), 0);
  const both = halvings.reduce((sum, halving) => sum + countUpTo(halving, halving.to, which), 0);
  return {
    bitsPerSecond: toBitsPerSecond(view, ratio(flowBetween(view, graph, halvings))),
    dimension: name,
    halves: halvings.map(({ array, position, middle, to }) => ({
      array: array.spec.name,
      dimension: array.spec.dims[position]?.name ?? "",
      first: middle,
      second: to - middle,
    })),
    hosts: [first, both - first],
    exact: graph.exact,
  };
}

/** Counts the hosts whose index in the halved dimension is below `to`. */
function countUpTo({ array, position }: Halving, to: number, which: Which): number {
  const { spec } = array;
  const dims = spec.dims.map((dim, at) => (at === position ? { ...dim, extent: to } : dim));
  const spares = position === dims.length - 1 ? 0 : spec.spares;
  return countDevices({ ...array, spec: { ...spec, dims, spares } }, which);
}

const FIRST = 0;
const SECOND = 1;

function flowBetween(view: FabricView, graph: ClassGraph, halvings: readonly Halving[]): number {
  const nodes = numberNodes(view, graph, halvings);
  const joined = new Map<number, number>();
  for (const { run, tally } of graph.tallies) {
    const from = nodes.of(run.a.array);
    const to = nodes.of(run.z.array);
    const rate = run.spec.rateBitsPerSecond / view.unitBitsPerSecond;
    for (const { a, z, links } of tally) {
      const left = from(a);
      const right = to(z);
      if (left < 0 || right < 0 || left === right) continue;
      const key = Math.min(left, right) * nodes.count + Math.max(left, right);
      joined.set(key, (joined.get(key) ?? 0) + links * rate);
    }
  }
  const network = createFlowGraph(nodes.count);
  for (const [key, capacity] of joined) {
    joinNodes(network, Math.floor(key / nodes.count), key % nodes.count, { there: capacity, back: capacity });
  }
  return findMaxFlow(network, FIRST, SECOND);
}

interface Nodes {
  readonly count: number;
  /** Gives the node of each box of an array, or -1 for what takes no part. */
  readonly of: (array: PlanArray) => (box: number) => number;
}

/** Hosts are the first two nodes, one a half; each box of a switch array is one of the others. */
function numberNodes(view: FabricView, { boxes }: ClassGraph, halvings: readonly Halving[]): Nodes {
  const offsets = new Map<PlanArray, number>();
  let count = 2;
  for (const [array, intervals] of boxes) {
    if (!view.relays(array) || halvings.some((halving) => halving.array === array)) continue;
    offsets.set(array, count);
    count += countBoxes(intervals);
  }
  const of = (array: PlanArray) => {
    const halving = halvings.find((one) => one.array === array);
    if (halving !== undefined) return sideOf(halving, boxes.get(array) ?? []);
    const offset = offsets.get(array);
    return (box: number): number => (offset === undefined ? -1 : offset + box);
  };
  return { count, of };
}

/** The half of a box of hosts; -1 for spares. */
function sideOf({ position, middle, to }: Halving, intervals: readonly (readonly number[])[]): (box: number) => number {
  const stride = countBoxes(intervals.slice(position + 1));
  const starts = intervals[position] ?? [0];
  return (box) => {
    const start = starts[Math.floor(box / stride) % Math.max(1, starts.length - 1)] ?? 0;
    return start < middle ? FIRST : start < to ? SECOND : -1;
  };
}
