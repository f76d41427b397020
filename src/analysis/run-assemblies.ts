/** Physical cables of one run: plain ones, breakouts with one split end, trunks with two. */
import { findHead, isSplit, linksPerConnector, numberCages } from "../plan/connectors.js";
import { countLinks } from "../plan/count.js";
import { endOf, type Plan, type PlanRun } from "../plan/plan.js";
import { classifyDevices } from "./device-classes.js";
import { attachmentOf, countFilled, type FillProbe, listFilledPorts, openProbe } from "./filled.js";
import { type Both, forBoth } from "./metric.js";

export interface RunAssemblies {
  readonly position: number;
  readonly fabric: string;
  readonly run: string;
  readonly kind: "plain" | "breakout" | "trunk";
  /** The end at which links share a connector; a trunk is counted at its a end. */
  readonly head: "a" | "z" | null;
  /** Links that one connector of the head carries. */
  readonly linksPerConnector: number;
  /** Active: those with at least one link between devices in service. */
  readonly assemblies: Both<number>;
}

const known = new WeakMap<Plan, Map<PlanRun, RunAssemblies>>();

/**
 * Returns the cables of a run, counted once. Connectors in use at the split end are counted, so that a breakout with
 * free tails is one. Exact also with devices left out: places are walked once a class of devices.
 */
export function measureAssemblies(plan: Plan, run: PlanRun): RunAssemblies {
  const measured = known.get(plan) ?? new Map<PlanRun, RunAssemblies>();
  known.set(plan, measured);
  const before = measured.get(run);
  if (before !== undefined) return before;
  const found = measureRun(plan, run);
  measured.set(run, found);
  return found;
}

function measureRun(plan: Plan, run: PlanRun): RunAssemblies {
  const head = findHead(run);
  const start = { position: run.position, fabric: run.spec.fabric, run: run.spec.name };
  if (head === "plain") {
    return {
      ...start,
      kind: "plain",
      head: null,
      linksPerConnector: 1,
      assemblies: forBoth((which) => countLinks(run, which)),
    };
  }
  const kind = isSplit(run.a) && isSplit(run.z) ? "trunk" : "breakout";
  const links = linksPerConnector(endOf(run, head));
  return { ...start, kind, head, linksPerConnector: links, assemblies: countHeads(plan, run, head, links) };
}

/** Where both ends are in one block every trunk has two connectors in it. */
function countHeads(plan: Plan, run: PlanRun, head: "a" | "z", links: number): Both<number> {
  const attachment = attachmentOf(run, head);
  const probe = openProbe(plan, attachment);
  const ends = run.merged ? [attachmentOf(run, "a"), attachmentOf(run, "z")] : [attachment];
  let all = 0;
  let active = 0;
  for (const { index, count } of classifyDevices(attachment.end.array, ends)) {
    const heads = attachment.end.ports.pool === null ? countGroupCages(probe, index) : countFilled(probe, index, links);
    all += count * heads.all;
    active += count * heads.active;
  }
  return { all: all / ends.length, active: active / ends.length };
}

/** Ports of a group share a connector only where a cable fills their cage. */
function countGroupCages(probe: FillProbe, index: ArrayLike<number>): Both<number> {
  const cages = numberCages(probe.attachment.end.ports);
  const ports = listFilledPorts(probe, index);
  return forBoth((which) => new Set(ports[which].map((port) => cages[port])).size);
}
