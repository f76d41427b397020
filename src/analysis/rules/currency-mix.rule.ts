/** Prices in several currencies without a rate between them: they cannot be added up. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Price, PriceBook } from "../../model/prices.js";
import { listCostLines } from "../costs/price-lines.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF8021",
  severity: "error",
  title: "currencies without a rate",
  name: "currency_mix",
  *check(context) {
    const { prices } = context.design;
    if (prices === null) return;
    const foreign = new Map<string, Price>();
    for (const { price } of listCostLines(context, prices))
      if (price !== null && price.low === null && !foreign.has(price.stated.currency))
        foreign.set(price.stated.currency, price);
    for (const price of foreign.values()) yield reportMix(price, prices);
  },
};

function reportMix(price: Price, { currency, origin }: PriceBook): Diagnostic {
  const from = price.stated.currency;
  return diagnose(
    rule,
    `a price is in ${from}, the cost is added up in ${currency}, and no book has a rate between them`,
    [
      { span: price.origin, text: `priced in ${from}` },
      { span: price.currencyOrigin, text: `${from} is said here` },
      ...(origin === null ? [] : [{ span: origin, text: `the first book is in ${currency}` }]),
    ],
    {
      help: `add \`"rates": [{ "from": "${from}", "to": "${currency}", "rate": ..., "as_of": "...", "source": "..." }]\` to a book`,
    },
  );
}
