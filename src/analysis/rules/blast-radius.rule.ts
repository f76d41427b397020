/** A switch whose loss takes half of their bandwidth from more GPUs than the fabric allows. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import { numberIn, placeIn } from "../../model/bag.js";
import type { Fabric } from "../../model/design.js";
import { viewFabric } from "../fabric-view.js";
import { findFarthestBlast } from "../flow/blast.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6014",
  severity: "warning",
  title: "one loss reaches too far",
  name: "blast_radius",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const limit = numberIn(fabric.bag, "blast_radius");
      if (limit !== null) yield* checkFabric(context, fabric, limit);
    }
  },
};

function checkFabric(context: RuleContext, fabric: Fabric, limit: number): readonly Diagnostic[] {
  const blast = findFarthestBlast(context, viewFabric(context, fabric.name));
  if (blast === "large") return [reportUnjudged(fabric, limit)];
  if (blast === null || blast.gpus <= limit) return [];
  const array = context.design.arrays.find(({ name }) => name === blast.array.spec.name);
  return [
    diagnose(
      rule,
      `the loss of \`${blast.device}\` takes half or more of their bandwidth from ${formatCount(blast.gpus)} GPUs in ` +
        `${countOf(blast.hosts, "device")}, at most ${formatCount(limit)} were expected`,
      [
        { span: placeIn(fabric.bag, "blast_radius") ?? fabric.origin, text: `at most ${formatCount(limit)} GPUs` },
        { span: array?.origin ?? fabric.origin, text: `${formatCount(blast.gpus)} GPUs behind one of them` },
      ],
      {
        notes: ["counted are active GPUs with at least half of their bandwidth up the fabric through the switch"],
        help: "put fewer hosts on a switch, give each NIC ports on two switches, or raise the limit",
      },
    ),
  ];
}

function reportUnjudged(fabric: Fabric, limit: number): Diagnostic {
  return diagnose(
    rule,
    `whether one loss in fabric \`${fabric.name}\` takes half of their bandwidth from more than ${formatCount(limit)} GPUs is not ` +
      "judged: there are more links than can be looked at",
    [{ span: placeIn(fabric.bag, "blast_radius") ?? fabric.origin, text: `at most ${formatCount(limit)} GPUs` }],
    { help: "let each expression and `where` use fewer names together, or judge a smaller cluster of the same form" },
  );
}
