/**
 * The built-in functions: a row each, with when it can be evaluated and what it takes. Data only; early ones are
 * computed in `semantics/call.ts`, late ones by the judge.
 */
import { DIM, type Dimension } from "../core/dimension.js";

/** What one argument may be. */
export type ArgumentType =
  /** A number of any dimension; every `same` of a call has one and the same, and so has a result of `same`. */
  | { readonly kind: "same" }
  | { readonly kind: "quantity"; readonly dimension: Dimension }
  /** A list of numbers of one dimension, the call's `same`. */
  | { readonly kind: "list" }
  /** Something of the cluster; `ports` allows `array.ports`. */
  | { readonly kind: "reference"; readonly to: readonly ("array" | "ports" | "fabric" | "storage" | "workload")[] };

export interface BuiltIn {
  readonly name: string;
  readonly stage: "early" | "late" | "index";
  readonly args: readonly ArgumentType[];
  /** How many of `args` must be given; the last may repeat when `repeats`. */
  readonly least: number;
  readonly repeats: boolean;
  /** Whether a last word `all` or `active` may follow. */
  readonly scope: boolean;
  readonly result: Dimension | "same";
  readonly doc: string;
}

const same: ArgumentType = { kind: "same" };
const number: ArgumentType = { kind: "quantity", dimension: DIM.none };

function describeEarly(
  name: string,
  args: readonly ArgumentType[],
  result: Dimension | "same",
  doc: string,
  repeats = 0,
): BuiltIn {
  return { name, stage: "early", args, least: args.length, repeats: repeats > 0, scope: false, result, doc };
}

function describeLate(
  name: string,
  to: readonly ("array" | "ports" | "fabric" | "storage" | "workload")[],
  result: Dimension,
  least: number,
  doc: string,
): BuiltIn {
  return { name, stage: "late", args: [{ kind: "reference", to }], least, repeats: false, scope: true, result, doc };
}

export const functions: readonly BuiltIn[] = [
  describeEarly("min", [same], "same", "The least of its arguments.", 1),
  describeEarly("max", [same], "same", "The greatest of its arguments.", 1),
  describeEarly("ceil", [number], DIM.none, "The least whole number that is not below."),
  describeEarly("floor", [number], DIM.none, "The greatest whole number that is not above."),
  describeEarly("round", [number], DIM.none, "The nearest whole number; a half goes up."),
  describeEarly("abs", [same], "same", "The value without its sign."),
  describeEarly("sum", [{ kind: "list" }], "same", "The sum of a list."),
  {
    name: "index",
    stage: "index",
    args: [{ kind: "reference", to: ["array"] }],
    least: 1,
    repeats: false,
    scope: false,
    result: DIM.none,
    doc: "The flat index of a device in its array, reckoned with planned extents.",
  },
  describeLate("count", ["array"], DIM.none, 1, "How many devices an array has, or how many items a list."),
  describeLate("gpus", ["array"], DIM.none, 0, "How many GPUs an array, or the cluster, has."),
  describeLate("ports", ["array", "ports"], DIM.none, 1, "How many ports an array's devices have."),
  describeLate(
    "links",
    ["fabric", "array", "ports"],
    DIM.none,
    1,
    "How many links a fabric, an array or its ports have.",
  ),
  describeLate(
    "oversubscription",
    ["array"],
    DIM.none,
    1,
    "Bandwidth down over bandwidth up, of the worst device of a switch array.",
  ),
  describeLate(
    "bandwidth",
    ["array", "ports", "fabric"],
    DIM.rate,
    1,
    "Bandwidth of the links of an array, or of its ports, together.",
  ),
  describeLate("bisection", ["fabric"], DIM.rate, 1, "The least bandwidth between two halves of a fabric's hosts."),
  describeLate("hops", ["fabric"], DIM.none, 1, "The most links on a shortest path between two hosts of a fabric."),
  describeLate(
    "paths",
    ["fabric"],
    DIM.none,
    1,
    "The fewest shortest paths between the hosts of a fabric that are farthest apart.",
  ),
  describeLate("memory", ["array"], DIM.data, 0, "GPU memory of an array, or of the cluster."),
  describeLate("power", ["array", "fabric"], DIM.power, 0, "The most that an array, or the cluster, draws."),
];

/** The words that may end the arguments of a late function. */
export const scopeWords = ["all", "active"] as const;

const byName: ReadonlyMap<string, BuiltIn> = new Map(functions.map((row) => [row.name, row]));

/** Returns the row of a function, or null. */
export function findFunction(name: string): BuiltIn | null {
  return byName.get(name) ?? null;
}
