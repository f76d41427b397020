/** Uplinks that would divide evenly but do not: equal-cost paths then carry unequal loads. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Rule } from "../rule.js";
import { findSkews, type Skew } from "../wiring/spread.js";

export const rule: Rule = {
  code: "WF6004",
  severity: "error",
  title: "uplinks are not balanced",
  name: "pair_balance",
  *check({ plan }) {
    for (const skew of findSkews(plan)) {
      if (skew.links % skew.uppers === 0) yield report(skew);
    }
  },
};

function report({ statements, device, links, uppers, least, most }: Skew): Diagnostic {
  const upper = statements[0]?.connect.z.array;
  const name = upper?.name ?? "";
  return diagnose(
    rule,
    `\`${device}\` has ${most} links to one \`${name}\` and ${least} to another, ` +
      `${links} / ${uppers} = ${links / uppers} to each were expected`,
    [
      ...statements.map(({ connect }) => ({ span: connect.origin, text: `up to \`${name}\`` })),
      ...(upper === undefined ? [] : [{ span: upper.origin, text: `${uppers} of them are reached` }]),
    ],
    { help: "spread the uplinks so that each pair of devices has equally many" },
  );
}
