/** What is ordered and has no price, where there is a price book: a total that left it out in silence would lie. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { countNoun } from "../../core/words.js";
import { type CostLine, listCostLines, nameLine } from "../costs/price-lines.js";
import type { Rule } from "../rule.js";

/** Lines that are told one by one. */
const MOST_TOLD = 12;

export const rule: Rule = {
  code: "WF8020",
  severity: "warning",
  title: "part without a price",
  name: "price_missing",
  *check(context) {
    const { prices } = context.design;
    if (prices === null) return;
    const lines = listCostLines(context, prices);
    const unpriced = lines.filter(({ price, cost }) => cost === null && price?.low !== null);
    if (unpriced.length > 0) yield reportMissing(lines, unpriced);
  },
};

function reportMissing(lines: readonly CostLine[], unpriced: readonly CostLine[]): Diagnostic {
  const told = unpriced.slice(0, MOST_TOLD);
  const rest = unpriced.length - told.length;
  return diagnose(
    rule,
    `${unpriced.length} of ${countNoun(lines.length, "line")} of the bill have no price, so the cost is a lower bound`,
    told.map((line) => ({ span: line.origin, text: describe(line) })),
    {
      notes: rest > 0 ? [`${rest} more lines have none: bom.csv and report.md list all`] : [],
      help: 'add prices in a book of your own after `--prices`, or accept it with `allow price_missing "..."`',
    },
  );
}

function describe(line: CostLine): string {
  return `${nameLine(line).replaceAll("`", "")}: ${line.lacks}`;
}
