/**
 * Questions about the links of one run that its components answer one by one: whether two indices are always equal, and
 * whether two links can agree here and differ there. They cost the rows of the tables, not the links.
 */
import type { Component, Coordinate, Table } from "../../plan/component.js";
import type { PlanEnd, PlanRun } from "../../plan/plan.js";

/** Calls `visit` with every existing combination of a component until it returns false; other variables stay as given. */
export function forEachLiveRow(
  run: PlanRun,
  component: Component,
  values: Float64Array,
  visit: (row: number) => boolean,
): void {
  const { table, slots } = component;
  if (table === null) {
    const slot = slots[0] as number;
    const variable = run.spec.variables[slot];
    if (variable === undefined) return;
    for (let value = variable.from; value < variable.extent; value++) {
      values[slot] = value;
      if (!visit(value - variable.from)) return;
    }
    return;
  }
  for (let row = 0; row < table.rows; row++) {
    if (table.live[row] === 0) continue;
    readRow(slots, table, row, values);
    if (!visit(row)) return;
  }
}

function readRow(slots: readonly number[], table: Table, row: number, values: Float64Array): void {
  for (let column = 0; column < slots.length; column++) {
    values[slots[column] as number] = (table.columns[column] as Int32Array)[row] as number;
  }
}

/** Returns the variables of one link that exists, or null if the run has none. */
export function findFirstLink(run: PlanRun): Float64Array | null {
  if (!run.possible) return null;
  const values = new Float64Array(run.spec.variables.length);
  for (const component of run.components) {
    let found = false;
    forEachLiveRow(run, component, values, () => {
      found = true;
      return false;
    });
    if (!found) return null;
  }
  return values;
}

/** Returns the component that a coordinate belongs to, or undefined for a plain number. */
export function componentOf(run: PlanRun, coordinate: Coordinate): Component | undefined {
  const slot = coordinate.slots[0];
  return slot === undefined ? undefined : run.components.find((component) => component.slots.includes(slot));
}

/** Returns the variables of a link for which two indices differ, or null if they are equal on every link. */
export function findUnequal(run: PlanRun, one: Coordinate, other: Coordinate): Float64Array | null {
  if (one.slot >= 0 && one.slot === other.slot) return null;
  const values = findFirstLink(run);
  if (values === null) return null;
  if (one.value(values) !== other.value(values)) return values;
  for (const component of new Set([componentOf(run, one), componentOf(run, other)])) {
    if (component === undefined) continue;
    const example = values.slice();
    let differ = false;
    forEachLiveRow(run, component, example, () => {
      differ = one.value(example) !== other.value(example);
      return !differ;
    });
    if (differ) return example;
  }
  return null;
}

/** Two links of one run, as their variables. */
export interface LinkPair {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Returns two links that agree in every index of `same` and differ in one of `differs`, or null if there are none. */
export function findPair(run: PlanRun, same: readonly Coordinate[], differs: readonly Coordinate[]): LinkPair | null {
  const base = findFirstLink(run);
  if (base === null) return null;
  for (const component of run.components) {
    const inside = (coordinate: Coordinate): boolean => coordinate.slots.some((slot) => component.slots.includes(slot));
    const free = differs.filter(inside);
    const held = same.filter(inside);
    if (free.length === 0) continue;
    if (component.slots.every((slot) => held.some((coordinate) => coordinate.slot === slot))) continue;
    const pair = findPairIn(run, component, held, free, base);
    if (pair !== null) return pair;
  }
  return null;
}

function findPairIn(
  run: PlanRun,
  component: Component,
  held: readonly Coordinate[],
  free: readonly Coordinate[],
  base: Float64Array,
): LinkPair | null {
  const firstOf = new Map<number | string, number>();
  const keys = new Map<number, number | string>();
  const values = base.slice();
  let rows = null as readonly [number, number] | null;
  forEachLiveRow(run, component, values, (row) => {
    const group = packIndices(held, values);
    const key = packIndices(free, values);
    const first = firstOf.get(group);
    if (first === undefined) {
      firstOf.set(group, row);
      keys.set(row, key);
    } else if (keys.get(first) !== key) rows = [first, row];
    return rows === null;
  });
  if (rows === null) return null;
  const [first, second] = rows;
  return { first: valuesAt(run, component, first, base), second: valuesAt(run, component, second, base) };
}

/** The variables of a link in which one component stands at that row. */
function valuesAt(run: PlanRun, component: Component, wanted: number, base: Float64Array): Float64Array {
  const values = base.slice();
  if (component.table !== null) readRow(component.slots, component.table, wanted, values);
  else for (const slot of component.slots) values[slot] = (run.spec.variables[slot]?.from ?? 0) + wanted;
  return values;
}

/** Returns one key for some indices: a number, row-major over what is planned, while that is exact. */
export function packIndices(coordinates: readonly Coordinate[], values: ArrayLike<number>): number | string {
  return packValues(
    coordinates,
    coordinates.map((coordinate) => coordinate.value(values)),
  );
}

/** The same for indices that are at hand. */
export function packValues(coordinates: readonly Coordinate[], indices: ArrayLike<number>): number | string {
  let key = 0;
  coordinates.forEach((coordinate, at) => {
    key = key * coordinate.planned + (indices[at] as number);
  });
  return Number.isSafeInteger(key) ? key : Array.from(indices).join();
}

/** Returns the coordinates of the device of an end, without those of its ports. */
export function deviceCoordinates(end: PlanEnd): readonly Coordinate[] {
  return end.index.slice(0, end.array.spec.dims.length);
}

/** Returns the name of the device that a link has at an end. */
export function nameDevice(end: PlanEnd, values: ArrayLike<number>): string {
  return end.array.write(deviceCoordinates(end).map((coordinate) => coordinate.value(values)));
}
