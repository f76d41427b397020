/** The price book that is shipped: of the form of its schema, dated, and joined to parts that exist. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { cards } from "../../../src/library/cards.generated.js";
import { findPrices, type PriceBook } from "../../../src/library/prices.js";
import { readStandardPrices } from "../../../src/library/standard.js";

const written = JSON.parse(readFileSync("src/std/prices.json", "utf8")) as PriceBook & { readonly schema: string };
const schema = JSON.parse(readFileSync("docs/schemas/price-book-1.json", "utf8")) as object;
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

describe("std/prices", () => {
  it("has the form of its schema", () => {
    validate(written);
    expect(validate.errors).toBeNull();
    expect(written.schema).toBe("weft-prices/1");
  });

  it("is what the library carries", async () => {
    expect(await readStandardPrices()).toEqual(written);
  });

  it("prices eleven parts, each of which exists, by its number where it has one", () => {
    expect(written.prices.length).toBe(11);
    for (const price of written.prices) {
      const card = cards.find(({ id }) => id === price.part);
      expect(card, price.part).toBeDefined();
      expect(price.mpn, price.part).toBe(card?.mpns[0]);
      expect(price.low, price.part).toBeLessThanOrEqual(price.high);
      expect(price.as_of <= written.as_of, price.part).toBe(true);
    }
  });
});

describe("the schema", () => {
  const sound = { schema: "weft-prices/1", title: "t", as_of: "2026-09", currency: "USD" };
  const price = { mpn: "X-1", low: 1, high: 2, basis: "street", as_of: "2026-09-30", source: "s" };

  it.each([
    [{ ...price }, true],
    [{ ...price, part: "x", unit: "metre", currency: "EUR" }, true],
    [{ ...price, mpn: undefined }, false],
    [{ ...price, basis: "guess" }, false],
    [{ ...price, as_of: "September 2026" }, false],
    [{ ...price, low: -1 }, false],
    [{ ...price, discount: 10 }, false],
  ])("says of %j: %s", (entry, expected) => {
    const given = JSON.parse(JSON.stringify({ ...sound, prices: [entry] })) as object;
    expect(validate(given)).toBe(expected);
  });
});

describe("findPrices", () => {
  const entry = { low: 1, high: 1, basis: "street", as_of: "2026-09", source: "s" } as const;
  const book: PriceBook = {
    title: "t",
    as_of: "2026-09",
    currency: "USD",
    prices: [
      { ...entry, mpn: "A-1", part: "a" },
      { ...entry, mpn: "A-2", part: "a" },
      { ...entry, part: "b" },
    ],
  };

  it("joins by order number first, and by name only where the price has no number", () => {
    expect(findPrices(book, { id: "other", mpns: ["A-1"] })).toEqual([book.prices[0]]);
    expect(findPrices(book, { id: "a", mpns: [] })).toEqual([]);
    expect(findPrices(book, { id: "b", mpns: ["B-1"] })).toEqual([book.prices[2]]);
    expect(findPrices(book, { id: "c", mpns: [] })).toEqual([]);
  });
});
