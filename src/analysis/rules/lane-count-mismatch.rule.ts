/** Links with more lanes at one end than at the other, all at one rate: a port slowed down where a split was needed. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Rule } from "../rule.js";
import { findLaneMismatches, type LaneMismatch, noteLanes } from "../wiring/lanes.js";
import { bothEnds, countOf, nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5107",
  severity: "error",
  title: "different numbers of lanes",
  name: "lane_count_mismatch",
  *check({ plan }) {
    for (const mismatch of findLaneMismatches(plan)) {
      if (mismatch.kind === "count") yield* report(mismatch);
    }
  },
};

function report(mismatch: LaneMismatch): readonly Diagnostic[] {
  const [connect, ...others] = mismatch.connects;
  if (connect === undefined) return [];
  const lanes = { a: countOf(mismatch.a.lanes, "lane"), z: countOf(mismatch.z.lanes, "lane") };
  const laneRate = formatRate(mismatch.a.laneRateBitsPerSecond);
  const rate = formatRate(rateOf(connect));
  return [
    diagnose(
      rule,
      `a link of ${rate} has ${lanes.a} at ${nameEnd(connect.a)}, but ${lanes.z} at ${nameEnd(connect.z)}`,
      [
        { span: connect.rateOrigin ?? connect.origin, text: `links of ${rate}` },
        ...bothEnds.map((which) => ({ span: connect[which].ports.origin, text: `${lanes[which]} of ${laneRate}` })),
        ...others.map((other) => ({ span: other.origin, text: "the same ports meet here" })),
      ],
      {
        notes: ["`whole` slows a port down without giving up lanes", ...noteLanes(connect)],
        help: "split the wider port instead (`splits` on the part, no `whole` here), or join ports of equally many lanes",
      },
    ),
  ];
}
