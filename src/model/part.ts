/** Parts: things that can be bought, resolved and in SI units. Null means unknown, never zero. */
import type { Span } from "../core/span.js";
import { type Bag, wordIn } from "./bag.js";
import type { Dim } from "./design.js";

/** How a figure is known (docs/GLOSSARY.md). */
export type Grade = "measured" | "published" | "derived" | "assumed";

/** The numbers of a figure in base units: one under the empty name, FLOPS by precision; none where it has no numbers. */
export type FigureValues = Readonly<Record<string, number>>;

/** One figure of a part as written, with how it is known; reports show it. */
export interface Fact {
  readonly property: string;
  readonly text: string;
  readonly values: FigureValues;
  readonly grade: Grade | null;
  readonly source: string | null;
  /** What other sources say of the same figure. */
  readonly also: readonly OtherFact[];
  readonly origin: Span;
}

/** The same figure as another source gives it. */
export interface OtherFact {
  readonly text: string;
  readonly grade: Grade | null;
  readonly source: string | null;
  readonly values: FigureValues;
  readonly origin: Span;
}

/** A legal way to split a port: `4x200Gbps` over 1 connector, `2x400Gbps over 2`. */
export interface SplitMode {
  readonly children: number;
  readonly rateBitsPerSecond: number;
  readonly connectors: number;
}

/** Explicit cages of a part: `slots[k]` lists the (group, flat port index) pairs that cage `k` holds, in lane order. */
export interface CageMap {
  readonly name: string;
  readonly slots: readonly (readonly CageSlot[])[];
  readonly origin: Span;
}

export interface CageSlot {
  readonly group: string;
  /** Row-major index over the group's dims. */
  readonly port: number;
}

/**
 * Ports of a part. Without `poolCount` it is a *group*: each index over `dims` is one port. With it, each index over
 * `dims` (often none) is a *pool* of that many ports alike.
 */
export interface PortGroup {
  /** `backend` for `nic backend[rail: 8]` whose NIC has one port group, else `backend.port`. Unique in its part. */
  readonly name: string;
  readonly dims: readonly Dim[];
  readonly poolCount: number | null;
  readonly rateBitsPerSecond: number;
  /** Electrical lanes of one whole port. */
  readonly lanes: number | null;
  readonly splits: readonly SplitMode[];
  /** How many ports share one cage. */
  readonly perCage: number;
  /** Form factor: `osfp`, `qsfp112`, ... */
  readonly cage: string | null;
  /** `ethernet`, `infiniband`, `nvlink`, ...; empty when unknown. A port that lists two can be set to either. */
  readonly protocols: readonly string[];
  readonly fec: string | null;
  /** The NIC that the ports belong to, or null when they are the part's own; its dims are the leading `nicDims`. */
  readonly nic: Part | null;
  readonly nicDims: number;
  /** How many of `dims` each part around the ports gives, outermost first: `[1]` for `backend[rail: 8]` of a NIC. */
  readonly stems: readonly number[];
  /** Its other properties, such as `module_power`, `heat_sink`, `generation`. */
  readonly bag: Bag;
  readonly origin: Span;
}

/** Parts inside a part: `gpu gpu[8]: h800` is 8 of them. */
export interface PartComponent {
  readonly name: string;
  readonly kind: string;
  readonly part: Part;
  readonly count: number;
  readonly origin: Span;
}

/** A stated total with the half-width that its written precision allows: `1.5TB` is 1.5e12 with 0.05e12. */
export interface StatedTotal {
  readonly value: number;
  readonly tolerance: number;
  readonly text: string;
  readonly origin: Span;
}

/** A part that another extends. */
export interface PartBase {
  readonly id: string;
  readonly origin: Span;
}

/** What the block of an array says of its part: `server host[136]: lingjun_8gpu { power = 9kW }`. */
export interface PartChange {
  readonly array: string;
  /** In the order written. */
  readonly properties: readonly string[];
}

export interface Part {
  readonly id: string;
  readonly kind: string;
  readonly manufacturer: string | null;
  readonly mpn: string | null;
  readonly description: string;
  readonly ports: readonly PortGroup[];
  readonly cages: readonly CageMap[];
  readonly components: readonly PartComponent[];
  /** Switching capacity in one direction: the sum of its ports' rates that it can carry. */
  readonly capacityBitsPerSecond: number | null;
  /** The most logical ports (after splits) that the chip has. */
  readonly logicalPorts: number | null;
  readonly powerMaxWatts: number | null;
  readonly powerTypicalWatts: number | null;
  readonly heightUnits: number | null;
  readonly massKilograms: number | null;
  /** Of a GPU: its own. Of a server: what it claims for all its GPUs together. */
  readonly gpuMemory: StatedTotal | null;
  /** Of a GPU, bytes per second; of a GPU's scale-up ports, one way. */
  readonly gpuMemoryBytesPerSecond: number | null;
  readonly scaleUpBytesPerSecond: number | null;
  /** Peak floating-point operations per second by precision (`bf16`), dense. */
  readonly flops: Readonly<Record<string, number>>;
  readonly facts: readonly Fact[];
  /** Every property of its kind that it states. */
  readonly bag: Bag;
  /** What it extends, nearest first, by name and place. */
  readonly bases: readonly PartBase[];
  /**
   * What it takes over from a base, by property, ports, cage or component, with the id of the base that says it. A
   * property of ports that refine inherited ones is there as `front.lanes`.
   */
  readonly inherited: Readonly<Record<string, string>>;
  /** Where an array changes figures of the part for itself: its `id` is still that of the part. Null for a part as declared. */
  readonly change: PartChange | null;
  readonly doc: string;
  readonly origin: Span;
}

const serviceRoles: ReadonlySet<string | null> = new Set(["oob", "console", "management"]);

/** Returns whether ports reach the device itself (out of band, console, management) and none of the traffic it serves. */
export function isServicePorts(ports: PortGroup): boolean {
  return serviceRoles.has(wordIn(ports.bag, "role"));
}

/** Returns how many GPUs one such part holds, through its components. */
export function countGpus(part: Part): number {
  if (part.kind === "gpu") return 1;
  return part.components.reduce((sum, component) => sum + component.count * countGpus(component.part), 0);
}
