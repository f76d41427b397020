/** The rows of a table that are the places of one device, where nothing but that table tells its links apart. */
import type { Side } from "../plan/side.js";

type TablePart = Extract<Side["parts"][number], { kind: "table" }>;

/** Place p of the device is the row at `part.order[low + p]`. */
export interface OwnRows {
  readonly part: TablePart;
  readonly low: number;
  readonly high: number;
  /** Values of the variables outside the table: each has one. */
  readonly fixed: readonly { readonly slot: number; readonly value: number }[];
}

/** Returns the rows of the device and pool of index `own`, or null where other variables run too or places are padded. */
export function findOwnRows(side: Side, own: ArrayLike<number>): OwnRows | null {
  if (side.padTo !== 1) return null;
  let table: TablePart | null = null;
  const fixed: { slot: number; value: number }[] = [];
  for (const part of side.parts) {
    if (part.kind === "table") {
      if (table !== null) return null;
      table = part;
    } else if (part.kind === "fixed") {
      fixed.push({ slot: part.slot, value: own[part.ownPosition] as number });
    } else {
      if (part.to - part.from !== 1) return null;
      fixed.push({ slot: part.slot, value: part.from });
    }
  }
  if (table === null) return null;
  let group = 0;
  for (const [at, position] of table.ownPositions.entries()) {
    group = group * (table.ownRadix[at] as number) + (own[position] as number);
  }
  return { part: table, low: table.offsets[group] as number, high: table.offsets[group + 1] as number, fixed };
}
