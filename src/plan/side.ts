/**
 * One end of a run seen from its devices: how many links a device has there, at which place each link stands when they
 * are ordered by the index of the other end, and back from the place to the link. All of it is closed form: factors
 * are mixed-radix digits, bonded names are looked up in sorted tables.
 */
import type { Coordinate, Table } from "./component.js";
import type { VariableSpec } from "./spec.js";

export type SidePart =
  /** The device's own index says the value. */
  | {
      readonly kind: "fixed";
      readonly slot: number;
      readonly ownPosition: number;
      readonly from: number;
      readonly to: number;
      readonly extent: number;
    }
  /** Every value, whatever the device. */
  | {
      readonly kind: "free";
      readonly slot: number;
      readonly from: number;
      readonly to: number;
      readonly extent: number;
    }
  | SortedTable;

export interface SortedTable {
  readonly kind: "table";
  readonly slots: readonly number[];
  readonly table: Table;
  /** Positions in the own index, with the extent of each, that say which group of rows a device has. */
  readonly ownPositions: readonly number[];
  readonly ownRadix: readonly number[];
  /** Rows of group g stand at `order[offsets[g]] .. order[offsets[g + 1]]`, sorted by the other end's index. */
  readonly offsets: Int32Array;
  readonly order: Int32Array;
  /** By level: the packed key of each row, in sorted order. */
  readonly keys: readonly Float64Array[];
}

/** A stretch of the other end's index that belongs to one part, or a plain number there: `part` is then -1. */
export interface Step {
  readonly part: number;
  /** The plain number; it counts where the key comes from the other role of a shared block. */
  readonly constant: number;
  readonly positions: readonly number[];
  readonly radix: readonly number[];
  readonly level: number;
}

/** Links that one part allows the device and port of an own index. */
export type LiveFactor = (own: ArrayLike<number>) => number;

export interface Side {
  /** Indices of the device, then of its ports (a group) or its pool. */
  readonly own: readonly Coordinate[];
  /** Indices of the other device, then of its ports; the copy comes after them. */
  readonly other: readonly Coordinate[];
  readonly copySlot: number;
  readonly variables: readonly VariableSpec[];
  /** False if a mask removes a device of every link: all places are kept, none is live. */
  readonly alive: boolean;
  readonly parts: readonly SidePart[];
  readonly steps: readonly Step[];
  /** Own positions whose index is a plain number, with that number. */
  readonly constants: readonly { readonly position: number; readonly value: number }[];
  /** Links are counted in multiples of `padTo` from step `padStep` on; `padParts` marks the parts inside. */
  readonly padTo: number;
  readonly padStep: number;
  readonly padParts: readonly boolean[];
  /** What each part contributes to the count of links that exist; made when first asked for (count.ts). */
  readonly liveFactors: { readonly all: LiveFactor[]; readonly active: LiveFactor[] };
  /** Scratch space, one entry a part. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Returns how many planned links (with padding) the device and pool, or the one port, of index `own` has on this side. */
export function countPlaces(side: Side, own: ArrayLike<number>): number {
  return enter(side, own) ? sizeOf(side, -1) : 0;
}

/** Narrows every part to the rows of that device; false if it has none. */
function enter(side: Side, own: ArrayLike<number>): boolean {
  for (const constant of side.constants) if (own[constant.position] !== constant.value) return false;
  for (let index = 0; index < side.parts.length; index++) {
    const part = side.parts[index] as SidePart;
    if (part.kind === "table") {
      let group = 0;
      for (let at = 0; at < part.ownPositions.length; at++) {
        group = group * (part.ownRadix[at] as number) + (own[part.ownPositions[at] as number] as number);
      }
      side.low[index] = part.offsets[group] as number;
      side.high[index] = part.offsets[group + 1] as number;
    } else if (part.kind === "fixed") {
      const value = own[part.ownPosition] as number;
      side.low[index] = 0;
      side.high[index] = value >= part.from && value < part.to ? 1 : 0;
    } else {
      side.low[index] = 0;
      side.high[index] = part.to - part.from;
    }
    if ((side.high[index] as number) <= (side.low[index] as number)) return false;
  }
  return true;
}

/** Product of the widths of all parts but one, the padded ones rounded up together. */
function sizeOf(side: Side, except: number): number {
  let size = 1;
  let inner = 1;
  for (let index = 0; index < side.parts.length; index++) {
    if (index === except) continue;
    const width = (side.high[index] as number) - (side.low[index] as number);
    if (side.padParts[index] === true) inner *= width;
    else size *= width;
  }
  return size * Math.ceil(inner / side.padTo) * side.padTo;
}

function sizeWithin(side: Side, except: number): number {
  let size = 1;
  for (let index = 0; index < side.parts.length; index++) {
    if (index !== except) size *= (side.high[index] as number) - (side.low[index] as number);
  }
  return size;
}

/** What stands inside one value of a step: the padded size up to the pad step, the bare size after it. */
function sizeBelow(side: Side, step: number, part: number): number {
  return side.padStep >= 0 && step > side.padStep ? sizeWithin(side, part) : sizeOf(side, part);
}

/**
 * Returns how many planned links of device `own` have an other-end index below `key` (indices of the other end, then
 * the copy). Where `key` is itself a link of the device, that is its place in the block, from 0.
 */
export function countBelow(side: Side, own: ArrayLike<number>, key: ArrayLike<number>): number {
  if (!enter(side, own)) return 0;
  let place = 0;
  for (let at = 0; at < side.steps.length; at++) {
    const step = side.steps[at] as Step;
    const below = sizeBelow(side, at, step.part);
    if (step.part < 0) {
      const wanted = key[step.positions[0] as number] as number;
      if (step.constant === wanted) continue;
      return step.constant < wanted ? place + below : place;
    }
    const less = narrowTo(side, step, own, key);
    place += less * below;
    if ((side.high[step.part] as number) <= (side.low[step.part] as number)) return place;
  }
  return place;
}

/** Narrows the part of a step to the rows equal to the key there; returns how many rows of it were below. */
function narrowTo(side: Side, step: Step, own: ArrayLike<number>, key: ArrayLike<number>): number {
  const part = side.parts[step.part] as SidePart;
  if (part.kind !== "table") {
    const wanted = key[step.positions[0] as number] as number;
    if (part.kind === "fixed") {
      const value = own[part.ownPosition] as number;
      side.high[step.part] = value === wanted ? 1 : 0;
      return value < wanted ? 1 : 0;
    }
    const inside = wanted >= part.from && wanted < part.to;
    side.low[step.part] = 0;
    side.high[step.part] = inside ? 1 : 0;
    return Math.min(Math.max(wanted - part.from, 0), part.to - part.from);
  }
  let packed = 0;
  for (let at = 0; at < step.positions.length; at++) {
    packed = packed * (step.radix[at] as number) + (key[step.positions[at] as number] as number);
  }
  const keys = part.keys[step.level] as Float64Array;
  const low = side.low[step.part] as number;
  const high = side.high[step.part] as number;
  const first = lowerBound(keys, low, high, packed);
  side.low[step.part] = first;
  side.high[step.part] = upperBound(keys, first, high, packed);
  return first - low;
}

function lowerBound(keys: Float64Array, low: number, high: number, key: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] as number) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

function upperBound(keys: Float64Array, low: number, high: number, key: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] as number) <= key) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A place that no link takes: padding, or beyond the device's links. */
export const NO_LINK = 0;
/** A place kept for a link that is not there: a device that is absent or not yet built. */
export const KEPT = 1;
export const LIVE = 2;

/**
 * Finds the link at place `place` of device `own` and stores the values of its variables in `values`.
 * Returns LIVE, KEPT or NO_LINK.
 */
export function decodePlace(side: Side, own: ArrayLike<number>, place: number, values: Float64Array): number {
  if (!enter(side, own)) return NO_LINK;
  let rest = place;
  if (rest >= sizeOf(side, -1)) return NO_LINK;
  let live = LIVE;
  for (let at = 0; at < side.steps.length; at++) {
    const step = side.steps[at] as Step;
    const index = step.part;
    if (index < 0) continue;
    const part = side.parts[index] as SidePart;
    const below = sizeBelow(side, at, index);
    const skip = Math.floor(rest / below);
    const low = side.low[index] as number;
    if (skip >= (side.high[index] as number) - low) return NO_LINK;
    if (part.kind === "table") {
      const keys = part.keys[step.level] as Float64Array;
      const key = keys[low + skip] as number;
      const first = lowerBound(keys, low, low + skip, key);
      side.high[index] = upperBound(keys, low + skip, side.high[index] as number, key);
      side.low[index] = first;
      rest -= (first - low) * below;
    } else {
      if (part.kind === "free") {
        const value = part.from + low + skip;
        values[part.slot] = value;
        if (value >= part.extent) live = KEPT;
      }
      rest -= skip * below;
      side.low[index] = low + skip;
      side.high[index] = low + skip + 1;
    }
    if (at === side.padStep && rest >= sizeWithin(side, -1)) return NO_LINK;
  }
  return settle(side, own, values, live);
}

/** Reads the values of the parts that no step settled, and of the tables. */
function settle(side: Side, own: ArrayLike<number>, values: Float64Array, live: number): number {
  let result = side.alive ? live : KEPT;
  for (let index = 0; index < side.parts.length; index++) {
    const part = side.parts[index] as SidePart;
    if (part.kind === "fixed") {
      const value = own[part.ownPosition] as number;
      values[part.slot] = value;
      if (value >= part.extent) result = KEPT;
    } else if (part.kind === "table") {
      const row = part.order[side.low[index] as number] as number;
      for (let column = 0; column < part.slots.length; column++) {
        values[part.slots[column] as number] = (part.table.columns[column] as Int32Array)[row] as number;
      }
      if (part.table.live[row] === 0) result = KEPT;
    }
  }
  return result;
}
