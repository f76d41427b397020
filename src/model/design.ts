/**
 * The design: what was asked for, with every name resolved and every early value computed, in SI units. It is a few
 * hundred objects however large the cluster. Spans remain only as origins, so that findings can point at the source.
 */
import type { IndexExpr } from "../core/index-expr.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { Bag } from "./bag.js";
import type { LateExpr } from "./late.js";
import type { Part, PortGroup } from "./part.js";
import type { PriceBook } from "./prices.js";

/** A named dimension of an array or a port group. `planned >= extent`; equal unless the source says `n of planned`. */
export interface Dim {
  readonly name: string;
  /** How many exist; in a phase, how many exist in it. */
  readonly extent: number;
  /** How many the design as declared has, where the phase that is built has fewer. */
  readonly declared?: number;
  /** How many are planned: ports, places and name widths are reckoned with it. */
  readonly planned: number;
  /** What stands for the dimension in instance names. */
  readonly short: string;
  /** True for the dimensions of groups of the cluster: they lead in instance names. */
  readonly ofGroup: boolean;
  readonly origin: Span;
}

/** An array of devices of one part. Names are unique in a design. */
export interface DeviceArray {
  readonly name: string;
  /** The keyword it was declared with: `server`, `switch`, `storage_node`, ... */
  readonly kind: string;
  readonly part: Part;
  /** Outermost first: those of the groups around it, then its own. */
  readonly dims: readonly Dim[];
  /** How many of the last indices of the array's own (innermost) dimension are spares. */
  readonly spares: number;
  /** Over the names of `dims`; a device for which any is true does not exist, though its places stay. */
  readonly absent: readonly IndexExpr[];
  /** A pattern of the user's, such as `s{segment:02}-t{rail}{plane}`, or null for the usual name. */
  readonly namePattern: string | null;
  readonly nameOrigin: Span;
  /** The fabric it is declared in, or null. */
  readonly fabric: string | null;
  readonly doc: string;
  readonly origin: Span;
  readonly sparesOrigin: Span | null;
  /** The most that its oversubscription may be, or null; counted over active devices. */
  readonly maxOversubscription: Ratio | null;
  readonly maxOversubscriptionOrigin: Span | null;
  readonly bag: Bag;
}

/** What an index list says of one dimension of an end. */
export type IndexEntry =
  /** Runs with every dimension bound to the same name. `explicit` when the list says so, not only the dimension. */
  | { readonly kind: "name"; readonly name: string; readonly explicit: boolean; readonly origin: Span }
  /** `*`: free even if the other end has the name. */
  | { readonly kind: "any"; readonly origin: Span }
  /** `0..4`: keeps the name and narrows it to `from <= value < to`. */
  | { readonly kind: "range"; readonly name: string; readonly from: number; readonly to: number; readonly origin: Span }
  /** Fixed by an expression over bound names. */
  | { readonly kind: "fixed"; readonly expr: IndexExpr; readonly origin: Span };

/** Which ports of a pool a statement may take. */
export type PoolDraw =
  /** From the whole pool, in blocks. */
  | { readonly kind: "whole" }
  /** From unsplit ports `from <= port < to`, in blocks of their own. */
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly origin: Span }
  /** The port that the expression gives, over bound names. */
  | { readonly kind: "pin"; readonly expr: IndexExpr; readonly origin: Span };

/** One end of a connect statement. */
export interface End {
  readonly array: DeviceArray;
  /** One entry a dimension of `array.dims`. */
  readonly index: readonly IndexEntry[];
  readonly ports: PortGroup;
  /** One entry a dimension of `ports.dims`. */
  readonly portIndex: readonly IndexEntry[];
  /** For a pool; `whole` for a group, where it means nothing. */
  readonly draw: PoolDraw;
  readonly origin: Span;
}

/** A connect statement. */
export interface Connect {
  readonly fabric: string;
  /** `up`: `z` stands above `a`. `peer`: neither does. */
  readonly direction: "up" | "peer";
  readonly a: End;
  readonly z: End;
  /** Parallel links per assignment, and the name of the copy where the source gives one (`x l: 4`). */
  readonly copies: number;
  readonly copyName: string | null;
  readonly copiesOrigin: Span | null;
  readonly rateBitsPerSecond: number | null;
  readonly rateOrigin: Span | null;
  /** `at r whole`: slow the port down instead of splitting it. */
  readonly whole: boolean;
  readonly where: IndexExpr | null;
  readonly whereOrigin: Span | null;
  /** The exact set of shared names the source asserts with `on`, or null. */
  readonly on: readonly string[] | null;
  readonly onOrigin: Span | null;
  /** The name whose every value starts on a fresh cage, or null. */
  readonly align: string | null;
  readonly alignOrigin: Span | null;
  /** `dac`, `aec`, `aoc`, `mmf`, `smf`, ...; null where nothing says it. */
  readonly medium: string | null;
  /** What is plugged, said here or of the whole fabric; null where nothing says it. */
  readonly plugs: Plugs;
  readonly bag: Bag;
  readonly origin: Span;
}

/** The optics in the cages of either end, and the cable or cord between them. */
export interface Plugs {
  readonly a: Part | null;
  readonly z: Part | null;
  readonly cable: Part | null;
  /** Where each is named. */
  readonly aOrigin: Span | null;
  readonly zOrigin: Span | null;
  readonly cableOrigin: Span | null;
}

export interface Isolation {
  /** The dimension that no switch-to-switch path may leave. */
  readonly dimension: string;
  readonly origin: Span;
}

export interface Fabric {
  readonly name: string;
  readonly protocol: string | null;
  readonly color: string | null;
  readonly medium: string | null;
  readonly mtuBytes: number | null;
  readonly isolations: readonly Isolation[];
  /** In the order of the source: it is the order of port blocks and of rows. */
  readonly connects: readonly Connect[];
  readonly bag: Bag;
  readonly doc: string;
  readonly origin: Span;
}

export interface StorageTier {
  readonly name: string;
  readonly media: string | null;
  readonly capacityBytes: number | null;
  readonly readBytesPerSecond: number | null;
  readonly writeBytesPerSecond: number | null;
  /** What one client host can reach. */
  readonly clientReadBytesPerSecond: number | null;
  readonly clientWriteBytesPerSecond: number | null;
  readonly origin: Span;
}

export interface Storage {
  readonly name: string;
  /** The fabric that carries it, by name. */
  readonly fabric: string | null;
  /** The array of its servers, or null for a managed file system without hardware. */
  readonly servers: string | null;
  readonly tiers: readonly StorageTier[];
  readonly doc: string;
  readonly origin: Span;
}

/** What the cluster is for, in its first form: who runs it, what it saves, what it reduces. */
export interface Workload {
  readonly name: string;
  /** The array of the hosts it runs on. */
  readonly hosts: string | null;
  /** The fabric of its collectives. */
  readonly fabric: string | null;
  readonly checkpointBytesPerGpu: number | null;
  /** The storage and the tier its checkpoint is written to. */
  readonly storage: string | null;
  readonly tier: string | null;
  /** Bytes of one all-reduce, and over how many ranks. */
  readonly allReduceBytes: number | null;
  readonly ranks: number | null;
  readonly doc: string;
  readonly origin: Span;
}

export interface Requirement {
  readonly condition: LateExpr;
  readonly message: string | null;
  /** The condition as written. */
  readonly text: string;
  readonly origin: Span;
}

/** `allow <rule> "reason"`: findings of that rule that are not errors are accepted. */
export interface Allowance {
  readonly rule: string;
  readonly ruleOrigin: Span;
  readonly reason: string;
  /** The block that it holds for: findings with a label in it. Null for the whole design. */
  readonly within: Span | null;
  readonly origin: Span;
}

export interface ParameterValue {
  readonly name: string;
  /** As a person would write it: `15`, `400Gbps`. */
  readonly text: string;
  readonly isDefault: boolean;
  readonly doc: string;
  readonly origin: Span;
}

/** A step of building the cluster. */
export interface Phase {
  readonly name: string;
  /** How many exist in it, by dimension; of those that are not named, as many as declared. */
  readonly extents: ReadonlyMap<string, number>;
  readonly doc: string;
  readonly origin: Span;
}

export interface Design {
  readonly name: string;
  readonly doc: string;
  /** The file of the cluster. */
  readonly file: string;
  /** Whether instance and port names count from 0 or from 1; expressions always count from 0. */
  readonly numbering: 0 | 1;
  readonly parameters: readonly ParameterValue[];
  /** In the order of building; the design as declared comes after the last. */
  readonly phases: readonly Phase[];
  /** The phase that the arrays show, or null for the design as declared. */
  readonly phase: Phase | null;
  /** In declared order. */
  readonly arrays: readonly DeviceArray[];
  readonly fabrics: readonly Fabric[];
  readonly storages: readonly Storage[];
  readonly workloads: readonly Workload[];
  readonly requirements: readonly Requirement[];
  readonly allowances: readonly Allowance[];
  /** Null where nobody names a price book. */
  readonly prices: PriceBook | null;
  readonly origin: Span;
}
