/** First estimates of every workload of a design: collectives and checkpoints. */

import type { Measures } from "../analysis/measure.js";
import type { MetricContext } from "../analysis/metric.js";
import type { DeviceArray, Workload } from "../model/design.js";
import { type AllReduceEstimate, estimateAllReduce } from "./all-reduce.js";
import { type CheckpointEstimate, estimateCheckpoint } from "./checkpoint.js";

export interface Estimates {
  /** One for each workload that names an all-reduce, in declared order. */
  readonly allReduces: readonly AllReduceEstimate[];
  /** One for each workload that names a checkpoint and where it goes. */
  readonly checkpoints: readonly CheckpointEstimate[];
}

export const noEstimates: Estimates = { allReduces: [], checkpoints: [] };

/** A workload with the array of its hosts. */
export interface PlacedWorkload {
  readonly workload: Workload;
  readonly host: DeviceArray;
}

/** Returns the workloads whose hosts the design has. */
export function listPlaced({ design }: MetricContext): readonly PlacedWorkload[] {
  return design.workloads.flatMap((workload) => {
    const host = design.arrays.find((array) => array.name === workload.hosts);
    return host === undefined ? [] : [{ workload, host }];
  });
}

/** Returns the estimates of a design that is sound. */
export function estimate(context: MetricContext, measures: Measures): Estimates {
  const placed = listPlaced(context);
  return {
    allReduces: placed.flatMap(({ workload, host }) => estimateAllReduce(workload, host, measures) ?? []),
    checkpoints: placed.flatMap(({ workload, host }) => estimateCheckpoint(context, workload, host, measures) ?? []),
  };
}
