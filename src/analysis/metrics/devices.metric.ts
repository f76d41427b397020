/** Devices and GPUs of each array. */
import { countGpus } from "../../model/part.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import { type Both, forBoth, type Metric } from "../metric.js";

export interface ArrayCount {
  readonly array: string;
  readonly kind: string;
  readonly part: string;
  readonly devices: Both<number>;
  readonly gpusEach: number;
  readonly gpus: Both<number>;
}

export interface DeviceCounts {
  /** In declared order. */
  readonly arrays: readonly ArrayCount[];
  readonly gpus: Both<number>;
}

/** Counts devices by array, with and without spares, and the GPUs in them. */
export const metric: Metric<"devices", DeviceCounts> = {
  name: "devices",
  title: "devices and GPUs",
  measure: ({ design, plan }) => {
    const arrays = design.arrays.map((array): ArrayCount => {
      const planned = arrayNamed(plan, array.name);
      const gpusEach = countGpus(array.part);
      const devices = forBoth((which) => countDevices(planned, which));
      const gpus = { all: devices.all * gpusEach, active: devices.active * gpusEach };
      return { array: array.name, kind: array.kind, part: array.part.id, devices, gpusEach, gpus };
    });
    return { arrays, gpus: forBoth((which) => arrays.reduce((sum, array) => sum + array.gpus[which], 0)) };
  },
};
