/**
 * The late functions: what each says of the compiled cluster, read from the measures. A value comes with the places that
 * contributed and with what the other scope would give.
 */

import type { Label } from "../../core/diagnostic.js";
import { DIM } from "../../core/dimension.js";
import { formatCount, formatPower, formatRate } from "../../core/quantity.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { Design, DeviceArray } from "../../model/design.js";
import type { Plan } from "../../plan/plan.js";
import type { Measures } from "../measure.js";
import type { Both } from "../metric.js";
import { type BandwidthTerm, sumBandwidth } from "../metrics/oversubscription.metric.js";
import type { PairPaths } from "../metrics/paths.metric.js";

/** What is asked: of which thing (null: the cluster), counting what. */
export interface Query {
  readonly design: Design;
  readonly plan: Plan;
  readonly measures: Measures;
  readonly target: Target | null;
  readonly which: "all" | "active";
}

/** An array, an array's ports, or a fabric. */
export interface Target {
  readonly of: string;
  readonly name: string;
  readonly ports: string | null;
}

export interface Answer {
  readonly value: Both<Ratio>;
  readonly dimension: string;
  /** How the value came about: `27.2 Tbps / 24 Tbps`; empty where there is nothing to say. */
  readonly detail: string;
  readonly labels: readonly Label[];
  /** Figures that nobody states and that the value lacks. */
  readonly missing: readonly string[];
}

/** Why there is no answer. */
export interface Refusal {
  readonly impossible: string;
}

export interface LateFunction {
  /** What counts where no `all` or `active` is given: capacity is active, matter is all. */
  readonly scope: "all" | "active";
  readonly answer: (query: Query) => Answer | Refusal;
}

/** By name, as in the table of functions of the language. */
export const lateFunctions: ReadonlyMap<string, LateFunction> = new Map<string, LateFunction>([
  ["count", { scope: "all", answer: countArray }],
  ["gpus", { scope: "active", answer: countGpus }],
  ["ports", { scope: "all", answer: countPorts }],
  ["links", { scope: "all", answer: countLinks }],
  ["oversubscription", { scope: "active", answer: weighArray }],
  ["bandwidth", { scope: "active", answer: sumRates }],
  ["bisection", { scope: "active", answer: findBisection }],
  ["memory", { scope: "active", answer: sumMemory }],
  ["power", { scope: "all", answer: sumPower }],
  ["hops", { scope: "all", answer: countHops }],
  ["paths", { scope: "all", answer: countPaths }],
]);

function answer(value: Both<Ratio>, dimension: string, rest: Partial<Answer> = {}): Answer {
  return { value, dimension, detail: "", labels: [], missing: [], ...rest };
}

function bothOf(value: Both<number>): Both<Ratio> {
  return { all: ratio(value.all), active: ratio(value.active) };
}

function sumBoth(values: readonly Both<number>[]): Both<Ratio> {
  const sum = (which: "all" | "active"): Ratio =>
    values.reduce((total, value) => total.add(ratio(value[which])), ratio(0));
  return { all: sum("all"), active: sum("active") };
}

function arrayOf({ design, target }: Query): DeviceArray | undefined {
  return design.arrays.find((array) => array.name === target?.name);
}

function countArray(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  const found = query.measures.devices.arrays.find((one) => one.array === array?.name);
  if (array === undefined || found === undefined) return { impossible: "`count` is of an array" };
  return answer(bothOf(found.devices), DIM.none, {
    labels: [labelArray(array, `${formatCount(found.devices[query.which])} devices`)],
  });
}

function countGpus(query: Query): Answer {
  const { measures, target, which, design } = query;
  const arrays = measures.devices.arrays.filter(
    (one) => one.gpusEach > 0 && (target === null || one.array === target.name),
  );
  const labels = arrays.flatMap((one) => {
    const array = design.arrays.find((candidate) => candidate.name === one.array);
    return array === undefined
      ? []
      : [
          labelArray(
            array,
            `${formatCount(one.devices[which])} x ${one.gpusEach} = ${formatCount(one.gpus[which])} GPUs`,
          ),
        ];
  });
  return answer(sumBoth(arrays.map((one) => one.gpus)), DIM.none, { labels });
}

function countPorts(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  const devices = query.measures.devices.arrays.find((one) => one.array === array?.name)?.devices;
  if (array === undefined || devices === undefined) return { impossible: "`ports` is of an array or of its ports" };
  const groups = array.part.ports.filter((ports) => matchesPorts(ports.name, query.target?.ports ?? null));
  const each = groups.reduce(
    (sum, ports) => sum + (ports.poolCount ?? 1) * ports.dims.reduce((product, dim) => product * dim.extent, 1),
    0,
  );
  const label = labelArray(array, `${formatCount(devices[query.which])} x ${each} ports`);
  return answer({ all: ratio(devices.all * each), active: ratio(devices.active * each) }, DIM.none, {
    labels: [label],
  });
}

/** `backend` also names `backend.port`. */
function matchesPorts(name: string, wanted: string | null): boolean {
  return wanted === null || name === wanted || name.startsWith(`${wanted}.`);
}

interface RunPart {
  readonly position: number;
  readonly links: Both<number>;
  readonly rateBitsPerSecond: number;
}

/** The runs of a fabric, or those with an end at an array or at its ports; each once. */
function runsOf({ measures, plan, target }: Query): readonly RunPart[] {
  return measures.links.runs.filter(({ position, fabric }) => {
    if (target?.of === "fabric") return fabric === target.name;
    const run = plan.runs[position];
    return [run?.a, run?.z].some(
      (end) => end?.spec.array === target?.name && matchesPorts(end?.spec.ports ?? "", target?.ports ?? null),
    );
  });
}

function countLinks(query: Query): Answer {
  const runs = runsOf(query);
  const labels = runs.flatMap((run) => labelRun(query, run, `${formatCount(run.links[query.which])} links`));
  return answer(sumBoth(runs.map((run) => run.links)), DIM.none, { labels });
}

function sumRates(query: Query): Answer {
  const runs = runsOf(query);
  const total = (which: "all" | "active"): Ratio =>
    sumBandwidth(runs.map((run) => ({ ...run, links: run.links[which] })));
  const labels = runs.flatMap((run) => labelRun(query, run, describeTerm({ ...run, links: run.links[query.which] })));
  return answer({ all: total("all"), active: total("active") }, DIM.rate, { labels });
}

function describeTerm({ links, rateBitsPerSecond }: BandwidthTerm): string {
  return `${formatCount(links)} x ${formatRate(rateBitsPerSecond)} = ${formatRate(links * rateBitsPerSecond)}`;
}

function weighArray(query: Query): Answer | Refusal {
  const { measures, target, which } = query;
  const found = measures.oversubscription.filter((one) => one.array === target?.name);
  const name = `\`${target?.name ?? ""}\``;
  if (found.length === 0)
    return { impossible: `${name} has no links both down and up, so nothing can be oversubscribed` };
  const open = found.find(({ balance }) => balance[which].ratio === null);
  if (open !== undefined)
    return { impossible: `a device of ${name} has links down and none up in fabric \`${open.fabric}\`` };
  const worst = found.reduce((one, other) => (ratioOf(other, which).compare(ratioOf(one, which)) > 0 ? other : one));
  const { down, up } = worst.balance[which];
  const labels = [
    ...down.flatMap((term) => labelRun(query, term, `${describeTerm(term)} down`)),
    ...up.flatMap((term) => labelRun(query, term, `${describeTerm(term)} up`)),
  ];
  const detail = `${formatRate(sumBandwidth(down).valueOf())} down / ${formatRate(sumBandwidth(up).valueOf())} up`;
  return answer({ all: ratioOf(worst, "all"), active: ratioOf(worst, "active") }, DIM.none, { labels, detail });
}

function ratioOf(one: Measures["oversubscription"][number], which: "all" | "active"): Ratio {
  return one.balance[which].ratio ?? ratio(0);
}

function findBisection({ measures, target, which }: Query): Answer | Refusal {
  const found = measures.bisection.find((one) => one.fabric === target?.name)?.cut;
  const cut = found?.[which] ?? null;
  if (found === undefined || cut === null) {
    return { impossible: `the hosts of \`${target?.name ?? ""}\` have no dimension that can be halved` };
  }
  const halves = cut.halves.map(
    ({ array, dimension, first, second }) => `\`${dimension}\` of \`${array}\` ${first} + ${second}`,
  );
  const detail = `between ${halves.join(", ")}${cut.exact ? "" : "; an upper bound"}`;
  const rate = (scope: "all" | "active"): Ratio => found[scope]?.bitsPerSecond ?? ratio(0);
  return answer({ all: rate("all"), active: rate("active") }, DIM.rate, { detail });
}

function sumMemory({ measures, target }: Query): Answer {
  const arrays = measures.memory.arrays.filter((one) => target === null || one.array === target.name);
  const bytes = sumBoth(arrays.flatMap((one) => (one.bytes === null ? [] : [one.bytes])));
  const missing = arrays.flatMap((one) => (one.bytes === null ? [`the GPU memory of \`${one.array}\``] : []));
  return answer({ all: bytes.all.mul(8), active: bytes.active.mul(8) }, DIM.data, { missing });
}

function sumPower({ design, measures, target, which }: Query): Answer {
  const wanted = measures.power.arrays.filter(({ array }) => {
    if (target === null || target.name === array) return true;
    return target.of === "fabric" && design.arrays.some((one) => one.name === array && one.fabric === target.name);
  });
  const known = wanted.flatMap((one) => (one.max === null ? [] : [one.max.watts]));
  const missing = wanted.flatMap((one) =>
    one.max === null && one.devices.all > 0 ? [`the power of \`${one.array}\` (part \`${one.part}\`)`] : [],
  );
  const labels = wanted.flatMap((one) => {
    const array = design.arrays.find((candidate) => candidate.name === one.array);
    if (array === undefined || one.max === null) return [];
    const { wattsEach, watts } = one.max;
    return [
      labelArray(
        array,
        `${formatCount(one.devices[which])} x ${formatPower(wattsEach)} = ${formatPower(watts[which])}`,
      ),
    ];
  });
  return answer(sumBoth(known), DIM.power, { missing, labels });
}

/** The pairs of hosts that paths were counted between, or why they bound nothing. */
function listPairs({ measures, target }: Query): readonly PairPaths[] | Refusal {
  const name = target?.name ?? "";
  const pairs = measures.paths.find((one) => one.fabric === name)?.pairs.filter(({ state }) => state === "found") ?? [];
  if (pairs.length === 0) return { impossible: `no paths between hosts of \`${name}\` are known` };
  if (pairs.every(({ apexTier }) => apexTier !== null)) return pairs;
  return { impossible: `\`${name}\` links peers, and there only a few pairs of hosts are looked at` };
}

/** The most links on a shortest path between two hosts, both host links included. */
function countHops(query: Query): Answer | Refusal {
  const pairs = listPairs(query);
  if ("impossible" in pairs) return pairs;
  const most = ratio(Math.max(...pairs.map(({ hops }) => hops.most)));
  return answer({ all: most, active: most }, DIM.none);
}

/** The fewest shortest paths between two hosts that are farthest apart. */
function countPaths(query: Query): Answer | Refusal {
  const pairs = listPairs(query);
  if ("impossible" in pairs) return pairs;
  const far = Math.max(...pairs.map(({ hops }) => hops.most));
  const farthest = pairs.filter(({ hops }) => hops.most === far);
  const least = ratio(Math.min(...farthest.map(({ paths }) => paths.least)));
  return answer({ all: least, active: least }, DIM.none, { detail: farthest[0]?.relation ?? "" });
}

function labelArray(array: DeviceArray, text: string): Label {
  return { span: array.nameOrigin, text };
}

function labelRun({ plan }: Query, { position }: { readonly position: number }, text: string): readonly Label[] {
  const connect = plan.connects[position];
  return connect === undefined ? [] : [{ span: connect.origin, text }];
}
