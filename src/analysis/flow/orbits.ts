/**
 * Devices that a symmetry of their fabric exchanges: swapping two indices of a dimension, wherever it runs, changes no
 * link. One device of each class then answers for all, and a few indices of each stretch stand for the whole fabric.
 */
import { namesIn } from "../../core/index-expr.js";
import { exists } from "../../plan/count.js";
import { endOf, type PlanArray, type PlanEnd, type PlanRun } from "../../plan/plan.js";
import { type DeviceClass, listIntervals } from "../device-classes.js";
import type { FabricView } from "../fabric-view.js";

/** Indices that run together: dimensions of devices and ports that share a name in some statement. */
interface Axis {
  /** Indices that are alike lie between two cuts. */
  readonly cuts: Set<number>;
  /** No two of its indices are alike. */
  isApart: boolean;
  /** One more than the largest index of any dimension on it. */
  extent: number;
}

export interface Orbits {
  /** The first indices of the stretches of a dimension of an array, ending with its extent. */
  readonly intervalsOf: (array: PlanArray, position: number) => readonly number[];
  /** The same for a variable of a run, by its slot, ending with the extent of what it runs with. */
  readonly intervalsOfSlot: (run: PlanRun, slot: number) => readonly number[];
}

/** Classes of one array that are looked at. */
const MOST_CLASSES = 50_000;

/** Returns the symmetry of a fabric. Spares are told apart from active devices only where that matters. */
export function findOrbits(view: FabricView, spares: "apart" | "alike"): Orbits {
  const book = openBook();
  for (const array of view.arrays) noteArray(book, array, spares);
  for (const run of view.runs) noteRun(book, run);
  for (const array of view.arrays) separateTwins(book, array);
  const intervals = (key: string, extent: number): readonly number[] => {
    const axis = axisOf(book, key);
    return listIntervals(axis.isApart ? "every" : axis.cuts, extent);
  };
  return {
    intervalsOf: (array, position) =>
      intervals(deviceKey(array.spec.name, position), array.spec.dims[position]?.extent ?? 1),
    intervalsOfSlot: (run, slot) => {
      const key = slotKey(run, slot);
      return intervals(key, axisOf(book, key).extent);
    },
  };
}

interface Book {
  readonly parent: Map<string, string>;
  readonly axes: Map<string, Axis>;
}

function openBook(): Book {
  return { parent: new Map(), axes: new Map() };
}

function deviceKey(array: string, position: number): string {
  return `${array} ${position}`;
}

function slotKey(run: PlanRun, slot: number): string {
  return `#${run.position} ${slot}`;
}

/** The key of a dimension of an end: of its device, or of its ports. */
function endKey({ spec, array }: PlanEnd, position: number): string {
  const width = array.spec.dims.length;
  return position < width
    ? deviceKey(spec.array, position)
    : `${spec.array}.${JSON.stringify(spec.ports)} ${position - width}`;
}

function findRoot({ parent }: Book, key: string): string {
  let at = key;
  for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
  return at;
}

function axisOf(book: Book, key: string): Axis {
  const root = findRoot(book, key);
  const known = book.axes.get(root);
  if (known !== undefined) return known;
  const axis: Axis = { cuts: new Set([0]), isApart: false, extent: 1 };
  book.axes.set(root, axis);
  return axis;
}

function joinAxes(book: Book, one: string, other: string): void {
  const kept = axisOf(book, one);
  const given = axisOf(book, other);
  if (kept === given) return;
  for (const cut of given.cuts) kept.cuts.add(cut);
  kept.isApart ||= given.isApart;
  kept.extent = Math.max(kept.extent, given.extent);
  const gone = findRoot(book, other);
  book.axes.delete(gone);
  book.parent.set(gone, findRoot(book, one));
}

/** Notes how far an axis reaches; what lies beyond a shorter dimension is not like what lies in it. */
function reach(book: Book, key: string, extent: number): void {
  const axis = axisOf(book, key);
  axis.extent = Math.max(axis.extent, extent);
  axis.cuts.add(extent);
}

function noteArray(book: Book, array: PlanArray, spares: "apart" | "alike"): void {
  const { dims, absent, name } = array.spec;
  const masked = absent.flatMap((mask) => namesIn(mask));
  dims.forEach((dim, position) => {
    const key = deviceKey(name, position);
    reach(book, key, dim.extent);
    const axis = axisOf(book, key);
    if (masked.includes(dim.name)) axis.isApart = true;
    if (spares === "apart" && position === dims.length - 1) axis.cuts.add(dim.extent - array.spec.spares);
  });
}

function noteRun(book: Book, run: PlanRun): void {
  run.spec.variables.forEach(({ from, extent }, slot) => {
    reach(book, slotKey(run, slot), extent);
    axisOf(book, slotKey(run, slot)).cuts.add(from);
  });
  for (const { slots, table } of run.components) {
    if (table !== null) for (const slot of slots) axisOf(book, slotKey(run, slot)).isApart = true;
  }
  for (const which of ["a", "z"] as const) {
    const end = endOf(run, which);
    end.index.forEach((coordinate, position) => {
      const key = endKey(end, position);
      reach(book, key, coordinate.extent);
      if (coordinate.slot >= 0) joinAxes(book, key, slotKey(run, coordinate.slot));
      else if (coordinate.slots.length > 0) axisOf(book, key).isApart = true;
      else {
        const value = coordinate.value([]);
        axisOf(book, key)
          .cuts.add(value)
          .add(value + 1);
      }
    });
  }
}

/** Where two dimensions of a device run together, whether they are equal tells devices apart. */
function separateTwins(book: Book, array: PlanArray): void {
  const seen = new Set<Axis>();
  array.spec.dims.forEach((_, position) => {
    const axis = axisOf(book, deviceKey(array.spec.name, position));
    if (seen.has(axis)) axis.isApart = true;
    seen.add(axis);
  });
}

/** Returns one device of each class of an array that exists, or null if there are more than are looked at. */
export function listOrbits(orbits: Orbits, array: PlanArray): readonly DeviceClass[] | null {
  const { dims, spares } = array.spec;
  const intervals = dims.map((_, position) => orbits.intervalsOf(array, position));
  const total = intervals.reduce((product, starts) => product * Math.max(0, starts.length - 1), 1);
  if (total > MOST_CLASSES) return null;
  const last = dims.at(-1);
  const classes: DeviceClass[] = [];
  for (let flat = 0; flat < total; flat++) {
    const index = new Float64Array(dims.length);
    let rest = flat;
    let count = 1;
    for (let position = dims.length - 1; position >= 0; position--) {
      const starts = intervals[position] as readonly number[];
      const at = rest % (starts.length - 1);
      rest = Math.floor(rest / (starts.length - 1));
      index[position] = starts[at] as number;
      count *= (starts[at + 1] as number) - (starts[at] as number);
    }
    if (!exists(array, index)) continue;
    const active = last === undefined || (index.at(-1) as number) < last.extent - spares;
    classes.push({ index, count, active });
  }
  return classes;
}

/** Returns up to `many` indices of each stretch of a variable of a run, in order, as far as the variable itself runs. */
export function keepIndices(orbits: Orbits, run: PlanRun, slot: number, many: number): readonly number[] {
  const variable = run.spec.variables[slot];
  const starts = orbits.intervalsOfSlot(run, slot);
  if (variable === undefined) return [];
  return starts.slice(0, -1).flatMap((start, at) => {
    const width = Math.min(many, (starts[at + 1] as number) - start);
    return Array.from({ length: width }, (_, step) => start + step).filter(
      (index) => index >= variable.from && index < variable.extent,
    );
  });
}
