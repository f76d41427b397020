/**
 * Connect statements as rules look at them: the run of the plan with the statement it comes from, how its links fit the
 * ports, and how its ends are called in messages.
 */
import { formatRate } from "../../core/quantity.js";
import type { Connect, End } from "../../model/design.js";
import type { Part } from "../../model/part.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Plan, PlanRun } from "../../plan/plan.js";
import { type Fit, fitPort, type PortFit } from "../../plan/rates.js";

/** A statement that the plan holds; those with errors of their own are not among them. */
export interface Statement {
  readonly run: PlanRun;
  readonly connect: Connect;
}

/** The two ends of a statement, for loops over both. */
export const bothEnds = ["a", "z"] as const;

/** Returns the statements of a plan in their order; none for a plan that was read from a file. */
export function listStatements(plan: Plan): readonly Statement[] {
  return plan.runs.flatMap((run) => {
    const connect = plan.connects[run.position];
    return connect === undefined ? [] : [{ run, connect }];
  });
}

/** Returns how the links of a statement fit the ports of one end. */
export function fitAt(connect: Connect, which: "a" | "z"): PortFit {
  return fitPort(connect[which].ports, rateOf(connect), connect.whole ? "whole" : "split");
}

const misfits: ReadonlySet<Fit> = new Set(["tooFast", "noSplit", "groupSlow"]);

/** True if links of that rate cannot use the ports of one end, or of either; what is reckoned for them means nothing. */
export function isMisfit(connect: Connect, which: "a" | "z" | "both"): boolean {
  const ends = which === "both" ? bothEnds : [which];
  return ends.some((end) => misfits.has(fitAt(connect, end).fit));
}

/** Returns the end of a block: `both` stands for either, as they are one pool. */
export function endOfBlock(which: "a" | "z" | "both"): "a" | "z" {
  return which === "z" ? "z" : "a";
}

/** Returns `host.backend`, or `tor` where its part has no other ports. */
export function nameEnd(end: End): string {
  return end.array.part.ports.length === 1 ? `\`${end.array.name}\`` : `\`${end.array.name}.${end.ports.name}\``;
}

/** Returns where the links of a device go at that end: `down to \`host\``, `up to \`agg\``, `to peers in \`router\``. */
export function describeDirection(run: PlanRun, which: "a" | "z" | "both"): string {
  const far = which === "z" ? run.spec.a.array : run.spec.z.array;
  if (run.spec.direction === "peer") return `to peers in \`${far}\``;
  return which === "z" ? `down to \`${far}\`` : `up to \`${far}\``;
}

/** Returns `128 x 200 Gbps`. */
export function describeLinks(links: number, rateBitsPerSecond: number): string {
  return `${links} x ${formatRate(rateBitsPerSecond)}`;
}

/** Returns `1 cage`, `2 cages`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** Returns the facts of ports that decide a finding, for `noteFigures`: a group's own, or those of its NIC. */
export function figuresOfPorts({ ports, array }: End, names: readonly string[]): readonly [Part, readonly string[]] {
  const owner = ports.nic ?? array.part;
  const own =
    ports.nic === null ? ports.name : ports.nic.ports.find((one) => ports.name.endsWith(`.${one.name}`))?.name;
  const group = own ?? ports.nic?.ports[0]?.name ?? ports.name;
  return [owner, [group, ...names.map((name) => `${group}.${name}`)]];
}
