/** `performance.json`: bandwidth, bisection, paths and first estimates, each with its model and what is known of its error. */
import type { Both } from "../analysis/metric.js";
import type { FabricBandwidth, HostShare } from "../analysis/metrics/bandwidth.metric.js";
import type { BisectionCut } from "../analysis/metrics/bisection.metric.js";
import type { Balance, BandwidthTerm } from "../analysis/metrics/oversubscription.metric.js";
import type { PairPaths } from "../analysis/metrics/paths.metric.js";
import { formatRatio, type Ratio } from "../core/ratio.js";
import {
  type AllReduceEstimate,
  allReduceError,
  hierarchicalModel,
  type PhaseTimes,
  ringModel,
} from "../simulate/all-reduce.js";
import { type CheckpointEstimate, checkpointError, checkpointModel } from "../simulate/checkpoint.js";
import type { Emitter, Results } from "./emitter.js";
import { writeJson } from "./text/json.js";

/** The version of the form of `performance.json`; its schema is docs/schemas/performance-1.json. */
export const PERFORMANCE_VERSION = 1;

export const emitter: Emitter = {
  name: "performance",
  emit: (results) => [{ path: "performance.json", rows: null, chunks: writeChunks(results) }],
};

function* writeChunks(results: Results): Generator<string> {
  yield writeJson(describePerformance(results));
}

function describePerformance({ design, measures, estimates }: Results): object {
  return {
    weft_performance: PERFORMANCE_VERSION,
    name: design.name,
    fabrics: measures.bandwidth.map((fabric) => ({
      fabric: fabric.fabric,
      ...describeBandwidth(fabric),
      oversubscription: measures.oversubscription
        .filter((one) => one.fabric === fabric.fabric)
        .map(({ array, tier, balance }) => ({ array, tier, ...mapBoth(balance, describeBalance) })),
      bisection: measures.bisection
        .filter((one) => one.fabric === fabric.fabric)
        .map(({ cut }) => ({ model: bisectionModel, ...mapBoth(cut, describeCut) }))[0],
      paths: measures.paths.flatMap((one) => (one.fabric === fabric.fabric ? one.pairs.map(describePair) : [])),
    })),
    all_reduces: estimates.allReduces.map(describeAllReduce),
    checkpoints: estimates.checkpoints.map(describeCheckpoint),
  };
}

const bisectionModel = "least maximum flow between the halves of one dimension of the hosts, one way";
const shareModel = "greatest flow that all hosts keep up through a tier at once, spread evenly; no collisions";

function mapBoth<T, R>(both: Both<T>, describe: (value: T) => R): { readonly active: R; readonly with_spares: R } {
  return { active: describe(both.active), with_spares: describe(both.all) };
}

function toNumber(value: Ratio): number {
  return value.valueOf();
}

function toExact(value: Ratio): object {
  return { value: toNumber(value), exact: formatRatio(value) };
}

function describeBandwidth({ access, tiers, endToEnd }: FabricBandwidth): object {
  return {
    hosts: access.map(describeShare),
    share_model: shareModel,
    tiers: tiers.map(({ tier, arrays, capacity, shares }) => ({
      tier,
      arrays,
      capacity_bps: mapBoth(capacity, toNumber),
      shares: shares.map(describeShare),
    })),
    end_to_end: endToEnd === null ? null : mapBoth(endToEnd, toExact),
  };
}

function describeShare({ array, perDevice, perGpu }: HostShare): object {
  return {
    array,
    per_device_bps: mapBoth(perDevice, toNumber),
    per_gpu_bps: perGpu === null ? null : mapBoth(perGpu, toNumber),
  };
}

function describeBalance({ down, up, ratio }: Balance): object {
  const term = ({ links, rateBitsPerSecond }: BandwidthTerm): object => ({ links, rate_bps: rateBitsPerSecond });
  return { ratio: ratio === null ? null : toExact(ratio), down: down.map(term), up: up.map(term) };
}

function describeCut(cut: BisectionCut | null): object | null {
  if (cut === null) return null;
  const { bitsPerSecond, dimension, halves, hosts, exact } = cut;
  return { bps: toNumber(bitsPerSecond), exact, dimension, halves, hosts };
}

function describePair({ array, relation, from, to, state, hops, paths, apexTier }: PairPaths): object {
  return { array, relation, from, to, state, hops, paths, apex_tier: apexTier };
}

function describeAllReduce(estimate: AllReduceEstimate): object {
  return {
    workload: estimate.workload,
    fabric: estimate.fabric,
    bytes: estimate.bytes,
    ranks: estimate.ranks,
    gpus_per_host: estimate.gpusPerHost,
    scale_up_bytes_per_second: estimate.scaleUpBytesPerSecond,
    packed_tier: estimate.packedTier,
    models: { ring: ringModel, hierarchical: hierarchicalModel },
    known_error: allReduceError,
    assumptions: estimate.assumptions,
    tiers: estimate.tiers.map(({ tier, arrays, shareBitsPerSecond, hops, gpusWithin, ring, hierarchical }) => ({
      tier,
      arrays,
      share_bps: shareBitsPerSecond,
      hops,
      gpus_within: gpusWithin,
      ring: describeTimes(ring),
      hierarchical: hierarchical === null ? null : describeTimes(hierarchical),
    })),
  };
}

function describeTimes({ bandwidthSeconds, latencySeconds }: PhaseTimes): object {
  return { bandwidth_s: bandwidthSeconds, latency_s: latencySeconds, total_s: bandwidthSeconds + latencySeconds };
}

function describeCheckpoint(estimate: CheckpointEstimate): object {
  return {
    workload: estimate.workload,
    storage: estimate.storage,
    tier: estimate.tier,
    gpus: estimate.gpus,
    bytes_per_gpu: estimate.bytesPerGpu,
    bytes: estimate.bytes,
    model: checkpointModel,
    known_error: checkpointError,
    candidates: estimate.candidates.map(({ kind, name, bytesPerSecond, arithmetic }) => ({
      kind,
      name,
      bytes_per_second: bytesPerSecond,
      arithmetic,
    })),
    narrowest: estimate.narrowest?.name ?? null,
    seconds: estimate.seconds,
  };
}
