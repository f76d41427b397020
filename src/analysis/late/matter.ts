/** Late functions of what stands in racks and of what storage can do: figures of parts, added up. */
import { DIM } from "../../core/dimension.js";
import { formatByteRate, formatBytes, formatCount, formatMass } from "../../core/quantity.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { StorageTier } from "../../model/design.js";
import type { Part } from "../../model/part.js";
import type { Both } from "../metric.js";
import { type Answer, labelArray, makeAnswer, type Query, type Refusal } from "./answer.js";

/** A figure of a part that adds up over devices. */
interface Figure {
  readonly name: string;
  readonly dimension: string;
  readonly read: (part: Part) => number | null;
  readonly write: (value: number) => string;
}

const mass: Figure = { name: "weight", dimension: DIM.mass, read: (part) => part.massKilograms, write: formatMass };

const height: Figure = {
  name: "height",
  dimension: DIM.rackUnits,
  read: (part) => part.heightUnits,
  write: (units) => `${formatCount(units)}U`,
};

/** `weight`: mass of an array, or of all devices of the cluster. */
export function sumWeight(query: Query): Answer {
  return sumFigure(query, mass);
}

/** `height`: rack units of an array, or of all devices of the cluster. */
export function sumHeight(query: Query): Answer {
  return sumFigure(query, height);
}

/** What a part does not state is missing, so that the sum is the least it can be. */
function sumFigure({ design, measures, target, which }: Query, { name, dimension, read, write }: Figure): Answer {
  const wanted = measures.devices.arrays.flatMap(({ array, devices }) => {
    const found = design.arrays.find((one) => one.name === array);
    const isMeant = devices.all > 0 && (target === null || target.name === array);
    return found === undefined || !isMeant ? [] : [{ array: found, devices, each: read(found.part) }];
  });
  const sum = (scope: "all" | "active"): Ratio =>
    wanted.reduce(
      (total, { devices, each }) => total.add(ratio(devices[scope]).mul(ratio(String(each ?? 0)))),
      ratio(0),
    );
  return makeAnswer({ all: sum("all"), active: sum("active") }, dimension, {
    labels: wanted.flatMap(({ array, devices, each }) =>
      each === null
        ? []
        : [labelArray(array, `${formatCount(devices[which])} x ${write(each)} = ${write(devices[which] * each)}`)],
    ),
    missing: wanted.flatMap(({ array, each }) =>
      each === null ? [`the ${name} of \`${array.name}\` (part \`${array.part.id}\`)`] : [],
    ),
  });
}

/** One figure of a storage tier, in bytes or bytes a second. */
interface TierFigure {
  readonly name: string;
  readonly dimension: string;
  readonly read: (tier: StorageTier) => number | null;
  readonly write: (value: number) => string;
}

const tierFigures = {
  capacity: { name: "capacity", dimension: DIM.data, read: (tier) => tier.capacityBytes, write: formatBytes },
  read: { name: "read bandwidth", dimension: DIM.rate, read: (tier) => tier.readBytesPerSecond, write: formatByteRate },
  write: {
    name: "write bandwidth",
    dimension: DIM.rate,
    read: (tier) => tier.writeBytesPerSecond,
    write: formatByteRate,
  },
} as const satisfies Record<string, TierFigure>;

/** `storage_capacity`: of a tier, or of all tiers of a storage together. */
export function sumCapacity(query: Query): Answer | Refusal {
  return sumTiers(query, tierFigures.capacity);
}

/** `storage_read`: bandwidth of a tier, or of all tiers of a storage together. */
export function sumReads(query: Query): Answer | Refusal {
  return sumTiers(query, tierFigures.read);
}

/** `storage_write`: bandwidth of a tier, or of all tiers of a storage together. */
export function sumWrites(query: Query): Answer | Refusal {
  return sumTiers(query, tierFigures.write);
}

function sumTiers({ design, target }: Query, { name, dimension, read, write }: TierFigure): Answer | Refusal {
  const storage = design.storages.find((one) => one.name === target?.name);
  const tiers = storage?.tiers.filter((tier) => target?.ports === null || tier.name === target?.ports) ?? [];
  if (storage === undefined || tiers.length === 0) return { impossible: `\`${target?.name ?? ""}\` has no such tier` };
  const bits = tiers.reduce((sum, tier) => sum.add(ratio(String(read(tier) ?? 0)).mul(8)), ratio(0));
  const value: Both<Ratio> = { all: bits, active: bits };
  return makeAnswer(value, dimension, {
    labels: tiers.flatMap((tier) => {
      const figure = read(tier);
      return figure === null ? [] : [{ span: tier.origin, text: write(figure) }];
    }),
    missing: tiers.flatMap((tier) => (read(tier) === null ? [`the ${name} of \`${storage.name}.${tier.name}\``] : [])),
  });
}
