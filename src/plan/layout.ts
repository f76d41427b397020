/**
 * Deals the cages of each pool to the statements that draw on it. Blocks that go down fill from the first cage up,
 * blocks that go up or to peers are stacked from the last cage down, in the order of the statements.
 */
import type { Block, PlanEnd, PlanRun, PoolLayout } from "./plan.js";
import { countPlaces, type Side } from "./side.js";

/** Returns the layouts of all pools that a block draws on, in order of first use. */
export function layOutPools(runs: readonly PlanRun[]): readonly PoolLayout[] {
  const layouts = new Map<string, { end: PlanEnd; blocks: Block[] }>();
  const add = (run: PlanRun, which: "a" | "z" | "both"): void => {
    const end = which === "z" ? run.z : run.a;
    const block = dealBlock(run, which, end);
    if (block === null) return;
    const key = `${end.array.spec.name}.${end.ports.name}`;
    const layout = layouts.get(key);
    if (layout === undefined) layouts.set(key, { end, blocks: [block] });
    else layout.blocks.push(block);
  };
  for (const run of runs) {
    if (run.merged) add(run, "both");
    else {
      add(run, "a");
      add(run, "z");
    }
  }
  return [...layouts.values()].map(({ end, blocks }) => ({ array: end.array, ports: end.ports, blocks }));
}

function dealBlock(run: PlanRun, which: "a" | "z" | "both", end: PlanEnd): Block | null {
  const seat = end.spec.seat;
  if (seat.kind !== "block") return null;
  const sides = which === "both" ? [run.a.side, run.z.side] : [end.side];
  const { least, most } = run.possible ? findExtremes(sides) : { least: 0, most: 0 };
  return {
    run,
    end: which,
    goes: seat.goes,
    region: seat.region,
    places: most,
    cages: Math.ceil(most / end.linksPerCage),
    everywhere: least > 0,
  };
}

/** Own positions on which the number of links of a device depends. */
export function findVaryingPositions(sides: readonly Side[]): readonly number[] {
  const varying = new Set<number>();
  for (const side of sides) {
    for (const constant of side.constants) varying.add(constant.position);
    for (const part of side.parts) {
      if (part.kind === "fixed") {
        const planned = side.own[part.ownPosition]?.planned ?? part.to;
        if (part.from > 0 || part.to < planned) varying.add(part.ownPosition);
      } else if (part.kind === "table" && !isUniform(part.offsets)) {
        for (const position of part.ownPositions) varying.add(position);
      }
    }
  }
  return [...varying].sort((left, right) => left - right);
}

function isUniform(offsets: Int32Array): boolean {
  const first = (offsets[1] ?? 0) - (offsets[0] ?? 0);
  for (let group = 1; group + 1 < offsets.length; group++) {
    if ((offsets[group + 1] as number) - (offsets[group] as number) !== first) return false;
  }
  return true;
}

/**
 * Calls `visit` with an own index of every class of devices that can differ in `positions`; other indices are 0. A class
 * is told by its least index: a pin to one of a million million devices makes three classes, not so many.
 */
export function forEachClass(
  sides: readonly Side[],
  positions: readonly number[],
  visit: (own: Float64Array) => void,
): void {
  const width = Math.max(...sides.map((side) => side.own.length), 0);
  const own = new Float64Array(width + 1);
  const starts = positions.map((position) => findStarts(sides, position));
  visitStarts(positions, starts, 0, own, visit);
}

function visitStarts(
  positions: readonly number[],
  starts: readonly (readonly number[] | number)[],
  at: number,
  own: Float64Array,
  visit: (own: Float64Array) => void,
): void {
  const position = positions[at];
  const values = starts[at];
  if (position === undefined || values === undefined) {
    visit(own);
    return;
  }
  const count = typeof values === "number" ? values : values.length;
  for (let turn = 0; turn < count; turn++) {
    own[position] = typeof values === "number" ? turn : (values[turn] as number);
    visitStarts(positions, starts, at + 1, own, visit);
  }
  own[position] = 0;
}

/** The least index of every stretch that no side tells apart, or the extent where a table may tell all indices apart. */
function findStarts(sides: readonly Side[], position: number): readonly number[] | number {
  const extent = Math.max(...sides.map((side) => side.own[position]?.planned ?? 1));
  const starts = new Set([0]);
  let cut = false;
  for (const side of sides) {
    for (const constant of side.constants) {
      if (constant.position !== position) continue;
      cut = true;
      starts.add(constant.value).add(constant.value + 1);
    }
    for (const part of side.parts) {
      if (part.kind === "table" && part.ownPositions.includes(position)) return extent;
      if (part.kind !== "fixed" || part.ownPosition !== position) continue;
      cut = true;
      starts.add(part.from).add(part.to);
    }
  }
  // What no side speaks of is asked for by whoever knows of a difference that the sides do not.
  if (!cut) return extent;
  return [...starts].filter((start) => start >= 0 && start < extent).sort((left, right) => left - right);
}

/** Returns the least and the most places that a device has on these sides together. */
export function findExtremes(sides: readonly Side[]): { readonly least: number; readonly most: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  forEachClass(sides, findVaryingPositions(sides), (own) => {
    const places = sides.reduce((sum, side) => sum + countPlaces(side, own), 0);
    least = Math.min(least, places);
    most = Math.max(most, places);
  });
  return { least, most };
}

/** Returns the places that the device and pool of index `own` have in a block. */
export function placesInBlock(block: Block, own: ArrayLike<number>): number {
  const { a, z } = block.run;
  if (block.end === "a") return countPlaces(a.side, own);
  if (block.end === "z") return countPlaces(z.side, own);
  return countPlaces(a.side, own) + countPlaces(z.side, own);
}

/** Returns the first cage of a block on the device and pool of index `own` (device indices, then pool indices). */
export function findFirstCage(layout: PoolLayout, block: Block, own: ArrayLike<number>): number {
  const [from, to] = block.region;
  let down = from;
  let up = to;
  for (const other of layout.blocks) {
    if (other.region[0] === from && other.region[1] === to) {
      const cages = other.everywhere || placesInBlock(other, own) > 0 ? other.cages : 0;
      if (other.goes === "down") {
        if (other === block) return down;
        down += cages;
      } else {
        up -= cages;
        if (other === block) return up;
      }
    }
  }
  return from;
}
