/**
 * Names of a statement that occur together in an expression, a `where` or a mask form one *component*; all other names
 * are factors of their own. Only components with such a bond are enumerated, so a statement costs the product of the
 * extents of few names however many links it makes.
 */
import { compileIndex, type IndexExpr, type IndexFunction, namesIn } from "../core/index-expr.js";
import { MAX_TABLE_ASSIGNMENTS } from "../core/limits.js";
import type { VariableSpec } from "./spec.js";

/** One index of an end: a bare variable (`slot >= 0`), or a function of the variables. */
export interface Coordinate {
  readonly expr: IndexExpr;
  readonly slot: number;
  readonly value: IndexFunction;
  /** Slots of the variables it depends on. */
  readonly slots: readonly number[];
  /** Of the dimension that it indexes. */
  readonly extent: number;
  readonly planned: number;
}

export interface Component {
  readonly slots: readonly number[];
  /** Null for a lone variable without any condition: a factor. */
  readonly table: Table | null;
}

/** The planned assignments of a component for which `where` holds, as columns. */
export interface Table {
  readonly rows: number;
  /** One column a slot of the component, in the order of `slots`. */
  readonly columns: readonly Int32Array[];
  /** 1 where no mask removes a device. */
  readonly present: Uint8Array;
  /** 1 where every index exists as well, those that expressions give included. */
  readonly live: Uint8Array;
}

export interface Conditions {
  /** Applied first: assignments for which one fails have no place. */
  readonly where: readonly IndexExpr[];
  /** Assignments for which one holds keep their place but make no link. */
  readonly absent: readonly IndexExpr[];
}

/** Thrown inside the plan when a table would be larger than the limit; `expand` turns it into a diagnostic. */
export class TableTooLarge extends Error {
  readonly names: readonly string[];
  readonly assignments: number;
  constructor(names: readonly string[], assignments: number) {
    super(`table over ${names.join(", ")}`);
    this.names = names;
    this.assignments = assignments;
  }
}

/** Splits `a and b and c` into its conjuncts, so that they bond no more names than they must. */
export function conjuncts(condition: IndexExpr | null): readonly IndexExpr[] {
  if (condition === null) return [];
  if (typeof condition !== "object" || condition[0] !== "and") return [condition];
  return condition.slice(1).flatMap((operand) => conjuncts(operand as IndexExpr));
}

/** Returns the components of a statement, in the order of their first variable. Throws TableTooLarge. */
export function findComponents(
  variables: readonly VariableSpec[],
  coordinates: readonly Coordinate[],
  conditions: Conditions,
): readonly Component[] {
  const slotOf = (name: string): number => variables.findIndex((variable) => variable.name === name);
  const root = variables.map((_, slot) => slot);
  const find = (slot: number): number => {
    let at = slot;
    while (root[at] !== at) at = root[at] as number;
    return at;
  };
  const bonded = new Set<number>();
  const bond = (slots: readonly number[]): void => {
    for (const slot of slots) {
      bonded.add(slot);
      root[find(slot)] = find(slots[0] as number);
    }
  };
  for (const coordinate of coordinates) if (coordinate.slot < 0) bond(coordinate.slots);
  const slotsOf = (expr: IndexExpr): readonly number[] => namesIn(expr).map(slotOf);
  for (const expr of [...conditions.where, ...conditions.absent]) bond(slotsOf(expr));
  const groups = new Map<number, number[]>();
  variables.forEach((_, slot) => {
    const members = groups.get(find(slot));
    if (members === undefined) groups.set(find(slot), [slot]);
    else members.push(slot);
  });
  return [...groups.values()].map((slots) => {
    if (!slots.some((slot) => bonded.has(slot))) return { slots, table: null };
    const inside = (expr: IndexExpr): boolean => slotsOf(expr).some((slot) => slots.includes(slot));
    const where = conditions.where.filter(inside).map((expr) => compileIndex(expr, slotOf));
    const absent = conditions.absent.filter(inside).map((expr) => compileIndex(expr, slotOf));
    const growing = coordinates.filter(
      (one) => one.slot < 0 && one.extent < one.planned && one.slots.some((slot) => slots.includes(slot)),
    );
    return { slots, table: enumerate(variables, slots, { where, absent, growing }) };
  });
}

interface Tests {
  readonly where: readonly IndexFunction[];
  readonly absent: readonly IndexFunction[];
  /** Indices by expression of dimensions that do not exist in full. */
  readonly growing: readonly Coordinate[];
}

function enumerate(
  variables: readonly VariableSpec[],
  slots: readonly number[],
  { where, absent, growing }: Tests,
): Table {
  const own = slots.map((slot) => variables[slot] as VariableSpec);
  const total = own.reduce((product, variable) => product * Math.max(0, variable.planned - variable.from), 1);
  if (total > MAX_TABLE_ASSIGNMENTS)
    throw new TableTooLarge(
      own.map((variable) => variable.name),
      total,
    );
  const columns = own.map(() => new Int32Array(total));
  const present = new Uint8Array(total);
  const live = new Uint8Array(total);
  const values = variables.map((variable) => variable.from);
  let rows = 0;
  for (let count = 0; count < total; count++) {
    if (where.every((condition) => condition(values) !== 0)) {
      let exists = growing.every((one) => one.value(values) < one.extent);
      slots.forEach((slot, column) => {
        const value = values[slot] as number;
        (columns[column] as Int32Array)[rows] = value;
        if (value >= (own[column] as VariableSpec).extent) exists = false;
      });
      present[rows] = absent.every((condition) => condition(values) === 0) ? 1 : 0;
      live[rows] = exists ? (present[rows] as number) : 0;
      rows++;
    }
    advance(values, slots, own);
  }
  return {
    rows,
    columns: columns.map((column) => column.slice(0, rows)),
    present: present.slice(0, rows),
    live: live.slice(0, rows),
  };
}

function advance(values: number[], slots: readonly number[], own: readonly VariableSpec[]): void {
  for (let column = slots.length - 1; column >= 0; column--) {
    const slot = slots[column] as number;
    const variable = own[column] as VariableSpec;
    const next = (values[slot] as number) + 1;
    if (next < variable.planned) {
      values[slot] = next;
      return;
    }
    values[slot] = variable.from;
  }
}
