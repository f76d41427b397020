/** Prices that are much older than the day for which they should hold; only where the cluster names that day. */
import { countDays } from "../../core/dates.js";
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { countNoun } from "../../core/words.js";
import type { Price, PriceBook } from "../../model/prices.js";
import { listCostLines } from "../costs/price-lines.js";
import type { Rule } from "../rule.js";

/** Offers for such hardware hold for weeks; half a year is the age beyond which buyers ask again. */
const MOST_DAYS = 180;

/** Prices that are told one by one. */
const MOST_TOLD = 12;

export const rule: Rule = {
  code: "WF8023",
  severity: "warning",
  title: "old prices",
  name: "price_stale",
  *check(context) {
    const { prices } = context.design;
    const day = prices?.pricedOn ?? null;
    const today = day === null ? null : countDays(day.text);
    if (prices === null || today === null) return;
    const used = new Set(listCostLines(context, prices).flatMap(({ price }) => (price === null ? [] : [price])));
    const old = [...used].filter((price) => today - (countDays(price.asOf) ?? today) > MOST_DAYS);
    if (old.length > 0) yield reportOld(old, today, prices);
  },
};

function reportOld(old: readonly Price[], today: number, { pricedOn }: PriceBook): Diagnostic {
  const told = old.slice(0, MOST_TOLD);
  const age = (price: Price): number => today - (countDays(price.asOf) ?? today);
  const oldest = Math.max(...old.map(age));
  return diagnose(
    rule,
    `${countNoun(old.length, "price")} ${old.length === 1 ? "is" : "are"} older than ${MOST_DAYS} days, the oldest ${oldest} days`,
    [
      ...(pricedOn === null ? [] : [{ span: pricedOn.origin, text: "the day for which prices should hold" }]),
      ...told.map((price) => ({ span: price.origin, text: `of ${price.asOf}, ${age(price)} days before` })),
    ],
    {
      notes: old.length > told.length ? [`${old.length - told.length} more are as old`] : [],
      help: 'ask for new prices, or accept these with `allow price_stale "..."`',
    },
  );
}
