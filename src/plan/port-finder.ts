/**
 * What a port of a device is linked to, found from its number alone: which block covers it, which place of the block
 * it is, and which link has that place.
 */

import { attachmentsOf, endOf, type Plan, type PlanArray, type PlanEnd, type PlanRun } from "./plan.js";
import { cagesOf } from "./port-label.js";
import { fillFar } from "./rows.js";
import { createSeats, firstCageOf, occupantOf, type Seat, type Seats, seatOf } from "./seat.js";
import { countBelow, countPlaces, decodePlace, LIVE, NO_LINK } from "./side.js";
import { unrank } from "./space.js";
import type { PortsSpec } from "./spec.js";

/** One port of a device, or a child of a split one. */
export interface PortAt {
  /** Name of the port group or pool. */
  readonly ports: string;
  /** Flat index of the port in its group, or of the pool. */
  readonly unit: number;
  /** Of a pool: the unsplit port; 0 for a group. */
  readonly port: number;
  readonly child: number;
  /** Into how many links the port is split. */
  readonly children: number;
}

/** One end of a link. */
export interface LinkEnd extends PortAt {
  readonly array: PlanArray;
  /** Indices of the device. */
  readonly index: readonly number[];
}

/** A link with both its ends. */
export interface LinkAt {
  readonly run: PlanRun;
  readonly a: LinkEnd;
  readonly z: LinkEnd;
}

/** Finds links by a port of one array's devices. */
export type PortFinder = (index: ArrayLike<number>, at: PortAt) => FoundAt | null;

/** A link, and which end of it the port is. */
export interface FoundAt {
  readonly link: LinkAt;
  readonly which: "a" | "z";
}

interface OpenEnd {
  readonly run: PlanRun;
  readonly which: "a" | "z";
  readonly seats: Seats;
  readonly near: Float64Array;
  readonly far: Float64Array;
  readonly own: Float64Array;
  readonly values: Float64Array;
}

/** Returns what finds the links of an array's devices. */
export function openPortFinder(plan: Plan, array: PlanArray): PortFinder {
  const ends = attachmentsOf(plan, array.spec.name)
    .filter(({ run, which }) => run.possible && run.alive && !(run.merged && which === "z"))
    .map(({ run, which }) => openEnd(plan, run, which));
  return (index, at) => {
    for (const end of ends) {
      const spec = endOf(end.run, end.which);
      if (spec.ports.name !== at.ports || !enterUnit(end, spec, index, at.unit)) continue;
      const found = findInEnd(end, spec, at);
      if (found !== null) return found;
    }
    return null;
  };
}

function openEnd(plan: Plan, run: PlanRun, which: "a" | "z"): OpenEnd {
  return {
    run,
    which,
    seats: createSeats(plan, run),
    near: new Float64Array(run.a.index.length + 1),
    far: new Float64Array(run.z.index.length + 1),
    own: new Float64Array(endOf(run, which).index.length + 1),
    values: new Float64Array(run.spec.variables.length),
  };
}

function enterUnit({ own }: OpenEnd, end: PlanEnd, index: ArrayLike<number>, unit: number): boolean {
  const width = end.array.spec.dims.length;
  const { dims }: PortsSpec = end.ports;
  if (unit >= dims.reduce((product, dim) => product * dim.extent, 1)) return false;
  for (let position = 0; position < width; position++) own[position] = index[position] as number;
  unrank(dims, unit, own, width);
  return true;
}

function findInEnd(open: OpenEnd, end: PlanEnd, at: PortAt): FoundAt | null {
  switch (end.spec.seat.kind) {
    case "group": {
      const isLive = decodePlace(end.side, open.own, 0, open.values) === LIVE;
      return isLive ? readLink(open, open.which) : null;
    }
    case "pin":
      return findPinned(open, end, at);
    case "block":
      return findInBlock(open, end, at);
  }
}

function findPinned(open: OpenEnd, end: PlanEnd, at: PortAt): FoundAt | null {
  const places = countPlaces(end.side, open.own);
  const wanted = childrenToTry(end, at);
  let child = 0;
  for (let place = 0; place < places; place++) {
    const state = decodePlace(end.side, open.own, place, open.values);
    if (state === NO_LINK || end.pin?.(open.values) !== at.port) continue;
    if (state === LIVE && wanted.includes(child)) return readLink(open, open.which);
    child++;
  }
  return null;
}

/** The children of a port split like this end that overlap the one asked for: itself if the split is the same. */
function childrenToTry(end: PlanEnd, at: PortAt): readonly number[] {
  const { children } = end.spec;
  return children === at.children ? [at.child] : Array.from({ length: children }, (_, child) => child);
}

function findInBlock(open: OpenEnd, end: PlanEnd, at: PortAt): FoundAt | null {
  const seat: Seat = open.seats[open.which];
  const { block } = seat;
  if (block === undefined) return null;
  const { perCage } = end.ports;
  const cage = Math.floor(at.port / perCage) - firstCageOf(seat, open.own);
  if (cage < 0 || cage >= block.cages) return null;
  for (const child of childrenToTry(end, at)) {
    const place = cage * end.linksPerCage + (at.port % perCage) * end.spec.children + child;
    const occupant = occupantOf(seat, open.own, place, open.values);
    if (occupant?.state === LIVE) {
      const found = readLink(open, occupant.which);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Reads the link whose variables stand in `values`; null where a device of it does not exist. */
function readLink({ run, seats, near, far, values }: OpenEnd, which: "a" | "z"): FoundAt | null {
  if (!fillFar(run.a, values, near) || !fillFar(run.z, values, far)) return null;
  const { copySlot } = run.a.side;
  const copy = copySlot < 0 ? 0 : (values[copySlot] as number);
  near[run.a.index.length] = copy;
  far[run.z.index.length] = copy;
  const a = describeEnd(run.a, near, seatOf(seats.a, near, far, values));
  const z = describeEnd(run.z, far, seatOf(seats.z, far, near, values));
  return { link: { run, a, z }, which };
}

/** Returns one end of a link from its indices and its port code. Made for every link, so it is spelt out. */
export function describeEnd(end: PlanEnd, index: ArrayLike<number>, code: number): LinkEnd {
  const { array, ports, spec } = end;
  const device: number[] = [];
  for (let at = 0; at < array.spec.dims.length; at++) device.push(index[at] as number);
  const isGroup = ports.pool === null;
  const perCage = ports.perCage * spec.children;
  const cages = isGroup ? 1 : cagesOf(ports);
  const cage = isGroup ? 0 : Math.floor(code / perCage);
  const place = isGroup ? 0 : code % perCage;
  return {
    array,
    index: device,
    ports: ports.name,
    unit: isGroup ? code : Math.floor(cage / cages),
    port: isGroup ? 0 : (cage % cages) * ports.perCage + Math.floor(place / spec.children),
    child: isGroup ? 0 : place % spec.children,
    children: spec.children,
  };
}

/** Both ends of a link by their indices, without the ports that the plan deals. */
export interface Wanted {
  /** Indices of the device, then of its port or pool. */
  readonly a: readonly number[];
  readonly z: readonly number[];
  readonly copy: number;
}

/** Finds the link of a run between two given devices and pools, the copy of that number; null where there is none. */
export type LinkFinder = (wanted: Wanted) => LinkAt | null;

/** Returns what finds links of a run by their ends. */
export function openLinkFinder(plan: Plan, run: PlanRun): LinkFinder {
  const open = openEnd(plan, run, "a");
  const near = new Float64Array(run.a.index.length + 1);
  const far = new Float64Array(run.z.index.length + 1);
  return ({ a, z, copy }) => {
    if (!run.possible || !run.alive) return null;
    near.set(a);
    far.set(z);
    near[run.a.index.length] = copy;
    far[run.z.index.length] = copy;
    if (countPlaces(run.a.side, near) === 0) return null;
    const place = countBelow(run.a.side, near, far);
    if (decodePlace(run.a.side, near, place, open.values) !== LIVE) return null;
    const found = readLink(open, "a")?.link ?? null;
    return found !== null && isSame(open.near, near) && isSame(open.far, far) ? found : null;
  };
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
