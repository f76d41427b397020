/** GPU memory of each array: the sum over its GPUs. */
import type { DeviceArray } from "../../model/design.js";
import { countGpus } from "../../model/part.js";
import { rollUp } from "../../model/roll-up.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import { type Both, forBoth, type Metric } from "../metric.js";

export interface ArrayMemory {
  readonly array: string;
  readonly gpusEach: number;
  /** Bytes of one device, exact; null where a GPU's memory is unknown and the device states no total. */
  readonly bytesEach: number | null;
  /** `sum` of the GPUs, or the total that the device states where the GPUs say nothing. */
  readonly basis: "sum" | "stated";
  readonly bytes: Both<number> | null;
}

export interface MemoryTotals {
  /** Arrays with GPUs, in declared order. */
  readonly arrays: readonly ArrayMemory[];
  /** Over the arrays whose memory is known. */
  readonly bytes: Both<number>;
  /** Arrays that are missing from the total. */
  readonly unknown: readonly string[];
}

/** Adds up GPU memory; what is not known is listed and never counted as zero. */
export const metric: Metric<"memory", MemoryTotals> = {
  name: "memory",
  title: "GPU memory",
  measure: ({ design, plan }) => {
    const arrays = design.arrays.flatMap((array): readonly ArrayMemory[] => {
      const own = measureDevice(array);
      if (own === null) return [];
      const planned = arrayNamed(plan, array.name);
      const { bytesEach } = own;
      const bytes = bytesEach === null ? null : forBoth((which) => countDevices(planned, which) * bytesEach);
      return [{ array: array.name, ...own, bytes }];
    });
    return {
      arrays,
      bytes: forBoth((which) => arrays.reduce((sum, array) => sum + (array.bytes?.[which] ?? 0), 0)),
      unknown: arrays.flatMap((array) => (array.bytes === null ? [array.array] : [])),
    };
  },
};

function measureDevice({ part }: DeviceArray): Pick<ArrayMemory, "gpusEach" | "bytesEach" | "basis"> | null {
  const gpusEach = countGpus(part);
  if (gpusEach === 0) return null;
  const inside = rollUp(part, "memory");
  if (inside !== null && inside.unknown.length === 0) return { gpusEach, bytesEach: inside.sum, basis: "sum" };
  return { gpusEach, bytesEach: part.gpuMemory?.value ?? null, basis: "stated" };
}
