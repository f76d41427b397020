/** From a link to the port it sits in at one end, and back: blocks by arithmetic, pins and groups by their index. */
import { findFirstCage } from "./layout.js";
import type { Block, Plan, PlanEnd, PlanRun, PoolLayout } from "./plan.js";
import { endOf, layoutOf } from "./plan.js";
import { cagesOf, codeOfPort } from "./port-label.js";
import { countBelow, countPlaces, decodePlace, KEPT, LIVE, NO_LINK } from "./side.js";
import { rank } from "./space.js";

/** What one end needs to seat its links. */
export interface Seat {
  readonly run: PlanRun;
  readonly which: "a" | "z";
  readonly end: PlanEnd;
  readonly layout: PoolLayout | undefined;
  readonly block: Block | undefined;
  /** The first cage of the block where it is the same on every device, else -1. */
  readonly firstCage: number;
  readonly deviceWidth: number;
}

export interface Seats {
  readonly a: Seat;
  readonly z: Seat;
}

/** Returns what both ends of a run need to seat its links. */
export function createSeats(plan: Plan, run: PlanRun): Seats {
  return { a: createSeat(plan, run, "a"), z: createSeat(plan, run, "z") };
}

/** Returns what one end of a run needs to seat its links. */
export function createSeat(plan: Plan, run: PlanRun, which: "a" | "z"): Seat {
  const end = endOf(run, which);
  const layout = end.spec.seat.kind === "block" ? layoutOf(plan, end.spec.array, end.spec.ports) : undefined;
  const block = layout?.blocks.find((one) => one.run === run && (one.end === which || one.end === "both"));
  const fixed = layout?.blocks.every((one) => one.everywhere) ?? false;
  return {
    run,
    which,
    end,
    layout,
    block,
    firstCage: fixed && layout !== undefined && block !== undefined ? findFirstCage(layout, block, []) : -1,
    deviceWidth: end.array.spec.dims.length,
  };
}

/** Returns the first cage of the block on the device and pool of index `own`. */
export function firstCageOf(seat: Seat, own: ArrayLike<number>): number {
  if (seat.firstCage >= 0 || seat.layout === undefined || seat.block === undefined) return Math.max(0, seat.firstCage);
  return findFirstCage(seat.layout, seat.block, own);
}

/** Returns the pool (flat) that an own index names. */
export function poolOf(seat: Seat, own: ArrayLike<number>): number {
  return rank(seat.end.ports.dims, own, seat.deviceWidth);
}

/**
 * Returns the port code of the link between `own` (device and port indices, then the copy) and `far` (the same of the
 * other end); `values` are its variables.
 */
export function seatOf(seat: Seat, own: Float64Array, far: Float64Array, values: Float64Array): number {
  const pool = poolOf(seat, own);
  switch (seat.end.spec.seat.kind) {
    case "group":
      return pool;
    case "pin": {
      const child = Math.min(countSamePin(seat, own, far, values), seat.end.spec.children - 1);
      return codeOfPort(seat.end.labels, pool, seat.end.pin?.(values) ?? 0, child);
    }
    case "block": {
      return codeOfPlace(seat, own, placeInBlock(seat, own, far));
    }
  }
}

/** Returns the port code of a place of the block, or of the one port of a group, on the device and pool of index `own`. */
export function codeOfPlace(seat: Seat, own: ArrayLike<number>, place: number): number {
  const pool = poolOf(seat, own);
  if (seat.block === undefined) return pool;
  return (pool * cagesOf(seat.end.ports) + firstCageOf(seat, own)) * seat.end.linksPerCage + place;
}

function placeInBlock(seat: Seat, own: Float64Array, far: Float64Array): number {
  if (!seat.run.merged) return countBelow(seat.end.side, own, far);
  return countBelow(seat.run.a.side, own, far) + countBelow(seat.run.z.side, own, far);
}

/** How many links of the same device before this one are pinned to the same port: they take its lanes in order. */
function countSamePin(seat: Seat, own: Float64Array, far: Float64Array, values: Float64Array): number {
  const { side, pin } = seat.end;
  if (pin === null) return 0;
  const wanted = pin(values);
  const place = countBelow(side, own, far);
  const other = new Float64Array(values.length);
  let before = 0;
  for (let at = 0; at < place; at++) {
    if (decodePlace(side, own, at, other) !== NO_LINK && pin(other) === wanted) before++;
  }
  return before;
}

/** One place of a block on one device, and the link that has it. */
export interface Occupant {
  readonly state: typeof LIVE | typeof KEPT;
  /** Which end of the run the device is for this link. */
  readonly which: "a" | "z";
}

/**
 * Finds the link at place `place` of the block on device and pool `own`; stores its variables in `values`.
 * Returns null for a place without a link (padding, or past the end).
 */
export function occupantOf(seat: Seat, own: Float64Array, place: number, values: Float64Array): Occupant | null {
  if (!seat.run.merged) {
    const state = decodePlace(seat.end.side, own, place, values);
    return state === NO_LINK ? null : { state: state === LIVE ? LIVE : KEPT, which: seat.which };
  }
  return findMerged(seat.run, own, place, values);
}

/** In a shared block the links of both roles are interleaved: search each role for the one that stands there. */
function findMerged(run: PlanRun, own: Float64Array, place: number, values: Float64Array): Occupant | null {
  const far = new Float64Array(run.a.index.length + 1);
  for (const which of ["a", "z"] as const) {
    const end = endOf(run, which);
    const other = which === "a" ? run.z : run.a;
    let low = 0;
    let high = countPlaces(end.side, own) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const state = decodePlace(end.side, own, middle, values);
      other.index.forEach((coordinate, position) => {
        far[position] = coordinate.value(values);
      });
      far[other.index.length] = end.side.copySlot < 0 ? 0 : (values[end.side.copySlot] as number);
      const at = middle + countBelow(other.side, own, far);
      if (at === place) return { state: state === LIVE ? LIVE : KEPT, which };
      if (at < place) low = middle + 1;
      else high = middle - 1;
    }
  }
  return null;
}
