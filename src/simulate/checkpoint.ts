/**
 * The time to write one checkpoint: bytes over the narrowest of what they pass, from the NICs of the hosts through the
 * clients and the tiers of the fabric to the storage. Every candidate keeps its arithmetic.
 */

import { type FabricView, viewFabric } from "../analysis/fabric-view.js";
import type { Measures } from "../analysis/measure.js";
import type { MetricContext } from "../analysis/metric.js";
import { formatByteRate, formatCount, formatRate } from "../core/quantity.js";
import type { DeviceArray, Storage, StorageTier, Workload } from "../model/design.js";
import { countLinks } from "../plan/count.js";
import type { PlanArray, PlanRun } from "../plan/plan.js";

export const checkpointModel =
  "bytes over the narrowest bandwidth on the way: NICs, clients, fabric, storage servers, storage tier";
export const checkpointError =
  "a lower bound: no metadata, no copy from GPU to host memory, no other traffic; client figures are what vendors state";

export interface BandwidthCandidate {
  readonly kind: "nic" | "client" | "fabric" | "server" | "tier";
  /** What a person calls it: `NICs of host`. */
  readonly name: string;
  readonly bytesPerSecond: number;
  /** `3 840 links x 200 Gbps = 96 TB/s`. */
  readonly arithmetic: string;
}

export interface CheckpointEstimate {
  readonly workload: string;
  readonly storage: string;
  readonly tier: string | null;
  readonly gpus: number;
  readonly bytesPerGpu: number;
  readonly bytes: number;
  /** On the way from the hosts. */
  readonly candidates: readonly BandwidthCandidate[];
  /** Null where nothing on the way is known. */
  readonly narrowest: BandwidthCandidate | null;
  readonly seconds: number | null;
}

/** Returns the estimate, or null where the workload names no checkpoint or no storage. Active hosts write. */
export function estimateCheckpoint(
  context: MetricContext,
  workload: Workload,
  host: DeviceArray,
  measures: Measures,
): CheckpointEstimate | null {
  const storage = context.design.storages.find((one) => one.name === workload.storage);
  const devices = measures.devices.arrays.find((one) => one.array === host.name);
  if (storage === undefined || devices === undefined || workload.checkpointBytesPerGpu === null) return null;
  const tier = storage.tiers.find((one) => workload.tier === null || one.name === workload.tier) ?? null;
  const bytes = devices.gpus.active * workload.checkpointBytesPerGpu;
  const candidates = [
    ...listFabric(context, storage, host),
    ...listClients(storage, tier, devices.devices.active),
    ...listTier(storage, tier),
  ];
  const narrowest = candidates.reduce<BandwidthCandidate | null>(
    (least, one) => (least === null || one.bytesPerSecond < least.bytesPerSecond ? one : least),
    null,
  );
  return {
    workload: workload.name,
    storage: storage.name,
    tier: tier?.name ?? null,
    gpus: devices.gpus.active,
    bytesPerGpu: workload.checkpointBytesPerGpu,
    bytes,
    candidates,
    narrowest,
    seconds: narrowest === null ? null : bytes / narrowest.bytesPerSecond,
  };
}

function listClients(storage: Storage, tier: StorageTier | null, hosts: number): readonly BandwidthCandidate[] {
  const each = tier?.clientWriteBytesPerSecond ?? null;
  if (each === null) return [];
  const bytesPerSecond = hosts * each;
  const arithmetic = `${formatCount(hosts)} clients x ${formatByteRate(each)} = ${formatByteRate(bytesPerSecond)}`;
  return [{ kind: "client", name: `clients of ${storage.name}`, bytesPerSecond, arithmetic }];
}

function listTier(storage: Storage, tier: StorageTier | null): readonly BandwidthCandidate[] {
  const bytesPerSecond = tier?.writeBytesPerSecond ?? null;
  if (tier === null || bytesPerSecond === null) return [];
  return [
    {
      kind: "tier",
      name: `tier ${tier.name} of ${storage.name}`,
      bytesPerSecond,
      arithmetic: `writes ${formatByteRate(bytesPerSecond)}`,
    },
  ];
}

/** The links from the hosts up, tier by tier, to where the paths from the storage servers are met, and down to those. */
function listFabric(context: MetricContext, storage: Storage, host: DeviceArray): readonly BandwidthCandidate[] {
  if (storage.fabric === null) return [];
  const view = viewFabric(context, storage.fabric);
  const from = view.arrays.find((array) => array.spec.name === host.name);
  const to = view.arrays.find((array) => array.spec.name === storage.servers);
  const above = from === undefined ? [] : climb(view, from);
  const beyond = to === undefined ? [] : climb(view, to);
  const shared = above.filter((array) => beyond.includes(array)).map((array) => view.tierOf(array));
  const turn = to === undefined ? view.topTier : Math.min(...shared, view.topTier);
  return [...listCuts(view, above, turn, "nic"), ...[...listCuts(view, beyond, turn, "server")].reverse()];
}

/** Returns the arrays that traffic of an array can climb to, itself first. */
function climb(view: FabricView, from: PlanArray): readonly PlanArray[] {
  const seen = new Set([from]);
  for (const array of seen) {
    for (const { spec, a, z } of view.runs) if (spec.direction === "up" && a.array === array) seen.add(z.array);
  }
  return [...seen];
}

function listCuts(
  view: FabricView,
  arrays: readonly PlanArray[],
  turn: number,
  first: "nic" | "server",
): readonly BandwidthCandidate[] {
  const [start] = arrays;
  if (start === undefined) return [];
  const cuts: BandwidthCandidate[] = [];
  const seen = new Set<string>();
  for (let tier = view.tierOf(start) + 1; tier <= turn; tier++) {
    const runs = view.runs.filter(
      ({ spec, a, z }) =>
        spec.direction === "up" &&
        arrays.includes(a.array) &&
        view.tierOf(a.array) < tier &&
        view.tierOf(z.array) >= tier,
    );
    // Links that skip a tier enter two of them at once.
    const key = runs.map((run) => run.position).join();
    if (runs.length === 0 || seen.has(key)) continue;
    seen.add(key);
    cuts.push(describeCut(runs, cuts.length === 0 ? first : "fabric", start));
  }
  return cuts;
}

function describeCut(
  runs: readonly PlanRun[],
  kind: "nic" | "server" | "fabric",
  start: PlanArray,
): BandwidthCandidate {
  const bits = runs.reduce((sum, run) => sum + countLinks(run, "active") * run.spec.rateBitsPerSecond, 0);
  const terms = runs.map(
    (run) => `${formatCount(countLinks(run, "active"))} links x ${formatRate(run.spec.rateBitsPerSecond)}`,
  );
  const below = [...new Set(runs.map((run) => run.a.array.spec.name))].join(", ");
  const above = [...new Set(runs.map((run) => run.z.array.spec.name))].join(", ");
  return {
    kind,
    name: kind === "fabric" ? `fabric from ${below} to ${above}` : `NICs of ${start.spec.name}`,
    bytesPerSecond: bits / 8,
    arithmetic: `${terms.join(" + ")} = ${formatByteRate(bits / 8)}`,
  };
}
