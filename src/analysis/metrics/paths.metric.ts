/** Hops and path counts between hosts, by how far apart they stand: in one innermost unit, up to different outer groups. */

import { exists } from "../../plan/count.js";
import type { PlanArray } from "../../plan/plan.js";
import { rank } from "../../plan/space.js";
import { type FabricView, viewFabric } from "../fabric-view.js";
import { forEachNeighbour, keyOf, openWalker, type PortPlace, type Walker } from "../flow/neighbours.js";
import {
  type Explorer,
  findFirstSwitch,
  findShortestPaths,
  openExplorer,
  type PathMode,
  type ShortestPaths,
} from "../flow/shortest-paths.js";
import type { Metric, MetricContext } from "../metric.js";

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Pairs of hosts that agree in all dimensions before `dimension` and differ in it. */
export interface PairPaths {
  readonly array: string;
  readonly dimension: string;
  /** `different segment`; `same segment, different host`. */
  readonly relation: string;
  /** The host that paths start from, and those they end at: the next one in the dimension and the last; among peers also the middle one. */
  readonly from: string;
  readonly to: readonly string[];
  /** `none`: no path between these ports; `unknown`: more links to look at than is reasonable. */
  readonly state: "found" | "none" | "unknown";
  /** Links of a shortest path, both host links included. */
  readonly hops: Range;
  /** Shortest paths between one port of the one host and the same port of the other; parallel links count apart. */
  readonly paths: Range;
  /** The tier where paths turn, or null where peers are linked. */
  readonly apexTier: number | null;
}

export interface FabricPaths {
  readonly fabric: string;
  readonly pairs: readonly PairPaths[];
}

/**
 * Paths climb and then descend; in a fabric with peers they take any way. Counted between representatives: exact for
 * pairs of the class in symmetric designs, a sample of it in others.
 */
export const metric: Metric<"paths", readonly FabricPaths[]> = {
  name: "paths",
  title: "hops and paths",
  measure: (context) => context.plan.spec.fabrics.map((fabric) => measureFabric(context, viewFabric(context, fabric))),
};

function measureFabric(context: MetricContext, view: FabricView): FabricPaths {
  const walker = openWalker(context.plan, view);
  const passes = (key: number): boolean => view.relays(view.arrays[key % view.arrays.length] as PlanArray);
  const pairs = view.hosts.flatMap((host) => {
    const first = findActive(
      host,
      host.spec.dims.map(() => 0),
    );
    if (first === null) return [];
    const explorer = openExplorer(walker, findMode(view, host), passes);
    return host.spec.dims.flatMap((_, position) => measurePairs({ view, walker, explorer, host, first }, position));
  });
  return { fabric: view.name, pairs };
}

/** How paths from a host run: what it cannot climb to has no say in it. */
function findMode(view: FabricView, host: PlanArray): PathMode {
  if (view.runs.some((run) => run.spec.direction === "peer")) return "any";
  const above = new Set([host]);
  let isLevel = true;
  for (const array of above) {
    for (const { a, z } of view.runs) {
      if (a.array !== array) continue;
      above.add(z.array);
      isLevel &&= view.tierOf(z.array) === view.tierOf(array) + 1;
    }
  }
  return isLevel ? "levels" : "climb";
}

/** Returns the first device from `start` on in its innermost dimension that exists and is no spare. */
function findActive(array: PlanArray, start: readonly number[]): readonly number[] | null {
  const { dims, spares } = array.spec;
  const last = dims.length - 1;
  if (dims.some((dim) => dim.extent === 0)) return null;
  if (last < 0) return exists(array, []) ? [] : null;
  for (let own = start[last] ?? 0; own < (dims[last]?.extent ?? 0) - spares; own++) {
    const index = start.map((value, position) => (position === last ? own : value));
    if (exists(array, index)) return index;
  }
  return null;
}

interface Search {
  readonly view: FabricView;
  readonly walker: Walker;
  readonly explorer: Explorer;
  readonly host: PlanArray;
  readonly first: readonly number[];
}

function measurePairs(search: Search, position: number): readonly PairPaths[] {
  const { host, first, explorer, view } = search;
  const { dims } = host.spec;
  const dim = dims[position];
  const extent = (dim?.extent ?? 0) - (position === dims.length - 1 ? host.spec.spares : 0);
  const own = first[position] ?? 0;
  const middle = explorer.mode === "any" ? [Math.floor(extent / 2)] : [];
  const others = [...new Set([own + 1, ...middle, extent - 1])].flatMap((value) => {
    const index = first.map((at, other) => (other === position ? value : at));
    return value > own && value < extent && exists(host, index) ? [index] : [];
  });
  if (dim === undefined || others.length === 0) return [];
  const found = others.map((other) => searchPaths(search, other));
  const known = found.filter((one) => one !== null);
  const apex = known.at(-1)?.apex ?? -1;
  const array = view.arrays[apex % view.arrays.length];
  return [
    {
      array: host.spec.name,
      dimension: dim.name,
      relation: [...dims.slice(0, position).map(({ name }) => `same ${name}`), `different ${dim.name}`]
        .slice(-2)
        .join(", "),
      from: host.write(first),
      to: others.map((other) => host.write(other)),
      state: explorer.budget < 0 ? "unknown" : known.length === 0 ? "none" : "found",
      hops: rangeOf(known.map(({ links }) => links)),
      paths: rangeOf(found.map((one) => one?.paths ?? 0)),
      apexTier: explorer.mode === "any" || apex < 0 || array === undefined ? null : view.tierOf(array),
    },
  ];
}

function rangeOf(values: readonly number[]): Range {
  if (values.length === 0) return { least: 0, most: 0 };
  return { least: Math.min(...values), most: Math.max(...values) };
}

/** Hosts that are switches or relay are searched from themselves, others from the switch at their first linked port. */
function searchPaths({ view, walker, explorer, host, first }: Search, other: readonly number[]): ShortestPaths | null {
  const from = keyOf(walker, host, rank(host.spec.dims, first));
  const to = keyOf(walker, host, rank(host.spec.dims, other));
  if (view.relays(host) || host.spec.kind === "switch") return findShortestPaths(explorer, from, to, 0);
  const port = findPort(walker, from);
  const near = port === null ? -1 : findFirstSwitch(walker, from, port);
  const far = port === null ? -1 : findFirstSwitch(walker, to, port);
  return near < 0 || far < 0 ? null : findShortestPaths(explorer, near, far, 2);
}

function findPort(walker: Walker, host: number): PortPlace | null {
  let found: PortPlace | null = null;
  forEachNeighbour(walker, host, ["up", "level"], (_, __, port) => {
    found = port;
    return false;
  });
  return found;
}
