/** What `weft grow` prints: devices and links of both plans, what moves, and why as far as that can be known. */
import type { DiagnosticFormat } from "../../core/render.js";
import { countMoved, type Growth, type MoveExample, type RunGrowth, sumLinks } from "../../plan/growth.js";
import { endOf, type Plan } from "../../plan/plan.js";
import type { LinkAt, LinkEnd } from "../../plan/port-finder.js";
import { codeOfPort, labelOf } from "../../plan/port-label.js";
import { groupDigits, layOutTable } from "./table.js";

/** Two plans and what was found between them. */
export interface ComparedPlans {
  readonly before: Plan;
  readonly after: Plan;
  readonly growth: Growth;
}

/** Returns the comparison in the format asked for, ending in a line feed. */
export function reportGrowth(compared: ComparedPlans, format: DiagnosticFormat): string {
  switch (format) {
    case "json":
      return writeJson(compared);
    case "plain":
      return writePlain(compared.growth);
    case "pretty":
      return writePretty(compared);
  }
}

function writePretty(compared: ComparedPlans): string {
  const { before, after, growth } = compared;
  const total = sumLinks(growth);
  const counts = [
    `${groupDigits(total.kept)} kept`,
    `${groupDigits(total.shifted + total.replaced)} moved`,
    `${groupDigits(total.removed)} removed`,
    `${groupDigits(total.added)} added`,
  ];
  const lines = [
    `${nameOf(before)} -> ${nameOf(after)}`,
    `  devices  ${growth.arrays.map(describeArray).join(", ")}`,
    ...describeNames(growth),
    `  links    ${groupDigits(total.before)} -> ${groupDigits(total.after)}: ${counts.join(", ")}`,
    ...(total.changed === 0
      ? []
      : [`           ${groupDigits(total.changed)} of those kept with another rate or medium`]),
    "",
    ...writeRuns(growth.runs),
    ...growth.runs.flatMap(describeMoves),
  ];
  return `${lines.join("\n")}\n`;
}

function nameOf({ spec }: Plan): string {
  return spec.phase === undefined ? spec.name : `${spec.name}, phase ${spec.phase}`;
}

function describeArray({ array, before, after }: Growth["arrays"][number]): string {
  if (before === after) return `${groupDigits(before)} ${array}`;
  return `${groupDigits(before)} -> ${groupDigits(after)} ${array}`;
}

/** A new name is no move: the device stays where it is, but its label changes. */
function describeNames({ arrays }: Growth): readonly string[] {
  const renamed = arrays.flatMap(({ array, common: { renamed: count, example } }) =>
    example === null ? [] : [`${groupDigits(count)} ${array}, ${example.before} is now ${example.after}`],
  );
  return renamed.length === 0 ? [] : [`  renamed  ${renamed.join("; ")}`];
}

function writeRuns(runs: readonly RunGrowth[]): readonly string[] {
  const heads = ["", "before", "after", "kept", "moved", "removed", "added"];
  const rows = runs.map((run) => [
    `${run.fabric} ${run.run}`,
    ...[run.before, run.after, run.kept, run.shifted + run.replaced, run.removed, run.added].map(groupDigits),
  ]);
  return layOutTable([heads, ...rows], ["left", "right", "right", "right", "right", "right", "right"]);
}

function describeMoves(run: RunGrowth): readonly string[] {
  if (run.examples.length === 0) return [];
  const examples = run.examples.flatMap((example) => describeExample(run, example));
  const reasons = run.reasons.flatMap(({ text, help }) => [
    ...`  because ${text}`.split(/(?<=:) /).map((line, at) => (at === 0 ? line : `    ${line}`)),
    ...(help === "" ? [] : [`    to keep links where they are, ${help}`]),
  ]);
  const unknown = reasons.length === 0 ? ["  why is not plain from the statement itself"] : [];
  return ["", `${run.fabric} ${run.run}`, ...examples, ...reasons, ...unknown];
}

function describeExample(run: RunGrowth, { kind, before, after, taken }: MoveExample): readonly string[] {
  const count = groupDigits(kind === "shifted" ? run.shifted : run.replaced);
  const what = kind === "shifted" ? "move to other ports" : "give way to others";
  const now = after === null ? "" : `, now ${writeLink(after)}`;
  return [
    `  ${count} ${what}, such as`,
    `    ${writeLink(before)}${now}`,
    ...(taken === null ? [] : [`    ${writeEnd(taken.link, taken.which)} now goes to ${writeOther(taken)}`]),
  ];
}

function writeOther({ link, which }: NonNullable<MoveExample["taken"]>): string {
  return writeEnd(link, which === "a" ? "z" : "a");
}

function writeLink(link: LinkAt): string {
  return `${writeEnd(link, "a")} - ${writeEnd(link, "z")}`;
}

function writeEnd(link: LinkAt, which: "a" | "z"): string {
  const end = link[which];
  return `${end.array.write(end.index)}:${labelEnd(link, which, end)}`;
}

function labelEnd({ run }: LinkAt, which: "a" | "z", { unit, port, child }: LinkEnd): string {
  const { labels } = endOf(run, which);
  const code = labels.ports.pool === null ? unit : codeOfPort(labels, unit, port, child);
  return labelOf(labels, code).port;
}

/** Fabric, run, then counts; tab separated, numbers bare. */
function writePlain({ runs }: Growth): string {
  const heads = ["fabric", "run", "before", "after", "kept", "moved", "removed", "added"];
  const rows = runs.map((run) =>
    [run.fabric, run.run, run.before, run.after, run.kept, run.shifted + run.replaced, run.removed, run.added].map(
      String,
    ),
  );
  return [heads, ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}

function writeJson({ before, after, growth }: ComparedPlans): string {
  const describe = ({ spec }: Plan): object => ({ name: spec.name, phase: spec.phase ?? null });
  const { shifted, replaced, ...total } = sumLinks(growth);
  const data = {
    before: describe(before),
    after: describe(after),
    moved: countMoved(growth),
    links: { ...total, moved: shifted + replaced },
    devices: growth.arrays.map(({ array, before: had, after: has, common }) => ({
      array,
      before: had,
      after: has,
      kept: common.count,
      renamed: common.renamed,
      example: common.example,
    })),
    runs: growth.runs.map(describeRunJson),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function describeRunJson({ shifted, replaced, examples, reasons, ...counts }: RunGrowth): object {
  return {
    ...counts,
    moved: { shifted, replaced },
    examples: examples.map(({ kind, before, after, taken }) => ({
      kind,
      before: writeLink(before),
      after: after === null ? null : writeLink(after),
      port: taken === null ? null : writeEnd(taken.link, taken.which),
      now: taken === null ? null : writeLink(taken.link),
    })),
    reasons,
  };
}
