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
  readonly senders: readonly PlanArray[];
  /** The fraction of their access bandwidth that all senders keep at once, at most 1. */
  readonly fraction: Ratio;
}

/** Returns the flow of those hosts through tier `tier`; a fraction of 0 if none of them reaches it. */
export function measureTier(view: FabricView, hosts: readonly PlanArray[], tier: number, which: Which): TierFlow {
  const up = view.runs.filter((run) => run.spec.direction === "up");
  const senders = hosts.filter((host) => view.tierOf(host) < tier && reaches(view, up, host, tier));
  const entering = up.filter((run) => view.tierOf(run.a.array) < tier && view.tierOf(run.z.array) >= tier);
  const capacity = entering.reduce((sum, run) => sum + view.unitsOf(run, which), 0);
  return {
    capacity: toBitsPerSecond(view, ratio(capacity)),
    senders,
    fraction: findFraction(view, { up, senders, tier, which }),
  };
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
  readonly up: readonly PlanRun[];
  readonly senders: readonly PlanArray[];
  readonly tier: number;
  readonly which: Which;
}

/** Lowers the fraction to what the narrowest cut allows until no cut is too narrow: each cut is met at most once. */
function findFraction(view: FabricView, question: Question): Ratio {
  const { up, senders, which } = question;
  const access = senders.map((sender) =>
    up.filter((run) => run.a.array === sender).reduce((sum, run) => sum + view.unitsOf(run, which), 0),
  );
  const total = access.reduce((sum, one) => sum + one, 0);
  let fraction = ratio(total === 0 ? 0 : 1);
  for (let cuts = 0; total > 0 && cuts <= senders.length; cuts++) {
    const top = Number(fraction.n);
    const wanted = access.map((one) => one * top);
    const { flow, inside } = flowUp(view, question, wanted, Number(fraction.d));
    if (flow >= total * top) return fraction;
    const outside = wanted.reduce((sum, one, at) => (inside[at] === true ? sum : sum + one), 0);
    const asked = access.reduce((sum, one, at) => (inside[at] === true ? sum + one : sum), 0);
    fraction = ratio(flow - outside)
      .div(ratio(fraction.d))
      .div(ratio(asked));
  }
  return fraction;
}

/** Sends `wanted` from each sender with all links `scale` times as fast; says which senders a narrowest cut holds back. */
function flowUp(
  view: FabricView,
  { up, senders, tier, which }: Question,
  wanted: readonly number[],
  scale: number,
): { readonly flow: number; readonly inside: readonly boolean[] } {
  const source = view.arrays.length;
  const sink = source + 1;
  const graph = createFlowGraph(sink + 1);
  const nodeOf = (array: PlanArray): number => view.arrays.indexOf(array);
  senders.forEach((sender, at) => joinNodes(graph, source, nodeOf(sender), { there: wanted[at] ?? 0, back: 0 }));
  for (const array of view.arrays) {
    if (view.tierOf(array) >= tier) joinNodes(graph, nodeOf(array), sink, { there: Number.POSITIVE_INFINITY, back: 0 });
  }
  for (const run of up) {
    joinNodes(graph, nodeOf(run.a.array), nodeOf(run.z.array), { there: view.unitsOf(run, which) * scale, back: 0 });
  }
  const flow = findMaxFlow(graph, source, sink);
  const side = findSourceSide(graph, source);
  return { flow, inside: senders.map((sender) => side[nodeOf(sender)] === true) };
}
