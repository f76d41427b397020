/** A switch whose traffic down exceeds its traffic up by more than its array allows. Capacity counts active devices. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { formatRatio, type Ratio } from "../../core/ratio.js";
import type { DeviceArray } from "../../model/design.js";
import type { Plan } from "../../plan/plan.js";
import { type Measures, measurePlan } from "../measure.js";
import type { Rule } from "../rule.js";
import { describeLinks } from "../wiring/statements.js";

type Oversubscription = Measures["oversubscription"][number];
type Balance = Oversubscription["balance"]["active"];
type Term = Balance["down"][number];

export const rule: Rule = {
  code: "WF6002",
  severity: "error",
  title: "oversubscribed beyond its limit",
  name: "oversubscription",
  *check(context) {
    const { arrays } = context.design;
    if (arrays.every((array) => array.maxOversubscription === null)) return;
    for (const found of measurePlan(context).oversubscription) {
      const array = arrays.find((candidate) => candidate.name === found.array);
      const limit = array?.maxOversubscription ?? null;
      if (array === undefined || limit === null) continue;
      const { active } = found.balance;
      if (active.ratio === null || active.ratio.compare(limit) > 0) yield report(context.plan, array, limit, found);
    }
  },
};

function report(plan: Plan, array: DeviceArray, limit: Ratio, { fabric, balance }: Oversubscription): Diagnostic {
  const { active, all } = balance;
  const found =
    active.ratio === null ? "has links down and none up" : `is oversubscribed ${describeRatio(active.ratio)}`;
  return diagnose(
    rule,
    `\`${array.name}\` ${found} in fabric \`${fabric}\`, at most ${describeRatio(limit)} was expected`,
    [
      ...labelTerms(plan, active.down, "down"),
      ...labelTerms(plan, active.up, "up"),
      { span: array.maxOversubscriptionOrigin ?? array.origin, text: `at most ${describeRatio(limit)}` },
    ],
    {
      notes: [describeBalance(active), ...noteSpares(active, all)],
      help: "add uplinks, take links down away, or raise the limit",
    },
  );
}

function labelTerms(plan: Plan, terms: readonly Term[], way: "down" | "up"): readonly Label[] {
  return terms.flatMap((term) => {
    const connect = plan.connects[term.position];
    const text = `${describeLinks(term.links, term.rateBitsPerSecond)} = ${formatRate(sumRates([term]))} ${way}`;
    return connect === undefined ? [] : [{ span: connect.origin, text }];
  });
}

function sumRates(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + term.links * term.rateBitsPerSecond, 0);
}

function describeBalance({ down, up }: Balance): string {
  return `${formatRate(sumRates(down))} down / ${formatRate(sumRates(up))} up`;
}

function noteSpares(active: Balance, all: Balance): readonly string[] {
  const same = active.ratio !== null && all.ratio !== null && active.ratio.equals(all.ratio);
  if (same || all.ratio === null) return [];
  return [`only active devices count; with spares it is ${describeBalance(all)}, ${describeRatio(all.ratio)}`];
}

/** `17/15 (1.133:1)`, or `3:1` where that is all. */
function describeRatio(value: Ratio): string {
  const rounded = Math.round(value.valueOf() * 1000) / 1000;
  return value.d === 1n ? `${rounded}:1` : `${formatRatio(value)} (${rounded}:1)`;
}
