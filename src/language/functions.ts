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
  /** Something of the cluster. */
  | { readonly kind: "reference"; readonly to: readonly FunctionTarget[] };

/** What a function may be of; `ports` is `array.ports`, `tier` is `storage.tier`. */
export type FunctionTarget = "array" | "ports" | "fabric" | "storage" | "tier" | "workload";

export interface BuiltIn {
  readonly name: string;
  readonly stage: "early" | "late" | "index";
  readonly args: readonly ArgumentType[];
  /** How many of `args` must be given; the last may repeat when `repeats`. */
  readonly least: number;
  readonly repeats: boolean;
  /** Whether a last word `all` or `active` may follow. */
  readonly scope: boolean;
  /** `money`: the currency of the price books. */
  readonly result: Dimension | "same" | "money";
  readonly doc: string;
  /**
   * A condition that holds in the example design (language/example-design.ts); of an index function, the index that the
   * design leaves open.
   */
  readonly example: string;
}

const same: ArgumentType = { kind: "same" };
const number: ArgumentType = { kind: "quantity", dimension: DIM.none };

function describeEarly(
  name: string,
  args: readonly ArgumentType[],
  result: Dimension | "same",
  doc: string,
  example: string,
): BuiltIn {
  const repeats = name === "min" || name === "max";
  return { name, stage: "early", args, least: args.length, repeats, scope: false, result, doc, example };
}

/** What a late function is of; without an argument it may be of the whole cluster. */
interface LateForm {
  readonly of: readonly FunctionTarget[];
  readonly whole?: true;
  readonly result?: BuiltIn["result"];
  /** Where spares make no difference. */
  readonly unscoped?: true;
}

function describeLate(name: string, form: LateForm, doc: string, example: string): BuiltIn {
  const { of, whole, result = DIM.none, unscoped } = form;
  const args: readonly ArgumentType[] = [{ kind: "reference", to: of }];
  const least = whole === true ? 0 : 1;
  return { name, stage: "late", args, least, repeats: false, scope: unscoped !== true, result, doc, example };
}

const earlyFunctions: readonly BuiltIn[] = [
  describeEarly("min", [same], "same", "The least of its arguments.", "min(400Gbps, 1Tbps, 2Tbps) == 400Gbps"),
  describeEarly("max", [same], "same", "The greatest of its arguments.", "max(3, 7 / 2) == 3.5"),
  describeEarly("ceil", [number], DIM.none, "The least whole number that is not below.", "ceil(7 / 2) == 4"),
  describeEarly("floor", [number], DIM.none, "The greatest whole number that is not above.", "floor(7 / 2) == 3"),
  describeEarly("round", [number], DIM.none, "The nearest whole number; a half goes up.", "round(7 / 2) == 4"),
  describeEarly("abs", [same], "same", "The value without its sign.", "abs(3 - 5) == 2"),
  describeEarly("sum", [{ kind: "list" }], "same", "The sum of a list.", "sum([1, 2, 3]) == 6"),
  {
    name: "index",
    stage: "index",
    args: [{ kind: "reference", to: ["array"] }],
    least: 1,
    repeats: false,
    scope: false,
    result: DIM.none,
    doc: "The flat index of a device in its array, reckoned with planned extents.",
    example: "index(host) div 32",
  },
];

const ofArray: LateForm = { of: ["array"] };
const ofPorts: LateForm = { of: ["array", "ports"] };
const ofFabric: LateForm = { of: ["fabric"] };
const ofLinks: LateForm = { of: ["fabric", "array", "ports"] };
const ofStorage = { of: ["storage", "tier"], unscoped: true } as const satisfies LateForm;

const countingFunctions: readonly BuiltIn[] = [
  describeLate("count", ofArray, "How many devices an array has, or how many items a list.", "count(host) == 32"),
  describeLate(
    "devices",
    { of: ["fabric"], whole: true },
    "How many devices a fabric declares, or the cluster has.",
    "devices(backend) == 16 + 4",
  ),
  describeLate(
    "planned",
    { ...ofArray, unscoped: true },
    "How many devices an array has once all that is planned exists.",
    "planned(host) == 64",
  ),
  describeLate("spares", { ...ofArray, unscoped: true }, "How many devices of an array stand by.", "spares(host) == 2"),
  describeLate(
    "gpus",
    { of: ["array"], whole: true },
    "How many GPUs an array, or the cluster, has.",
    "gpus(host) == 30 * 8",
  ),
  describeLate(
    "memory",
    { of: ["array"], whole: true, result: DIM.data },
    "GPU memory of an array, or of the cluster.",
    "memory(host, all) == 32 * 8 * 80GB",
  ),
  describeLate("ports", ofPorts, "How many ports an array's devices have.", "ports(leaf.front) == 16 * 64"),
  describeLate(
    "used",
    ofPorts,
    "How many ports of an array have a link; a port that is split counts once.",
    "used(leaf) == 16 * (16 + 8)",
  ),
  describeLate(
    "free",
    ofPorts,
    "How many ports of an array have no link; those that are kept for what is planned are free.",
    "free(leaf) == 16 * (64 - 16 - 8)",
  ),
  describeLate("cages", ofPorts, "How many cages an array's devices have, empty ones too.", "cages(leaf) == 16 * 32"),
  describeLate(
    "radix",
    { ...ofPorts, unscoped: true },
    "How many ports one device of an array has.",
    "radix(leaf) == 64",
  ),
  describeLate("degree", ofPorts, "The most links that one device of an array has.", "degree(leaf, active) == 15 + 8"),
  describeLate("links", ofLinks, "How many links a fabric, an array or its ports have.", "links(host.nic) == 32 * 8"),
  describeLate(
    "assemblies",
    ofLinks,
    "How many cables a fabric has, or an array at its ports; a breakout is one.",
    "assemblies(frontend) == 32 / 2",
  ),
];

const networkFunctions: readonly BuiltIn[] = [
  describeLate(
    "tiers",
    { ...ofFabric, unscoped: true },
    "How many tiers a fabric has above its lowest devices.",
    "tiers(backend) == 2",
  ),
  describeLate(
    "hops",
    ofFabric,
    "The most links on a shortest path between two hosts of a fabric.",
    "hops(backend) == 4",
  ),
  describeLate(
    "paths",
    ofFabric,
    "The fewest shortest paths between the hosts of a fabric that are farthest apart.",
    "paths(backend) == 2 * 4 * 2",
  ),
  describeLate(
    "oversubscription",
    ofArray,
    "Bandwidth down over bandwidth up, of the worst device of a switch array.",
    "oversubscription(leaf) == 15 / 8",
  ),
  describeLate(
    "bandwidth",
    { of: ["array", "ports", "fabric"], result: DIM.rate },
    "Bandwidth of the links of an array, or of its ports, together.",
    "bandwidth(host.nic) == 30 * 8 * 400Gbps",
  ),
  describeLate(
    "bisection",
    { ...ofFabric, result: DIM.rate },
    "The least bandwidth between two halves of a fabric's hosts.",
    "bisection(backend) == 8 * 8 * 400Gbps",
  ),
];

const figureFunctions: readonly BuiltIn[] = [
  describeLate(
    "storage_capacity",
    { ...ofStorage, result: DIM.data },
    "Capacity of a storage, of all its tiers together or of one.",
    "storage_capacity(files) == 1100TB",
  ),
  describeLate(
    "storage_read",
    { ...ofStorage, result: DIM.rate },
    "Read bandwidth of a storage, of all its tiers together or of one.",
    "storage_read(files.hot) == 1TB/s",
  ),
  describeLate(
    "storage_write",
    { ...ofStorage, result: DIM.rate },
    "Write bandwidth of a storage, of all its tiers together or of one.",
    "storage_write(files.hot) == 500GB/s",
  ),
  describeLate(
    "power",
    { of: ["array", "fabric"], whole: true, result: DIM.power },
    "The most that an array, or the cluster, draws.",
    "power(host) == 32 * 10kW",
  ),
  describeLate(
    "weight",
    { of: ["array"], whole: true, result: DIM.mass },
    "Mass of the devices of an array, or of the cluster.",
    "weight(host) == 32 * 130kg",
  ),
  describeLate(
    "height",
    { of: ["array"], whole: true, result: DIM.rackUnits },
    "Rack units of the devices of an array, or of the cluster.",
    "height(leaf) == 16 * 2U",
  ),
  describeLate(
    "cost",
    { of: ["array", "fabric"], whole: true, result: "money" },
    "The upper end of what an array with its modules, a fabric with its cables, or the cluster costs by the price books.",
    "cost(leaf) == 16 * 30_000USD",
  ),
];

export const functions: readonly BuiltIn[] = [
  ...earlyFunctions,
  ...countingFunctions,
  ...networkFunctions,
  ...figureFunctions,
];

/** The words that may end the arguments of a late function. */
export const scopeWords = ["all", "active"] as const;

const byName: ReadonlyMap<string, BuiltIn> = new Map(functions.map((row) => [row.name, row]));

/** Returns the row of a function, or null. */
export function findFunction(name: string): BuiltIn | null {
  return byName.get(name) ?? null;
}
