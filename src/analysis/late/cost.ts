/** `cost(...)`: the upper end of what is ordered, by the price books of the design. */
import { formatCount, formatQuantity } from "../../core/quantity.js";
import { type CostLine, nameLine, sumLines } from "../costs/price-lines.js";
import type { Answer, Query, Refusal, Target } from "./answer.js";

/** Returns the answer; an unpriced line is missing, so the value is then the least that the upper end can be. */
export function answerCost({ measures, target, which }: Query): Answer | Refusal {
  const costs = measures.cost;
  if (costs === null) return { impossible: "no price book is given: name one with `prices = ...` or `--prices`" };
  const lines = costs.lines.filter((line) => isMeant(line, target));
  const { low, high, unpriced } = sumLines(lines);
  const { currency } = costs;
  return {
    value: high,
    dimension: currency,
    detail: low[which].equals(high[which])
      ? ""
      : `from ${formatQuantity(low[which], currency)} to ${formatQuantity(high[which], currency)}`,
    labels: lines.flatMap((line) => {
      if (line.cost === null || line.kind !== "device") return [];
      const text = `${formatCount(line.count[which])} x \`${line.part?.id ?? ""}\` = ${formatQuantity(line.cost.high[which], currency)}`;
      return [{ span: line.origin, text }];
    }),
    missing: unpriced.map((line) => `the price of ${nameLine(line)}`),
  };
}

/** An array with the modules in its cages; a fabric with its switches, modules and cables; or all. */
function isMeant({ array, fabric }: CostLine, target: Target | null): boolean {
  if (target === null) return true;
  return target.of === "fabric" ? fabric === target.name : array === target.name;
}
