/** A cost that adds quotes, list prices, street prices and estimates: it is none of them. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatQuantity } from "../../core/quantity.js";
import { type CostLine, type CostSum, listCostLines, sumLines } from "../costs/price-lines.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF8022",
  severity: "warning",
  title: "prices of several bases in one cost",
  name: "price_basis_mix",
  *check(context) {
    const { prices } = context.design;
    if (prices === null) return;
    const lines = listCostLines(context, prices);
    const sum = sumLines(lines);
    if (sum.bases.length > 1) yield reportMix(lines, sum, prices.currency);
  },
};

function reportMix(lines: readonly CostLine[], { bases }: CostSum, currency: string): Diagnostic {
  const shares = bases.map(({ basis, high }) => `${formatQuantity(high.all, currency)} by ${basis}`);
  const labels = bases.flatMap(({ basis }) => {
    const line = lines.find(({ price, cost }) => cost !== null && price?.basis === basis);
    return line?.price === null || line === undefined ? [] : [{ span: line.price.origin, text: basis }];
  });
  return diagnose(rule, `the cost adds prices of ${bases.length} bases: ${shares.join(", ")}`, labels, {
    notes: ["report.md shows a sum for each basis"],
    help: 'use prices of one basis where a total counts, or accept it with `allow price_basis_mix "..."`',
  });
}
