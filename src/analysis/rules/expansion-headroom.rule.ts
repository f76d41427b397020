/** The highest switches of a fabric without the free ports that its growth needs: growing then means to cable anew. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { numberIn, placeIn } from "../../model/bag.js";
import type { Fabric } from "../../model/design.js";
import { attachmentsOf, type PlanArray } from "../../plan/plan.js";
import { viewFabric } from "../fabric-view.js";
import type { Rule, RuleContext } from "../rule.js";
import { findFullestNow } from "../wiring/port-count.js";

export const rule: Rule = {
  code: "WF6018",
  severity: "warning",
  title: "no ports to grow into",
  name: "expansion_headroom",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const growth = numberIn(fabric.bag, "growth");
      if (growth === null) continue;
      const view = viewFabric(context, fabric.name);
      for (const array of view.arrays) {
        const isTop = view.topTier > 0 && view.tierOf(array) === view.topTier && array.spec.kind === "switch";
        if (isTop) yield* checkArray(context, fabric, array, growth);
      }
    }
  },
};

/** Only links that exist count as taken: the places of what is planned are there to grow into. */
function checkArray(
  { design, plan }: RuleContext,
  fabric: Fabric,
  array: PlanArray,
  growth: number,
): readonly Diagnostic[] {
  const attachments = attachmentsOf(plan, array.spec.name).filter(({ run }) => run.possible);
  const fullest = findFullestNow(plan, array, attachments);
  if (fullest === null) return [];
  const { device, used, down, total } = fullest;
  const wanted = Math.ceil(down * growth - 1e-9);
  if (total - used >= wanted) return [];
  const percent = Math.round(growth * 1000) / 10;
  const origin = design.arrays.find(({ name }) => name === array.spec.name)?.origin ?? fabric.origin;
  return [
    diagnose(
      rule,
      `${device === null ? `each \`${array.spec.name}\`` : `\`${device}\``} has ${total - used} of ${total} ports free, growth by ${percent}% ` +
        `takes ${wanted}: ${percent}% of ${down} down`,
      [
        { span: origin, text: `${used} of ${total} ports in use` },
        { span: placeIn(fabric.bag, "growth") ?? fabric.origin, text: `${percent}% more` },
      ],
      { help: "use switches with more ports, fewer parallel links, or reserve the room with `of`" },
    ),
  ];
}
