/**
 * All-reduce over the compiled topology by alpha-beta: a flat ring, and the hierarchical form with a reduce-scatter and
 * an all-gather inside each host. Bandwidth is what a GPU keeps through a tier while all send; nothing is simulated.
 */

import type { Measures } from "../analysis/measure.js";
import type { PairPaths } from "../analysis/metrics/paths.metric.js";
import type { DeviceArray, Workload } from "../model/design.js";
import { countGpus, type Part } from "../model/part.js";
import { type Assumption, secondsPerHop, secondsPerScaleUpStep } from "./constants.js";

export const ringModel = "ring, alpha-beta: 2 (n - 1) / n x bytes / share + 2 (n - 1) x hops x latency of one hop";
export const hierarchicalModel =
  "hierarchical, alpha-beta: 2 (g - 1) / g x bytes / scale-up + ring over n / g hosts of bytes / g, with the latency of each step";
export const allReduceError =
  "a lower bound: no hash collisions, no software start, no other traffic, and links among peers are not modelled. Measured on 4 hosts of 8 GPUs: 73 % of the NIC rate at 4 GiB, 44 % at 256 MiB";

export interface PhaseTimes {
  readonly bandwidthSeconds: number;
  readonly latencySeconds: number;
}

/** What the all-reduce takes where its ranks reach each other through one tier. */
export interface AllReduceAtTier {
  readonly tier: number;
  /** The switches of the tier. */
  readonly arrays: readonly string[];
  /** What one GPU keeps through the tier when all send at once. */
  readonly shareBitsPerSecond: number;
  /** Links between two ranks. */
  readonly hops: number;
  /** GPUs that reach each other at this tier or below. */
  readonly gpusWithin: number;
  readonly ring: PhaseTimes;
  /** Null where ranks and hosts do not fit, or the GPUs do not say how fast they reach each other. */
  readonly hierarchical: PhaseTimes | null;
}

export interface AllReduceEstimate {
  readonly workload: string;
  readonly fabric: string;
  readonly bytes: number;
  readonly ranks: number;
  /** GPUs of one host: what the hierarchical form reduces first, at `scaleUpBytesPerSecond`. */
  readonly gpusPerHost: number;
  readonly scaleUpBytesPerSecond: number | null;
  readonly tiers: readonly AllReduceAtTier[];
  /** The lowest tier under which the ranks fit when they are packed; null if none. */
  readonly packedTier: number | null;
  readonly assumptions: readonly Assumption[];
}

/** Returns the estimate, or null where the workload names no all-reduce or its fabric has no tiers. */
export function estimateAllReduce(workload: Workload, host: DeviceArray, measures: Measures): AllReduceEstimate | null {
  const bandwidth = measures.bandwidth.find((one) => one.fabric === workload.fabric);
  const devices = measures.devices.arrays.find((one) => one.array === host.name);
  if (bandwidth === undefined || devices === undefined || workload.allReduceBytes === null) return null;
  const pairs = measures.paths
    .flatMap((one) => (one.fabric === bandwidth.fabric ? one.pairs : []))
    .filter((pair) => pair.array === host.name);
  const bytes = workload.allReduceBytes;
  const ranks = workload.ranks ?? devices.gpus.active;
  const job: Job = { bytes, ranks, gpusPerHost: devices.gpusEach, scaleUp: findScaleUp(host.part) };
  const tiers = bandwidth.tiers.flatMap(({ tier, arrays, shares }): readonly AllReduceAtTier[] => {
    const share = shares.find((one) => one.array === host.name)?.perGpu?.active;
    if (share === undefined || share.equals(0)) return [];
    const path = { shareBitsPerSecond: share.valueOf(), hops: findHops(pairs, tier) };
    return [{ tier, arrays, ...path, gpusWithin: countWithin(pairs, host, devices, tier), ...timeBoth(job, path) }];
  });
  if (tiers.length === 0) return null;
  return {
    workload: workload.name,
    fabric: bandwidth.fabric,
    bytes,
    ranks,
    gpusPerHost: job.gpusPerHost,
    scaleUpBytesPerSecond: job.scaleUp,
    tiers,
    packedTier: tiers.find(({ gpusWithin }) => gpusWithin >= ranks)?.tier ?? null,
    assumptions: [secondsPerHop, secondsPerScaleUpStep],
  };
}

interface Job {
  readonly bytes: number;
  readonly ranks: number;
  readonly gpusPerHost: number;
  readonly scaleUp: number | null;
}

interface Path {
  readonly shareBitsPerSecond: number;
  readonly hops: number;
}

function timeBoth(job: Job, path: Path): Pick<AllReduceAtTier, "ring" | "hierarchical"> {
  return { ring: timeRing(job.bytes, job.ranks, path), hierarchical: timeHierarchical(job, path) };
}

/** Returns the two terms of a ring over `ranks` members that each send at the share. */
export function timeRing(bytes: number, ranks: number, { shareBitsPerSecond, hops }: Path): PhaseTimes {
  return {
    bandwidthSeconds: (2 * (ranks - 1) * bytes * 8) / (ranks * shareBitsPerSecond),
    latencySeconds: 2 * (ranks - 1) * hops * secondsPerHop.value,
  };
}

function timeHierarchical({ bytes, ranks, gpusPerHost, scaleUp }: Job, path: Path): PhaseTimes | null {
  const hosts = ranks / gpusPerHost;
  if (scaleUp === null || gpusPerHost < 2 || !Number.isInteger(hosts)) return null;
  const inside: PhaseTimes = {
    bandwidthSeconds: (2 * (gpusPerHost - 1) * bytes) / (gpusPerHost * scaleUp),
    latencySeconds: 2 * (gpusPerHost - 1) * secondsPerScaleUpStep.value,
  };
  const across = timeRing(bytes / gpusPerHost, hosts, path);
  return {
    bandwidthSeconds: inside.bandwidthSeconds + across.bandwidthSeconds,
    latencySeconds: inside.latencySeconds + across.latencySeconds,
  };
}

/** The rate between GPUs of a host, one way; null if its GPUs differ in it or do not say it. */
function findScaleUp(part: Part): number | null {
  const rates = new Set(
    part.components.flatMap((component) =>
      countGpus(component.part) > 0 ? [component.part.scaleUpBytesPerSecond] : [],
    ),
  );
  const [rate] = rates;
  return rates.size === 1 ? (rate ?? null) : null;
}

/** Links between hosts that turn at the tier; where the design has no such hosts, up to the tier and down again. */
function findHops(pairs: readonly PairPaths[], tier: number): number {
  const found = pairs.filter(({ apexTier }) => apexTier === tier);
  return found.length === 0 ? 2 * tier : Math.max(...found.map(({ hops }) => hops.most));
}

/** GPUs in the largest unit whose hosts all reach each other without climbing above the tier. */
function countWithin(
  pairs: readonly PairPaths[],
  host: DeviceArray,
  devices: Measures["devices"]["arrays"][number],
  tier: number,
): number {
  const reached = (dimension: string): boolean => {
    const pair = pairs.find((one) => one.dimension === dimension);
    return pair === undefined || (pair.apexTier !== null && pair.apexTier <= tier);
  };
  let hosts = 1;
  for (const [at, dim] of [...host.dims.entries()].reverse()) {
    if (!reached(dim.name)) return Math.min(hosts * devices.gpusEach, devices.gpus.active);
    hosts *= dim.extent - (at === host.dims.length - 1 ? host.spares : 0);
  }
  return devices.gpus.active;
}
