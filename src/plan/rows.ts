/**
 * Enumerates the links of a run in the order of its rows: by the lower end's device and port, then by the other end's.
 * Rows come in batches of plain numbers; who writes them turns numbers into names.
 */
import { BATCH_ROWS, type LinkBatch, type LinkCursor } from "./link-batch.js";
import type { Plan, PlanEnd, PlanRun } from "./plan.js";
import { createRuler, measureRun } from "./row-ruler.js";
import { createSeats, type Seats, seatOf } from "./seat.js";
import { countPlaces, decodePlace, LIVE } from "./side.js";
import { isInside, rank, sizeOfSpace, unrank } from "./space.js";
import type { DimSpec } from "./spec.js";

/** Returns a cursor over the links of a run that exist, from the first. */
export function openCursor(plan: Plan, run: PlanRun): LinkCursor {
  const measure = run.possible && run.alive ? measureRun(plan, run) : null;
  if (measure !== null) return createRuler(measure);
  return openWalk(plan, run);
}

/** Where a walk over the links of a run stands. */
interface Walk {
  readonly run: PlanRun;
  readonly seats: Seats;
  /** Indices of the a end, then the copy; and of the z end. */
  readonly own: Float64Array;
  readonly far: Float64Array;
  readonly values: Float64Array;
  readonly devices: number;
  readonly units: number;
  device: number;
  unit: number;
  place: number;
  places: number;
}

/** The general cursor: device by device, place by place. */
function openWalk(plan: Plan, run: PlanRun): LinkCursor {
  const walk = startWalk(plan, run);
  return (batch) => {
    batch.count = 0;
    while (batch.count < BATCH_ROWS && step(walk)) takeRow(walk, batch);
  };
}

function startWalk(plan: Plan, run: PlanRun): Walk {
  const { a, z } = run;
  const walk: Walk = {
    run,
    seats: createSeats(plan, run),
    own: new Float64Array(a.index.length + 1),
    far: new Float64Array(z.index.length + 1),
    values: new Float64Array(run.spec.variables.length),
    devices: run.possible && run.alive ? sizeOfSpace(a.array.spec.dims) : 0,
    units: sizeOfSpace(a.ports.dims),
    device: 0,
    unit: 0,
    place: -1,
    places: 0,
  };
  if (walk.devices > 0) enterUnit(walk);
  return walk;
}

/** One link with all that says which it is; the same object for every link of a walk. */
export interface WalkedLink {
  /** Indices of the a end's device, of its port or pool, then the copy; and of the z end. */
  readonly own: Float64Array;
  readonly far: Float64Array;
  aCode: number;
  zCode: number;
}

/** Calls `visit` for every link of a run that exists, in row order. */
export function forEachLink(plan: Plan, run: PlanRun, visit: (link: WalkedLink) => void): void {
  const walk = startWalk(plan, run);
  const link: WalkedLink = { own: walk.own, far: walk.far, aCode: 0, zCode: 0 };
  while (step(walk)) {
    if (!settleLink(walk)) continue;
    link.aCode = seatOf(walk.seats.a, walk.own, walk.far, walk.values);
    link.zCode = seatOf(walk.seats.z, walk.far, walk.own, walk.values);
    visit(link);
  }
}

function enterUnit(walk: Walk): void {
  const { a } = walk.run;
  const width = a.array.spec.dims.length;
  unrank(a.array.spec.dims, walk.device, walk.own);
  unrank(a.ports.dims, walk.unit, walk.own, width);
  walk.place = -1;
  walk.places = countPlaces(a.side, walk.own);
}

/** Moves to the next place of the run; false at its end. */
function step(walk: Walk): boolean {
  walk.place++;
  while (walk.place >= walk.places) {
    walk.unit++;
    if (walk.unit >= walk.units) {
      walk.unit = 0;
      walk.device++;
    }
    if (walk.device >= walk.devices) {
      walk.device = walk.devices;
      walk.unit = walk.units;
      walk.places = 0;
      walk.place = 0;
      return false;
    }
    enterUnit(walk);
    walk.place = 0;
  }
  return true;
}

/** Computes the indices of the link at the place of the walk; false where there is none. */
function settleLink({ run, own, far, values, place }: Walk): boolean {
  if (decodePlace(run.a.side, own, place, values) !== LIVE) return false;
  if (!fillFar(run.z, values, far)) return false;
  const copySlot = run.a.side.copySlot;
  const copy = copySlot < 0 ? 0 : (values[copySlot] as number);
  own[run.a.index.length] = copy;
  far[run.z.index.length] = copy;
  return true;
}

function takeRow(walk: Walk, batch: LinkBatch): void {
  const { run, own, far, values } = walk;
  if (!settleLink(walk)) return;
  const at = batch.count;
  batch.aDevice[at] = walk.device;
  batch.aCode[at] = seatOf(walk.seats.a, own, far, values);
  batch.zDevice[at] = rank(run.z.array.spec.dims, far);
  batch.zCode[at] = seatOf(walk.seats.z, far, own, values);
  batch.count = at + 1;
}

/** Computes the indices of an end from the variables; false if they name nothing that exists. */
export function fillFar(end: PlanEnd, values: Float64Array, into: Float64Array): boolean {
  for (let position = 0; position < end.index.length; position++) {
    into[position] = end.index[position]?.value(values) ?? 0;
  }
  const dims: readonly DimSpec[] = end.array.spec.dims;
  return isInside(dims, into) && isInside(end.ports.dims, into, dims.length);
}
