/** Texts of the oracle: device names, port labels, cage labels. Knows indices and parts, not links. */
import type { DeviceArray, Dim } from "../../src/model/design.js";
import type { Part, PortGroup } from "../../src/model/part.js";

/** Returns every index over the planned extents, row-major: the last dimension runs fastest. */
export function listIndices(dims: readonly Dim[]): number[][] {
  let indices: number[][] = [[]];
  for (const dim of dims) {
    const longer: number[][] = [];
    for (const start of indices) {
      for (let value = 0; value < dim.planned; value += 1) longer.push([...start, value]);
    }
    indices = longer;
  }
  return indices;
}

/** Returns negative, zero or positive as the first index stands before, at or behind the second. */
export function compareIndices(left: readonly number[], right: readonly number[]): number {
  for (const [position, value] of left.entries()) {
    const difference = value - (right[position] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Returns the instance name of the device of that index. */
export function nameDevice(array: DeviceArray, index: readonly number[], numbering: 0 | 1): string {
  if (array.namePattern !== null) return fillPattern(array, array.namePattern, index, numbering);
  const lead: string[] = [];
  const rest: string[] = [];
  let own = array.name.replaceAll("_", "-");
  for (const [position, dim] of array.dims.entries()) {
    const text = printIndex(dim, index[position] ?? 0, numbering);
    if (dim.ofGroup) lead.push(dim.short.replaceAll("_", "-") + text);
    else if (dim.name === array.name) own += text;
    else rest.push(dim.short.replaceAll("_", "-") + text);
  }
  return [...lead, own, ...rest].join("-");
}

function fillPattern(array: DeviceArray, pattern: string, index: readonly number[], numbering: 0 | 1): string {
  let text = pattern;
  for (const [position, dim] of array.dims.entries()) {
    const value = index[position] ?? 0;
    text = text.replaceAll(`{${dim.name}}`, printIndex(dim, value, numbering));
    for (let width = 1; width < 10; width += 1) {
      const padded = String(value + numbering).padStart(width, "0");
      text = text.replaceAll(`{${dim.name}:0${width}}`, padded).replaceAll(`{${dim.name}:${width}}`, padded);
    }
  }
  return text;
}

function printIndex(dim: Dim, value: number, numbering: 0 | 1): string {
  const widest = String(dim.planned - 1 + numbering);
  return String(value + numbering).padStart(widest.length, "0");
}

/** What a port is called by: where it stands in its part. `number` is null for a port of a group. */
export interface PortPlace {
  readonly part: Part;
  readonly group: PortGroup;
  readonly index: readonly number[];
  readonly number: number | null;
}

/** Returns the label of a whole port, without any child. */
export function labelPort(place: PortPlace, numbering: 0 | 1): string {
  const pieces = labelPrefix(place, numbering);
  if (place.number !== null) pieces.push(String(place.number + numbering));
  return pieces.join("-");
}

/** Returns the label of a child of a split port, `12/1`, or of the whole port for null. */
export function labelChild(place: PortPlace, child: number | null, numbering: 0 | 1): string {
  const whole = labelPort(place, numbering);
  return child === null ? whole : `${whole}/${child + numbering}`;
}

function labelPrefix(place: PortPlace, numbering: 0 | 1): string[] {
  // Ports for reaching the device itself do not count: the others keep plain numbers.
  const roleOf = (group: PortGroup): string => group.bag.words["role"]?.[0] ?? "";
  const serving = place.part.ports.filter((group) => !["oob", "console", "management"].includes(roleOf(group)));
  const onlyPool = serving.length === 1 && serving[0]?.name === place.group.name && place.group.poolCount !== null;
  const first = onlyPool ? [] : [place.group.name.replaceAll(".", "-").replaceAll("_", "-")];
  return [...first, ...place.index.map((value) => String(value + numbering))];
}

/** The cage a port is in, and its place among the ports of that cage. */
export interface CagePlace {
  readonly label: string;
  readonly portInCage: number;
}

/** Returns the cage of a port. */
export function findCage(place: PortPlace, numbering: 0 | 1): CagePlace {
  if (place.number !== null) {
    const cage = Math.floor(place.number / place.group.perCage);
    const label = [...labelPrefix(place, numbering), String(cage + numbering)].join("-");
    return { label, portInCage: place.number - cage * place.group.perCage };
  }
  const flat = listIndices(place.group.dims).findIndex((index) => compareIndices(index, place.index) === 0);
  for (const cages of place.part.cages) {
    for (const [k, slots] of cages.slots.entries()) {
      const slot = slots.findIndex((held) => held.group === place.group.name && held.port === flat);
      if (slot >= 0) return { label: `${cages.name}-${k + numbering}`, portInCage: slot };
    }
  }
  if (place.group.perCage === 1) return { label: labelPort(place, numbering), portInCage: 0 };
  const cage = Math.floor(flat / place.group.perCage);
  const [prefix] = labelPrefix({ ...place, index: [] }, numbering);
  return { label: `${prefix ?? ""}-c${cage + numbering}`, portInCage: flat - cage * place.group.perCage };
}
