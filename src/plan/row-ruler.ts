/**
 * The quick cursor, for runs in which every index and every place is a sum of multiples of the variables: nested
 * counters whose increments are known before the first row.
 */
import { findFirstCage } from "./layout.js";
import { BATCH_ROWS, type LinkBatch, type LinkCursor } from "./link-batch.js";
import type { Plan, PlanEnd, PlanRun } from "./plan.js";
import { layoutOf } from "./plan.js";
import { cagesOf } from "./port-label.js";
import type { VariableSpec } from "./spec.js";

/** A nested counter and what one step of it adds to each column. */
interface Digit {
  readonly count: number;
  readonly aDevice: number;
  readonly aCode: number;
  readonly zDevice: number;
  readonly zCode: number;
}

export interface RunMeasure {
  /** Outermost first. */
  readonly digits: readonly Digit[];
  readonly start: {
    readonly aDevice: number;
    readonly aCode: number;
    readonly zDevice: number;
    readonly zCode: number;
  };
}

/** A sum of multiples of variables: `constant + sum(factor[slot] * value[slot])`. */
interface Linear {
  constant: number;
  readonly factors: Float64Array;
}

/** Returns the increments of a run, or null if any index or place of it is not such a sum. */
export function measureRun(plan: Plan, run: PlanRun): RunMeasure | null {
  if (run.merged || run.components.some((component) => component.table !== null)) return null;
  const columns = [
    measureDevice(run, run.a),
    measureCode(plan, run, "a"),
    measureDevice(run, run.z),
    measureCode(plan, run, "z"),
  ] as const;
  const [aDevice, aCode, zDevice, zCode] = columns;
  if (aDevice === null || aCode === null || zDevice === null || zCode === null) return null;
  const order = orderSlots(run);
  const variables = run.spec.variables;
  const digits = order.map((slot) => {
    const variable = variables[slot] as VariableSpec;
    return {
      count: Math.max(0, variable.extent - variable.from),
      aDevice: aDevice.factors[slot] as number,
      aCode: aCode.factors[slot] as number,
      zDevice: zDevice.factors[slot] as number,
      zCode: zCode.factors[slot] as number,
    };
  });
  const startOf = (linear: Linear): number =>
    variables.reduce((sum, variable, slot) => sum + variable.from * (linear.factors[slot] as number), linear.constant);
  return {
    digits,
    start: { aDevice: startOf(aDevice), aCode: startOf(aCode), zDevice: startOf(zDevice), zCode: startOf(zCode) },
  };
}

/** Row order: the a end's indices, then what is left of the z end's, then the copy. */
function orderSlots(run: PlanRun): readonly number[] {
  const order: number[] = [];
  for (const coordinate of [...run.a.index, ...run.z.index]) {
    if (coordinate.slot >= 0 && !order.includes(coordinate.slot)) order.push(coordinate.slot);
  }
  run.spec.variables.forEach((_, slot) => {
    if (!order.includes(slot)) order.push(slot);
  });
  return order;
}

function measureDevice(run: PlanRun, end: PlanEnd): Linear {
  return measureIndex(run, end, 0, end.array.spec.dims.length);
}

function measureIndex(run: PlanRun, end: PlanEnd, from: number, to: number): Linear {
  const linear: Linear = { constant: 0, factors: new Float64Array(run.spec.variables.length) };
  let stride = 1;
  for (let position = to - 1; position >= from; position--) {
    const coordinate = end.index[position];
    if (coordinate === undefined) continue;
    if (coordinate.slot >= 0) {
      linear.factors[coordinate.slot] = (linear.factors[coordinate.slot] as number) + stride;
    } else {
      linear.constant += stride * coordinate.value([]);
    }
    stride *= coordinate.extent;
  }
  return linear;
}

function measureCode(plan: Plan, run: PlanRun, which: "a" | "z"): Linear | null {
  const end = which === "a" ? run.a : run.z;
  const width = end.array.spec.dims.length;
  const pool = measureIndex(run, end, width, end.index.length);
  if (end.spec.seat.kind === "group") return pool;
  const layout = layoutOf(plan, end.spec.array, end.spec.ports);
  if (end.spec.seat.kind === "pin" || layout === undefined || end.side.padStep >= 0) return null;
  const block = layout.blocks.find((one) => one.run === run && one.end === which);
  if (block === undefined || !layout.blocks.every((one) => one.everywhere)) return null;
  const perPool = cagesOf(end.ports) * end.linksPerCage;
  const linear: Linear = {
    constant: pool.constant * perPool + findFirstCage(layout, block, []) * end.linksPerCage,
    factors: pool.factors.map((factor) => factor * perPool),
  };
  let stride = 1;
  for (let at = end.side.steps.length - 1; at >= 0; at--) {
    const part = end.side.parts[end.side.steps[at]?.part ?? -1];
    if (part?.kind !== "free") continue;
    linear.factors[part.slot] = (linear.factors[part.slot] as number) + stride;
    linear.constant -= part.from * stride;
    stride *= part.to - part.from;
  }
  return linear;
}

/** Returns a cursor over a measured run. */
export function createRuler(measure: RunMeasure): LinkCursor {
  const { digits, start } = measure;
  const inner: Digit = digits.at(-1) ?? { count: 1, aDevice: 0, aCode: 0, zDevice: 0, zCode: 0 };
  const outer = digits.slice(0, -1);
  const counters = new Float64Array(outer.length);
  let { aDevice, aCode, zDevice, zCode } = start;
  let at = 0;
  let done = digits.some((digit) => digit.count === 0);
  const carry = (): boolean => {
    for (let position = outer.length - 1; position >= 0; position--) {
      const digit = outer[position] as Digit;
      const next = (counters[position] as number) + 1;
      const wraps = next === digit.count;
      const step = wraps ? 1 - digit.count : 1;
      counters[position] = wraps ? 0 : next;
      aDevice += step * digit.aDevice;
      aCode += step * digit.aCode;
      zDevice += step * digit.zDevice;
      zCode += step * digit.zCode;
      if (!wraps) return true;
    }
    return false;
  };
  return (batch: LinkBatch) => {
    let count = 0;
    while (!done && count < BATCH_ROWS) {
      const take = Math.min(inner.count - at, BATCH_ROWS - count);
      for (let index = at; index < at + take; index++) {
        batch.aDevice[count] = aDevice + index * inner.aDevice;
        batch.aCode[count] = aCode + index * inner.aCode;
        batch.zDevice[count] = zDevice + index * inner.zDevice;
        batch.zCode[count] = zCode + index * inner.zCode;
        count++;
      }
      at += take;
      if (at === inner.count) {
        at = 0;
        done = !carry();
      }
    }
    batch.count = count;
  };
}
