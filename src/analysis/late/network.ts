/** Late functions of networks: bandwidth, oversubscription, bisection, hops and paths. */
import { DIM } from "../../core/dimension.js";
import { formatCount, formatRate } from "../../core/quantity.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import { findTiers } from "../../plan/tiers.js";
import { viewFabric } from "../fabric-view.js";
import { findDiameter } from "../flow/diameter.js";
import type { Measures } from "../measure.js";
import { type BandwidthTerm, sumBandwidth } from "../metrics/oversubscription.metric.js";
import type { PairPaths } from "../metrics/paths.metric.js";
import { type Answer, bothOf, labelRun, makeAnswer, type Query, type Refusal, runsOf } from "./answer.js";

/** `bandwidth`: of the links of an array, its ports, or a fabric, together. */
export function sumRates(query: Query): Answer {
  const runs = runsOf(query);
  const total = (which: "all" | "active"): Ratio =>
    sumBandwidth(runs.map((run) => ({ ...run, links: run.links[which] })));
  const labels = runs.flatMap((run) => labelRun(query, run, describeTerm({ ...run, links: run.links[query.which] })));
  return makeAnswer({ all: total("all"), active: total("active") }, DIM.rate, { labels });
}

function describeTerm({ links, rateBitsPerSecond }: BandwidthTerm): string {
  return `${formatCount(links)} x ${formatRate(rateBitsPerSecond)} = ${formatRate(links * rateBitsPerSecond)}`;
}

/** `oversubscription`: bandwidth down over bandwidth up, of the worst device of an array. */
export function weighArray(query: Query): Answer | Refusal {
  const { measures, target, which } = query;
  const found = measures.oversubscription.filter((one) => one.array === target?.name);
  const name = `\`${target?.name ?? ""}\``;
  if (found.length === 0) return { impossible: explainUnweighed(query) };
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
  return makeAnswer({ all: ratioOf(worst, "all"), active: ratioOf(worst, "active") }, DIM.none, { labels, detail });
}

/** Says on which side an array has no links, and which arrays stand between two. */
function explainUnweighed({ measures, plan, target }: Query): string {
  const name = target?.name ?? "";
  const goes = new Set(
    plan.runs.flatMap(({ spec, a, z }) => {
      if (spec.direction !== "up") return [];
      return [...(a.spec.array === name ? ["up"] : []), ...(z.spec.array === name ? ["down"] : [])];
    }),
  );
  const [only] = goes;
  const has = only === undefined ? "no links up or down" : `links ${only} only`;
  const others = [...new Set(measures.oversubscription.map(({ array }) => `\`${array}\``))];
  const here = others.length === 0 ? "none is here" : `here ${others.join(", ")}`;
  return `\`${name}\` has ${has}, and only what has links down and up can be oversubscribed: ${here}`;
}

function ratioOf(one: Measures["oversubscription"][number], which: "all" | "active"): Ratio {
  return one.balance[which].ratio ?? ratio(0);
}

/** `bisection`: the least bandwidth between two halves of a fabric's hosts. */
export function findBisection({ measures, target, which }: Query): Answer | Refusal {
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
  return makeAnswer({ all: rate("all"), active: rate("active") }, DIM.rate, { detail });
}

/** The pairs of hosts that paths were counted between, or why they bound nothing. */
function listPairs({ measures, target }: Query): readonly PairPaths[] | Refusal {
  const name = target?.name ?? "";
  const pairs = measures.paths.find((one) => one.fabric === name)?.pairs.filter(({ state }) => state === "found") ?? [];
  if (pairs.length === 0) return { impossible: `no paths between hosts of \`${name}\` are known` };
  if (pairs.every(({ apexTier }) => apexTier !== null)) return pairs;
  return { impossible: `\`${name}\` links peers, and there only a few pairs of hosts are looked at` };
}

/** `hops`: the most links on a shortest path between two hosts, both host links included; among peers every pair is looked at. */
export function countHops(query: Query): Answer | Refusal {
  const { plan, target } = query;
  const isPeered = plan.runs.some(({ spec }) => spec.fabric === target?.name && spec.direction === "peer");
  if (isPeered && target !== null) return measureDiameter(query, target.name);
  const pairs = listPairs(query);
  if ("impossible" in pairs) return pairs;
  const most = ratio(Math.max(...pairs.map(({ hops }) => hops.most)));
  return makeAnswer({ all: most, active: most }, DIM.none);
}

function measureDiameter({ design, plan }: Query, fabric: string): Answer | Refusal {
  const found = findDiameter(plan, viewFabric({ design, plan }, fabric));
  if (found === "split") return { impossible: `some hosts of \`${fabric}\` have no path to each other` };
  if (found === "large") {
    return { impossible: `\`${fabric}\` links peers, and has more of them than can be looked at pair by pair` };
  }
  return makeAnswer(bothOf({ all: found, active: found }), DIM.none);
}

/** `paths`: the fewest shortest paths between two hosts that are farthest apart. */
export function countPaths(query: Query): Answer | Refusal {
  const pairs = listPairs(query);
  if ("impossible" in pairs) return pairs;
  const far = Math.max(...pairs.map(({ hops }) => hops.most));
  const farthest = pairs.filter(({ hops }) => hops.most === far);
  const least = ratio(Math.min(...farthest.map(({ paths }) => paths.least)));
  return makeAnswer({ all: least, active: least }, DIM.none, { detail: farthest[0]?.relation ?? "" });
}

/** `tiers`: how many tiers of switches stand above what only connects up; peers make none. */
export function countTiers({ plan, target }: Query): Answer {
  const { tiers } = findTiers(plan, target?.name ?? "");
  const most = ratio(Math.max(0, ...tiers.values()));
  const named = [...tiers].filter(([, tier]) => tier > 0).sort(([, left], [, right]) => left - right);
  return makeAnswer({ all: most, active: most }, DIM.none, {
    detail: named.map(([array, tier]) => `\`${array}\` in tier ${tier}`).join(", "),
  });
}
