/** Price books as data, and which of their prices a part has. Knows nothing of totals. */

/** A book of the form of docs/schemas/price-book-1.json. */
export interface PriceBook {
  readonly title: string;
  readonly as_of: string;
  readonly currency: string;
  readonly prices: readonly Price[];
}

export interface Price {
  readonly mpn?: string;
  readonly part?: string;
  readonly low: number;
  readonly high: number;
  readonly currency?: string;
  readonly unit?: "each" | "metre";
  readonly basis: "list" | "street" | "quote" | "estimate";
  readonly as_of: string;
  readonly source: string;
}

/** Returns the prices of a part: those of its order numbers, else those of its name that give no number. */
export function findPrices(
  book: PriceBook,
  part: { readonly id: string; readonly mpns: readonly string[] },
): readonly Price[] {
  const byNumber = book.prices.filter(({ mpn }) => mpn !== undefined && part.mpns.includes(mpn));
  if (byNumber.length > 0) return byNumber;
  return book.prices.filter((price) => price.mpn === undefined && price.part === part.id);
}
