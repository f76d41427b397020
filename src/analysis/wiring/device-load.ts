/**
 * What one device has to carry: its planned links by statement, for the device of an array that carries the most. Looks
 * at one device of each class that can differ, never at all devices.
 */
import { findVaryingPositions, forEachClass } from "../../plan/layout.js";
import type { Plan, PlanArray, PlanRun } from "../../plan/plan.js";
import { type Attachment, attachmentsOf } from "../../plan/plan.js";
import type { Side } from "../../plan/side.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import type { PortsSpec } from "../../plan/spec.js";

/** The planned links of one device in one statement; both ends where a statement stays within an array. */
export interface LoadTerm {
  readonly run: PlanRun;
  readonly which: "a" | "z" | "both";
  readonly links: number;
}

export interface DeviceLoad {
  readonly array: PlanArray;
  /** The name of the device, or null if every device of the array has the same load. */
  readonly device: string | null;
  readonly terms: readonly LoadTerm[];
  /** Bits per second, one way. */
  readonly rateBitsPerSecond: number;
}

/** Returns the load of the device with the greatest sum of link rates, leaving some statements out; null without links. */
export function findHeaviest(plan: Plan, array: PlanArray, ignored: ReadonlySet<PlanRun>): DeviceLoad | null {
  const attachments = attachmentsOf(plan, array.spec.name).filter(({ run }) => run.possible && !ignored.has(run));
  const ends = attachments.map(openPlannedEnd);
  let heaviest: DeviceLoad | null = null;
  forEachPlannedClass(array, attachments, (own, classes) => {
    const terms = findTerms(ends, own);
    const rate = terms.reduce((sum, { run, links }) => sum + links * run.spec.rateBitsPerSecond, 0);
    if (rate > (heaviest?.rateBitsPerSecond ?? 0)) {
      heaviest = { array, device: classes === 1 ? null : array.write(own), terms, rateBitsPerSecond: rate };
    }
  });
  return heaviest;
}

/**
 * Returns a sum of link rates that no device of the array exceeds, in bits per second, from the blocks alone; infinite
 * where ports are pinned.
 */
export function boundLoad(plan: Plan, array: PlanArray): number {
  const units = (ports: PortsSpec): number => sizeOfSpace(ports.dims);
  const blocks = plan.layouts
    .filter((layout) => layout.array === array)
    .flatMap((layout) =>
      layout.blocks.map((block) => block.places * block.run.spec.rateBitsPerSecond * units(layout.ports)),
    );
  const others = attachmentsOf(plan, array.spec.name).map(({ run, end }) => {
    if (end.spec.seat.kind === "pin") return Number.POSITIVE_INFINITY;
    return end.spec.seat.kind === "group" ? run.spec.rateBitsPerSecond * units(end.ports) : 0;
  });
  return [...blocks, ...others].reduce((sum, rate) => sum + rate, 0);
}

/** Classes of devices that are looked at in one array. */
export const MOST_CLASSES = 100_000;

/**
 * Calls `visit` with the indices of one device of every class that can differ in its planned links at these ends; not
 * at all if there are more than `MOST_CLASSES`.
 */
export function forEachPlannedClass(
  array: PlanArray,
  attachments: readonly Attachment[],
  visit: (own: Float64Array, classes: number) => void,
): void {
  if (attachments.length === 0) return;
  const width = array.spec.dims.length;
  const sides = attachments.map(({ end }) => end.side);
  const masked = sides.flatMap((side) =>
    side.parts.flatMap((part) => (part.kind === "table" && part.table.live.includes(0) ? part.ownPositions : [])),
  );
  const positions = [...new Set([...findVaryingPositions(sides), ...masked])].filter((position) => position < width);
  const classes = positions.reduce((product, position) => product * (array.spec.dims[position]?.planned ?? 1), 1);
  if (classes > MOST_CLASSES) return;
  forEachClass(sides, positions, (own) => visit(own, classes));
}

function findTerms(attachments: readonly PlannedEnd[], own: Float64Array): readonly LoadTerm[] {
  const terms: LoadTerm[] = [];
  for (const { attachment, count } of attachments) {
    const links = count(own);
    if (links === 0) continue;
    const at = terms.findIndex((term) => term.run === attachment.run);
    const known = terms[at];
    if (known === undefined) terms.push({ run: attachment.run, which: attachment.which, links });
    else terms[at] = { ...known, which: "both", links: known.links + links };
  }
  return terms;
}

/** An end of a run that is ready to count the planned links of a device there, over all its ports. */
export interface PlannedEnd {
  readonly attachment: Attachment;
  readonly count: (own: Float64Array) => number;
}

/** Returns an end ready to count. Links of devices that `except` removes are not planned. */
export function openPlannedEnd(attachment: Attachment): PlannedEnd {
  const { end, run } = attachment;
  if (!run.alive) return { attachment, count: () => 0 };
  const { dims } = end.ports;
  const width = end.array.spec.dims.length;
  const units = sizeOfSpace(dims);
  const index = new Float64Array(end.index.length + 1);
  const counts = end.side.parts.map((part) => (part.kind === "table" ? countRows(part) : null));
  const count = (own: Float64Array): number => {
    index.set(own.subarray(0, width));
    let links = 0;
    for (let unit = 0; unit < units; unit++) {
      unrank(dims, unit, index, width);
      links += countPlanned(end.side, counts, index);
    }
    return links;
  };
  return { attachment, count };
}

function countPlanned(side: Side, counts: readonly (Int32Array | null)[], own: Float64Array): number {
  if (side.constants.some(({ position, value }) => own[position] !== value)) return 0;
  return side.parts.reduce((product, part, at) => {
    if (part.kind === "free") return product * (part.to - part.from);
    if (part.kind === "table") return product * (counts[at]?.[groupOf(part, own)] ?? 0);
    const value = own[part.ownPosition] as number;
    return value >= part.from && value < part.to ? product : 0;
  }, 1);
}

type TablePart = Extract<Side["parts"][number], { kind: "table" }>;

function groupOf({ ownPositions, ownRadix }: TablePart, own: Float64Array): number {
  return ownPositions.reduce((group, position, at) => group * (ownRadix[at] as number) + (own[position] as number), 0);
}

/** The planned rows of each group of a table: those that exist, and those with an index that is still to come. */
function countRows({ offsets, order, table }: TablePart): Int32Array {
  const counts = new Int32Array(Math.max(0, offsets.length - 1));
  for (let group = 0; group < counts.length; group++) {
    for (let at = offsets[group] as number; at < (offsets[group + 1] as number); at++) {
      if (table.present[order[at] as number] === 1) counts[group] = (counts[group] as number) + 1;
    }
  }
  return counts;
}

/** The view of an end in which `align` leaves no gaps, so that places are links. */
export function dropPadding(side: Side): Side {
  return side.padTo === 1 ? side : { ...side, padTo: 1, padStep: -1, padParts: [] };
}
