/**
 * What becomes of the links of one plan in another: kept at their ports, moved, removed, and what is added. Runs that are
 * alike but for how much exists are counted by arithmetic; of others each link is looked up in the other plan by the
 * numbers of its ports, so that nothing is remembered but the counts.
 */
import { countDevices, countLinks } from "./count.js";
import { isAlike } from "./growth-alike.js";
import {
  type ArrayMatch,
  type CommonDevices,
  countCommon,
  isSamePort,
  listIndices,
  mapEnd,
  matchArrays,
} from "./growth-match.js";
import { findReasons, type Reason } from "./growth-reasons.js";
import type { Plan, PlanArray, PlanRun } from "./plan.js";
import {
  describeEnd,
  type FoundAt,
  type LinkAt,
  type LinkEnd,
  openLinkFinder,
  openPortFinder,
  type PortFinder,
} from "./port-finder.js";
import { forEachLink } from "./rows.js";

/** Devices of one array in both plans. */
export interface ArrayGrowth {
  readonly array: string;
  readonly before: number;
  readonly after: number;
  readonly common: CommonDevices;
}

/**
 * How a link moves. `shifted`: the same two devices are linked, at other ports. `replaced`: they are not any more, and a
 * port of it now has another link.
 */
export type MoveKind = "shifted" | "replaced";

/** One link that moves. */
export interface MoveExample {
  readonly kind: MoveKind;
  readonly before: LinkAt;
  /** Where the same two devices are linked now; null for `replaced`. */
  readonly after: LinkAt | null;
  /** What one of its ports has now, and which end of that it is; null where both stay empty. */
  readonly taken: FoundAt | null;
}

/** Links of one run. Of its own links: kept + moved + removed = before. */
export interface RunGrowth {
  readonly fabric: string;
  readonly run: string;
  readonly before: number;
  readonly after: number;
  /** On the same two ports. */
  readonly kept: number;
  /** Those of them with another rate or medium. */
  readonly changed: number;
  readonly shifted: number;
  readonly replaced: number;
  /** Gone, and no port of them is used by another link. */
  readonly removed: number;
  /** Links of the second plan that no link of the first has become. */
  readonly added: number;
  readonly examples: readonly MoveExample[];
  readonly reasons: readonly Reason[];
}

export interface Growth {
  readonly arrays: readonly ArrayGrowth[];
  /** Runs of the first plan in order, then those that only the second has. */
  readonly runs: readonly RunGrowth[];
}

/** Returns what becomes of the devices and links of a plan in another one. */
export function compareGrowth(before: Plan, after: Plan): Growth {
  const matches = matchArrays(before, after);
  const arrays = listArrays(before, after, matches);
  const arrived = new Map<PlanRun, number>();
  const pairs = before.runs.map((run) => ({ run, other: findRun(after, run) }));
  const tallies = pairs.map(({ run, other }) => tallyRun({ before, after, matches, arrived }, run, other));
  const runs = pairs.map(({ run, other }, at): RunGrowth => {
    const tally = tallies[at] as Tally;
    const total = other === undefined ? 0 : countLinks(other, "all");
    return {
      fabric: run.spec.fabric,
      run: run.spec.name,
      before: countLinks(run, "all"),
      after: total,
      ...tally.counts,
      added: other === undefined ? 0 : total - (arrived.get(other) ?? 0),
      examples: [...tally.examples.values()],
      reasons: tally.examples.size === 0 ? [] : findReasons({ before, after }, run, other),
    };
  });
  const fresh = after.runs.filter((run) => !pairs.some(({ other }) => other === run));
  return { arrays, runs: [...runs, ...fresh.map((run) => describeFresh(run, arrived))] };
}

function describeFresh(run: PlanRun, arrived: ReadonlyMap<PlanRun, number>): RunGrowth {
  const total = countLinks(run, "all");
  const counts = { before: 0, after: total, kept: 0, changed: 0, shifted: 0, replaced: 0, removed: 0 };
  const { fabric, name } = run.spec;
  return { fabric, run: name, ...counts, added: total - (arrived.get(run) ?? 0), examples: [], reasons: [] };
}

function listArrays(before: Plan, after: Plan, matches: ReadonlyMap<string, ArrayMatch>): readonly ArrayGrowth[] {
  const none: CommonDevices = { count: 0, renamed: 0, example: null };
  const numberings = [before.spec.numbering, after.spec.numbering] as const;
  const known = before.arrays.map((array): ArrayGrowth => {
    const match = matches.get(array.spec.name);
    return {
      array: array.spec.name,
      before: countDevices(array, "all"),
      after: match === undefined ? 0 : countDevices(match.to, "all"),
      common: match === undefined ? none : countCommon(match, numberings),
    };
  });
  const fresh = after.arrays.filter((array) => !before.arrays.some(({ spec }) => spec.name === array.spec.name));
  return [
    ...known,
    ...fresh.map((array) => ({
      array: array.spec.name,
      before: 0,
      after: countDevices(array, "all"),
      common: none,
    })),
  ];
}

/** The statement of the same fabric and name; runs of one name are numbered in the order of the statements. */
function findRun(plan: Plan, { spec }: PlanRun): PlanRun | undefined {
  return plan.runs.find((run) => run.spec.fabric === spec.fabric && run.spec.name === spec.name);
}

interface Comparison {
  readonly before: Plan;
  readonly after: Plan;
  readonly matches: ReadonlyMap<string, ArrayMatch>;
  /** Links of the second plan's runs that were links of the first. */
  readonly arrived: Map<PlanRun, number>;
}

type Counts = { -readonly [K in "kept" | "changed" | "shifted" | "replaced" | "removed"]: number };

interface Tally {
  readonly counts: Counts;
  readonly examples: Map<MoveKind, MoveExample>;
}

function tallyRun(comparison: Comparison, run: PlanRun, other: PlanRun | undefined): Tally {
  const tally: Tally = {
    counts: { kept: 0, changed: 0, shifted: 0, replaced: 0, removed: 0 },
    examples: new Map(),
  };
  if (other !== undefined && isAlike(comparison, run, other)) {
    const kept = countLinks(run, "all");
    tally.counts.kept = kept;
    arrive(comparison, other, kept);
    return tally;
  }
  const search = openSearch(comparison, run, other);
  forEachLink(comparison.before, run, ({ own, far, aCode, zCode }) => {
    const copy = own[run.a.index.length] as number;
    const link: LinkAt = { run, a: describeEnd(run.a, own, aCode), z: describeEnd(run.z, far, zCode) };
    judgeLink(search, tally, link, copy);
  });
  return tally;
}

function arrive({ arrived }: Comparison, run: PlanRun, count = 1): void {
  arrived.set(run, (arrived.get(run) ?? 0) + count);
}

interface Search {
  readonly comparison: Comparison;
  readonly run: PlanRun;
  readonly other: PlanRun | undefined;
  /** Finders of both plans by array, made when first asked for. */
  readonly finders: { readonly before: FinderOf; readonly after: FinderOf };
  readonly back: ReadonlyMap<string, ArrayMatch>;
  readonly findAgain: ReturnType<typeof openLinkFinder> | null;
}

type FinderOf = (array: PlanArray) => PortFinder;

function openSearch(comparison: Comparison, run: PlanRun, other: PlanRun | undefined): Search {
  const { before, after } = comparison;
  return {
    comparison,
    run,
    other,
    finders: { before: rememberFinders(before), after: rememberFinders(after) },
    back: matchArrays(after, before),
    findAgain: other === undefined ? null : openLinkFinder(after, other),
  };
}

function rememberFinders(plan: Plan): FinderOf {
  const known = new Map<PlanArray, PortFinder>();
  return (array) => {
    const finder = known.get(array) ?? openPortFinder(plan, array);
    known.set(array, finder);
    return finder;
  };
}

function judgeLink(search: Search, tally: Tally, link: LinkAt, copy: number): void {
  const { comparison, run } = search;
  const a = mapEnd(comparison.matches.get(link.a.array.spec.name), link.a);
  const z = mapEnd(comparison.matches.get(link.z.array.spec.name), link.z);
  const atA = a === null ? null : search.finders.after(a.array)(a.index, a);
  if (a !== null && z !== null && atA !== null && isSameLink(atA.link, a, z)) {
    const { spec } = atA.link.run;
    tally.counts.kept++;
    if (spec.rateBitsPerSecond !== run.spec.rateBitsPerSecond || spec.medium !== run.spec.medium)
      tally.counts.changed++;
    arrive(comparison, atA.link.run);
    return;
  }
  const again = findAgain(search, link, copy);
  if (again !== null) arrive(comparison, again.run);
  const kind: MoveKind = again === null ? "replaced" : "shifted";
  // What the other port has is asked only where it decides, or is shown.
  const isEnough = atA !== null || (again !== null && tally.examples.has(kind));
  const taken = isEnough || z === null ? atA : search.finders.after(z.array)(z.index, z);
  if (again === null && taken === null) {
    tally.counts.removed++;
    return;
  }
  tally.counts[kind]++;
  if (!tally.examples.has(kind)) tally.examples.set(kind, { kind, before: link, after: again, taken });
}

/** Whichever end is called a: a statement may be turned round. */
function isSameLink(link: LinkAt, a: LinkEnd, z: LinkEnd): boolean {
  return (isSamePort(link.a, a) && isSamePort(link.z, z)) || (isSamePort(link.a, z) && isSamePort(link.z, a));
}

/** The link of the same statement between the same devices, if it is not a kept link of its own. */
function findAgain(search: Search, link: LinkAt, copy: number): LinkAt | null {
  const { comparison, other, findAgain: find } = search;
  if (find === null || other === undefined) return null;
  const near = listIndices(comparison.matches.get(link.a.array.spec.name), link.a, other.a);
  const far = listIndices(comparison.matches.get(link.z.array.spec.name), link.z, other.z);
  const again = near === null || far === null ? null : find({ a: near, z: far, copy });
  if (again === null) return null;
  const a = mapEnd(search.back.get(again.a.array.spec.name), again.a);
  const z = mapEnd(search.back.get(again.z.array.spec.name), again.z);
  const before = a === null || z === null ? null : search.finders.before(a.array)(a.index, a);
  const isKept = a !== null && z !== null && before !== null && isSameLink(before.link, a, z);
  return isKept ? null : again;
}

/** The counts of all runs together. */
export type LinkSums = Readonly<
  Record<"before" | "after" | "kept" | "changed" | "shifted" | "replaced" | "removed" | "added", number>
>;

/** Returns the sums over all runs. */
export function sumLinks({ runs }: Growth): LinkSums {
  const sum = (key: keyof LinkSums): number => runs.reduce((total, run) => total + run[key], 0);
  return {
    before: sum("before"),
    after: sum("after"),
    kept: sum("kept"),
    changed: sum("changed"),
    shifted: sum("shifted"),
    replaced: sum("replaced"),
    removed: sum("removed"),
    added: sum("added"),
  };
}

/** Returns how many links move. */
export function countMoved(growth: Growth): number {
  const { shifted, replaced } = sumLinks(growth);
  return shifted + replaced;
}
