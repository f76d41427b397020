/** What late functions are asked and what they answer, with what several of them need to do so. */
import type { Label } from "../../core/diagnostic.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { Design, DeviceArray } from "../../model/design.js";
import type { Plan } from "../../plan/plan.js";
import type { Measures } from "../measure.js";
import type { Both } from "../metric.js";

/** What is asked: of which thing (null: the cluster), counting what. */
export interface Query {
  readonly design: Design;
  readonly plan: Plan;
  readonly measures: Measures;
  readonly target: Target | null;
  readonly which: "all" | "active";
}

/** An array, an array's ports, or a fabric. */
export interface Target {
  readonly of: string;
  readonly name: string;
  readonly ports: string | null;
}

export interface Answer {
  readonly value: Both<Ratio>;
  readonly dimension: string;
  /** How the value came about: `27.2 Tbps / 24 Tbps`; empty where there is nothing to say. */
  readonly detail: string;
  readonly labels: readonly Label[];
  /** Figures that nobody states and that the value lacks. */
  readonly missing: readonly string[];
}

/** Why there is no answer. */
export interface Refusal {
  readonly impossible: string;
}

export interface LateFunction {
  /** What counts where no `all` or `active` is given: capacity is active, matter is all. */
  readonly scope: "all" | "active";
  readonly answer: (query: Query) => Answer | Refusal;
}

/** Returns an answer with nothing more to say than what is given. */
export function makeAnswer(value: Both<Ratio>, dimension: string, rest: Partial<Answer> = {}): Answer {
  return { value, dimension, detail: "", labels: [], missing: [], ...rest };
}

/** Returns exact numbers. */
export function bothOf(value: Both<number>): Both<Ratio> {
  return { all: ratio(value.all), active: ratio(value.active) };
}

/** Returns exact sums. */
export function sumBoth(values: readonly Both<number>[]): Both<Ratio> {
  const sum = (which: "all" | "active"): Ratio =>
    values.reduce((total, value) => total.add(ratio(value[which])), ratio(0));
  return { all: sum("all"), active: sum("active") };
}

/** Returns the array that is asked of, or undefined where it is something else. */
export function arrayOf({ design, target }: Query): DeviceArray | undefined {
  return design.arrays.find((array) => array.name === target?.name);
}

/** Returns whether a port group is meant: `backend` also names `backend.port`. */
export function matchesPorts(name: string, wanted: string | null): boolean {
  return wanted === null || name === wanted || name.startsWith(`${wanted}.`);
}

/** A run with the links of it. */
export interface RunPart {
  readonly position: number;
  readonly links: Both<number>;
  readonly rateBitsPerSecond: number;
}

/** Returns the runs of a fabric, or those with an end at an array or at its ports; each once. */
export function runsOf({ measures, plan, target }: Query): readonly RunPart[] {
  return measures.links.runs.filter(({ position, fabric }) => {
    if (target?.of === "fabric") return fabric === target.name;
    const run = plan.runs[position];
    return [run?.a, run?.z].some(
      (end) => end?.spec.array === target?.name && matchesPorts(end?.spec.ports ?? "", target?.ports ?? null),
    );
  });
}

/** Returns a label at the name of an array. */
export function labelArray(array: DeviceArray, text: string): Label {
  return { span: array.nameOrigin, text };
}

/** Returns a label at the statement of a run; none where the plan was read from a file. */
export function labelRun({ plan }: Query, { position }: { readonly position: number }, text: string): readonly Label[] {
  const connect = plan.connects[position];
  return connect === undefined ? [] : [{ span: connect.origin, text }];
}
