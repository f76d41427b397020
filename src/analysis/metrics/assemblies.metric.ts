/** Physical cables of each run: plain ones, breakouts with one split end, trunks with two. */
import { countLinks } from "../../plan/count.js";
import { findHead, isSplit } from "../../plan/link-names.js";
import { endOf, type Plan, type PlanEnd, type PlanRun } from "../../plan/plan.js";
import { classifyDevices } from "../device-classes.js";
import { attachmentOf, countFilled, openProbe } from "../filled.js";
import { type Both, forBoth, type Metric } from "../metric.js";

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

/**
 * Counts connectors in use at the split end, so that a breakout with free tails counts as one. Exact also with devices
 * left out: places are walked once a class of devices (device-classes.ts).
 */
export const metric: Metric<"assemblies", readonly RunAssemblies[]> = {
  name: "assemblies",
  title: "cable assemblies",
  measure: ({ plan }) => plan.runs.map((run) => measureRun(plan, run)),
};

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
  const linksPerConnector = perConnector(endOf(run, head));
  const kind = isSplit(run.a) && isSplit(run.z) ? "trunk" : "breakout";
  return { ...start, kind, head, linksPerConnector, assemblies: countHeads(plan, run, head) };
}

function perConnector({ spec }: PlanEnd): number {
  return spec.children / spec.connectors;
}

/** Where both ends are in one block every trunk has two connectors in it. */
function countHeads(plan: Plan, run: PlanRun, head: "a" | "z"): Both<number> {
  const attachment = attachmentOf(run, head);
  const probe = openProbe(plan, attachment);
  const ends = run.merged ? [attachmentOf(run, "a"), attachmentOf(run, "z")] : [attachment];
  let all = 0;
  let active = 0;
  for (const { index, count } of classifyDevices(attachment.end.array, ends)) {
    const heads = countFilled(probe, index, perConnector(attachment.end));
    all += count * heads.all;
    active += count * heads.active;
  }
  return { all: all / ends.length, active: active / ends.length };
}
