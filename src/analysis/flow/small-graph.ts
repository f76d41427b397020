/**
 * A fabric in miniature: of each stretch of indices that are alike, only a few. Every way in which a handful of devices
 * can lie to each other is still there, so whether the loss of one cuts two others apart is answered alike.
 */
import type { Coordinate } from "../../plan/component.js";
import type { PlanArray, PlanEnd, PlanRun } from "../../plan/plan.js";
import { isInside, rank } from "../../plan/space.js";
import type { FabricView } from "../fabric-view.js";
import { forEachLiveRow } from "../wiring/components.js";
import { keepIndices, type Orbits } from "./orbits.js";

export interface SmallNode {
  readonly array: PlanArray;
  readonly index: readonly number[];
}

/** A link between two nodes; parallel links are edges of their own. */
export interface SmallEdge {
  readonly one: number;
  readonly other: number;
  readonly run: PlanRun;
}

export interface SmallGraph {
  readonly nodes: readonly SmallNode[];
  readonly edges: readonly SmallEdge[];
  /** By node: the edges at it. */
  readonly at: readonly (readonly number[])[];
}

/** Links of the miniature; beyond them a fabric is not looked at. */
const MOST_EDGES = 200_000;

/**
 * Returns the miniature with up to `many` indices of each stretch, or null if it would have too many links. `many` is
 * the number of devices that a question is about: a map that keeps those and folds the others keeps every path.
 */
export function shrinkFabric(view: FabricView, orbits: Orbits, many: number): SmallGraph | null {
  const sizes = view.runs.map((run) => countSmall(run, orbits, many));
  if (sizes.reduce((sum, size) => sum + size, 0) > MOST_EDGES) return null;
  const graph = { nodes: [] as SmallNode[], edges: [] as SmallEdge[], at: [] as number[][] };
  const places = new Map<PlanArray, Map<number, number>>();
  const nodeAt = (end: PlanEnd, index: Float64Array): number => {
    const own = places.get(end.array) ?? new Map<number, number>();
    places.set(end.array, own);
    const flat = rank(end.array.spec.dims, index);
    const known = own.get(flat);
    if (known !== undefined) return known;
    const node = graph.nodes.push({ array: end.array, index: [...index] }) - 1;
    graph.at.push([]);
    own.set(flat, node);
    return node;
  };
  for (const run of view.runs) {
    const ends = [openEnd(run.a), openEnd(run.z)] as const;
    forEachSmall(run, orbits, many, (values) => {
      const [a, z] = ends.map((end) => fillIndex(end, values));
      if (a == null || z == null) return;
      const [one, other] = [nodeAt(run.a, a), nodeAt(run.z, z)];
      const edge = graph.edges.push({ one, other, run }) - 1;
      graph.at[one]?.push(edge);
      graph.at[other]?.push(edge);
    });
  }
  return graph;
}

interface OpenEnd {
  readonly end: PlanEnd;
  readonly device: readonly Coordinate[];
  readonly index: Float64Array;
}

function openEnd(end: PlanEnd): OpenEnd {
  const device = end.index.slice(0, end.array.spec.dims.length);
  return { end, device, index: new Float64Array(device.length) };
}

/** The indices of a device of a link, or null for one that does not exist. */
function fillIndex({ end, device, index }: OpenEnd, values: Float64Array): Float64Array | null {
  for (let position = 0; position < device.length; position++) {
    index[position] = (device[position] as Coordinate).value(values);
  }
  return isInside(end.array.spec.dims, index) ? index : null;
}

function countSmall(run: PlanRun, orbits: Orbits, many: number): number {
  if (!run.possible || !run.alive) return 0;
  return run.components.reduce(
    (product, { slots, table }) =>
      product * (table === null ? keepIndices(orbits, run, slots[0] as number, many).length : table.rows),
    1,
  );
}

/** Visits the links of a run in miniature: its tables whole, of each other variable the kept indices. */
function forEachSmall(run: PlanRun, orbits: Orbits, many: number, visit: (values: Float64Array) => void): void {
  if (!run.possible || !run.alive) return;
  const values = new Float64Array(run.spec.variables.length);
  const kept = run.components.map(({ slots, table }) =>
    table === null ? keepIndices(orbits, run, slots[0] as number, many) : [],
  );
  const descend = (at: number): void => {
    const component = run.components[at];
    if (component === undefined) {
      visit(values);
      return;
    }
    if (component.table !== null) {
      forEachLiveRow(run, component, values, () => {
        descend(at + 1);
        return true;
      });
      return;
    }
    for (const index of kept[at] ?? []) {
      values[component.slots[0] as number] = index;
      descend(at + 1);
    }
  };
  descend(0);
}
