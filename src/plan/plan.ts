/**
 * The plan, opened: what a `PlanSpec` means, ready to count, to name and to enumerate. Nothing in it grows with the
 * number of devices or links except the tables of bonded names.
 */
import type { IndexFunction } from "../core/index-expr.js";
import type { Connect } from "../model/design.js";
import type { Component, Coordinate } from "./component.js";
import type { NameWriter } from "./naming.js";
import type { PortLabels } from "./port-label.js";
import type { Side } from "./side.js";
import type { ArraySpec, EndSpec, PartSpec, PlanSpec, PortsSpec, RunSpec } from "./spec.js";

export interface PlanArray {
  readonly spec: ArraySpec;
  readonly part: PartSpec;
  readonly write: NameWriter;
  /** Over the indices of the array: any true means that the device does not exist. */
  readonly absent: readonly IndexFunction[];
}

/** Cages that one statement has in a pool; as many on every device that has any of its links, none on the others. */
export interface Block {
  readonly run: PlanRun;
  /** `both` for links among devices of one array that draw on one pool. */
  readonly end: "a" | "z" | "both";
  readonly goes: "down" | "up" | "peer";
  readonly region: readonly [number, number];
  /** The most places on any device, planned links and padding. */
  readonly places: number;
  readonly cages: number;
  /** True if every device, and every pool of it, has links of the statement. */
  readonly everywhere: boolean;
}

/** The blocks of one pool of one array, in dealing order. */
export interface PoolLayout {
  readonly array: PlanArray;
  readonly ports: PortsSpec;
  readonly blocks: readonly Block[];
}

export interface PlanEnd {
  readonly spec: EndSpec;
  readonly array: PlanArray;
  readonly ports: PortsSpec;
  readonly labels: PortLabels;
  /** Indices of the device, then of the port or pool. */
  readonly index: readonly Coordinate[];
  readonly side: Side;
  readonly linksPerCage: number;
  readonly pin: IndexFunction | null;
}

export interface PlanRun {
  readonly spec: RunSpec;
  readonly position: number;
  readonly components: readonly Component[];
  readonly a: PlanEnd;
  readonly z: PlanEnd;
  /** Both ends share one block. */
  readonly merged: boolean;
  /** False if its conditions refuse every link, so that it has no places either. */
  readonly possible: boolean;
  /** False if a device of every link is left out or does not exist yet: places are kept, but there is no link. */
  readonly alive: boolean;
}

/** One end of a run, as seen from an array of devices. */
export interface Attachment {
  readonly run: PlanRun;
  readonly which: "a" | "z";
  readonly end: PlanEnd;
}

export interface Plan {
  readonly spec: PlanSpec;
  readonly arrays: readonly PlanArray[];
  readonly runs: readonly PlanRun[];
  readonly layouts: readonly PoolLayout[];
  /** By array name: the ends of runs that it is at, in the order of the runs; twice for a run within it. */
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
  /** The statement of each run, by position, where the plan comes from a design; empty for one read from a file. */
  readonly connects: readonly Connect[];
}

/** Returns the array of that name. Throws RangeError: plans are closed under their own names. */
export function arrayNamed(plan: Pick<Plan, "arrays">, name: string): PlanArray {
  const found = plan.arrays.find((array) => array.spec.name === name);
  if (found === undefined) throw new RangeError(`the plan has no array ${name}`);
  return found;
}

/** Returns the end of a run on that side. */
export function endOf(run: PlanRun, end: "a" | "z"): PlanEnd {
  return end === "a" ? run.a : run.z;
}

/** Returns the ends of runs by the name of their array. */
export function indexAttachments(runs: readonly PlanRun[]): ReadonlyMap<string, readonly Attachment[]> {
  const attachments = new Map<string, Attachment[]>();
  for (const run of runs) {
    for (const which of ["a", "z"] as const) {
      const end = endOf(run, which);
      const known = attachments.get(end.spec.array);
      if (known === undefined) attachments.set(end.spec.array, [{ run, which, end }]);
      else known.push({ run, which, end });
    }
  }
  return attachments;
}

/** Returns the ends of runs that an array is at; a run within one array is there twice. */
export function attachmentsOf(plan: Pick<Plan, "attachments">, array: string): readonly Attachment[] {
  return plan.attachments.get(array) ?? [];
}

/** Returns the layout of a pool, or undefined for a group or a pool that no block draws on. */
export function layoutOf(plan: Pick<Plan, "layouts">, array: string, ports: string): PoolLayout | undefined {
  return plan.layouts.find((layout) => layout.array.spec.name === array && layout.ports.name === ports);
}
