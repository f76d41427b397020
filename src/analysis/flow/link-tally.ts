/** How many links a run has between boxes of indices of its two arrays: factors by arithmetic, tables by one pass. */

import type { Component, Coordinate } from "../../plan/component.js";
import { type SpareBound, spareBoundsOf, type Which } from "../../plan/count.js";
import { endOf, type PlanArray, type PlanEnd, type PlanRun } from "../../plan/plan.js";
import type { VariableSpec } from "../../plan/spec.js";
import { hasOnePattern } from "../device-classes.js";

/** Intervals of the indices of each dimension of an array: their first indices, ending with the extent. */
export type Boxes = ReadonlyMap<PlanArray, readonly (readonly number[])[]>;

/** Links between one box of the a array and one of the z array; boxes are numbered row-major. */
export interface LinkTally {
  readonly a: number;
  readonly z: number;
  readonly links: number;
}

/** A run seen through boxes. */
export interface BoxedRun {
  readonly run: PlanRun;
  readonly boxes: Boxes;
  readonly which: Which;
}

/** Returns the positions of coordinates that depend on any of these variables. */
export function positionsOf(index: readonly Coordinate[], slots: readonly number[]): readonly number[] {
  return index.flatMap((coordinate, position) =>
    coordinate.slots.some((slot) => slots.includes(slot)) ? [position] : [],
  );
}

/** Returns the links of a run between boxes; pairs of boxes without links are left out. */
export function tallyRun(boxed: BoxedRun): readonly LinkTally[] {
  const { run, which } = boxed;
  const bounds = which === "active" ? spareBoundsOf(run) : [];
  if (!run.possible || bounds.some((bound) => bound.slots.length === 0 && bound.value([]) >= bound.below)) return [];
  const a = openLocator(run.a, boxed.boxes);
  const z = openLocator(run.z, boxed.boxes);
  const start: LinkTally = { a: locateFixed(a), z: locateFixed(z), links: 1 };
  return run.components.reduce<readonly LinkTally[]>(
    (tallies, component) => {
      const inside = bounds.filter((bound) => bound.slots.some((slot) => component.slots.includes(slot)));
      const own =
        component.table === null
          ? tallyFactor(run, component, { a, z }, inside)
          : tallyTable(run, component, { a, z }, inside);
      return tallies.flatMap((one) =>
        own.map((other) => ({ a: one.a + other.a, z: one.z + other.z, links: one.links * other.links })),
      );
    },
    [start],
  );
}

/** Finds the box of a device dimension by dimension: the number of a box is the sum over its dimensions. */
interface Locator {
  readonly index: readonly Coordinate[];
  readonly intervals: readonly (readonly number[])[];
  /** By position and index: the interval, times how many boxes one step of it is. */
  readonly parts: readonly Int32Array[];
  /** How many boxes there are. */
  readonly boxes: number;
}

function openLocator(end: PlanEnd, boxes: Boxes): Locator {
  const { dims } = end.array.spec;
  const intervals = boxes.get(end.array) ?? [];
  let stride = 1;
  const parts: Int32Array[] = [];
  for (let position = dims.length - 1; position >= 0; position--) {
    const starts = intervals[position] ?? [0];
    const part = new Int32Array(dims[position]?.extent ?? 0);
    let interval = 0;
    for (let index = 0; index < part.length; index++) {
      if (index >= (starts[interval + 1] ?? Number.POSITIVE_INFINITY)) interval++;
      part[index] = interval * stride;
    }
    parts[position] = part;
    stride *= Math.max(1, starts.length - 1);
  }
  return { index: end.index.slice(0, dims.length), intervals, parts, boxes: stride };
}

function locateFixed({ index, parts }: Locator): number {
  return index.reduce(
    (sum, { slots, value }, position) => (slots.length > 0 ? sum : sum + (parts[position]?.[value([])] ?? 0)),
    0,
  );
}

interface Locators {
  readonly a: Locator;
  readonly z: Locator;
}

function tallyFactor(
  run: PlanRun,
  component: Component,
  { a, z }: Locators,
  bounds: readonly SpareBound[],
): readonly LinkTally[] {
  const slot = component.slots[0] as number;
  const variable = run.spec.variables[slot] as VariableSpec;
  const to = bounds.reduce((least, bound) => Math.min(least, bound.below), variable.extent);
  const starts = new Set([variable.from]);
  const cutAt = ({ index, intervals }: Locator): void => {
    for (const position of positionsOf(index, [slot])) {
      for (const at of intervals[position] ?? []) if (at > variable.from && at < to) starts.add(at);
    }
  };
  cutAt(a);
  cutAt(z);
  const sorted = [...starts].sort((left, right) => left - right);
  const boxOf = ({ index, parts }: Locator, value: number): number =>
    positionsOf(index, [slot]).reduce((sum, position) => sum + (parts[position]?.[value] ?? 0), 0);
  return sorted.flatMap((from, at) => {
    const links = (sorted[at + 1] ?? to) - from;
    return links > 0 ? [{ a: boxOf(a, from), z: boxOf(z, from), links }] : [];
  });
}

function tallyTable(
  run: PlanRun,
  component: Component,
  { a, z }: Locators,
  bounds: readonly SpareBound[],
): readonly LinkTally[] {
  const positionsA = positionsOf(a.index, component.slots);
  const positionsZ = positionsOf(z.index, component.slots);
  const counts = new Map<number, number>();
  const base = a.boxes;
  forEachRow(run, component, bounds, (values) => {
    const pair = locate(z, positionsZ, values) * base + locate(a, positionsA, values);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  return [...counts].map(([pair, links]) => ({ a: pair % base, z: Math.floor(pair / base), links }));
}

function locate({ index, parts }: Locator, positions: readonly number[], values: Float64Array): number {
  let box = 0;
  for (const position of positions) box += parts[position]?.[index[position]?.value(values) ?? 0] ?? 0;
  return box;
}

/** Visits the rows of a table that make links, without those of spares where bounds are given. */
function forEachRow(
  run: PlanRun,
  { slots, table }: Component,
  bounds: readonly SpareBound[],
  visit: (values: Float64Array) => void,
): void {
  if (table === null) return;
  const values = new Float64Array(run.spec.variables.length);
  for (let row = 0; row < table.rows; row++) {
    if (table.live[row] === 0) continue;
    slots.forEach((slot, column) => {
      values[slot] = table.columns[column]?.[row] ?? 0;
    });
    if (bounds.every((bound) => bound.value(values) < bound.below)) visit(values);
  }
}

/**
 * Returns whether it is plain without looking at the rows that all devices at one end have alike links: the other end is
 * not cut where the table indexes it, and every device has as many rows.
 */
export function isPlainlyEven({ run, boxes }: BoxedRun, component: Component, end: "a" | "z"): boolean {
  const { side } = endOf(run, end);
  const far = endOf(run, end === "a" ? "z" : "a");
  const intervals = boxes.get(far.array) ?? [];
  const other = positionsOf(far.index.slice(0, far.array.spec.dims.length), component.slots);
  if (other.some((position) => (intervals[position]?.length ?? 0) > 2)) return false;
  const part = side.parts.find((one) => one.kind === "table" && one.table === component.table);
  return part?.kind === "table" && hasOnePattern(part, spareBoundsOf(run));
}

/** Rows of a table beyond which its devices are taken to be uneven without looking. */
const MOST_ROWS = 20_000;

/**
 * Returns whether all devices of each box at one end have the same links to every box at the other, as far as the
 * table of one component goes. False also for a table that is too large to find out quickly.
 */
export function isEven({ run, boxes, which }: BoxedRun, component: Component, end: "a" | "z"): boolean {
  if ((component.table?.rows ?? 0) > MOST_ROWS) return false;
  const near = openLocator(endOf(run, end), boxes);
  const far = openLocator(endOf(run, end === "a" ? "z" : "a"), boxes);
  const own = positionsOf(near.index, component.slots);
  const other = positionsOf(far.index, component.slots);
  const bounds = (which === "active" ? spareBoundsOf(run) : []).filter((bound) =>
    bound.slots.some((slot) => component.slots.includes(slot)),
  );
  const byDevice = new Map<number, { readonly box: number; readonly links: Map<number, number> }>();
  forEachRow(run, component, bounds, (values) => {
    const key = own.reduce(
      (flat, position) => flat * (near.parts[position]?.length ?? 1) + (near.index[position]?.value(values) ?? 0),
      0,
    );
    const device = byDevice.get(key) ?? { box: locate(near, own, values), links: new Map<number, number>() };
    const box = locate(far, other, values);
    device.links.set(box, (device.links.get(box) ?? 0) + 1);
    byDevice.set(key, device);
  });
  return haveAlike(near, own, byDevice.values());
}

interface DeviceLinks {
  readonly box: number;
  readonly links: ReadonlyMap<number, number>;
}

function haveAlike(near: Locator, own: readonly number[], devices: Iterable<DeviceLinks>): boolean {
  const seen = new Map<number, { readonly first: ReadonlyMap<number, number>; count: number }>();
  for (const { box, links } of devices) {
    const known = seen.get(box);
    if (known === undefined) {
      seen.set(box, { first: links, count: 1 });
      continue;
    }
    known.count++;
    if (links.size !== known.first.size) return false;
    for (const [far, count] of links) if (known.first.get(far) !== count) return false;
  }
  return [...seen].every(([box, { count }]) => count === countDevicesIn(near, own, box));
}

/** Returns how many indices over these positions the box holds. */
function countDevicesIn(near: Locator, own: readonly number[], box: number): number {
  let rest = box;
  const sorted = [...own].sort((left, right) => left - right);
  return sorted.reduce((product, position) => {
    const starts = near.intervals[position] ?? [0];
    const stride = strideOf(near, position);
    const interval = Math.floor(rest / stride);
    rest -= interval * stride;
    return product * ((starts[interval + 1] ?? 0) - (starts[interval] ?? 0));
  }, 1);
}

function strideOf({ intervals }: Locator, position: number): number {
  return intervals.slice(position + 1).reduce((product, starts) => product * Math.max(1, starts.length - 1), 1);
}
