/** Prices as a book gives them, with their places in it. Knows neither the form of the file nor any part. */
import type { Ratio } from "./ratio.js";
import type { Span } from "./span.js";

/** How a price is known: the maker's list, what shops ask, an offer to somebody, what an analyst thinks. */
export type PriceBasis = "list" | "street" | "quote" | "estimate";

/** One price. */
export interface PriceRow {
  /** The maker's part number, or null: then `part` decides. */
  readonly mpn: string | null;
  /** The name of the part, or null. */
  readonly part: string | null;
  /** In units of the currency. */
  readonly low: Ratio;
  readonly high: Ratio;
  readonly currency: string;
  readonly unit: "each" | "metre";
  readonly basis: PriceBasis;
  /** `2026-09` or `2026-09-13`. */
  readonly asOf: string;
  readonly source: string;
  /** The key of the row: its part number, or its part. */
  readonly origin: Span;
  /** Where the currency is said: in the row, or for the whole book. */
  readonly currencyOrigin: Span;
}

/** How many units of one currency a unit of another is worth, at a date. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly rate: Ratio;
  readonly asOf: string;
  readonly source: string;
}

/** One book. */
export interface PriceFile {
  readonly path: string;
  /** What the design or the command line calls it. */
  readonly written: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  readonly rows: readonly PriceRow[];
  readonly rates: readonly ExchangeRate[];
}

/** Returns the currency that costs are added up in: that of the first book, `USD` without one. */
export function findCurrency(files: readonly PriceFile[]): string {
  return files[0]?.currency ?? "USD";
}
