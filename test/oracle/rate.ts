/** The rate of a statement and the split that each end needs for it. Knows parts, not indices. */
import type { Connect, End } from "../../src/model/design.js";
import type { SplitMode } from "../../src/model/part.js";
import type { Notice } from "./assign.js";

/** Returns the rate that the statement names, else that of its slower end. */
export function settleRate({ rateBitsPerSecond, a, z }: Connect): number {
  if (rateBitsPerSecond !== null) return rateBitsPerSecond;
  return Math.min(a.ports.rateBitsPerSecond, z.ports.rateBitsPerSecond);
}

/** Returns how an end splits its ports for that rate; null for whole ports, also where the rate cannot be had. */
export function chooseSplit(connect: Connect, end: End, rate: number, notice: Notice): SplitMode | null {
  const { ports } = end;
  const where = `${end.array.name}.${ports.name} at ${ports.rateBitsPerSecond} for ${rate}`;
  if (rate > ports.rateBitsPerSecond) {
    notice("rate above port", where);
    return null;
  }
  if (rate === ports.rateBitsPerSecond || connect.whole) return null;
  if (ports.poolCount === null) {
    notice("group port needs whole", where);
    return null;
  }
  for (const split of ports.splits) if (split.rateBitsPerSecond === rate) return split;
  notice("no such split", where);
  return null;
}
