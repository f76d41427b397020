/**
 * What hosts can keep up through each tier when all of them send through it at once: the greatest fraction of their
 * access bandwidth that a flow can carry up, on a graph with one node an array.
 */
import { type Ratio, ratio } from "../../core/ratio.js";
import type { Which } from "../../plan/count.js";
import type { PlanArray, PlanRun } from "../../plan/plan.js";
import { type FabricView, toBitsPerSecond } from "../fabric-view.js";
import { createFlowGraph, findMaxFlow, findSourceSide, joinNodes } from "./max-flow.js";

/** What a tier of a fabric lets through. */
export interface TierFlow {
  /** Bandwidth of all links that enter the tier from below it, in bits per second. */
  readonly capacity: Ratio;
  /** The arrays that can reach the tier. */
  readonly senders: readonly Sender[];
  /** What all senders have, over what they keep together; null where nothing gets through. */
  readonly ratio: Ratio | null;
}

export interface Sender {
  readonly array: PlanArray;
  /** The fraction of its access bandwidth that it keeps while all send: at most 1, and fair among the held back. */
  readonly fraction: Ratio;
}

/** Returns the flow of those hosts through tier `tier`. */
export function measureTier(view: FabricView, hosts: readonly PlanArray[], tier: number, which: Which): TierFlow {
  const up = view.runs.filter((run) => run.spec.direction === "up");
  const arrays = hosts.filter((host) => view.tierOf(host) < tier && reaches(view, up, host, tier));
  const entering = up.filter((run) => view.tierOf(run.a.array) < tier && view.tierOf(run.z.array) >= tier);
  const capacity = entering.reduce((sum, run) => sum + view.unitsOf(run, which), 0);
  const access = arrays.map((array) => countAccess(view, up, array, which));
  const fractions = shareFairly({ view, up, arrays, access, tier, which });
  const total = access.reduce((sum, one) => sum.add(ratio(one)), ratio(0));
  const kept = access.reduce((sum, one, at) => sum.add(ratio(one).mul(fractions[at] ?? ratio(0))), ratio(0));
  return {
    capacity: toBitsPerSecond(view, ratio(capacity)),
    senders: arrays.map((array, at) => ({ array, fraction: fractions[at] ?? ratio(0) })),
    ratio: kept.equals(0) ? null : total.div(kept),
  };
}

function countAccess(view: FabricView, up: readonly PlanRun[], array: PlanArray, which: Which): number {
  return up.filter((run) => run.a.array === array).reduce((sum, run) => sum + view.unitsOf(run, which), 0);
}

function reaches(view: FabricView, up: readonly PlanRun[], from: PlanArray, tier: number): boolean {
  const seen = new Set([from]);
  for (const array of seen) {
    if (view.tierOf(array) >= tier) return true;
    for (const run of up) if (run.a.array === array) seen.add(run.z.array);
  }
  return false;
}

interface Question {
  readonly view: FabricView;
  readonly up: readonly PlanRun[];
  readonly arrays: readonly PlanArray[];
  /** Units of access bandwidth, an entry an array. */
  readonly access: readonly number[];
  readonly tier: number;
  readonly which: Which;
}

/** Raises all fractions together until a cut holds some senders back; those keep theirs, the others go on. */
function shareFairly(question: Question): readonly Ratio[] {
  const settled = question.access.map((units) => (units === 0 ? ratio(0) : null));
  while (settled.includes(null)) {
    const { fraction, heldBack } = raiseTogether(question, settled);
    settled.forEach((known, at) => {
      if (known === null && (heldBack === null || heldBack[at] === true)) settled[at] = fraction;
    });
  }
  return settled.map((fraction) => fraction ?? ratio(0));
}

interface Raised {
  readonly fraction: Ratio;
  /** The senders behind the cut that decides; null where no cut does. */
  readonly heldBack: readonly boolean[] | null;
}

/** Lowers the fraction of the unsettled to what the narrowest cut allows, until none is too narrow. */
function raiseTogether(question: Question, settled: readonly (Ratio | null)[]): Raised {
  let raised: Raised = { fraction: ratio(1), heldBack: null };
  for (let cuts = 0; cuts <= settled.length; cuts++) {
    const { fraction } = raised;
    const wanted = question.access.map((units, at) => ratio(units).mul(settled[at] ?? fraction));
    const { links, inside, fits } = flowUp(question, wanted);
    if (fits) return raised;
    const sum = (values: readonly Ratio[], chosen: (at: number) => boolean): Ratio =>
      values.reduce((total, value, at) => (chosen(at) ? total.add(value) : total), ratio(0));
    const fixed = sum(wanted, (at) => inside[at] === true && settled[at] !== null);
    const asked = sum(
      question.access.map((units) => ratio(units)),
      (at) => inside[at] === true && settled[at] === null,
    );
    if (asked.equals(0)) return raised;
    raised = { fraction: links.sub(fixed).div(asked), heldBack: inside };
  }
  return raised;
}

interface Flow {
  readonly fits: boolean;
  /** Units of the links of a narrowest cut. */
  readonly links: Ratio;
  /** The senders whose traffic has to pass those links. */
  readonly inside: readonly boolean[];
}

/** Sends what is wanted, all numbers made whole by one factor. */
function flowUp({ view, up, arrays, tier, which }: Question, wanted: readonly Ratio[]): Flow {
  const scale = wanted.reduce((product, { d }) => (product % d === 0n ? product : product * d), 1n);
  const whole = wanted.map((one) => Number(one.mul(ratio(scale)).n));
  const source = view.arrays.length;
  const sink = source + 1;
  const graph = createFlowGraph(sink + 1);
  const nodeOf = (array: PlanArray): number => view.arrays.indexOf(array);
  for (const [at, array] of arrays.entries()) {
    joinNodes(graph, source, nodeOf(array), { there: whole[at] ?? 0, back: 0 });
  }
  for (const array of view.arrays) {
    if (view.tierOf(array) >= tier) joinNodes(graph, nodeOf(array), sink, { there: Number.POSITIVE_INFINITY, back: 0 });
  }
  for (const run of up) {
    joinNodes(graph, nodeOf(run.a.array), nodeOf(run.z.array), {
      there: view.unitsOf(run, which) * Number(scale),
      back: 0,
    });
  }
  const flow = findMaxFlow(graph, source, sink);
  const side = findSourceSide(graph, source);
  const inside = arrays.map((array) => side[nodeOf(array)] === true);
  const outside = whole.reduce((sum, one, at) => (inside[at] === true ? sum : sum + one), 0);
  const total = whole.reduce((sum, one) => sum + one, 0);
  return { fits: flow >= total, links: ratio(flow - outside).div(ratio(scale)), inside };
}
