/**
 * Classes of devices: all devices of a class have the same links, spares and holes at the same places, so one of them
 * answers for all. Classes are boxes of indices; there are a few of them unless tables tell every device apart.
 */
import { namesIn } from "../core/index-expr.js";
import { exists, type SpareBound, spareBoundsOf } from "../plan/count.js";
import type { Attachment, PlanArray, PlanEnd, PlanRun } from "../plan/plan.js";
import type { Side } from "../plan/side.js";

export interface DeviceClass {
  /** Indices of the first device of the class. */
  readonly index: Float64Array;
  /** How many devices exist in it. */
  readonly count: number;
  /** False if they are spares. */
  readonly active: boolean;
}

/** Where the indices of a dimension are cut into intervals; `every` index is one of its own. */
export type Cuts = Set<number> | "every";

/** Returns the cuts of an array's dimensions that tell its devices apart by what they have at these ends of runs. */
export function findCuts(array: PlanArray, attachments: readonly Attachment[]): Cuts[] {
  const cuts = findFactorCuts(array, attachments);
  const masked = array.spec.absent.flatMap((mask) => namesIn(mask));
  array.spec.dims.forEach((dim, position) => {
    if (masked.includes(dim.name)) cuts[position] = "every";
  });
  for (const { run, end } of attachments) {
    cutByTables(cuts, run, end.side);
    cutByPin(cuts, end);
  }
  return cuts;
}

/** Returns the cuts that ranges, fixed indices and spares make; what tables and `except` tell apart is left out. */
export function findFactorCuts(array: PlanArray, attachments: readonly Attachment[]): Cuts[] {
  const { dims, spares } = array.spec;
  const cuts: Cuts[] = dims.map(() => new Set([0]));
  const last = dims.at(-1);
  if (last !== undefined && spares > 0) addCut(cuts, dims.length - 1, last.extent - spares);
  for (const { run, end } of attachments) cutByFactors(cuts, run, end.side);
  return cuts;
}

/** Adds a cut before index `at`. */
export function addCut(cuts: Cuts[], position: number, at: number): void {
  const found = cuts[position];
  if (found !== undefined && found !== "every") found.add(at);
}

function cutByFactors(cuts: Cuts[], run: PlanRun, side: Side): void {
  for (const { position, value } of side.constants) {
    addCut(cuts, position, value);
    addCut(cuts, position, value + 1);
  }
  const bounds = spareBoundsOf(run);
  for (const part of side.parts) {
    if (part.kind !== "fixed") continue;
    addCut(cuts, part.ownPosition, part.from);
    addCut(cuts, part.ownPosition, part.extent);
    for (const bound of bounds) if (bound.slots.includes(part.slot)) addCut(cuts, part.ownPosition, bound.below);
  }
}

function cutByTables(cuts: Cuts[], run: PlanRun, side: Side): void {
  const bounds = spareBoundsOf(run);
  for (const part of side.parts) {
    if (part.kind !== "table" || hasOnePattern(part, bounds)) continue;
    for (const position of part.ownPositions) if (position < cuts.length) cuts[position] = "every";
  }
}

/** Where the index of a device says which port a link is pinned to, no two devices are alike. */
function cutByPin(cuts: Cuts[], { spec, side }: PlanEnd): void {
  if (spec.seat.kind !== "pin") return;
  const names = namesIn(spec.seat.port);
  const decides = (slot: number): boolean => names.includes(side.variables[slot]?.name ?? "");
  for (const part of side.parts) {
    const positions = part.kind === "table" ? (part.slots.some(decides) ? part.ownPositions : []) : [];
    const own = part.kind === "fixed" && decides(part.slot) ? [part.ownPosition] : positions;
    for (const position of own) if (position < cuts.length) cuts[position] = "every";
  }
}

/** Returns whether every device has as many rows, none of them a hole and none of them a question of spares. */
export function hasOnePattern(
  part: Extract<Side["parts"][number], { kind: "table" }>,
  bounds: readonly SpareBound[],
): boolean {
  if (bounds.some((bound) => bound.slots.some((slot) => part.slots.includes(slot)))) return false;
  const { offsets, table } = part;
  const first = (offsets[1] ?? 0) - (offsets[0] ?? 0);
  for (let group = 1; group + 1 < offsets.length; group++) {
    if ((offsets[group + 1] as number) - (offsets[group] as number) !== first) return false;
  }
  return !table.live.includes(0);
}

/** Returns the intervals of one dimension as their first indices, ending with the extent. */
export function listIntervals(cuts: Cuts, extent: number): readonly number[] {
  if (cuts === "every") return Array.from({ length: extent + 1 }, (_, index) => index);
  const inside = [...cuts].filter((at) => at > 0 && at < extent);
  return [0, ...inside.sort((left, right) => left - right), extent];
}

/** Returns the classes of the devices of an array that exist, told apart by what they have at these ends of runs. */
export function classifyDevices(array: PlanArray, attachments: readonly Attachment[]): readonly DeviceClass[] {
  const { dims, spares } = array.spec;
  const cuts = findCuts(array, attachments);
  const intervals = dims.map((dim, position) => listIntervals(cuts[position] ?? new Set(), dim.extent));
  if (dims.some((dim) => dim.extent === 0)) return [];
  const classes: DeviceClass[] = [];
  const at = dims.map(() => 0);
  for (;;) {
    const index = Float64Array.from(at, (interval, position) => intervals[position]?.[interval] ?? 0);
    if (exists(array, index)) {
      const count = at.reduce((product, interval, position) => product * widthOf(intervals[position], interval), 1);
      const last = dims.at(-1);
      const active = last === undefined || (index.at(-1) ?? 0) < last.extent - spares;
      classes.push({ index, count, active });
    }
    if (!advance(at, intervals)) return classes;
  }
}

function widthOf(starts: readonly number[] | undefined, interval: number): number {
  return (starts?.[interval + 1] ?? 0) - (starts?.[interval] ?? 0);
}

function advance(at: number[], intervals: readonly (readonly number[])[]): boolean {
  for (let position = at.length - 1; position >= 0; position--) {
    const next = (at[position] ?? 0) + 1;
    if (next < (intervals[position]?.length ?? 0) - 1) {
      at[position] = next;
      return true;
    }
    at[position] = 0;
  }
  return false;
}
