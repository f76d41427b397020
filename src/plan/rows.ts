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
  return (batch) => {
    batch.count = 0;
    while (batch.count < BATCH_ROWS && step(walk)) takeRow(walk, batch);
  };
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

function takeRow(walk: Walk, batch: LinkBatch): void {
  const { run, own, far, values } = walk;
  if (decodePlace(run.a.side, own, walk.place, values) !== LIVE) return;
  if (!fillFar(run.z, values, far)) return;
  const copySlot = run.a.side.copySlot;
  const copy = copySlot < 0 ? 0 : (values[copySlot] as number);
  own[run.a.index.length] = copy;
  far[run.z.index.length] = copy;
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
