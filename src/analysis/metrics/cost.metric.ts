/** What the design costs by its price books: lines, sums, and what has no price. */
import { type CostLine, type CostSum, listCostLines, sumLines } from "../costs/price-lines.js";
import type { Metric } from "../metric.js";

export interface Costs {
  readonly currency: string;
  readonly lines: readonly CostLine[];
  readonly total: CostSum;
}

/** Adds up the low and the high ends of prices, exactly. Null where nobody names a price book. */
export const metric: Metric<"cost", Costs | null> = {
  name: "cost",
  title: "cost by price books",
  measure: (context) => {
    const { prices } = context.design;
    if (prices === null) return null;
    const lines = listCostLines(context, prices);
    return { currency: prices.currency, lines, total: sumLines(lines) };
  },
};
