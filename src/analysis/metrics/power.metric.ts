/** Power of each array from its part's figures. What a device holds is inside its own figure and not added again. */
import type { DeviceArray } from "../../model/design.js";
import type { Grade } from "../../model/part.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import { type Both, forBoth, type Metric } from "../metric.js";

export interface PowerFigure {
  readonly wattsEach: number;
  readonly grade: Grade | null;
  readonly source: string | null;
  readonly watts: Both<number>;
}

export interface ArrayPower {
  readonly array: string;
  readonly part: string;
  readonly devices: Both<number>;
  /** Null where the part does not say. */
  readonly max: PowerFigure | null;
  readonly typical: PowerFigure | null;
}

/** A total over the arrays that say it, and those that do not. */
export interface PowerTotal {
  readonly watts: Both<number>;
  readonly unknown: readonly string[];
}

export interface PowerTotals {
  readonly arrays: readonly ArrayPower[];
  readonly max: PowerTotal;
  readonly typical: PowerTotal;
}

/** Adds up what parts draw at most and typically; an unknown figure is listed and never counted as zero. */
export const metric: Metric<"power", PowerTotals> = {
  name: "power",
  title: "power from parts",
  measure: ({ design, plan }) => {
    const arrays = design.arrays.map((array): ArrayPower => {
      const planned = arrayNamed(plan, array.name);
      const devices = forBoth((which) => countDevices(planned, which));
      return {
        array: array.name,
        part: array.part.id,
        devices,
        max: readFigure(array, "power", array.part.powerMaxWatts, devices),
        typical: readFigure(array, "power_typical", array.part.powerTypicalWatts, devices),
      };
    });
    return { arrays, max: addUp(arrays, "max"), typical: addUp(arrays, "typical") };
  },
};

function readFigure(
  array: DeviceArray,
  property: string,
  wattsEach: number | null,
  devices: Both<number>,
): PowerFigure | null {
  if (wattsEach === null) return null;
  const fact = array.part.facts.find((one) => one.property === property);
  return {
    wattsEach,
    grade: fact?.grade ?? null,
    source: fact?.source ?? null,
    watts: { all: devices.all * wattsEach, active: devices.active * wattsEach },
  };
}

function addUp(arrays: readonly ArrayPower[], figure: "max" | "typical"): PowerTotal {
  return {
    watts: forBoth((which) => arrays.reduce((sum, array) => sum + (array[figure]?.watts[which] ?? 0), 0)),
    unknown: arrays.flatMap((array) => (array[figure] === null && array.devices.all > 0 ? [array.array] : [])),
  };
}
