/** Counts of a compiled design, by what a published table calls them. Computed from the plan and the measures only. */
import { lateFunctions } from "../../src/analysis/late/functions.js";
import { type Ratio, ratio } from "../../src/core/ratio.js";
import { countDevices, countLinks } from "../../src/plan/count.js";
import { enumerateLinks } from "../../src/plan/enumerate.js";
import { arrayNamed, endOf, type PlanRun } from "../../src/plan/plan.js";
import type { Sound } from "../unit/compile-sound.js";

/** What is counted: a kind, and the subjects that it is summed over. */
export type Count =
  /** Devices of arrays, spares too. */
  | readonly ["devices", ...string[]]
  /** GPUs of the active devices of arrays, or of all installed ones. */
  | readonly ["gpus" | "gpus with spares", ...string[]]
  /** Links of a fabric, or of `fabric/run`; all installed, or those between active devices. */
  | readonly ["links" | "active links", ...string[]]
  /** Cables of `fabric/run`: a breakout is one. */
  | readonly ["cables", ...string[]]
  /** Cages of `array.ports` that have a link, through all fabrics but those of `!fabric/run`: as many modules. */
  | readonly ["cages", ...string[]]
  /** The most ports in use on one device of an array. */
  | readonly ["ports used", string]
  /** Bandwidth down over up of an array of switches: of active devices, or with spares. */
  | readonly ["oversubscription" | "oversubscription with spares", string]
  /** The most links on a shortest path between two hosts of a fabric; the fewest shortest paths between the farthest. */
  | readonly ["hops" | "paths", string];

/** Returns the count. Throws where the design has no such array or run. */
export function countIn(results: Sound, count: Count): Ratio {
  const [kind, ...subjects] = count;
  switch (kind) {
    case "devices":
      return sum(subjects, (name) => countDevices(arrayNamed(results.plan, name), "all"));
    case "gpus":
    case "gpus with spares":
      return sum(subjects, (name) => countGpus(results, name, kind === "gpus" ? "active" : "all"));
    case "links":
    case "active links":
      return sum(subjects, (name) => countRuns(results, name, kind === "links" ? "all" : "active"));
    case "cables":
      return sum(subjects, (name) => countCables(results, name));
    case "cages":
      return ratio(countCages(results, subjects));
    case "ports used":
      return ratio(findFullest(results, subjects[0] ?? ""));
    case "oversubscription":
    case "oversubscription with spares":
      return findBalance(results, subjects[0] ?? "", kind === "oversubscription" ? "active" : "all");
    case "hops":
    case "paths":
      return ask(results, kind, subjects[0] ?? "");
  }
}

function sum(subjects: readonly string[], count: (subject: string) => number): Ratio {
  return ratio(subjects.reduce((total, subject) => total + count(subject), 0));
}

function countGpus({ measures }: Sound, name: string, which: "active" | "all"): number {
  const found = measures.devices.arrays.find(({ array }) => array === name);
  if (found === undefined) throw new Error(`there is no array ${name}`);
  return found.gpus[which];
}

function listRuns({ plan }: Sound, subject: string): readonly PlanRun[] {
  const [fabric, name] = subject.split("/");
  const runs = plan.runs.filter(({ spec }) => spec.fabric === fabric && (name === undefined || spec.name === name));
  if (runs.length === 0) throw new Error(`there is no run ${subject}, only ${plan.runs.map(({ spec }) => spec.name)}`);
  return runs;
}

function countRuns(results: Sound, subject: string, which: "active" | "all"): number {
  return listRuns(results, subject).reduce((total, run) => total + countLinks(run, which), 0);
}

function countCables(results: Sound, subject: string): number {
  const names = listRuns(results, subject).flatMap((run) =>
    [...enumerateLinks(results.plan, run)].map(({ assembly }) => assembly),
  );
  return new Set(names).size;
}

/** Cages are named in the rows of links. */
function countCages(results: Sound, subjects: readonly string[]): number {
  const cages = new Set<string>();
  for (const run of results.plan.runs) {
    if (subjects.includes(`!${run.spec.fabric}/${run.spec.name}`)) continue;
    for (const which of ["a", "z"] as const) {
      const end = endOf(run, which);
      if (!subjects.includes(`${end.spec.array}.${end.spec.ports}`)) continue;
      for (const row of enumerateLinks(results.plan, run))
        cages.add(`${row[`${which}_device`]} ${row[`${which}_cage`]}`);
    }
  }
  return cages.size;
}

function findFullest({ measures }: Sound, array: string): number {
  const found = measures.ports.filter((one) => one.array === array);
  if (found.length === 0) throw new Error(`${array} has no links`);
  return found.reduce(
    (most, { fullest }) =>
      Math.max(
        most,
        fullest.uses.reduce((total, use) => total + use.ports.all, 0),
      ),
    0,
  );
}

function findBalance({ measures }: Sound, array: string, which: "active" | "all"): Ratio {
  const found = measures.oversubscription.find((one) => one.array === array)?.balance[which].ratio;
  if (found === undefined || found === null) throw new Error(`${array} has no links both down and up`);
  return found;
}

/** What the function of that name says of a fabric in a requirement. */
function ask({ design, plan, measures }: Sound, call: "hops" | "paths", fabric: string): Ratio {
  const target = { of: "fabric", name: fabric, ports: null };
  const found = lateFunctions.get(call)?.answer({ design, plan, measures, target, which: "all" });
  if (found === undefined || "impossible" in found) throw new Error(`${call}(${fabric}): ${found?.impossible}`);
  return found.value.all;
}
