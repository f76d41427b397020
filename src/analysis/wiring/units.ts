/** Links of an array by the unit of a group that its devices are in. What `except` leaves out keeps its place and counts. */
import type { Component } from "../../plan/component.js";
import { attachmentsOf, type Plan, type PlanEnd, type PlanRun } from "../../plan/plan.js";

export interface UnitLinks {
  /** By index of the unit; empty where nothing can tell units apart. */
  readonly links: readonly number[];
  /** Positions of the runs that give units different numbers; empty where all together come out even. */
  readonly uneven: readonly number[];
}

/**
 * Returns the links of an array in a fabric by its index at one position. Statements whose index list fixes or narrows
 * the dimension speak of single units on purpose: they do not count.
 */
export function countByUnit(plan: Plan, array: string, position: number, fabric: string): UnitLinks {
  const runs = attachmentsOf(plan, array).filter(({ run }) => run.spec.fabric === fabric && run.possible);
  // Only a table tells units apart, and it has a row for each: without one nothing is counted, however many there are.
  if (!runs.some(({ run, end }) => isTabled(run, end.index[position]?.slot ?? -1))) return { links: [], uneven: [] };
  const extent = runs[0]?.end.array.spec.dims[position]?.extent ?? 0;
  const links = new Float64Array(extent);
  const uneven = new Set<number>();
  for (const { run, end } of runs) {
    const own = countRun(run, end, position, extent);
    if (own === null) continue;
    own.forEach((count, unit) => {
      links[unit] = (links[unit] as number) + count;
    });
    if (!isEven(own)) uneven.add(run.position);
  }
  return { links: [...links], uneven: isEven(links) ? [] : [...uneven] };
}

function isTabled(run: PlanRun, slot: number): boolean {
  return run.components.some(({ slots, table }) => table !== null && slots.includes(slot));
}

function isEven(counts: Float64Array): boolean {
  return counts.every((count) => count === counts[0]);
}

/** Null where the statement names units itself. */
function countRun(run: PlanRun, end: PlanEnd, position: number, extent: number): Float64Array | null {
  const slot = end.index[position]?.slot ?? -1;
  const variable = run.spec.variables[slot];
  if (variable === undefined || variable.from > 0 || variable.extent < extent) return null;
  const counts = new Float64Array(extent);
  let others = 1;
  for (const component of run.components) {
    if (component.slots.includes(slot)) countRows(run, component, slot, counts);
    else others *= countAll(run, component);
  }
  return counts.map((count) => count * others);
}

function countRows(run: PlanRun, { slots, table }: Component, slot: number, counts: Float64Array): void {
  if (table === null) {
    counts.fill(1);
    return;
  }
  const own = table.columns[slots.indexOf(slot)] as Int32Array;
  for (let row = 0; row < table.rows; row++) {
    if (isBuilt(run, slots, table.columns, row))
      counts[own[row] as number] = (counts[own[row] as number] as number) + 1;
  }
}

function countAll(run: PlanRun, { slots, table }: Component): number {
  if (table === null) {
    const variable = run.spec.variables[slots[0] as number];
    return variable === undefined ? 0 : Math.max(0, variable.extent - variable.from);
  }
  let count = 0;
  for (let row = 0; row < table.rows; row++) if (isBuilt(run, slots, table.columns, row)) count++;
  return count;
}

/** Whether all that is named exists, left out by `except` or not. */
function isBuilt(run: PlanRun, slots: readonly number[], columns: readonly Int32Array[], row: number): boolean {
  return slots.every(
    (slot, column) => ((columns[column] as Int32Array)[row] as number) < (run.spec.variables[slot]?.extent ?? 0),
  );
}
