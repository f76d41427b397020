/**
 * `bom.csv`: what the design needs, for a buyer, as an indented bill: whole devices and cables, then what stands inside
 * the devices under `inside`. Lines with `included_in` are ordered with the part that they name, never apart.
 */

import type { Ratio } from "../core/ratio.js";
import { findPrice, type PriceBook } from "../model/prices.js";
import { type BomLine, listBomLines } from "./bom-lines.js";
import type { Emitter } from "./emitter.js";
import { csvLine, gatherLines } from "./text/csv.js";

/** The columns of `bom.csv`; later ones are appended on the right. */
export const bomColumns = [
  "section",
  "part_id",
  "manufacturer",
  "mpn",
  "description",
  "qty_base",
  "qty_spare",
  "qty_order",
  "unit",
  "included_in",
  "used_in",
  "evidence",
  "note",
] as const;

/** Columns on the right of these where a price book is given; without one the file is as ever. */
export const priceColumns = ["unit_price_low", "unit_price_high", "currency", "price_basis", "price_as_of"] as const;

export const emitter: Emitter = {
  name: "bom",
  emit: (results) => {
    const lines = listBomLines(results);
    const { prices } = results.design;
    return [{ path: "bom.csv", rows: lines.length, chunks: gatherLines(writeLines(lines, prices)) }];
  },
};

/** Shelf spares are 0 until a design says how many there are. */
function* writeLines(lines: readonly BomLine[], prices: PriceBook | null): Generator<string> {
  yield csvLine([...bomColumns, ...(prices === null ? [] : priceColumns)]);
  for (const line of lines) {
    const shelf = 0;
    const ordered = line.installed + shelf;
    yield csvLine([
      line.section,
      line.partId,
      line.manufacturer,
      line.mpn,
      line.description,
      line.installed,
      shelf,
      ordered,
      "each",
      line.includedIn,
      line.usedIn,
      line.evidence,
      line.note,
      ...(prices === null ? [] : listPrice(line, prices)),
    ]);
  }
}

/** What comes inside another part is priced with it; a price is as its book has it, and empty where none has. */
function listPrice({ part, includedIn }: BomLine, prices: PriceBook): readonly string[] {
  const price = part === null || includedIn !== "" ? null : findPrice(prices, part);
  if (price === null) return priceColumns.map(() => "");
  const { low, high, currency } = price.stated;
  const unit = price.unit === "metre" ? "/m" : "";
  return [writeMoney(low), writeMoney(high), `${currency}${unit}`, price.basis, price.asOf];
}

/** Books are written in decimals, so every price is a decimal of few places. */
function writeMoney(money: Ratio): string {
  return money.toString();
}
