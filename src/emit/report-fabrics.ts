/** The parts of the report about fabrics: ratios, bisection, paths and ports. */
import type { Measures } from "../analysis/measure.js";
import type { BandwidthTerm } from "../analysis/metrics/oversubscription.metric.js";
import type { Range } from "../analysis/metrics/paths.metric.js";
import { formatCount, formatRate } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import { describeRatio, formatFigure } from "./text/figure.js";
import { escapeMarkdown, makeTable, type TableView } from "./text/markdown.js";

/** Returns the oversubscription of each array of a fabric, and the ratio end to end, or null for a fabric without tiers. */
export function viewRatios(measures: Measures, fabric: string): TableView | null {
  const tiers = measures.oversubscription.filter((one) => one.fabric === fabric);
  const endToEnd = measures.bandwidth.find((one) => one.fabric === fabric)?.endToEnd ?? null;
  const rows = tiers.map(({ array, tier, balance }) => [
    escapeMarkdown(array),
    String(tier),
    describeTerms(balance.all.down),
    describeTerms(balance.all.up),
    describeMaybe(balance.active.ratio),
    describeMaybe(balance.all.ratio),
  ]);
  const last =
    endToEnd === null ? [] : [["end to end", "", "", "", describeRatio(endToEnd.active), describeRatio(endToEnd.all)]];
  return makeTable(
    [
      ["oversubscription", "left"],
      ["tier", "right"],
      ["down", "right"],
      ["up", "right"],
      ["active", "right"],
      ["with spares", "right"],
    ],
    tiers.length === 0 ? [] : [...rows, ...last],
  );
}

function describeTerms(terms: readonly BandwidthTerm[]): string {
  return terms
    .map(({ links, rateBitsPerSecond }) => `${formatCount(links)} x ${formatRate(rateBitsPerSecond)}`)
    .join(" + ");
}

function describeMaybe(ratio: Ratio | null): string {
  return ratio === null ? "no links up" : describeRatio(ratio);
}

/** Returns a sentence on the bisection of a fabric, or an empty text. */
export function viewBisection(measures: Measures, fabric: string): string {
  const cut = measures.bisection.find((one) => one.fabric === fabric)?.cut.active ?? null;
  if (cut === null) return "";
  const halves = cut.halves.map(
    ({ array, dimension, first, second }) =>
      `${dimension} of ${array} into ${formatCount(first)} and ${formatCount(second)}`,
  );
  const rate = formatRate(cut.bitsPerSecond.valueOf());
  const hosts = cut.hosts.map((count) => formatCount(count)).join(" and ");
  const bound = cut.exact ? "" : " It is an upper bound: switches that differ were taken for one.";
  return escapeMarkdown(`${rate} one way between ${hosts} active hosts, halving ${halves.join(", ")}.${bound}`);
}

/** Returns hops and paths by how far hosts stand apart, with the hosts between which they were counted. */
export function viewPaths(measures: Measures, fabric: string): TableView | null {
  const pairs = measures.paths.find((one) => one.fabric === fabric)?.pairs ?? [];
  return makeTable(
    [
      ["hosts", "left"],
      ["counted from", "left"],
      ["to", "left"],
      ["hops", "right"],
      ["shortest paths", "right"],
    ],
    pairs.map(({ array, relation, from, to, state, hops, paths }) => [
      escapeMarkdown(`${array}, ${relation}`),
      escapeMarkdown(from),
      escapeMarkdown(to.join(", ")),
      state === "found" ? describeRange(hops) : "",
      state === "found" ? describeRange(paths) : state === "none" ? "none" : "not counted: too many links",
    ]),
  );
}

function describeRange({ least, most }: Range): string {
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
}

/** Returns the ports of the switches, a row for each pool of an array, with the cages of its fullest device. */
export function viewPorts(measures: Measures): TableView | null {
  return makeTable(
    [
      ["switches", "left"],
      ["pool", "left"],
      ["ports", "right"],
      ["used", "right"],
      ["spare", "right"],
      ["free", "right"],
      ["cages of the fullest", "right"],
    ],
    measures.ports.map(({ array, ports, total, fullest, cagesEach }) => [
      escapeMarkdown(array),
      escapeMarkdown(ports),
      formatCount(total.ports),
      formatCount(total.used),
      formatCount(total.spare),
      formatCount(total.free),
      formatFigure({
        kind: "sum",
        terms: fullest.uses.map(({ cages }) => cages.all).filter((count) => count > 0),
        of: cagesEach,
      }),
    ]),
  );
}
