/**
 * A fabric between two halves of its hosts as a small graph: hosts of one half are one node, switches are boxes of
 * indices. Where every switch of a box has the same links to every other box, a flow spreads evenly inside it, and the
 * greatest flow of the small graph is that of the whole one; where not, it is an upper bound.
 */
import type { Component } from "../../plan/component.js";
import type { Which } from "../../plan/count.js";
import { attachmentsOf, endOf, type Plan, type PlanArray, type PlanRun } from "../../plan/plan.js";
import { addCut, type Cuts, findFactorCuts, listIntervals } from "../device-classes.js";
import type { FabricView } from "../fabric-view.js";
import {
  type BoxedRun,
  type Boxes,
  isEven,
  isPlainlyEven,
  type LinkTally,
  positionsOf,
  tallyRun,
} from "./link-tally.js";

/** How one host array is halved: indices of that dimension below `middle` against those up to `to`. */
export interface Halving {
  readonly array: PlanArray;
  readonly position: number;
  readonly middle: number;
  readonly to: number;
}

export interface ClassGraph {
  readonly boxes: Boxes;
  readonly tallies: readonly { readonly run: PlanRun; readonly tally: readonly LinkTally[] }[];
  /** True if every box is even, so that the graph answers exactly. */
  readonly exact: boolean;
}

/** More nodes than this are merged instead of told apart. */
const MOST_NODES = 1024;

/** Up to so many nodes it is quicker to tell apart than to find out whether that is needed. */
const FEW_NODES = 160;

/** Returns the graph of a fabric whose hosts are halved so. */
export function buildClassGraph(plan: Plan, view: FabricView, halvings: readonly Halving[], which: Which): ClassGraph {
  const cuts = new Map<PlanArray, Cuts[]>();
  for (const array of view.arrays) cuts.set(array, startCuts(plan, view, array, halvings));
  const inner = (array: PlanArray): boolean =>
    view.relays(array) && !halvings.some((halving) => halving.array === array);
  const scope: Scope = { view, inner, which };
  shareCuts(view, cuts, inner);
  for (let isFirst = true; ; isFirst = false) {
    const boxes = toBoxes(cuts);
    const boxed = (run: PlanRun): BoxedRun => ({ run, boxes, which });
    const doubtful = listTables(scope, cuts).filter((one) => !isPlainlyEven(boxed(one.run), one.component, one.end));
    const isCut = isFirst && doubtful.length > 0 && refine(cuts, doubtful, FEW_NODES);
    const uneven = isCut ? [] : doubtful.filter((one) => !isEven(boxed(one.run), one.component, one.end));
    const isSettled = !isCut && (uneven.length === 0 || !refine(cuts, uneven, MOST_NODES));
    if (isSettled) {
      const tallies = view.runs.map((run) => ({ run, tally: tallyRun(boxed(run)) }));
      return { boxes, tallies, exact: uneven.length === 0 };
    }
    shareCuts(view, cuts, inner);
  }
}

function startCuts(plan: Plan, view: FabricView, array: PlanArray, halvings: readonly Halving[]): Cuts[] {
  const mine = halvings.filter((halving) => halving.array === array);
  if (mine.length > 0 || !view.relays(array)) {
    const cuts: Cuts[] = array.spec.dims.map(() => new Set([0]));
    for (const { position, middle, to } of mine) {
      addCut(cuts, position, middle);
      addCut(cuts, position, to);
    }
    return cuts;
  }
  const attachments = attachmentsOf(plan, array.spec.name).filter(({ run }) => run.spec.fabric === view.name);
  return findFactorCuts(array, attachments);
}

/** A name that runs at both ends is cut alike at a switch as at what it is linked to. */
function shareCuts(view: FabricView, cuts: ReadonlyMap<PlanArray, Cuts[]>, inner: (array: PlanArray) => boolean): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { a, z } of view.runs) {
      for (const [near, far] of [
        [a, z],
        [z, a],
      ] as const) {
        if (!inner(far.array)) continue;
        near.index.forEach(({ slot }, from) => {
          const target = cuts.get(far.array);
          const origin = cuts.get(near.array)?.[from];
          if (target === undefined || origin === undefined || slot < 0) return;
          far.index.forEach((other, to) => {
            if (other.slot === slot && to < target.length && merge(target, to, origin)) changed = true;
          });
        });
      }
    }
  }
}

function merge(target: Cuts[], position: number, origin: Cuts): boolean {
  const own = target[position];
  if (own === undefined || own === "every") return false;
  if (origin === "every") {
    target[position] = "every";
    return true;
  }
  const before = own.size;
  for (const at of origin) own.add(at);
  return own.size > before;
}

function toBoxes(cuts: ReadonlyMap<PlanArray, readonly Cuts[]>): Boxes {
  return new Map(
    [...cuts].map(([array, own]) => [
      array,
      array.spec.dims.map((dim, position) => listIntervals(own[position] ?? new Set([0]), dim.extent)),
    ]),
  );
}

/** One end of a table: the positions of the switches there that it may tell apart. */
interface TableEnd {
  readonly run: PlanRun;
  readonly component: Component;
  readonly end: "a" | "z";
  readonly array: PlanArray;
  readonly positions: readonly number[];
}

interface Scope {
  readonly view: FabricView;
  /** Switches between the halves: only they must be even. */
  readonly inner: (array: PlanArray) => boolean;
  readonly which: Which;
}

/** Returns where tables index switches between the halves that are not told apart yet. */
function listTables({ view, inner }: Scope, cuts: ReadonlyMap<PlanArray, Cuts[]>): readonly TableEnd[] {
  return view.runs.flatMap((run) =>
    (["a", "z"] as const).flatMap((end): readonly TableEnd[] => {
      const { array, index } = endOf(run, end);
      if (!inner(array)) return [];
      return run.components.flatMap((component) => {
        if (component.table === null) return [];
        const positions = positionsOf(index.slice(0, array.spec.dims.length), component.slots);
        const isApart = positions.every((position) => cuts.get(array)?.[position] === "every");
        return isApart ? [] : [{ run, component, end, array, positions }];
      });
    }),
  );
}

/** Tells the uneven devices apart; false if that would make more nodes than `most`. */
function refine(cuts: Map<PlanArray, Cuts[]>, uneven: readonly TableEnd[], most: number): boolean {
  const trial = new Map([...cuts].map(([array, own]) => [array, [...own]]));
  for (const { array, positions } of uneven) {
    const own = trial.get(array);
    if (own !== undefined) for (const position of positions) own[position] = "every";
  }
  const nodes = [...toBoxes(trial).values()].reduce((sum, box) => sum + countBoxes(box), 0);
  if (nodes > most) return false;
  for (const [array, own] of trial) cuts.set(array, own);
  return true;
}

/** Returns how many boxes an array has. */
export function countBoxes(intervals: readonly (readonly number[])[]): number {
  return intervals.reduce((product, starts) => product * Math.max(0, starts.length - 1), 1);
}
