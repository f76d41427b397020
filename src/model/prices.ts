/** Prices of parts, from the books that a design or the command line names. Exact money; what nobody prices is unknown. */
import type { PriceBasis } from "../core/price-file.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { Part } from "./part.js";

/** The price of a part. */
export interface Price {
  /** In the currency of the design; null where no rate leads there. */
  readonly low: Ratio | null;
  readonly high: Ratio | null;
  /** As the book has it. */
  readonly stated: { readonly low: Ratio; readonly high: Ratio; readonly currency: string };
  readonly unit: "each" | "metre";
  readonly basis: PriceBasis;
  /** `2026-09` or `2026-09-13`. */
  readonly asOf: string;
  readonly source: string;
  /** The title of its book. */
  readonly book: string;
  readonly origin: Span;
  readonly currencyOrigin: Span;
}

export interface PricedBook {
  readonly title: string;
  readonly path: string;
  readonly asOf: string;
  /** By part number in capitals. */
  readonly byNumber: ReadonlyMap<string, Price>;
  /** By the name of the part. */
  readonly byPart: ReadonlyMap<string, Price>;
}

/** All books of a design. */
export interface PriceBook {
  /** What costs are added up in. */
  readonly currency: string;
  /** The one that counts first stands first. */
  readonly books: readonly PricedBook[];
  /** The day for which prices should hold, as written, or null. */
  readonly pricedOn: { readonly text: string; readonly origin: Span } | null;
  /** Where the design names its books, or null where only the command line does. */
  readonly origin: Span | null;
}

/** Returns the price of a part: of the first book that has one, by its part number, then by its name; null without one. */
export function findPrice({ books }: PriceBook, part: Part): Price | null {
  for (const { byNumber, byPart } of books) {
    const found = (part.mpn === null ? undefined : byNumber.get(keyOf(part.mpn))) ?? byPart.get(part.id);
    if (found !== undefined) return found;
  }
  return null;
}

/** Returns a part number as the books are searched by it: in capitals, without blanks around it. */
export function keyOf(partNumber: string): string {
  return partNumber.trim().toUpperCase();
}
