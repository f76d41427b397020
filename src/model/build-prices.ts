/** From the price books of a project to the prices of a design, in one currency where rates lead there. */
import { priceCodes } from "../core/codes/prices.js";
import { countDays } from "../core/dates.js";
import { type ExchangeRate, findCurrency, type PriceFile, type PriceRow } from "../core/price-file.js";
import { type Ratio, ratio } from "../core/ratio.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import { type Properties, textProperty } from "../semantics/property.js";
import { keyOf, type Price, type PriceBook, type PricedBook } from "./prices.js";

/** Returns the prices of a cluster, or null where nobody names a book. */
export function buildPrices(ctx: Context, properties: Properties): PriceBook | null {
  checkNames(ctx, properties);
  const pricedOn = readDay(ctx, properties);
  const files = ctx.project.priceFiles ?? [];
  if (files.length === 0) return null;
  const currency = findCurrency(files);
  const rates = files.flatMap((file) => file.rates);
  return {
    currency,
    books: files.map((file) => openBook(file, rates, currency)).reverse(),
    pricedOn,
    origin: properties.get("prices")?.attribute.name.span ?? null,
  };
}

/** Books are read before anything is computed, so only plain texts can name them. */
function checkNames(ctx: Context, properties: Properties): void {
  const value = properties.get("prices")?.attribute.value;
  const items = value === undefined ? [] : value.kind === "list" ? value.items : [value];
  for (const item of items) {
    if (item.kind === "text") continue;
    report(
      ctx,
      priceCodes.notLoaded,
      "`prices` names its books by plain texts, because files are read before anything is computed",
      [labelAt(item.span, "this is computed")],
      { help: 'write the path here, such as "./prices.json", or give `--prices` on the command line' },
    );
  }
}

function readDay(ctx: Context, properties: Properties): PriceBook["pricedOn"] {
  const text = textProperty(properties, "priced_on");
  const origin = properties.get("priced_on")?.attribute.value.span;
  if (text === null || origin === undefined) return null;
  if (countDays(text) !== null) return { text, origin };
  report(
    ctx,
    priceCodes.noDate,
    `\`priced_on\` must be a date such as 2026-09-13 or 2026-09, found "${text}"`,
    [labelAt(origin)],
    { help: "write year, month and day with `-` between them" },
  );
  return null;
}

function openBook(file: PriceFile, rates: readonly ExchangeRate[], currency: string): PricedBook {
  const byNumber = new Map<string, Price>();
  const byPart = new Map<string, Price>();
  for (const row of file.rows) {
    const price = makePrice(row, file, rates, currency);
    if (row.mpn !== null) byNumber.set(keyOf(row.mpn), price);
    if (row.part !== null && !byPart.has(row.part)) byPart.set(row.part, price);
  }
  return { title: file.title, path: file.path, asOf: file.asOf, byNumber, byPart };
}

function makePrice(row: PriceRow, file: PriceFile, rates: readonly ExchangeRate[], currency: string): Price {
  const rate = findRate(row.currency, currency, rates);
  const { low, high, unit, basis, asOf, source, origin, currencyOrigin } = row;
  return {
    low: rate === null ? null : low.mul(rate),
    high: rate === null ? null : high.mul(rate),
    stated: { low, high, currency: row.currency },
    unit,
    basis,
    asOf,
    source,
    book: file.title,
    origin,
    currencyOrigin,
  };
}

/** Returns what a unit is worth, by the last rate that says it, in either direction. */
function findRate(from: string, to: string, rates: readonly ExchangeRate[]): Ratio | null {
  if (from === to) return ratio(1);
  const found = rates.findLast((rate) => isBetween(rate, from, to));
  if (found === undefined) return null;
  return found.from === from ? found.rate : found.rate.inverse();
}

function isBetween(rate: ExchangeRate, from: string, to: string): boolean {
  return (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from);
}
