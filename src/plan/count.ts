/**
 * Counting without enumerating: devices, links and links per device, over everything that is installed (`all`) or over
 * what is not a spare (`active`).
 */
import { compileIndex, namesIn } from "../core/index-expr.js";
import { MAX_TABLE_ASSIGNMENTS } from "../core/limits.js";
import type { Component } from "./component.js";
import type { Attachment, PlanArray, PlanRun } from "./plan.js";

import type { LiveFactor, Side, SortedTable } from "./side.js";
import { sizeOfSpace, unrank } from "./space.js";
import type { DimSpec, VariableSpec } from "./spec.js";

export type Which = "all" | "active";

/** Returns how many devices of an array exist. */
export function countDevices(array: PlanArray, which: Which): number {
  const { dims, absent } = array.spec;
  const limits = dims.map((dim, position) => activeExtent(array, position, dim.extent, which));
  if (absent.length === 0) return limits.reduce((product, extent) => product * extent, 1);
  const bound = absent.flatMap((mask) => namesIn(mask));
  const inside = dims.flatMap((dim, position) => (bound.includes(dim.name) ? [position] : []));
  const free = limits.reduce(
    (product, extent, position) => (inside.includes(position) ? product : product * extent),
    1,
  );
  const space: readonly DimSpec[] = inside.map((position) => ({
    ...(dims[position] as DimSpec),
    extent: limits[position] as number,
  }));
  const masks = absent.map((mask) => compileIndex(mask, (name) => space.findIndex((dim) => dim.name === name)));
  const index = new Float64Array(space.length);
  let present = 0;
  const total = sizeOfSpace(space);
  // `expand` has refused such an array; its number decides nothing any more.
  if (total > MAX_TABLE_ASSIGNMENTS) return free * total;
  for (let flat = 0; flat < total; flat++) {
    unrank(space, flat, index);
    if (masks.every((mask) => mask(index) === 0)) present++;
  }
  return free * present;
}

function activeExtent(array: PlanArray, position: number, extent: number, which: Which): number {
  const innermost = position === array.spec.dims.length - 1;
  return which === "active" && innermost ? extent - array.spec.spares : extent;
}

/** True if the device of these indices is no spare. */
export function isActive(array: PlanArray, index: ArrayLike<number>): boolean {
  const last = array.spec.dims.length - 1;
  const dim = array.spec.dims[last];
  return dim === undefined || (index[last] as number) < dim.extent - array.spec.spares;
}

/** True if no mask removes the device of these indices. */
export function exists(array: PlanArray, index: ArrayLike<number>): boolean {
  return array.absent.every((mask) => mask(index) === 0);
}

/** The index of one end of a run that says whether its device is a spare: it is none below `below`. */
export interface SpareBound {
  readonly slots: readonly number[];
  readonly value: (values: ArrayLike<number>) => number;
  readonly below: number;
}

/** Returns the tests that an active link of a run passes: both of its devices are no spares. */
export function spareBoundsOf(run: PlanRun): readonly SpareBound[] {
  return [run.a, run.z].flatMap((end) => {
    const { dims, spares } = end.array.spec;
    const coordinate = end.index[dims.length - 1];
    const dim = dims.at(-1);
    if (coordinate === undefined || dim === undefined || spares === 0) return [];
    return [{ slots: coordinate.slots, value: coordinate.value, below: dim.extent - spares }];
  });
}

function boundsFor(run: PlanRun, which: Which): readonly SpareBound[] {
  return which === "all" ? [] : spareBoundsOf(run);
}

/** Returns how many links of a run exist. */
export function countLinks(run: PlanRun, which: Which): number {
  if (!run.possible || !run.alive) return 0;
  const tests = boundsFor(run, which);
  if (tests.some((test) => test.slots.length === 0 && test.value([]) >= test.below)) return 0;
  return run.components.reduce((product, component) => product * countComponent(run, component, tests), 1);
}

function countComponent(run: PlanRun, component: Component, tests: readonly SpareBound[]): number {
  const inside = tests.filter((test) => test.slots.some((slot) => component.slots.includes(slot)));
  if (component.table === null) return countFree(run, component.slots[0] as number, inside);
  const { table, slots } = component;
  const values = new Float64Array(run.spec.variables.length);
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    if (table.live[row] === 0) continue;
    slots.forEach((slot, column) => {
      values[slot] = table.columns[column]?.[row] ?? 0;
    });
    if (inside.every((test) => test.value(values) < test.below)) count++;
  }
  return count;
}

function countFree(run: PlanRun, slot: number, tests: readonly SpareBound[]): number {
  const variable = run.spec.variables[slot] as VariableSpec;
  const to = tests.reduce((least, test) => Math.min(least, test.below), variable.extent);
  return Math.max(0, to - variable.from);
}

/** Returns how many links that exist one device and port (or pool) of index `own` has on a side of a run. */
export function countLive(run: PlanRun, side: Side, own: ArrayLike<number>, which: Which): number {
  if (!run.possible || !run.alive || side.constants.some(({ position, value }) => own[position] !== value)) return 0;
  const known = side.liveFactors[which];
  const factors = known.length > 0 ? known : prepareFactors(run, side, which);
  let count = 1;
  for (const factor of factors) count *= factor(own);
  return count;
}

/** Makes, once a side, what each part contributes to a count. */
function prepareFactors(run: PlanRun, side: Side, which: Which): readonly LiveFactor[] {
  const tests = boundsFor(run, which);
  const settled = tests.filter((test) => test.slots.length === 0);
  const prepared = side.liveFactors[which];
  if (settled.some((test) => test.value([]) >= test.below)) prepared.push(() => 0);
  for (const part of side.parts) {
    const slots = part.kind === "table" ? part.slots : [part.slot];
    const inside = tests.filter((test) => test.slots.some((slot) => slots.includes(slot)));
    if (part.kind === "free") {
      const size = countFree(run, part.slot, inside);
      prepared.push(() => size);
    } else if (part.kind === "fixed") {
      const below = inside.reduce((least, test) => Math.min(least, test.below), part.extent);
      const { from, ownPosition } = part;
      prepared.push((own) => ((own[ownPosition] as number) >= from && (own[ownPosition] as number) < below ? 1 : 0));
    } else {
      prepared.push(countGroups(run, part, inside));
    }
  }
  if (prepared.length === 0) prepared.push(() => 1);
  return prepared;
}

function countGroups(run: PlanRun, part: SortedTable, tests: readonly SpareBound[]): LiveFactor {
  const counts = new Int32Array(part.offsets.length);
  const values = new Float64Array(run.spec.variables.length);
  for (let group = 0; group + 1 < part.offsets.length; group++) {
    for (let at = part.offsets[group] as number; at < (part.offsets[group + 1] as number); at++) {
      const row = part.order[at] as number;
      if (part.table.live[row] === 0) continue;
      part.slots.forEach((slot, column) => {
        values[slot] = part.table.columns[column]?.[row] ?? 0;
      });
      if (tests.every((test) => test.value(values) < test.below)) counts[group] = (counts[group] as number) + 1;
    }
  }
  const { ownPositions, ownRadix } = part;
  return (own) => {
    let group = 0;
    for (let at = 0; at < ownPositions.length; at++) {
      group = group * (ownRadix[at] as number) + (own[ownPositions[at] as number] as number);
    }
    return counts[group] ?? 0;
  };
}

/** Returns how many links that exist the device of index `own` has at one end of a run, over all its ports. */
export function countAtDevice(attachment: Attachment, own: Float64Array, which: Which): number {
  const { run, end } = attachment;
  const width = end.array.spec.dims.length;
  const units = sizeOfSpace(end.ports.dims);
  const index = new Float64Array(end.index.length + 1);
  index.set(own.subarray(0, width));
  let count = 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, index, width);
    count += countLive(run, end.side, index, which);
  }
  return count;
}
