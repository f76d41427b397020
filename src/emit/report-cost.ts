/** The part of the report about cost: each line with its price, a sum for each basis, and what has no price. */
import type { CostLine, CostSum } from "../analysis/costs/price-lines.js";
import { nameLine } from "../analysis/costs/price-lines.js";
import type { Measures } from "../analysis/measure.js";
import { formatCount, formatMoney } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import type { Design } from "../model/design.js";
import { escapeMarkdown, makeTable } from "./text/markdown.js";

/** Lines that the report shows; the others are in bom.csv. */
const MOST_LINES = 50;

/** Returns the section, or null where no price book is given. */
export function viewCost(design: Design, { cost }: Measures): object | null {
  if (cost === null || design.prices === null) return null;
  const { currency, lines, total } = cost;
  const priced = lines.filter((line) => line.cost !== null);
  const shown = priced.slice(0, MOST_LINES);
  const titles = design.prices.books.map(({ title, asOf }) => `"${title}" of ${asOf}`).reverse();
  const rest = priced.length - shown.length;
  return {
    sentence: escapeMarkdown(`${describeTotal(total, currency)} Prices: ${titles.join(", then ")}.`),
    table: makeTable(
      [
        ["what", "left"],
        ["part", "left"],
        ["pieces", "right"],
        [`each, ${currency}`, "right"],
        [`together, ${currency}`, "right"],
        ["basis", "left"],
        ["as of", "left"],
        ["source", "left"],
      ],
      shown.map((line) => viewLine(line)),
    ),
    bases: total.bases.length < 2 ? null : viewBases(total, currency),
    unpriced: [
      ...(rest > 0 ? [`${formatCount(rest)} more priced lines are in bom.csv.`] : []),
      ...total.unpriced
        .slice(0, MOST_LINES)
        .map((line) => `no price: ${nameLine(line).replaceAll("`", "")} (${line.lacks})`),
    ].map(escapeMarkdown),
  };
}

function describeTotal({ low, high, unpriced }: CostSum, currency: string): string {
  const lacks = unpriced.length === 0 ? "" : `, without the ${formatCount(unpriced.length)} lines that have no price`;
  const spares = low.all.equals(low.active) && high.all.equals(high.active);
  const active = spares ? "" : `; what is active ${formatRange(low.active, high.active)} ${currency}`;
  return `What is ordered costs ${formatRange(low.all, high.all)} ${currency}${active}${lacks}.`;
}

function viewLine({ use, part, count, price, cost }: CostLine): readonly string[] {
  const unit = price?.unit === "metre" ? " a metre" : "";
  return [
    escapeMarkdown(use),
    escapeMarkdown(part?.id ?? ""),
    formatCount(count.all),
    price?.low == null || price.high === null ? "" : `${formatRange(price.low, price.high)}${unit}`,
    cost === null ? "" : formatRange(cost.low.all, cost.high.all),
    price?.basis ?? "",
    price?.asOf ?? "",
    escapeMarkdown(price?.source ?? ""),
  ];
}

function viewBases({ bases }: CostSum, currency: string): object | null {
  return makeTable(
    [
      ["basis", "left"],
      [`together, ${currency}`, "right"],
    ],
    bases.map(({ basis, low, high }) => [basis, formatRange(low.all, high.all)]),
  );
}

function formatRange(low: Ratio, high: Ratio): string {
  return low.equals(high) ? formatMoney(low) : `${formatMoney(low)} to ${formatMoney(high)}`;
}
