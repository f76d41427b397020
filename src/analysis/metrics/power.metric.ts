/**
 * Power of each array from its part's figures, with the modules in its cages where these do not count them. What a
 * device holds inside is in its own figure and not added again.
 */
import { isTrueIn, numberIn, placeIn } from "../../model/bag.js";
import type { DeviceArray } from "../../model/design.js";
import type { Grade, Part } from "../../model/part.js";
import { wattsOfPlug } from "../../model/plugs.js";
import { sumPower } from "../../model/roll-up.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import { type Both, forBoth, type Metric, type MetricContext } from "../metric.js";
import { findModules } from "../plugs/module-bill.js";

export interface PowerFigure {
  readonly wattsEach: number;
  readonly grade: Grade | null;
  readonly source: string | null;
  readonly watts: Both<number>;
}

/** Modules of one part in the cages of an array, or ends of one cable. */
export interface PlugPower {
  readonly part: Part;
  readonly cages: Both<number>;
  /** Null where the part does not say it. */
  readonly max: Both<number> | null;
  readonly typical: Both<number> | null;
}

export interface ArrayPower {
  readonly array: string;
  readonly part: string;
  readonly devices: Both<number>;
  /** Null where the part does not say. */
  readonly max: PowerFigure | null;
  readonly typical: PowerFigure | null;
  /** Where the part does not say its most: what the parts inside draw at most together, a lower bound. */
  readonly least: { readonly wattsEach: number; readonly unknown: readonly Part[] } | null;
  readonly plugs: readonly PlugPower[];
  /** `inside`: the part's most counts its modules already. `unsaid`: it does not say, so they are added. */
  readonly modules: "inside" | "added" | "unsaid";
}

/** A total over what is known, modules where they are added, and what it lacks. */
export interface PowerTotal {
  readonly watts: Both<number>;
  /** Arrays whose part does not say it. */
  readonly unknown: readonly string[];
  /** Modules and cables that do not say what they draw, with their array. */
  readonly unknownPlugs: readonly { readonly array: string; readonly part: Part }[];
  /** Arrays whose figure is graded as assumed. */
  readonly assumed: readonly string[];
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
  measure: (context) => {
    const arrays = context.design.arrays.map((array) => measureArray(context, array));
    return { arrays, max: addUp(arrays, "max"), typical: addUp(arrays, "typical") };
  },
};

function measureArray({ plan }: MetricContext, array: DeviceArray): ArrayPower {
  const { part } = array;
  const planned = arrayNamed(plan, array.name);
  const devices = forBoth((which) => countDevices(planned, which));
  const least = part.powerMaxWatts === null ? sumPower(part) : null;
  const { modules, ends } = findModules(plan);
  return {
    array: array.name,
    part: part.id,
    devices,
    max: readFigure(array, "power", part.powerMaxWatts, devices),
    typical: readFigure(array, "power_typical", part.powerTypicalWatts, devices),
    least: least === null || least.watts === 0 ? null : { wattsEach: least.watts, unknown: least.unknown },
    plugs: joinPlugs([...modules, ...ends].filter((use) => use.array === array.name)),
    modules: countsModules(part),
  };
}

function countsModules({ bag }: Part): ArrayPower["modules"] {
  if (placeIn(bag, "power_has_modules") === null) return "unsaid";
  return isTrueIn(bag, "power_has_modules") ? "inside" : "added";
}

function joinPlugs(uses: readonly { readonly part: Part; readonly cages: Both<number> }[]): readonly PlugPower[] {
  const cages = new Map<Part, Both<number>>();
  for (const use of uses) {
    const before = cages.get(use.part) ?? { all: 0, active: 0 };
    cages.set(use.part, { all: before.all + use.cages.all, active: before.active + use.cages.active });
  }
  return [...cages].map(([part, count]) => {
    const times = (watts: number | null): Both<number> | null =>
      watts === null ? null : { all: count.all * watts, active: count.active * watts };
    return { part, cages: count, max: times(wattsOfPlug(part)), typical: times(numberIn(part.bag, "power_typical")) };
  });
}

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

/** Returns the plugs whose power is added to that of their array: `power_has_modules` speaks of the most only. */
export function listAddedPlugs(array: ArrayPower, figure: "max" | "typical"): readonly PlugPower[] {
  return figure === "max" && array.modules === "inside" && array.max !== null ? [] : array.plugs;
}

function addUp(arrays: readonly ArrayPower[], figure: "max" | "typical"): PowerTotal {
  const installed = arrays.filter(({ devices }) => devices.all > 0);
  const plugs = installed.flatMap((array) =>
    listAddedPlugs(array, figure).map((plug) => ({ array: array.array, plug })),
  );
  return {
    watts: forBoth(
      (which) =>
        arrays.reduce((sum, array) => sum + (array[figure]?.watts[which] ?? 0), 0) +
        plugs.reduce((sum, { plug }) => sum + (plug[figure]?.[which] ?? 0), 0),
    ),
    unknown: installed.flatMap((array) => (array[figure] === null ? [array.array] : [])),
    unknownPlugs: plugs.flatMap(({ array, plug }) => (plug[figure] === null ? [{ array, part: plug.part }] : [])),
    assumed: installed.flatMap((array) => (array[figure]?.grade === "assumed" ? [array.array] : [])),
  };
}
