/** A fabric that is to grow to more host ports than its tiers can serve with the switches that they have. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import { numberIn, placeIn } from "../../model/bag.js";
import type { Fabric } from "../../model/design.js";
import { countEndpoints, findLadder, type Ladder } from "../flow/radix.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6016",
  severity: "error",
  title: "too few tiers for its size",
  name: "radix_limit",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const wanted = numberIn(fabric.bag, "endpoints");
      if (wanted !== null) yield* checkFabric(context, fabric, wanted);
    }
  },
};

function checkFabric(context: RuleContext, fabric: Fabric, wanted: number): readonly Diagnostic[] {
  const ladder = findLadder(context, fabric.name);
  if (ladder === null) return [reportUnjudged(fabric, wanted)];
  const most = countEndpoints(ladder);
  if (most >= wanted) return [];
  return [
    diagnose(
      rule,
      `fabric \`${fabric.name}\` is to grow to ${formatCount(wanted)} host ports, its ${countOf(ladder.rungs.length, "tier")} ` +
        `can serve ${writeProduct(ladder)}`,
      [
        { span: placeIn(fabric.bag, "endpoints") ?? fabric.origin, text: `${formatCount(wanted)} host ports` },
        ...ladder.rungs.map(({ array, below, down, radix }, at) => ({
          span: array.origin,
          text: `at most ${countOf(at === ladder.rungs.length - 1 ? radix : down, "link")} down to \`${below.a.array.name}\``,
        })),
      ],
      { help: "add a tier of switches, use switches with more ports, or split their ports further" },
    ),
  ];
}

/** A demand that cannot be judged is no error, but it is said. */
function reportUnjudged(fabric: Fabric, wanted: number): Diagnostic {
  return diagnose(
    { ...rule, severity: "warning" },
    `whether fabric \`${fabric.name}\` can grow to ${formatCount(wanted)} host ports is not judged: it is no plain tree with one array of ` +
      "switches a tier and hosts on the lowest only",
    [
      { span: placeIn(fabric.bag, "endpoints") ?? fabric.origin, text: `${formatCount(wanted)} host ports` },
      { span: fabric.origin, text: "" },
    ],
    { help: "leave `endpoints` out, and hold the size by a `require`" },
  );
}

/** `2 planes x 32 x 64 = 4 096`. */
function writeProduct(ladder: Ladder): string {
  const { rungs, planes } = ladder;
  const factors = rungs.map(({ down, radix }, at) => formatCount(at === rungs.length - 1 ? radix : down));
  const all = planes === 1 ? factors : [countOf(planes, "plane"), ...factors];
  const product = formatCount(countEndpoints(ladder));
  return all.length === 1 ? product : `${all.join(" x ")} = ${product}`;
}
