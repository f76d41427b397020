/** What a metric is: one thing measured of a design and its plan. Metrics know neither files nor each other. */
import type { Design } from "../model/design.js";
import type { Plan } from "../plan/plan.js";

export interface MetricContext {
  readonly design: Design;
  readonly plan: Plan;
}

/** One file of `metrics/`, `export const metric: Metric<"name", Result>`. */
export interface Metric<Name extends string, Result> {
  /** Its key in the bundle (`measure.ts`). */
  readonly name: Name;
  /** A few words, for people. */
  readonly title: string;
  /** Counts by arithmetic: nothing in it may grow with the number of devices or links. */
  measure(context: MetricContext): Result;
}

/** A figure over everything that is installed, and over what is not a spare. */
export interface Both<T> {
  readonly all: T;
  readonly active: T;
}

/** Returns a figure for both scopes; computed once where there are no spares. */
export function forBoth<T>(compute: (which: "all" | "active") => T, hasSpares = true): Both<T> {
  const active = compute("active");
  return { all: hasSpares ? compute("all") : active, active };
}

/** Returns a figure for both scopes, each computed when it is first read; once where there are no spares. */
export function forBothLazily<T>(compute: (which: "all" | "active") => T, hasSpares: boolean): Both<T> {
  const known = new Map<string, T>();
  const read = (which: "all" | "active"): T => {
    const before = known.get(which);
    if (before !== undefined) return before;
    const value = compute(which);
    known.set(which, value);
    return value;
  };
  return {
    get all() {
      return read(hasSpares ? "all" : "active");
    },
    get active() {
      return read("active");
    },
  };
}
