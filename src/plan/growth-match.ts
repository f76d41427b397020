/**
 * Which device and which port of one plan is which of another: by array and index, so that a device whose name only got
 * wider is still itself. Knows nothing of links.
 */
import { exists } from "./count.js";
import type { Plan, PlanArray, PlanEnd } from "./plan.js";
import type { LinkEnd } from "./port-finder.js";
import { isInside, rank, sizeOfSpace, unrank } from "./space.js";
import type { PortsSpec } from "./spec.js";

/** From the devices of one plan's array to those of the other's. */
export interface ArrayMatch {
  readonly from: PlanArray;
  readonly to: PlanArray;
  /** By dimension of `to`: its position in `from`, or -1 for one that is new. */
  readonly positions: readonly number[];
  /** Positions in `from` that `to` does not have. */
  readonly dropped: readonly number[];
}

/** Returns the match of every array of the first plan whose name the second has, by that name. */
export function matchArrays(from: Plan, to: Plan): ReadonlyMap<string, ArrayMatch> {
  const matches = new Map<string, ArrayMatch>();
  for (const array of from.arrays) {
    const other = to.arrays.find((candidate) => candidate.spec.name === array.spec.name);
    if (other !== undefined) matches.set(array.spec.name, matchArray(array, other));
  }
  return matches;
}

function matchArray(from: PlanArray, to: PlanArray): ArrayMatch {
  const positions = to.spec.dims.map(({ name }) => from.spec.dims.findIndex((dim) => dim.name === name));
  const dropped = from.spec.dims.flatMap((_, position) => (positions.includes(position) ? [] : [position]));
  return { from, to, positions, dropped };
}

/**
 * Returns the index of the same device in the other plan, or null where it does not exist there. A dimension that only
 * one plan has stands at 0: what was there before a group was put around is its first unit.
 */
export function mapDevice(match: ArrayMatch, index: ArrayLike<number>): number[] | null {
  for (const position of match.dropped) if (index[position] !== 0) return null;
  const mapped: number[] = [];
  for (const position of match.positions) mapped.push(position < 0 ? 0 : (index[position] as number));
  return isInside(match.to.spec.dims, mapped) && exists(match.to, mapped) ? mapped : null;
}

function findPorts(array: PlanArray, name: string): PortsSpec | undefined {
  return array.part.ports.find((ports) => ports.name === name);
}

function mapUnit(own: PortsSpec, other: PortsSpec, unit: number): number | null {
  if (own === other || (own.dims.length === 0 && other.dims.length === 0)) return unit;
  if (own.dims.length !== other.dims.length) return unit < sizeOfSpace(other.dims) ? unit : null;
  const index: number[] = [];
  unrank(own.dims, unit, index);
  return isInside(other.dims, index) ? rank(other.dims, index) : null;
}

/** True if both are the same port, whole or the same child of the same split. */
export function isSamePort(one: LinkEnd, other: LinkEnd): boolean {
  if (one.port !== other.port || one.unit !== other.unit || one.child !== other.child) return false;
  if (one.children !== other.children || one.ports !== other.ports) return false;
  for (let at = 0; at < one.index.length; at++) if (one.index[at] !== other.index[at]) return false;
  return one.array.spec.name === other.array.spec.name;
}

/** Returns the same end in the other plan, or null where the device or its port is not there. */
export function mapEnd(match: ArrayMatch | undefined, end: LinkEnd): LinkEnd | null {
  if (match === undefined) return null;
  const { ports, port, child, children } = end;
  const own = findPorts(match.from, ports);
  const other = findPorts(match.to, ports);
  if (own === undefined || other === undefined || (own.pool === null) !== (other.pool === null)) return null;
  if (other.pool !== null && port >= other.pool) return null;
  const unit = mapUnit(own, other, end.unit);
  const index = unit === null ? null : mapDevice(match, end.index);
  return unit === null || index === null ? null : { array: match.to, index, ports, unit, port, child, children };
}

/** Returns the indices of the same device and of its port or pool at an end of the other plan, or null where it has none. */
export function listIndices(match: ArrayMatch | undefined, at: LinkEnd, end: PlanEnd): number[] | null {
  if (match === undefined || match.to !== end.array) return null;
  const index = mapDevice(match, at.index);
  const own = findPorts(match.from, at.ports);
  if (index === null || own === undefined) return null;
  const unit = mapUnit(own, end.ports, at.unit);
  if (unit === null) return null;
  unrank(end.ports.dims, unit, index, index.length);
  return index;
}

/** How many devices of an array are in both plans, how many of them have another name, and the first that has. */
export interface CommonDevices {
  readonly count: number;
  readonly renamed: number;
  readonly example: { readonly before: string; readonly after: string } | null;
}

/** Counts the devices that both plans have; walks over them only where masks or names may differ. */
export function countCommon(match: ArrayMatch, namings: readonly [number, number]): CommonDevices {
  const { from, to } = match;
  const isNamedAlike = namings[0] === namings[1] && JSON.stringify(from.spec.naming) === JSON.stringify(to.spec.naming);
  const isPlain = from.spec.absent.length === 0 && to.spec.absent.length === 0;
  if (isNamedAlike && isPlain) return { count: countShared(match), renamed: 0, example: null };
  let count = 0;
  let renamed = 0;
  let example: CommonDevices["example"] = null;
  const index: number[] = [];
  const total = sizeOfSpace(from.spec.dims);
  for (let flat = 0; flat < total; flat++) {
    unrank(from.spec.dims, flat, index);
    const mapped = exists(from, index) ? mapDevice(match, index) : null;
    if (mapped === null) continue;
    count++;
    if (isNamedAlike) continue;
    const names = { before: from.write(index), after: to.write(mapped) };
    if (names.before === names.after) continue;
    renamed++;
    example ??= names;
  }
  return { count, renamed, example };
}

/** The product of the smaller extents; a dimension that only one plan has counts once. */
function countShared({ from, to, positions, dropped }: ArrayMatch): number {
  if (dropped.some((position) => from.spec.dims[position]?.extent === 0)) return 0;
  return to.spec.dims.reduce((product, dim, at) => {
    const own = positions[at] === undefined || positions[at] < 0 ? 1 : (from.spec.dims[positions[at]]?.extent ?? 0);
    return product * Math.min(dim.extent, own);
  }, 1);
}
