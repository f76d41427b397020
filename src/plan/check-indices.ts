/** Indices that name nothing, devices linked to themselves, and pairs reached twice. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import type { Connect, Dim, IndexEntry } from "../model/design.js";
import { countAssignments, describeValues, forEachAssignment, isBuilt } from "./assignments.js";
import type { Coordinate } from "./component.js";
import { countLinks } from "./count.js";
import type { PlanEnd, PlanRun } from "./plan.js";
import { endOf } from "./plan.js";

/** Assignments that a question over several components may look at. */
const MOST_ASSIGNMENTS = 20_000_000;

/** Returns the indices of a run's statement that name nothing. */
export function checkInside(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  if (!run.possible) return [];
  return (["a", "z"] as const).flatMap((which) => checkOutside(run, connect, which));
}

/** Returns whether a run links devices to themselves, or reaches a pair twice. */
export function checkPairing(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  if (countLinks(run, "all") === 0) return [];
  const self = checkSelf(run, connect);
  return self.length > 0 ? self : checkPairs(run, connect);
}

function checkOutside(run: PlanRun, connect: Connect, which: "a" | "z"): readonly Diagnostic[] {
  const end = endOf(run, which);
  const entries: readonly IndexEntry[] = [...connect[which].index, ...connect[which].portIndex];
  const dims: readonly Dim[] = [...connect[which].array.dims, ...connect[which].ports.dims];
  return end.index.flatMap((coordinate, position) => {
    const dim = dims[position];
    if (coordinate.slot >= 0 || dim === undefined) return [];
    const wrong = findOutside(run, coordinate, dim);
    if (wrong === null) return [];
    const origin = entries[position]?.origin ?? connect.origin;
    const when = coordinate.slots.length === 0 ? "" : ` for ${describeValues(run, wrong.values, coordinate.slots)}`;
    const told = Number.isInteger(wrong.value) ? String(wrong.value) : "no whole number";
    const range = wrong.bound === 1 ? "has one index, 0" : `runs from 0 to ${wrong.bound - 1}`;
    return [
      diagnose(
        wiringCodes.indexOutside,
        `the index of \`${dim.name}\` is ${told}${when}, but \`${dim.name}\` of \`${end.array.spec.name}\` ${range}`,
        [{ span: origin, text: `gives ${told}` }],
        {
          help: Number.isInteger(wrong.value)
            ? "check the expression, or widen the dimension"
            : "use `div` for a whole quotient",
        },
      ),
    ];
  });
}

interface Wrong {
  readonly value: number;
  readonly bound: number;
  readonly values: Float64Array;
}

/** A device of a later phase may be named: the link is made when it comes. */
function findOutside(run: PlanRun, coordinate: Coordinate, { extent, planned, declared }: Dim): Wrong | null {
  const components = componentsOf(run, coordinate.slots);
  let wrong: Wrong | null = null;
  forEachAssignment(run, components, (values) => {
    const value = coordinate.value(values);
    const bound = isBuilt(run, values) ? (declared ?? extent) : planned;
    if (Number.isInteger(value) && value >= 0 && value < bound) return true;
    wrong = { value, bound, values: values.slice() };
    return false;
  });
  return wrong;
}

function componentsOf(run: PlanRun, slots: readonly number[]): readonly number[] {
  return run.components.flatMap((component, index) =>
    component.slots.some((slot) => slots.includes(slot)) ? [index] : [],
  );
}

/** Pairs of indices of the two ends, without those that are one factor at both, bundled where they bond the same components. */
interface PairBundle {
  readonly components: readonly number[];
  readonly pairs: readonly { readonly a: Coordinate; readonly z: Coordinate }[];
}

/** Returns the bundles, or null if two plain numbers differ, so that no link can join a device to itself or back. */
function bundlePairs(run: PlanRun): readonly PairBundle[] | null {
  const width = run.a.array.spec.dims.length;
  const bundles: { components: number[]; pairs: { a: Coordinate; z: Coordinate }[] }[] = [];
  for (let position = 0; position < width; position++) {
    const a = run.a.index[position] as Coordinate;
    const z = run.z.index[position] as Coordinate;
    const components = componentsOf(run, [...a.slots, ...z.slots]);
    const isFactor = components.every((index) => run.components[index]?.table === null);
    if (a.slot >= 0 && a.slot === z.slot && isFactor) continue;
    if (components.length === 0) {
      if (a.value([]) !== z.value([])) return null;
      continue;
    }
    const touching = bundles.filter((bundle) => bundle.components.some((index) => components.includes(index)));
    const merged = {
      components: [...new Set([...components, ...touching.flatMap((bundle) => bundle.components)])],
      pairs: [{ a, z }, ...touching.flatMap((bundle) => bundle.pairs)],
    };
    for (const bundle of touching) bundles.splice(bundles.indexOf(bundle), 1);
    bundles.push(merged);
  }
  return bundles;
}

function checkSelf(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  if (run.spec.a.array !== run.spec.z.array) return [];
  const bundles = bundlePairs(run);
  if (bundles === null) return [];
  const example = Float64Array.from(run.spec.variables, (variable) => variable.from);
  const meets = bundles.every((bundle) => {
    let found = false;
    if (countAssignments(run, bundle.components) > MOST_ASSIGNMENTS) return false;
    forEachAssignment(run, bundle.components, (values) => {
      found = bundle.pairs.every((pair) => pair.a.value(values) === pair.z.value(values));
      if (found) copyValues(run, bundle.components, values, example);
      return !found;
    });
    return found;
  });
  if (!meets) return [];
  return [
    diagnose(
      wiringCodes.selfLink,
      `\`${nameAt(run.a, example)}\` would be linked to itself`,
      [
        { span: connect.a.origin, text: "this end" },
        { span: connect.z.origin, text: "and this one are the same device" },
      ],
      { help: "add a `where` that leaves out equal indices, such as `where r < s`" },
    ),
  ];
}

function copyValues(run: PlanRun, components: readonly number[], from: Float64Array, to: Float64Array): void {
  for (const index of components) {
    for (const slot of run.components[index]?.slots ?? []) to[slot] = from[slot] as number;
  }
}

function nameAt(end: PlanEnd, values: Float64Array): string {
  const width = end.array.spec.dims.length;
  return end.array.write(Float64Array.from(end.index.slice(0, width), (coordinate) => coordinate.value(values)));
}

/** A pair reached twice: one assignment joins x to y, another y to x. */
function checkPairs(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  if (run.spec.a.array !== run.spec.z.array || run.spec.direction !== "peer") return [];
  const bundles = bundlePairs(run);
  if (bundles === null || bundles.length === 0) return [];
  const example = Float64Array.from(run.spec.variables, (variable) => variable.from);
  const reversed = bundles.every((bundle) => {
    const found = findReversed(run, bundle);
    if (found !== null) copyValues(run, bundle.components, found, example);
    return found !== null;
  });
  if (!reversed) return [];
  return [
    diagnose(
      wiringCodes.pairTwice,
      `\`${nameAt(run.a, example)}\` and \`${nameAt(run.z, example)}\` are reached twice, once from each side`,
      [{ span: connect.origin, text: "both orders of the pair satisfy this statement" }],
      { help: "add a `where` that keeps one order, such as `where r < s`; for two parallel links write `x 2` as well" },
    ),
  ];
}

function findReversed(run: PlanRun, bundle: PairBundle): Float64Array | null {
  const total = countAssignments(run, bundle.components);
  if (total > MOST_ASSIGNMENTS) return null;
  const pack = (values: Float64Array, end: "a" | "z"): number =>
    bundle.pairs.reduce((key, pair) => key * pair[end].planned + pair[end].value(values), 0);
  const size = bundle.pairs.reduce((product, pair) => product * pair.a.planned, 1);
  const forward = new Float64Array(total);
  let at = 0;
  let rising = 0;
  let falling = 0;
  forEachAssignment(run, bundle.components, (values) => {
    const a = pack(values, "a");
    const z = pack(values, "z");
    forward[at++] = a * size + z;
    if (a < z) rising++;
    if (a > z) falling++;
    return true;
  });
  if (rising === at || falling === at) return null;
  const sorted = forward.subarray(0, at).sort();
  let found: Float64Array | null = null;
  forEachAssignment(run, bundle.components, (values) => {
    const wanted = pack(values, "z") * size + pack(values, "a");
    if (contains(sorted, wanted)) found = values.slice();
    return found === null;
  });
  return found;
}

function contains(sorted: Float64Array, key: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
}
