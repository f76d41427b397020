/** A switch whose traffic down exceeds its traffic up by more than its array allows. Capacity counts active devices. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { formatRatio, type Ratio } from "../../core/ratio.js";
import type { Span } from "../../core/span.js";
import type { DeviceArray } from "../../model/design.js";
import type { Plan } from "../../plan/plan.js";
import {
  type Balance,
  type BandwidthTerm,
  metric,
  type Oversubscription,
  sumBandwidth,
} from "../metrics/oversubscription.metric.js";
import type { Rule } from "../rule.js";
import { describeLinks } from "../statements.js";

/** An array with the limit that its `max_oversubscription` sets. */
type Limited = DeviceArray & {
  readonly maxOversubscription?: Ratio | null;
  readonly maxOversubscriptionOrigin?: Span | null;
};

export const rule: Rule = {
  code: "WF6002",
  severity: "error",
  title: "oversubscribed beyond its limit",
  name: "oversubscription",
  *check(context) {
    const arrays: readonly Limited[] = context.design.arrays;
    if (arrays.every((array) => (array.maxOversubscription ?? null) === null)) return;
    for (const found of metric.measure(context)) {
      const array = arrays.find((candidate) => candidate.name === found.array);
      const limit = array?.maxOversubscription ?? null;
      if (array === undefined || limit === null) continue;
      const { active } = found.balance;
      if (active.ratio === null || active.ratio.compare(limit) > 0) yield report(context.plan, array, limit, found);
    }
  },
};

function report(plan: Plan, array: Limited, limit: Ratio, { fabric, balance }: Oversubscription): Diagnostic {
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

function labelTerms(plan: Plan, terms: readonly BandwidthTerm[], way: "down" | "up"): readonly Label[] {
  return terms.flatMap((term) => {
    const connect = plan.connects[term.position];
    const text = `${describeLinks(term.links, term.rateBitsPerSecond)} = ${formatRate(sumBandwidth([term]).valueOf())} ${way}`;
    return connect === undefined ? [] : [{ span: connect.origin, text }];
  });
}

function describeBalance({ down, up }: Balance): string {
  return `${formatRate(sumBandwidth(down).valueOf())} down / ${formatRate(sumBandwidth(up).valueOf())} up`;
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
