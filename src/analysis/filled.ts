/**
 * How many ports, cages or connectors of one device have links at one end of a run. Closed form where every place has a
 * link; else the places of that one device are walked.
 */
import { countLive, isActive, type SpareBound, spareBoundsOf } from "../plan/count.js";
import type { Attachment, Plan, PlanEnd, PlanRun } from "../plan/plan.js";
import { endOf } from "../plan/plan.js";
import { cagesOf } from "../plan/port-label.js";
import { fillFar } from "../plan/rows.js";
import { createSeat, firstCageOf, occupantOf, type Seat } from "../plan/seat.js";
import { countPlaces, decodePlace, LIVE, NO_LINK } from "../plan/side.js";
import { sizeOfSpace, unrank } from "../plan/space.js";
import type { Both } from "./metric.js";
import { findOwnRows, type OwnRows } from "./own-rows.js";

/** An end of a run that is ready to be asked about devices. A block that both ends share is asked at its a end. */
export interface FillProbe {
  readonly attachment: Attachment;
  readonly bounds: readonly SpareBound[];
  /** What seats the links of the end; made when it is first needed. */
  readonly seat: () => Seat;
  readonly values: Float64Array;
  readonly near: Float64Array;
  readonly far: Float64Array;
}

/** Returns a probe of one end. */
export function openProbe(plan: Plan, attachment: Attachment): FillProbe {
  const { run, which } = attachment;
  let seat: Seat | null = null;
  return {
    attachment,
    bounds: spareBoundsOf(run),
    seat: () => {
      seat ??= createSeat(plan, run, which);
      return seat;
    },
    values: new Float64Array(run.spec.variables.length),
    near: new Float64Array(run.a.index.length + 1),
    far: new Float64Array(run.z.index.length + 1),
  };
}

/**
 * Returns how many stretches of `size` places have a link on the device of these indices, over all its pools (or ports
 * of a group): 1 link a place, so `children` makes ports, the links of a cage cages, those of a connector connectors.
 */
export function countFilled(probe: FillProbe, device: ArrayLike<number>, size: number): Both<number> {
  const { end, run } = probe.attachment;
  if (!run.possible) return { all: 0, active: 0 };
  const width = end.array.spec.dims.length;
  const own = new Float64Array(end.index.length + 1);
  for (let position = 0; position < width; position++) own[position] = device[position] as number;
  let all = 0;
  let active = 0;
  const units = sizeOfSpace(end.ports.dims);
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, own, width);
    const filled = fillUnit(probe, own, size);
    all += filled.all;
    active += filled.active;
  }
  return { all, active };
}

function fillUnit(probe: FillProbe, own: Float64Array, size: number): Both<number> {
  const { run, end } = probe.attachment;
  const sides = run.merged ? [run.a.side, run.z.side] : [end.side];
  const count = (which: "all" | "active"): number =>
    sides.reduce((sum, side) => sum + countLive(run, side, own, which), 0);
  const live = count("all");
  if (live === 0) return { all: 0, active: 0 };
  const places = sides.reduce((sum, side) => sum + countPlaces(side, own), 0);
  const filled = Math.ceil(live / size);
  const allActive = probe.bounds.length === 0 || count("active") === live;
  if (places === live && allActive && end.pin === null) return { all: filled, active: filled };
  const rows = run.merged || end.pin !== null ? null : findOwnRows(end.side, own);
  if (rows !== null) return countStretches(probe, rows, size);
  const all = new Set<number>();
  const active = new Set<number>();
  walkUnit(probe, own, places, (position, _, isLive) => {
    const stretch = Math.floor(position / size);
    all.add(stretch);
    if (isLive) active.add(stretch);
  });
  return { all: all.size, active: active.size };
}

/** Counts over rows that stand one a place, in the order of the places. */
function countStretches(
  { bounds, values }: FillProbe,
  { part, low, high, fixed }: OwnRows,
  size: number,
): Both<number> {
  const { table, slots, order } = part;
  for (const { slot, value } of fixed) values[slot] = value;
  let all = 0;
  let active = 0;
  let lastAll = -1;
  let lastActive = -1;
  for (let at = low; at < high; at++) {
    const row = order[at] as number;
    if (table.live[row] === 0) continue;
    const stretch = Math.floor((at - low) / size);
    if (stretch !== lastAll) all++;
    lastAll = stretch;
    if (stretch === lastActive) continue;
    for (let column = 0; column < slots.length; column++) {
      values[slots[column] as number] = (table.columns[column] as Int32Array)[row] as number;
    }
    if (bounds.some((bound) => bound.value(values) >= bound.below)) continue;
    active++;
    lastActive = stretch;
  }
  return { all, active };
}

/** Calls `visit` for every link of the unit in place order: its place or pinned position, its role, whether both devices are active. */
function walkUnit(
  probe: FillProbe,
  own: Float64Array,
  places: number,
  visit: (position: number, which: "a" | "z", active: boolean) => void,
): void {
  const { values, attachment } = probe;
  const { run, end } = attachment;
  const onPin = new Map<number, number>();
  for (let place = 0; place < places; place++) {
    const occupant = occupy(probe, own, place);
    if (occupant.state === NO_LINK) continue;
    const position = positionOf(end, values, place, onPin);
    if (occupant.state !== LIVE || !fillFar(run.a, values, probe.near) || !fillFar(run.z, values, probe.far)) continue;
    visit(position, occupant.which, isActive(run.a.array, probe.near) && isActive(run.z.array, probe.far));
  }
}

function occupy(
  { attachment, seat, values }: FillProbe,
  own: Float64Array,
  place: number,
): { readonly state: number; readonly which: "a" | "z" } {
  const { run, end, which } = attachment;
  if (!run.merged) return { state: decodePlace(end.side, own, place, values), which };
  return occupantOf(seat(), own, place, values) ?? { state: NO_LINK, which };
}

/** A cage of one device with a link of the run. */
export interface FilledCage {
  /** Counted through all pools of the device. */
  readonly cage: number;
  /** The end of the run that the device is for that link. */
  readonly which: "a" | "z";
  readonly active: boolean;
}

/**
 * Returns the cages of the device's pools that have a link, once for each role and state in it. Its cost is that of the
 * links; only pools with pinned ports need it, where two statements may meet in one cage.
 */
export function listFilledCages(probe: FillProbe, device: ArrayLike<number>): readonly FilledCage[] {
  const { end, run } = probe.attachment;
  const found = new Map<number, FilledCage>();
  const width = end.array.spec.dims.length;
  const own = new Float64Array(end.index.length + 1);
  for (let position = 0; position < width; position++) own[position] = device[position] as number;
  const sides = run.merged ? [run.a.side, run.z.side] : [end.side];
  const units = run.possible ? sizeOfSpace(end.ports.dims) : 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, own, width);
    const places = sides.reduce((sum, side) => sum + countPlaces(side, own), 0);
    const first = unit * cagesOf(end.ports) + (end.pin === null ? firstCageOf(probe.seat(), own) : 0);
    walkUnit(probe, own, places, (position, which, active) => {
      const cage = first + Math.floor(position / end.linksPerCage);
      const key = cage * 4 + (which === "a" ? 2 : 0) + (active ? 1 : 0);
      if (!found.has(key)) found.set(key, { cage, which, active });
    });
  }
  return [...found.values()];
}

/** Returns the ports of a group, by flat index, that have a link on the device of these indices. */
export function listFilledPorts(probe: FillProbe, device: ArrayLike<number>): Both<readonly number[]> {
  const { end, run } = probe.attachment;
  const width = end.array.spec.dims.length;
  const own = new Float64Array(end.index.length + 1);
  for (let position = 0; position < width; position++) own[position] = device[position] as number;
  const ports = { all: [] as number[], active: [] as number[] };
  const units = run.possible ? sizeOfSpace(end.ports.dims) : 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, own, width);
    if (countLive(run, end.side, own, "all") > 0) ports.all.push(unit);
    if (countLive(run, end.side, own, "active") > 0) ports.active.push(unit);
  }
  return ports;
}

/** Where in its pool a link stands: its place in the block, or the pinned port with its lanes in order. */
function positionOf(end: PlanEnd, values: Float64Array, place: number, onPin: Map<number, number>): number {
  if (end.pin === null) return place;
  const port = end.pin(values);
  const child = onPin.get(port) ?? 0;
  onPin.set(port, child + 1);
  return port * end.spec.children + child;
}

/** Returns the attachments whose blocks are their own: of a run that has both ends in one block, the a end. */
export function ownBlocks(attachments: readonly Attachment[]): readonly Attachment[] {
  return attachments.filter(({ run, which }) => !(run.merged && which === "z"));
}

/** Returns the attachment of one end of a run. */
export function attachmentOf(run: PlanRun, which: "a" | "z"): Attachment {
  return { run, which, end: endOf(run, which) };
}
