/** What a design amounts to, row by row: the figures that a person looks for first, as data without a layout. */
import { formatCount, formatRate } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import type { Measures } from "./measure.js";
import type { Both, MetricContext } from "./metric.js";
import type { FabricBandwidth, HostShare } from "./metrics/bandwidth.metric.js";
import type { ArrayPorts } from "./metrics/ports.metric.js";
import { findWeakFacts } from "./weak-facts.js";

export type Figure =
  | { readonly kind: "count"; readonly value: number }
  | { readonly kind: "ratio"; readonly value: Ratio }
  /** Bits per second. */
  | { readonly kind: "rate"; readonly value: Ratio }
  | { readonly kind: "bytes"; readonly value: number }
  /** A sum written out, with its result. */
  | { readonly kind: "sum"; readonly terms: readonly number[]; readonly of: number };

export interface OverviewRow {
  /** For programs: `links.backend.host-tor`. */
  readonly key: string;
  readonly label: string;
  readonly active: Figure | null;
  /** Null where spares have no say, or where only what is installed counts. */
  readonly all: Figure | null;
}

export interface OverviewSection {
  /** The name of a fabric; empty for the cluster. */
  readonly title: string;
  readonly rows: readonly OverviewRow[];
}

/** Returns the sections of the overview: the cluster, then each fabric. */
export function buildOverview(context: MetricContext, measures: Measures): readonly OverviewSection[] {
  const fabrics = context.plan.spec.fabrics.map((fabric) => ({
    title: fabric,
    rows: [
      ...listSwitches(context, measures, fabric),
      ...listRuns(context, measures, fabric),
      ...listRatios(context, measures, fabric),
      ...listCages(context, measures, fabric),
      ...listBandwidth(measures, fabric),
      ...listBisection(measures, fabric),
    ],
  }));
  return [{ title: "", rows: listCluster(context, measures) }, ...fabrics];
}

function count(value: number): Figure {
  return { kind: "count", value };
}

function countRow(key: string, label: string, value: Both<number>): OverviewRow {
  return { key, label, active: count(value.active), all: count(value.all) };
}

function listCluster(context: MetricContext, measures: Measures): readonly OverviewRow[] {
  const { design } = context;
  const { devices, memory } = measures;
  const outside = devices.arrays.filter(
    ({ array }) =>
      !design.fabrics.some((fabric) => design.arrays.find((one) => one.name === array)?.fabric === fabric.name),
  );
  const rows = outside.map(({ array, gpusEach, devices: own }) =>
    countRow(`devices.${array}`, gpusEach > 0 ? `${array}, ${gpusEach} GPUs each` : array, own),
  );
  if (devices.gpus.all > 0) rows.push(countRow("gpus", "GPUs", devices.gpus));
  if (memory.bytes.all > 0 && memory.unknown.length === 0) {
    const { active, all } = memory.bytes;
    const isWeak = findWeakFacts(context, "memory", null).length > 0;
    rows.push({
      key: "memory",
      label: isWeak ? "GPU memory, assumed" : "GPU memory",
      active: { kind: "bytes", value: active },
      all: { kind: "bytes", value: all },
    });
  }
  return rows;
}

function listSwitches({ design }: MetricContext, measures: Measures, fabric: string): readonly OverviewRow[] {
  return measures.devices.arrays
    .filter(({ array }) => design.arrays.find((one) => one.name === array)?.fabric === fabric)
    .map(({ array, devices }) => countRow(`devices.${array}`, array, devices));
}

function listRuns({ plan }: MetricContext, measures: Measures, fabric: string): readonly OverviewRow[] {
  return measures.links.runs.flatMap((run) => {
    if (run.fabric !== fabric) return [];
    const rate = formatRate(run.rateBitsPerSecond);
    const links = countRow(`links.${fabric}.${run.run}`, `${run.run} links, ${rate}`, run.links);
    const cables = measures.assemblies.find(({ position }) => position === run.position);
    const spec = plan.runs[run.position]?.spec;
    if (cables === undefined || cables.kind === "plain" || spec === undefined) return [links];
    const split = `${cables.linksPerConnector}x${rate.replace(/ (.?)bps$/, "$1")}`;
    const label = `${run.run} ${cables.kind} assemblies, ${split}`;
    return [links, countRow(`assemblies.${fabric}.${run.run}`, label, cables.assemblies)];
  });
}

function listRatios(context: MetricContext, measures: Measures, fabric: string): readonly OverviewRow[] {
  const ratio = (value: Ratio | null): Figure | null => (value === null ? null : { kind: "ratio", value });
  const tiers = measures.oversubscription.flatMap(({ fabric: own, array, balance }) =>
    own === fabric
      ? [
          {
            key: `oversubscription.${fabric}.${array}`,
            label: `oversubscription at ${array}${describeBasis(context, array)}`,
            active: ratio(balance.active.ratio),
            all: ratio(balance.all.ratio),
          },
        ]
      : [],
  );
  const endToEnd = measures.bandwidth.find((one) => one.fabric === fabric)?.endToEnd ?? null;
  if (endToEnd === null || tiers.length === 0) return tiers;
  return [
    ...tiers,
    { key: `end_to_end.${fabric}`, label: "end to end", active: ratio(endToEnd.active), all: ratio(endToEnd.all) },
  ];
}

/** A ratio that hangs on splits which nobody publishes says so. */
function describeBasis(context: MetricContext, array: string): string {
  return findWeakFacts(context, "oversubscription", { of: "array", name: array }).length > 0 ? ", assumed splits" : "";
}

/** Cages are matter: only those of all installed links count. */
function listCages({ design, plan }: MetricContext, measures: Measures, fabric: string): readonly OverviewRow[] {
  return measures.ports.flatMap((ports) => {
    const pool = plan.arrays
      .find(({ spec }) => spec.name === ports.array)
      ?.part.ports.find(({ name }) => name === ports.ports);
    const isHere = design.arrays.find((one) => one.name === ports.array)?.fabric === fabric;
    if (!isHere || pool === undefined || pool.pool === null || ports.fullest.uses.length === 0) return [];
    const label = `cages of ${ports.array}, ${formatRate(ports.rateBitsPerSecond * pool.perCage)}`;
    return [{ key: `cages.${ports.array}.${ports.ports}`, label, active: null, all: sumCages(ports) }];
  });
}

function sumCages({ fullest, cagesEach }: ArrayPorts): Figure {
  const terms = fullest.uses.map(({ cages }) => cages.all).filter((cages) => cages > 0);
  return { kind: "sum", terms, of: cagesEach };
}

function listBandwidth(measures: Measures, fabric: string): readonly OverviewRow[] {
  const bandwidth = measures.bandwidth.find((one) => one.fabric === fabric);
  if (bandwidth === undefined) return [];
  return bandwidth.access.flatMap((access) => [
    shareRow(access, `bandwidth.${fabric}.${access.array}`, nameShare(bandwidth, access)),
    ...bandwidth.tiers.flatMap(({ tier, arrays, shares }) => {
      const share = shares.find(({ array }) => array === access.array);
      if (share === undefined || isSame(share, access)) return [];
      return [
        shareRow(
          share,
          `share.${fabric}.${access.array}.tier${tier}`,
          `  kept through ${arrays.join(", ")} when all send`,
        ),
      ];
    }),
  ]);
}

function nameShare({ access }: FabricBandwidth, { array, perGpu }: HostShare): string {
  const what = perGpu === null ? `bandwidth per device of ${array}` : "bandwidth per GPU";
  return perGpu !== null && access.length > 1 ? `${what} of ${array}` : what;
}

function isSame(one: HostShare, other: HostShare): boolean {
  return one.perDevice.all.equals(other.perDevice.all) && one.perDevice.active.equals(other.perDevice.active);
}

function shareRow({ perDevice, perGpu }: HostShare, key: string, label: string): OverviewRow {
  const value = perGpu ?? perDevice;
  return { key, label, active: { kind: "rate", value: value.active }, all: { kind: "rate", value: value.all } };
}

function listBisection(measures: Measures, fabric: string): readonly OverviewRow[] {
  const cut = measures.bisection.find((one) => one.fabric === fabric)?.cut.active ?? null;
  const [half] = cut?.halves.filter(({ dimension }) => dimension === cut.dimension) ?? [];
  if (cut === null || half === undefined) return [];
  const bound = cut.exact ? "" : " at most";
  const label = `bisection${bound}, ${half.dimension} ${formatCount(half.first)} + ${formatCount(half.second)}`;
  return [{ key: `bisection.${fabric}`, label, active: { kind: "rate", value: cut.bitsPerSecond }, all: null }];
}
