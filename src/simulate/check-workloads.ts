/** What a workload asks of its design in vain: more ranks than GPUs, a fabric without links, a checkpoint to nowhere. */
import type { Measures } from "../analysis/measure.js";
import type { MetricContext } from "../analysis/metric.js";
import { performanceCodes } from "../core/codes/performance.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { formatCount } from "../core/quantity.js";
import { type CheckpointEstimate, estimateCheckpoint } from "./checkpoint.js";
import { listPlaced, type PlacedWorkload } from "./estimate.js";

/** Returns what is wrong with the workloads of a design. Cheap: nothing is walked. */
export function checkWorkloads(context: MetricContext, measures: Measures): readonly Diagnostic[] {
  return listPlaced(context).flatMap((placed) => {
    const checkpoint = estimateCheckpoint(context, placed.workload, placed.host, measures);
    return [
      ...checkRanks(placed, measures),
      ...checkFabrics(context, placed),
      ...(checkpoint?.narrowest === null ? [reportUnlimited(placed, checkpoint)] : []),
    ];
  });
}

function checkRanks({ workload, host }: PlacedWorkload, measures: Measures): readonly Diagnostic[] {
  const gpus = measures.devices.arrays.find((one) => one.array === host.name)?.gpus.active ?? 0;
  if (workload.ranks === null || workload.ranks <= gpus) return [];
  return [
    diagnose(
      performanceCodes.tooManyRanks,
      `workload \`${workload.name}\` has ${formatCount(workload.ranks)} ranks, but \`${host.name}\` has ${formatCount(gpus)} active GPUs`,
      [
        { span: workload.origin, text: "" },
        { span: host.nameOrigin, text: `${formatCount(gpus)} active GPUs` },
      ],
      { help: "lower `ranks`, or run it on more hosts" },
    ),
  ];
}

function checkFabrics(context: MetricContext, { workload, host }: PlacedWorkload): readonly Diagnostic[] {
  const storage = context.design.storages.find((one) => one.name === workload.storage);
  const wanted = new Set([workload.fabric, storage?.fabric ?? null].filter((fabric) => fabric !== null));
  return [...wanted].flatMap((fabric) => {
    const linked = context.plan.runs.some(
      ({ spec }) => spec.fabric === fabric && (spec.a.array === host.name || spec.z.array === host.name),
    );
    if (linked) return [];
    return [
      diagnose(
        performanceCodes.unlinkedWorkload,
        `workload \`${workload.name}\` needs fabric \`${fabric}\`, but \`${host.name}\` has no link in it`,
        [
          { span: workload.origin, text: "" },
          { span: host.nameOrigin, text: "its hosts" },
        ],
        { help: "connect the hosts to the fabric, or name another fabric" },
      ),
    ];
  });
}

function reportUnlimited({ workload }: PlacedWorkload, { storage, tier }: CheckpointEstimate): Diagnostic {
  const target = tier === null ? storage : `${storage}.${tier}`;
  return diagnose(
    performanceCodes.unlimitedCheckpoint,
    `nothing says how fast \`${target}\` takes the checkpoint of workload \`${workload.name}\``,
    [{ span: workload.origin, text: "" }],
    { help: "give the tier its `write` or `client_write`, or the storage its `fabric`" },
  );
}
