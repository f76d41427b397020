/**
 * The plan as data: arrays, ports and cable runs as rules, in the form that `plan.json` holds. Nothing here is computed;
 * `open-plan.ts` turns it into something that can count, name and enumerate.
 */
import type { IndexExpr } from "../core/index-expr.js";

/** `extent` exist of `planned`; ports, places and name widths are reckoned with `planned`. */
export interface DimSpec {
  readonly name: string;
  readonly extent: number;
  readonly planned: number;
}

/** A piece of an instance name: fixed text, or the index of a dimension in so many digits. */
export type NamePiece = string | { readonly dim: string; readonly width: number };

export interface ArraySpec {
  readonly name: string;
  readonly kind: string;
  readonly part: string;
  readonly dims: readonly DimSpec[];
  /** How many of the last indices of the innermost dimension are spares. */
  readonly spares: number;
  /** Over the names of `dims`: a device for which any holds does not exist. */
  readonly absent: readonly IndexExpr[];
  readonly naming: readonly NamePiece[];
}

/** One port group or pool of a part (model/part.ts), without what only purchasing needs. */
export interface PortsSpec {
  readonly name: string;
  readonly dims: readonly DimSpec[];
  /** Ports in each pool, or null for a group, in which each index is one port. */
  readonly pool: number | null;
  readonly rateBitsPerSecond: number;
  readonly lanes: number | null;
  readonly perCage: number;
  /** What stands before the numbers in a port's label; empty for the only pool of a part. */
  readonly prefix: string;
  /** Where a cage map says so: the cage label and the place in it of each port, by flat index. */
  readonly cages: readonly { readonly cage: string; readonly place: number }[] | null;
}

export interface PartSpec {
  readonly id: string;
  readonly kind: string;
  readonly ports: readonly PortsSpec[];
}

/** A name that runs in a statement: `from <= value < extent` exists, up to `planned` is reckoned with. */
export interface VariableSpec {
  readonly name: string;
  readonly from: number;
  readonly extent: number;
  readonly planned: number;
}

/** Where the links of a run sit in the ports of one end. */
export type SeatSpec =
  /** Each index of the group is one port. */
  | { readonly kind: "group" }
  /** A block of whole cages: `down` blocks fill from the first cage of the region, others are stacked from its last. */
  | { readonly kind: "block"; readonly goes: "down" | "up" | "peer"; readonly region: readonly [number, number] }
  /** The port that the expression gives. */
  | { readonly kind: "pin"; readonly port: IndexExpr };

export interface EndSpec {
  readonly array: string;
  /** One expression a dimension of the array: a bare name runs with the variable, anything else fixes the index. */
  readonly index: readonly IndexExpr[];
  readonly ports: string;
  readonly portIndex: readonly IndexExpr[];
  readonly seat: SeatSpec;
  /** Links of one whole port, and the connectors they are spread over; 1 and 1 for an unsplit port. */
  readonly children: number;
  readonly connectors: number;
  /** A cable with plugs of its own fills the whole cage: all links of the cage leave on it. */
  readonly plug?: "cage";
}

/** Many links by one rule: one for each assignment of the variables for which `where` holds and both devices exist. */
export interface RunSpec {
  readonly fabric: string;
  /** Unique in its fabric. */
  readonly name: string;
  readonly direction: "up" | "peer";
  readonly rateBitsPerSecond: number;
  readonly medium: string;
  readonly variables: readonly VariableSpec[];
  /** The variable that counts parallel links, or null. */
  readonly copy: string | null;
  readonly where: IndexExpr | null;
  /** The variable whose every value starts on a fresh cage, or null. */
  readonly align: string | null;
  readonly a: EndSpec;
  readonly z: EndSpec;
}

export interface PlanSpec {
  readonly name: string;
  /** The phase of which this is the plan; without it, of the design as declared. */
  readonly phase?: string;
  readonly numbering: 0 | 1;
  readonly parts: readonly PartSpec[];
  readonly arrays: readonly ArraySpec[];
  readonly fabrics: readonly string[];
  /** Fabrics and statements in declared order. */
  readonly runs: readonly RunSpec[];
}
