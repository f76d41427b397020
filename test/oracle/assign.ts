/** Every assignment of a connect statement, by nested loops over its names. Knows devices and indices, not port numbers. */
import type { Connect, DeviceArray, Dim, End, IndexEntry } from "../../src/model/design.js";
import type { OracleError } from "./cluster.js";
import { evaluate, isTrue, type Values } from "./evaluate.js";

/** Where one end of an assignment stands. */
export interface Place {
  readonly device: readonly number[];
  readonly portIndex: readonly number[];
  /** The unsplit port that a pin names, else null. */
  readonly pin: number | null;
}

/** `now`: both devices exist. `later`: they do when everything planned does. `never`: `except` removes one of them. */
export type Life = "now" | "later" | "never";

export interface Assignment {
  readonly a: Place;
  readonly z: Place;
  readonly copy: number;
  readonly life: Life;
}

/** Takes note of an error, with a line for people; `later` for one that only comes with what is planned. */
export type Notice = (error: OracleError, detail: string, life?: "later") => void;

/** One name and the values it runs through; those from `built` on do not exist yet. */
interface Loop {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly built: number;
}

/** The entry of one dimension of an end. `*` gets a name of its own, so that it runs with nothing else. */
interface Slot {
  readonly dim: Dim;
  readonly entry: IndexEntry;
  readonly ownName: string;
}

interface Slots {
  readonly device: readonly Slot[];
  readonly port: readonly Slot[];
}

/** Returns every assignment over planned extents that `where` lets through and that stays inside them. */
export function listAssignments(connect: Connect, notice: Notice): Assignment[] {
  const a = listSlots(connect.a, "a");
  const z = listSlots(connect.z, "z");
  const copyName = connect.copyName ?? "the copy";
  const loops = [...listLoops([...a.device, ...a.port, ...z.device, ...z.port], notice)];
  loops.push({ name: copyName, from: 0, to: connect.copies, built: connect.copies });
  const found: Assignment[] = [];
  for (const values of runLoops(loops)) {
    if (connect.where !== null && !isTrue(connect.where, values)) continue;
    // Where all names have values that exist, an index that does not is a mistake and not a thing to come.
    const isBuilt = loops.every(({ name, built }) => (values[name] ?? 0) < built);
    const placeA = findPlace(connect.a, a, { values, isBuilt });
    const placeZ = findPlace(connect.z, z, { values, isBuilt });
    if (placeA === null || placeZ === null) {
      const detail = `${connect.a.array.name} to ${connect.z.array.name} at ${JSON.stringify(values)}`;
      const isGone = hasGone(connect.a.array, a, values) || hasGone(connect.z.array, z, values);
      notice("index outside extent", detail, isBuilt && !isGone ? undefined : "later");
      continue;
    }
    const lives = [judgeLife(connect.a.array, placeA.device), judgeLife(connect.z.array, placeZ.device)];
    const life = lives.includes("never") ? "never" : lives.includes("later") ? "later" : "now";
    found.push({ a: placeA, z: placeZ, copy: values[copyName] ?? 0, life });
  }
  return found;
}

/** True if an end names a device that `except` removes: whatever the other end names then matters to nobody. */
function hasGone(array: DeviceArray, { device }: Slots, values: Values): boolean {
  const index = device.map((slot) => findIndex(slot, values));
  return (
    index.every((value, position) => isInside(value, array.dims[position]?.planned ?? 0)) &&
    judgeLife(array, index) === "never"
  );
}

/** Returns whether a device of that index exists, will, or is removed. */
export function judgeLife(array: DeviceArray, index: readonly number[]): Life {
  const values: Record<string, number> = {};
  for (const [position, dim] of array.dims.entries()) values[dim.name] = index[position] ?? 0;
  for (const absent of array.absent) if (isTrue(absent, values)) return "never";
  for (const [position, dim] of array.dims.entries()) if ((index[position] ?? 0) >= dim.extent) return "later";
  return "now";
}

function listSlots(end: End, side: string): Slots {
  const device = end.array.dims.map((dim, position) =>
    makeSlot(dim, end.index[position], `* device ${side} ${position}`),
  );
  const port = end.ports.dims.map((dim, position) =>
    makeSlot(dim, end.portIndex[position], `* port ${side} ${position}`),
  );
  return { device, port };
}

function makeSlot(dim: Dim, entry: IndexEntry | undefined, ownName: string): Slot {
  if (entry === undefined) throw new Error(`no index entry for ${dim.name}`);
  return { dim, entry, ownName };
}

function listLoops(slots: readonly Slot[], notice: Notice): Loop[] {
  const loops = new Map<string, Loop>();
  const dims = new Map<string, Dim>();
  for (const { dim, entry, ownName } of slots) {
    if (entry.kind === "fixed") continue;
    const name = entry.kind === "any" ? ownName : entry.name;
    const from = entry.kind === "range" ? entry.from : 0;
    const to = entry.kind === "range" ? entry.to : dim.planned;
    if (from < 0 || to > dim.planned) notice("index outside extent", `${name} from ${from} to ${to} of ${dim.planned}`);
    const seen = loops.get(name);
    const seenDim = dims.get(name);
    if (seenDim !== undefined && (seenDim.planned !== dim.planned || seenDim.extent !== dim.extent)) {
      notice("two extents", `${name} has ${seenDim.extent} of ${seenDim.planned} and ${dim.extent} of ${dim.planned}`);
    }
    dims.set(name, dim);
    // A name that is narrowed on either side runs only through what both sides allow.
    loops.set(name, {
      name,
      from: Math.max(from, seen?.from ?? from),
      to: Math.min(to, seen?.to ?? to),
      built: Math.min(dim.extent, seen?.built ?? dim.extent),
    });
  }
  return [...loops.values()];
}

/** Yields every combination of values, the last name fastest. */
function* runLoops(loops: readonly Loop[], outer: Values = {}): Generator<Values> {
  const [first, ...rest] = loops;
  if (first === undefined) {
    yield outer;
    return;
  }
  for (let value = first.from; value < first.to; value += 1) {
    yield* runLoops(rest, { ...outer, [first.name]: value });
  }
}

/** The values of an assignment, and whether all of them exist now. */
interface Trial {
  readonly values: Values;
  readonly isBuilt: boolean;
}

function findPlace(end: End, slots: Slots, { values, isBuilt }: Trial): Place | null {
  const device = slots.device.map((slot) => findIndex(slot, values));
  const portIndex = slots.port.map((slot) => findIndex(slot, values));
  const pin = end.draw.kind === "pin" ? evaluate(end.draw.expr, values) : null;
  const indices = [...device, ...portIndex];
  const inside = [...slots.device, ...slots.port].every(({ dim }, position) =>
    isInside(indices[position] ?? Number.NaN, isBuilt ? dim.extent : dim.planned),
  );
  return inside && (pin === null || isInside(pin, end.ports.poolCount ?? 0)) ? { device, portIndex, pin } : null;
}

function findIndex({ entry, ownName }: Slot, values: Values): number {
  switch (entry.kind) {
    case "name":
    case "range":
      return values[entry.name] ?? Number.NaN;
    case "any":
      return values[ownName] ?? Number.NaN;
    case "fixed":
      return evaluate(entry.expr, values);
  }
}

function isInside(value: number, size: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < size;
}
