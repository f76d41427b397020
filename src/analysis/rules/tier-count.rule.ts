/** A fabric with a tier more than the size that it is to grow to needs: one more hop, and optics for it. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import { numberIn, placeIn } from "../../model/bag.js";
import type { Fabric } from "../../model/design.js";
import { countLinks } from "../../plan/count.js";
import { viewFabric } from "../fabric-view.js";
import { countWithout, findLadder } from "../flow/radix.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6017",
  severity: "advice",
  title: "more tiers than its size needs",
  name: "tier_count",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const wanted = numberIn(fabric.bag, "endpoints");
      if (wanted !== null) yield* checkFabric(context, fabric, wanted);
    }
  },
};

function checkFabric(context: RuleContext, fabric: Fabric, wanted: number): readonly Diagnostic[] {
  const ladder = findLadder(context, fabric.name);
  const enough = ladder === null ? null : countWithout(ladder);
  const tiers = ladder?.rungs.length ?? 0;
  const top = ladder?.rungs.at(-1);
  const spared = ladder?.rungs.at(-2);
  if (enough === null || top === undefined || spared === undefined || countHostLinks(context, fabric) > enough)
    return [];
  if (enough < wanted) return [];
  const gone = tiers === 2 ? top : spared;
  return [
    diagnose(
      rule,
      `fabric \`${fabric.name}\` has ${countOf(tiers, "tier")}, the ${formatCount(wanted)} host ports that it is to grow to fit ` +
        `${tiers - 1}: these switches then serve ${formatCount(enough)}`,
      [
        { span: placeIn(fabric.bag, "endpoints") ?? fabric.origin, text: `${formatCount(wanted)} host ports` },
        { span: gone.array.origin, text: "the tier that could go" },
      ],
      { help: `link the tiers beside \`${gone.array.name}\` directly, or plan for more host ports` },
    ),
  ];
}

/** Links of the hosts that there are. */
function countHostLinks(context: RuleContext, { name }: Fabric): number {
  const view = viewFabric(context, name);
  return view.runs
    .filter(({ a, z }) => a.array.spec.kind !== "switch" && view.tierOf(z.array) === 1)
    .reduce((sum, run) => sum + countLinks(run, "all"), 0);
}
