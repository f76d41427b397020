/** The parts of the report about the whole: power, estimates, requirements, findings and assumptions. */
import type { Verdict } from "../analysis/judge.js";
import type { Measures } from "../analysis/measure.js";
import type { PowerFigure } from "../analysis/metrics/power.metric.js";
import type { Diagnostic } from "../core/diagnostic.js";
import { formatByteRate, formatBytes, formatCount, formatPower, formatRate, formatTime } from "../core/quantity.js";
import type { Design } from "../model/design.js";
import type { Part } from "../model/part.js";
import {
  type AllReduceEstimate,
  allReduceError,
  hierarchicalModel,
  type PhaseTimes,
  ringModel,
} from "../simulate/all-reduce.js";
import { type CheckpointEstimate, checkpointError, checkpointModel } from "../simulate/checkpoint.js";
import { escapeCode, escapeMarkdown, escapeMessage, makeTable, type TableView } from "./text/markdown.js";

/** Returns the power of each array and the totals; what is unknown is named, not counted. */
export function viewPower({ power }: Measures): object {
  const table = makeTable(
    [
      ["devices", "left"],
      ["installed", "right"],
      ["each, at most", "right"],
      ["at most", "right"],
      ["typical", "right"],
      ["evidence", "left"],
    ],
    power.arrays.map(({ array, devices, max, typical }) => [
      escapeMarkdown(array),
      formatCount(devices.all),
      max === null ? "unknown" : formatPower(max.wattsEach),
      max === null ? "unknown" : formatPower(max.watts.all),
      typical === null ? "unknown" : formatPower(typical.watts.all),
      escapeMarkdown(describeEvidence(max ?? typical)),
    ]),
  );
  const { max, typical } = power;
  const sentence = (what: string, total: typeof max): string => {
    if (total.unknown.length === power.arrays.length) return `${what} unknown: no part states it.`;
    return `${what} ${formatPower(total.watts.all)} installed, ${formatPower(total.watts.active)} active${total.unknown.length > 0 ? `, without ${total.unknown.join(", ")}` : ""}.`;
  };
  return {
    table,
    max: escapeMarkdown(sentence("At most", max)),
    typical: escapeMarkdown(sentence("Typically", typical)),
  };
}

function describeEvidence(figure: PowerFigure | null): string {
  if (figure === null || figure.grade === null) return "";
  return figure.source === null ? figure.grade : `${figure.grade}: ${figure.source}`;
}

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
    verdicts.map(({ text, found, state, message }) => [
      escapeCode(text),
      escapeMessage(found.join(", ")),
      state === "met" ? "met" : state === "failed" ? "not met" : "unknown",
      escapeMarkdown(message ?? ""),
    ]),
  );
}

/** Returns the findings, each as a line. */
export function viewFindings(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${escapeMessage(message)}`);
}

/** Returns every figure of a part in use that is graded as assumed. */
export function viewAssumptions(design: Design): TableView | null {
  const parts = new Map<string, Part>();
  const visit = (part: Part): void => {
    if (parts.has(part.id)) return;
    parts.set(part.id, part);
    for (const component of part.components) visit(component.part);
  };
  for (const array of design.arrays) visit(array.part);
  return makeTable(
    [
      ["part", "left"],
      ["figure", "left"],
      ["value", "left"],
      ["why", "left"],
    ],
    [...parts.values()].flatMap((part) =>
      part.facts
        .filter(({ grade }) => grade === "assumed")
        .map(({ property, text, source }) => [part.id, property, text, source ?? ""].map(escapeMarkdown)),
    ),
  );
}
