/**
 * Builds the view of a run from one of its ends: which names the device's own index says, which are free, and the tables
 * of bonded names, sorted once by counting.
 */
import { MAX_TABLE_GROUPS } from "../core/limits.js";
import { type Component, type Coordinate, type Table, TableTooLarge } from "./component.js";
import type { Side, SidePart, SortedTable, Step } from "./side.js";
import type { VariableSpec } from "./spec.js";

export interface SideInput {
  readonly own: readonly Coordinate[];
  readonly other: readonly Coordinate[];
  readonly copySlot: number;
  readonly variables: readonly VariableSpec[];
  readonly components: readonly Component[];
  /** False if a mask removes a device of every link. */
  readonly alive: boolean;
  /** Slot of the variable whose values start on a multiple of `padTo`, or -1. */
  readonly alignSlot: number;
  readonly padTo: number;
}

/** Builds the view of a run from one of its ends. */
export function buildSide(input: SideInput): Side {
  const componentOf = new Int32Array(input.variables.length);
  input.components.forEach((component, index) => {
    for (const slot of component.slots) componentOf[slot] = index;
  });
  const stretches = findStretches(input, componentOf);
  const parts = input.components.map((component, index) =>
    buildPart(
      input,
      component,
      stretches.filter((stretch) => stretch.part === index),
    ),
  );
  const padStep = findPadStep(input, stretches);
  const padParts = parts.map(
    (_, index) => padStep >= 0 && !stretches.slice(0, padStep + 1).some((step) => step.part === index),
  );
  return {
    own: input.own,
    other: input.other,
    copySlot: input.copySlot,
    variables: input.variables,
    alive: input.alive,
    parts,
    steps: stretches,
    constants: input.own.flatMap((coordinate, position) =>
      coordinate.slots.length === 0 ? [{ position, value: coordinate.value([]) }] : [],
    ),
    padTo: padStep < 0 ? 1 : input.padTo,
    padStep,
    padParts,
    liveFactors: { all: [], active: [] },
    low: new Int32Array(parts.length),
    high: new Int32Array(parts.length),
  };
}

/** The step that is the aligned name alone, if its part has no step after it: each row there is one value. */
function findPadStep(input: SideInput, steps: readonly Step[]): number {
  if (input.alignSlot < 0 || input.padTo <= 1) return -1;
  const isOwn = input.own.some((coordinate) => coordinate.slot === input.alignSlot);
  const at = input.other.findIndex((coordinate) => coordinate.slot === input.alignSlot);
  const found = steps.findIndex((step) => step.positions.length === 1 && step.positions[0] === at);
  if (isOwn || found < 0) return -1;
  const before = new Set(steps.slice(0, found + 1).map((step) => step.part));
  return steps.slice(found + 1).some((step) => step.part >= 0 && before.has(step.part)) ? -1 : found;
}

interface GrowingStep {
  readonly part: number;
  readonly constant: number;
  readonly positions: number[];
  readonly radix: number[];
  readonly level: number;
}

/** Cuts the other end's index, and the copy after it, into stretches of one component each; the aligned name alone. */
function findStretches(input: SideInput, componentOf: Int32Array): readonly Step[] {
  const steps: GrowingStep[] = [];
  const levels = new Map<number, number>();
  let isCut = false;
  const add = (position: number, part: number, radix: number): void => {
    const last = steps.at(-1);
    if (!isCut && last !== undefined && last.part === part) {
      last.positions.push(position);
      last.radix.push(radix);
      return;
    }
    const level = levels.get(part) ?? 0;
    levels.set(part, level + 1);
    steps.push({ part, constant: 0, positions: [position], radix: [radix], level });
  };
  input.other.forEach((coordinate, position) => {
    const slot = coordinate.slots[0];
    if (slot === undefined) {
      steps.push({ part: -1, constant: coordinate.value([]), positions: [position], radix: [1], level: 0 });
      return;
    }
    const isAligned = coordinate.slot >= 0 && coordinate.slot === input.alignSlot;
    isCut ||= isAligned;
    add(position, componentOf[slot] as number, coordinate.planned);
    isCut = isAligned;
  });
  if (input.copySlot >= 0) {
    const copy = input.variables[input.copySlot] as VariableSpec;
    add(input.other.length, componentOf[input.copySlot] as number, copy.planned);
  }
  return steps;
}

function buildPart(input: SideInput, component: Component, steps: readonly Step[]): SidePart {
  const belongs = (coordinate: Coordinate): boolean =>
    coordinate.slots.length > 0 && component.slots.includes(coordinate.slots[0] as number);
  const ownPositions = input.own.flatMap((coordinate, position) => (belongs(coordinate) ? [position] : []));
  if (component.table === null) {
    const slot = component.slots[0] as number;
    const variable = input.variables[slot] as VariableSpec;
    const range = { slot, from: variable.from, to: variable.planned, extent: variable.extent };
    const ownPosition = ownPositions[0];
    return ownPosition === undefined ? { kind: "free", ...range } : { kind: "fixed", ownPosition, ...range };
  }
  return sortTable(input, component.slots, component.table, ownPositions, steps);
}

/** Sorts the rows of a table by the own index, then by each stretch of the other end's, with counting sorts. */
function sortTable(
  input: SideInput,
  slots: readonly number[],
  table: Table,
  ownPositions: readonly number[],
  steps: readonly Step[],
): SortedTable {
  const keyColumnAt = (position: number): Float64Array =>
    evaluateColumn(
      slots,
      table,
      input.variables.length,
      position < input.other.length ? input.other[position] : undefined,
      input.copySlot,
    );
  const ownColumns = ownPositions.map((position) =>
    evaluateColumn(slots, table, input.variables.length, input.own[position], -1),
  );
  const ownRadix = ownPositions.map((position) => (input.own[position] as Coordinate).planned);
  const group = packColumns(ownColumns, ownRadix, table.rows);
  const groups = ownRadix.reduce((product, radix) => product * radix, 1);
  const widest = Math.max(groups, ...steps.flatMap((step) => step.radix));
  if (widest > MAX_TABLE_GROUPS) {
    const names = slots.map((slot) => input.variables[slot]?.name ?? "");
    throw new TableTooLarge(names, widest);
  }
  const keyColumns = steps.map((step) => step.positions.map(keyColumnAt));
  let order: Int32Array = Int32Array.from({ length: table.rows }, (_, row) => row);
  for (let level = steps.length - 1; level >= 0; level--) {
    const step = steps[level] as Step;
    for (let at = step.positions.length - 1; at >= 0; at--) {
      order = sortByColumn(order, (keyColumns[level] as Float64Array[])[at] as Float64Array, step.radix[at] as number);
    }
  }
  order = sortByColumn(order, group, groups);
  const offsets = new Int32Array(groups + 1);
  for (let row = 0; row < table.rows; row++) {
    const at = clampKey(group[row] as number, groups);
    offsets[at + 1] = (offsets[at + 1] as number) + 1;
  }
  for (let at = 0; at < groups; at++) offsets[at + 1] = (offsets[at + 1] as number) + (offsets[at] as number);
  const keys = steps.map((step, level) => {
    const packed = packColumns(keyColumns[level] as Float64Array[], step.radix, table.rows);
    return Float64Array.from(order, (row) => packed[row] as number);
  });
  return { kind: "table", slots, table, ownPositions, ownRadix, offsets, order, keys };
}

function evaluateColumn(
  slots: readonly number[],
  table: Table,
  width: number,
  coordinate: Coordinate | undefined,
  copySlot: number,
): Float64Array {
  const values = new Float64Array(width);
  const result = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    slots.forEach((slot, column) => {
      values[slot] = (table.columns[column] as Int32Array)[row] as number;
    });
    result[row] = coordinate === undefined ? (values[copySlot] as number) : coordinate.value(values);
  }
  return result;
}

function packColumns(columns: readonly Float64Array[], radix: readonly number[], rows: number): Float64Array {
  const packed = new Float64Array(rows);
  columns.forEach((column, at) => {
    for (let row = 0; row < rows; row++)
      packed[row] = (packed[row] as number) * (radix[at] as number) + (column[row] as number);
  });
  return packed;
}

/** Indices outside their extent are refused elsewhere; here they only must not break the arrays. */
function clampKey(key: number, size: number): number {
  return key >= 0 && key < size ? Math.trunc(key) : 0;
}

function sortByColumn(order: Int32Array, column: Float64Array, size: number): Int32Array {
  const counts = new Int32Array(size + 1);
  for (const row of order) {
    const key = clampKey(column[row] as number, size);
    counts[key + 1] = (counts[key + 1] as number) + 1;
  }
  for (let key = 0; key < size; key++) counts[key + 1] = (counts[key + 1] as number) + (counts[key] as number);
  const sorted = new Int32Array(order.length);
  for (const row of order) {
    const key = clampKey(column[row] as number, size);
    const at = counts[key] as number;
    sorted[at] = row;
    counts[key] = at + 1;
  }
  return sorted;
}
