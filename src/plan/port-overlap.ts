/** Whether two ends of runs use one port of a group twice: by boxes where they are boxes, else port by port. */
import { MAX_TABLE_ASSIGNMENTS } from "../core/limits.js";
import { countLinks } from "./count.js";
import { walkEnd } from "./end-walk.js";
import type { PlanEnd, PlanRun } from "./plan.js";
import { endOf } from "./plan.js";
import { labelOf } from "./port-label.js";
import { sizeOfSpace, unrank } from "./space.js";
import type { VariableSpec } from "./spec.js";

export interface RunEnd {
  readonly run: PlanRun;
  readonly which: "a" | "z";
}

/** Returns how many ports, or pools, the existing devices of an end have. */
export function countPorts(end: PlanEnd): number {
  return sizeOfSpace(end.array.spec.dims) * sizeOfSpace(end.ports.dims);
}

/** Returns the name of a port that both use, or null. Both must be ends at one group of one array. */
export function findOverlap(first: RunEnd, second: RunEnd): string | null {
  if (countLinks(first.run, "all") === 0 || countLinks(second.run, "all") === 0) return null;
  const one = boxOf(first);
  const two = boxOf(second);
  const end = endOf(first.run, first.which);
  const meet = one.ranges.map((range, position) => intersect(range, two.ranges[position] ?? range));
  if (meet.some((range) => range.to <= range.from)) return null;
  if (one.exact && two.exact)
    return namePort(
      end,
      meet.map((range) => range.from),
    );
  return findOverlapByPort(first, second);
}

/** Stands for a port where there are too many to look at them. */
export const TOO_MANY = "";

interface Range {
  readonly from: number;
  readonly to: number;
}

function intersect(one: Range, two: Range): Range {
  return { from: Math.max(one.from, two.from), to: Math.min(one.to, two.to) };
}

/** The smallest box around the ports of an end; `exact` if it is full. */
function boxOf({ run, which }: RunEnd): { readonly ranges: readonly Range[]; readonly exact: boolean } {
  const end = endOf(run, which);
  let exact = run.possible;
  const ranges = end.index.map((coordinate): Range => {
    if (coordinate.slots.length === 0) return { from: coordinate.value([]), to: coordinate.value([]) + 1 };
    const component = run.components.find((candidate) => candidate.slots.includes(coordinate.slots[0] as number));
    if (component?.table === null) {
      const variable = run.spec.variables[coordinate.slot] as VariableSpec;
      return { from: variable.from, to: variable.extent };
    }
    exact = false;
    return { from: 0, to: coordinate.extent };
  });
  return { ranges, exact };
}

function namePort(end: PlanEnd, index: readonly number[]): string {
  const width = end.array.spec.dims.length;
  const code = end.ports.dims.reduce((flat, dim, at) => flat * dim.extent + (index[width + at] as number), 0);
  return `${end.array.write(index.slice(0, width))}:${labelOf(end.labels, code).port}`;
}

function findOverlapByPort(first: RunEnd, second: RunEnd): string | null {
  if (countPorts(endOf(first.run, first.which)) > MAX_TABLE_ASSIGNMENTS) return TOO_MANY;
  const end = endOf(first.run, first.which);
  const units = sizeOfSpace(end.ports.dims);
  const used = new Uint8Array(sizeOfSpace(end.array.spec.dims) * units);
  walkEnd(first, (device, unit) => {
    used[device * units + unit] = 1;
    return true;
  });
  let example: string | null = null;
  walkEnd(second, (device, unit) => {
    if (used[device * units + unit] === 0) return true;
    const index: number[] = [];
    unrank(end.array.spec.dims, device, index);
    unrank(end.ports.dims, unit, index, end.array.spec.dims.length);
    example = namePort(end, index);
    return false;
  });
  return example;
}
