/** Parts: things that can be bought, resolved and in SI units. Null means unknown, never zero. */
import type { Span } from "../core/span.js";
import type { Dim } from "./design.js";

/** How a figure is known (docs/GLOSSARY.md). */
export type Grade = "measured" | "published" | "derived" | "assumed";

/** One figure of a part as written, with how it is known; reports show it. */
export interface Fact {
  readonly property: string;
  readonly text: string;
  readonly grade: Grade | null;
  readonly source: string | null;
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
  readonly doc: string;
  readonly origin: Span;
}

/** Returns how many GPUs one such part holds, through its components. */
export function countGpus(part: Part): number {
  if (part.kind === "gpu") return 1;
  return part.components.reduce((sum, component) => sum + component.count * countGpus(component.part), 0);
}
