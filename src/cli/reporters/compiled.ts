/** What `weft compile` prints at its end, to be read in ten seconds: counts, ratios, power, verdicts, findings. */
import type { Verdict } from "../../analysis/judge.js";
import type { Measures } from "../../analysis/measure.js";
import type { FabricBandwidth } from "../../analysis/metrics/bandwidth.metric.js";
import type { Diagnostic, Severity } from "../../core/diagnostic.js";
import { formatBytes, formatCount, formatPower, formatRate, formatTime } from "../../core/quantity.js";
import type { Ratio } from "../../core/ratio.js";
import { countNoun } from "../../core/words.js";
import type { WrittenFile } from "../../emit/emitter.js";
import { describeRatio } from "../../emit/text/figure.js";
import type { Estimates } from "../../simulate/estimate.js";
import { describeSummary, type Summary } from "./summary.js";

const WIDTH = 80;
const HEADING = 13;

export interface Outcome {
  readonly name: string;
  readonly measures: Measures;
  readonly estimates: Estimates;
  readonly verdicts: readonly Verdict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns a few lines under the name of the design, ending in a line feed. */
export function reportOutcome(outcome: Outcome): string {
  const { name, measures, estimates, verdicts, diagnostics } = outcome;
  const entries: readonly (readonly [string, readonly string[]])[] = [
    ["devices", describeDevices(measures)],
    ["links", describeLinks(measures)],
    ...measures.bandwidth.map((fabric) => [fabric.fabric, describeFabric(measures, fabric)] as const),
    ["power", describePower(measures)],
    ["checkpoint", estimates.checkpoints.flatMap(describeCheckpoint)],
    ["requirements", describeVerdicts(verdicts)],
    ["findings", [describeFindings(diagnostics)]],
  ];
  return `${name}\n${entries.map(([heading, parts]) => writeEntry(heading, parts)).join("")}`;
}

/** What a program is told of the same: the overview, the requirements, how many findings, and the files. */
export function reportOutcomeJson(
  outcome: Pick<Outcome, "verdicts" | "diagnostics">,
  summary: Summary,
  folder: string,
  files: readonly WrittenFile[],
): string {
  const requirements = outcome.verdicts.map(({ text, message, state, found, rests }) => ({
    text,
    message,
    state,
    found,
    rests,
  }));
  const count = (severity: Severity): number => outcome.diagnostics.filter((one) => one.severity === severity).length;
  const findings = { warnings: count("warning"), advice: count("advice") };
  return `${JSON.stringify({ ...describeSummary(summary), requirements, findings, folder, files }, null, 2)}\n`;
}

/** Writes a heading and its parts, wrapped between parts. */
function writeEntry(heading: string, parts: readonly string[]): string {
  if (parts.length === 0) return "";
  const margin = Math.max(HEADING, heading.length + 1);
  const lines: string[] = [];
  let line = `  ${heading.padEnd(margin)}`;
  let isFresh = true;
  for (const [at, part] of parts.entries()) {
    const text = at < parts.length - 1 ? `${part};` : part;
    if (!isFresh && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(margin + 2);
      isFresh = true;
    }
    line += isFresh ? text : ` ${text}`;
    isFresh = false;
  }
  return `${[...lines, line].join("\n")}\n`;
}

function describeDevices({ devices }: Measures): readonly string[] {
  const arrays = devices.arrays.filter(({ kind }) => kind !== "switch");
  const switches = devices.arrays
    .filter(({ kind }) => kind === "switch")
    .reduce((sum, one) => sum + one.devices.all, 0);
  const parts = arrays.map(({ array, devices: own, gpus }) => {
    const holding = gpus.all === 0 ? "" : ` with ${countNoun(gpus.active, "GPU")}`;
    const spare = own.all === own.active ? "" : `, ${formatCount(own.all - own.active)} spare`;
    return `${formatCount(own.active)} ${array}${holding}${spare}`;
  });
  return switches === 0 ? parts : [...parts, countNoun(switches, "switch", "switches")];
}

function describeLinks({ links, assemblies }: Measures): readonly string[] {
  const total = links.runs.reduce((sum, run) => sum + run.links.all, 0);
  const cables = assemblies.reduce((sum, run) => sum + run.assemblies.all, 0);
  return total === 0 ? [] : [`${formatCount(total)} in ${countNoun(cables, "cable")}`];
}

function describeFabric(measures: Measures, fabric: FabricBandwidth): readonly string[] {
  const own = measures.oversubscription.filter((one) => one.fabric === fabric.fabric);
  const ratios = own.map(({ array, balance }) => `${array} ${describePair(balance.active.ratio, balance.all.ratio)}`);
  const { endToEnd } = fabric;
  const end =
    endToEnd === null || own.length === 0 ? [] : [`end to end ${describePair(endToEnd.active, endToEnd.all)}`];
  const shares = fabric.access.flatMap(({ array, perGpu }) => {
    if (perGpu === null) return [];
    const share = `${formatRate(perGpu.active.valueOf())} a GPU`;
    return [fabric.access.length > 1 ? `${share} of ${array}` : share];
  });
  const cut = measures.bisection.find((one) => one.fabric === fabric.fabric)?.cut.active ?? null;
  const bisection = cut === null ? [] : [`bisection ${formatRate(cut.bitsPerSecond.valueOf())}`];
  const oversubscribed = ratios.map((text, at) => (at === 0 ? `oversubscription ${text}` : text));
  return [...oversubscribed, ...end, ...shares, ...bisection];
}

function describePair(active: Ratio | null, all: Ratio | null): string {
  if (active === null) return "without uplinks";
  const first = describeRatio(active);
  return all === null || all.equals(active) ? first : `${first}, with spares ${describeRatio(all)}`;
}

function describePower({ power }: Measures): readonly string[] {
  const { max } = power;
  const known = max.watts.all === 0 ? [] : [`at most ${formatPower(max.watts.all)}`];
  const basis = max.assumed.length === 0 ? [] : [`assumed for ${max.assumed.join(", ")}`];
  const lacks = [...max.unknown, ...max.unknownPlugs.map(({ array, part }) => `${part.id} in ${array}`)];
  return [...known, ...basis, ...(lacks.length === 0 ? [] : [`unknown for ${lacks.join(", ")}`])];
}

function describeCheckpoint({ bytes, seconds, narrowest }: Estimates["checkpoints"][number]): readonly string[] {
  if (seconds === null || narrowest === null) return [];
  return [`${formatBytes(bytes)} in ${formatTime(seconds)}, limited by ${narrowest.name}`];
}

function describeVerdicts(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const met = verdicts.filter(({ state }) => state === "met").length;
  const weak = verdicts.filter(({ state, rests }) => state === "met" && rests.length > 0).length;
  const basis = weak === 0 ? [] : [`${formatCount(weak)} of them on assumed figures`];
  return [`${formatCount(met)} of ${formatCount(verdicts.length)} met`, ...basis];
}

function describeFindings(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  const warnings = count("warning");
  const advice = count("advice");
  const parts = [
    ...(warnings > 0 ? [countNoun(warnings, "warning")] : []),
    ...(advice > 0 ? [countNoun(advice, "piece of advice", "pieces of advice")] : []),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}
