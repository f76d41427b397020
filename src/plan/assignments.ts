/** Walks the assignments of some components together, for questions that no factor can answer alone. */
import type { PlanRun } from "./plan.js";
import type { VariableSpec } from "./spec.js";

/** Returns how many assignments the components have together. */
export function countAssignments(run: PlanRun, components: readonly number[]): number {
  return components.reduce((product, index) => {
    const component = run.components[index];
    if (component === undefined) return product;
    return product * (component.table?.rows ?? spanOf(run, component.slots[0] as number));
  }, 1);
}

function spanOf(run: PlanRun, slot: number): number {
  const variable = run.spec.variables[slot] as VariableSpec;
  return Math.max(0, variable.planned - variable.from);
}

/** Calls `visit` with the values of every assignment that no mask removes, until it returns false; other variables stand at their first. */
export function forEachAssignment(
  run: PlanRun,
  components: readonly number[],
  visit: (values: Float64Array) => boolean,
): void {
  const values = Float64Array.from(run.spec.variables, (variable) => variable.from);
  const total = countAssignments(run, components);
  for (let count = 0; count < total; count++) {
    let rest = count;
    let isPresent = true;
    for (let at = components.length - 1; at >= 0; at--) {
      const component = run.components[components[at] as number];
      if (component === undefined) continue;
      const { table, slots } = component;
      const size = table?.rows ?? spanOf(run, slots[0] as number);
      const row = rest % size;
      rest = Math.floor(rest / size);
      if (table?.present[row] === 0) isPresent = false;
      slots.forEach((slot, column) => {
        values[slot] =
          table === null ? (run.spec.variables[slot]?.from ?? 0) + row : (table.columns[column]?.[row] ?? 0);
      });
    }
    if (isPresent && !visit(values)) return;
  }
}

/** True if every index in the values exists, whatever the masks say. */
export function isBuilt(run: PlanRun, values: ArrayLike<number>): boolean {
  return run.spec.variables.every((variable, slot) => (values[slot] as number) < variable.extent);
}

/** Returns `segment 3, rail 0` for the named variables of an assignment. */
export function describeValues(run: PlanRun, values: ArrayLike<number>, slots: readonly number[]): string {
  return slots.map((slot) => `${run.spec.variables[slot]?.name ?? "?"} = ${values[slot]}`).join(", ");
}
