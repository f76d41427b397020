/** The kinds of part: a row each, with its properties and what may stand inside it. Data only. */
import { DIM, type Dimension } from "../core/dimension.js";
import type { PropertyRow } from "./kinds.js";

export interface PartKind {
  /** The identifier after `part`, and the keyword of arrays of it. */
  readonly kind: string;
  readonly doc: string;
  readonly properties: readonly PropertyRow[];
  /** Kinds of the parts that such a part may hold. */
  readonly components: readonly string[];
}

const quantity = (name: string, dimension: Dimension, doc: string): PropertyRow => ({
  name,
  type: { kind: "quantity", dimension },
  doc,
});

const text = (name: string, doc: string): PropertyRow => ({ name, type: { kind: "text" }, doc });

const common: readonly PropertyRow[] = [
  text("manufacturer", "who makes it"),
  text("mpn", "the maker's part number, as ordered"),
  text("description", "one line for the bill of materials"),
  quantity("height", DIM.rackUnits, "rack units it takes, such as 8U"),
  quantity("weight", DIM.mass, "mass as installed"),
  quantity("power", DIM.power, "the most it draws"),
  quantity("power_typical", DIM.power, "what it draws under the usual load"),
];

const gpu: readonly PropertyRow[] = [
  quantity("memory", DIM.data, "its own memory"),
  quantity("memory_bandwidth", DIM.rate, "of its own memory"),
  quantity("scale_up", DIM.rate, "to the other GPUs of its server, one way, such as 450GB/s"),
  { name: "compute", type: { kind: "flops" }, doc: "dense peak, one figure a precision, such as 989TFLOPS(bf16)" },
];

const hostProperties: readonly PropertyRow[] = [
  quantity(
    "memory",
    DIM.data,
    "what it states for all its GPUs together; compared with their sum at the precision written",
  ),
];

const switchProperties: readonly PropertyRow[] = [
  quantity("capacity", DIM.rate, "switching capacity, one way"),
  {
    name: "logical_ports",
    type: { kind: "count", least: 1, most: 1e6 },
    doc: "the most ports that the chip has after splits",
  },
];

export const partKinds: readonly PartKind[] = [
  {
    kind: "server",
    doc: "A computer that runs the workload.",
    properties: [...common, ...hostProperties],
    components: ["gpu", "nic"],
  },
  { kind: "switch", doc: "A network switch.", properties: [...common, ...switchProperties], components: [] },
  { kind: "storage_node", doc: "A computer that serves storage.", properties: common, components: ["nic"] },
  {
    kind: "appliance",
    doc: "Any other device with ports, such as a fabric manager.",
    properties: common,
    components: ["nic"],
  },
  { kind: "gpu", doc: "An accelerator.", properties: [...common, ...gpu], components: [] },
  {
    kind: "nic",
    doc: "A network adapter; its ports become ports of what holds it.",
    properties: common,
    components: [],
  },
];

const byKind: ReadonlyMap<string, PartKind> = new Map(partKinds.map((row) => [row.kind, row]));

/** Returns the row of a kind of part, or null. */
export function findPartKind(kind: string): PartKind | null {
  return byKind.get(kind) ?? null;
}
