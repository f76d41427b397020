/**
 * Counting without enumerating: devices, links and links per device, over everything that is installed (`all`) or over
 * what is not a spare (`active`).
 */
import { compileIndex, namesIn } from "../core/index-expr.js";
import type { Component } from "./component.js";
import { forEachClass } from "./layout.js";
import type { Attachment, PlanArray, PlanRun } from "./plan.js";

export { type Attachment, attachmentsOf } from "./plan.js";

import type { Side } from "./side.js";
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

/** The index of an end that says whether its device is a spare, with the bound below which it is not. */
interface SpareTest {
  readonly slot: number;
  readonly slots: readonly number[];
  readonly value: (values: ArrayLike<number>) => number;
  readonly below: number;
}

function spareTests(run: PlanRun, which: Which): readonly SpareTest[] {
  if (which === "all") return [];
  return [run.a, run.z].flatMap((end) => {
    const last = end.array.spec.dims.length - 1;
    const coordinate = end.index[last];
    const dim = end.array.spec.dims[last];
    if (coordinate === undefined || dim === undefined || end.array.spec.spares === 0) return [];
    return [
      {
        slot: coordinate.slot,
        slots: coordinate.slots,
        value: coordinate.value,
        below: dim.extent - end.array.spec.spares,
      },
    ];
  });
}

/** Returns how many links of a run exist. */
export function countLinks(run: PlanRun, which: Which): number {
  if (!run.possible) return 0;
  const tests = spareTests(run, which);
  if (tests.some((test) => test.slots.length === 0 && test.value([]) >= test.below)) return 0;
  return run.components.reduce((product, component) => product * countComponent(run, component, tests), 1);
}

function countComponent(run: PlanRun, component: Component, tests: readonly SpareTest[]): number {
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

function countFree(run: PlanRun, slot: number, tests: readonly SpareTest[]): number {
  const variable = run.spec.variables[slot] as VariableSpec;
  const to = tests.reduce((least, test) => Math.min(least, test.below), variable.extent);
  return Math.max(0, to - variable.from);
}

/** Returns how many links that exist one device and port (or pool) of index `own` has on a side of a run. */
export function countLive(run: PlanRun, side: Side, own: ArrayLike<number>, which: Which): number {
  if (!run.possible || side.constants.some(({ position, value }) => own[position] !== value)) return 0;
  const tests = spareTests(run, which).filter((test) => test.slots.length > 0);
  let count = 1;
  for (const part of side.parts) {
    const slots = part.kind === "table" ? part.slots : [part.slot];
    const inside = tests.filter((test) => test.slots.some((slot) => slots.includes(slot)));
    if (part.kind === "free") count *= countFree(run, part.slot, inside);
    else if (part.kind === "fixed") {
      const value = own[part.ownPosition] as number;
      const below = inside.reduce((least, test) => Math.min(least, test.below), part.extent);
      count *= value >= part.from && value < below ? 1 : 0;
    } else {
      const group = part.ownPositions.reduce(
        (key, position, at) => key * (part.ownRadix[at] as number) + (own[position] as number),
        0,
      );
      const values = new Float64Array(run.spec.variables.length);
      let live = 0;
      for (let at = part.offsets[group] ?? 0; at < (part.offsets[group + 1] ?? 0); at++) {
        const row = part.order[at] as number;
        if (part.table.live[row] === 0) continue;
        part.slots.forEach((slot, column) => {
          values[slot] = part.table.columns[column]?.[row] ?? 0;
        });
        if (inside.every((test) => test.value(values) < test.below)) live++;
      }
      count *= live;
    }
  }
  return count;
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

/** Device positions on which the number of existing links of any of these ends depends. */
export function varyingDevicePositions(attachments: readonly Attachment[]): readonly number[] {
  const varying = new Set<number>();
  for (const { end } of attachments) {
    const width = end.array.spec.dims.length;
    for (const { position } of end.side.constants) varying.add(position);
    for (const part of end.side.parts) {
      if (part.kind === "fixed") {
        const planned = end.side.own[part.ownPosition]?.extent ?? part.extent;
        if (part.from > 0 || part.extent < planned) varying.add(part.ownPosition);
      } else if (part.kind === "table" && !hasUniformLiveRows(part.offsets, part.order, part.table.live)) {
        for (const position of part.ownPositions) varying.add(position);
      }
    }
    for (const position of varying) if (position >= width) varying.delete(position);
  }
  return [...varying].sort((left, right) => left - right);
}

function hasUniformLiveRows(offsets: Int32Array, order: Int32Array, live: Uint8Array): boolean {
  let first = -1;
  for (let group = 0; group + 1 < offsets.length; group++) {
    let count = 0;
    for (let at = offsets[group] as number; at < (offsets[group + 1] as number); at++)
      count += live[order[at] as number] as number;
    if (first === -1) first = count;
    if (count !== first) return false;
  }
  return true;
}

/**
 * Calls `visit` with the device index of one device of every class that can differ in its links at these ends. Visits
 * only devices that exist and, unless the array has nothing else, are not spares.
 */
export function forEachDeviceClass(
  array: PlanArray,
  attachments: readonly Attachment[],
  visit: (own: Float64Array) => void,
): void {
  if (attachments.length === 0) return;
  const masked = array.spec.absent.flatMap((mask) => namesIn(mask));
  const positions = new Set(varyingDevicePositions(attachments));
  array.spec.dims.forEach((dim, position) => {
    if (masked.includes(dim.name)) positions.add(position);
  });
  const sides = attachments.map((attachment) => attachment.end.side);
  const sorted = [...positions].sort((left, right) => left - right);
  forEachClass(sides, sorted, (own) => {
    const inside = array.spec.dims.every((dim, position) => (own[position] as number) < dim.extent);
    if (inside && exists(array, own)) visit(own);
  });
}
