/** The parts of the report about the whole: estimates, requirements, findings and assumptions. */
import type { Verdict } from "../analysis/judge.js";
import { listPartsInUse } from "../analysis/parts-in-use.js";
import { findWeakFacts, findWeakFactsOf, findWeakPower, type WeakFact } from "../analysis/weak-facts.js";
import type { Diagnostic } from "../core/diagnostic.js";
import { formatByteRate, formatBytes, formatCount, formatRate, formatTime } from "../core/quantity.js";
import {
  type AllReduceEstimate,
  allReduceError,
  hierarchicalModel,
  type PhaseTimes,
  ringModel,
} from "../simulate/all-reduce.js";
import { type CheckpointEstimate, checkpointError, checkpointModel } from "../simulate/checkpoint.js";
import type { Results } from "./emitter.js";
import { escapeCode, escapeMarkdown, escapeMessage, makeTable, type TableView } from "./text/markdown.js";

/** Returns the bandwidths that a checkpoint passes, and the time that the narrowest allows. */
export function viewCheckpoint(estimate: CheckpointEstimate): object {
  const { gpus, bytesPerGpu, bytes, narrowest, seconds } = estimate;
  const size = `${formatCount(gpus)} GPUs x ${formatBytes(bytesPerGpu)} = ${formatBytes(bytes)}`;
  const time =
    narrowest === null || seconds === null ? "" : `, in ${formatTime(seconds)}: limited by ${narrowest.name}`;
  return {
    workload: escapeMarkdown(estimate.workload),
    sentence: escapeMarkdown(`${size}${time}.`),
    table: makeTable(
      [
        ["on the way", "left"],
        ["bandwidth", "right"],
        ["", "left"],
      ],
      estimate.candidates.map((one) => [
        `${escapeMarkdown(one.name)}${one === narrowest ? " (narrowest)" : ""}`,
        formatByteRate(one.bytesPerSecond),
        escapeMarkdown(one.arithmetic),
      ]),
    ),
    model: escapeMarkdown(checkpointModel),
    error: escapeMarkdown(checkpointError),
  };
}

/** Returns the times of an all-reduce through each tier. */
export function viewAllReduce(estimate: AllReduceEstimate): object {
  const { bytes, ranks, tiers, packedTier, scaleUpBytesPerSecond, gpusPerHost } = estimate;
  const packed = tiers.find(({ tier }) => tier === packedTier);
  const where =
    packed === undefined ? "They do not fit under one tier." : `Packed, they fit below ${packed.arrays.join(", ")}.`;
  const inside =
    scaleUpBytesPerSecond === null
      ? ""
      : ` ${gpusPerHost} GPUs of a host reach each other at ${formatByteRate(scaleUpBytesPerSecond)}.`;
  return {
    workload: escapeMarkdown(estimate.workload),
    fabric: escapeMarkdown(estimate.fabric),
    sentence: escapeMarkdown(`${formatBytes(bytes)} over ${formatCount(ranks)} ranks. ${where}${inside}`),
    table: makeTable(
      [
        ["through", "left"],
        ["share of a GPU", "right"],
        ["hops", "right"],
        ["ring", "right"],
        ["of it bandwidth", "right"],
        ["hierarchical", "right"],
      ],
      tiers.map(({ arrays, shareBitsPerSecond, hops, ring, hierarchical }) => [
        escapeMarkdown(arrays.join(", ")),
        formatRate(shareBitsPerSecond),
        String(hops),
        formatTime(totalOf(ring)),
        formatTime(ring.bandwidthSeconds),
        hierarchical === null ? "" : formatTime(totalOf(hierarchical)),
      ]),
    ),
    ring: escapeMarkdown(ringModel),
    hierarchical: escapeMarkdown(hierarchicalModel),
    error: escapeMarkdown(allReduceError),
    assumptions: estimate.assumptions.map(({ name, value, unit, source }) =>
      escapeMarkdown(`${name}: ${unit === "s" ? formatTime(value) : `${value} ${unit}`}, ${source}`),
    ),
  };
}

function totalOf({ bandwidthSeconds, latencySeconds }: PhaseTimes): number {
  return bandwidthSeconds + latencySeconds;
}

/** Returns what was required and found. */
export function viewRequirements(verdicts: readonly Verdict[]): TableView | null {
  return makeTable(
    [
      ["requirement", "left"],
      ["found", "left"],
      ["", "left"],
      ["why", "left"],
    ],
    verdicts.map(({ text, found, state, message, rests }) => [
      escapeCode(text),
      escapeMessage(found.join(", ")),
      escapeMessage(describeState(state, rests)),
      escapeMarkdown(message ?? ""),
    ]),
  );
}

function describeState(state: Verdict["state"], rests: readonly string[]): string {
  const word = state === "met" ? "met" : state === "failed" ? "not met" : "unknown";
  return rests.length === 0 ? word : `${word}, on assumed figures: ${rests.join(", ")}`;
}

/** Returns the findings, each as a line. */
export function viewFindings(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${escapeMessage(message)}`);
}

/** Returns every figure of a part in use that is graded as assumed, with the results of the design that it decides. */
export function viewAssumptions(results: Results): TableView | null {
  const decided = listDecided(results);
  return makeTable(
    [
      ["part", "left"],
      ["figure", "left"],
      ["value", "left"],
      ["why", "left"],
      ["decides", "left"],
    ],
    listPartsInUse(results.design).flatMap((part) =>
      part.facts
        .filter(({ grade }) => grade === "assumed")
        .map(({ property, text, source, origin }) => [
          ...[part.id, property, text, source ?? ""].map(escapeMarkdown),
          escapeMessage((decided.get(`${origin.file} ${origin.start}`) ?? []).join(", ")),
        ]),
    ),
  );
}

/** By the place of a figure: the totals and requirements that rest on it. */
function listDecided(results: Results): ReadonlyMap<string, readonly string[]> {
  const decided = new Map<string, string[]>();
  const add = (text: string, facts: readonly WeakFact[]): void => {
    for (const { fact } of facts) {
      const key = `${fact.origin.file} ${fact.origin.start}`;
      const known = decided.get(key) ?? [];
      if (!known.includes(text)) decided.set(key, [...known, text]);
    }
  };
  add("the power at most", findWeakPower(results));
  add("the GPU memory", findWeakFacts(results, "memory", null));
  add("the oversubscription", findWeakFacts(results, "oversubscription", null));
  for (const { text, condition } of results.design.requirements) {
    add(`\`${text}\``, findWeakFactsOf(results, condition));
  }
  return decided;
}
