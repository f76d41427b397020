/** Links whose lanes run at different rates at their two ends: 4 x 50G never talks to 2 x 100G. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Rule } from "../rule.js";
import { findLaneMismatches, type LaneMismatch, type LaneMode, noteLanes } from "../wiring/lanes.js";
import { bothEnds, countOf, nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5106",
  severity: "error",
  title: "lanes of different rates",
  name: "lane_rate_mismatch",
  *check({ plan }) {
    for (const mismatch of findLaneMismatches(plan)) {
      if (mismatch.kind === "rate") yield* report(mismatch);
    }
  },
};

function report({ connects, a, z }: LaneMismatch): readonly Diagnostic[] {
  const [connect, ...others] = connects;
  if (connect === undefined) return [];
  const modes = { a: describeMode(a), z: describeMode(z) };
  const rate = formatRate(rateOf(connect));
  return [
    diagnose(
      rule,
      `a link of ${rate} is ${modes.a} at ${nameEnd(connect.a)}, but ${modes.z} at ${nameEnd(connect.z)}`,
      [
        { span: connect.origin, text: `links of ${rate}` },
        ...bothEnds.map((which) => ({ span: connect[which].ports.origin, text: modes[which] })),
        ...others.map((other) => ({ span: other.origin, text: "the same ports meet here" })),
      ],
      { notes: noteLanes(connect), help: "join ports whose lanes run at one rate, or take a split that gives it" },
    ),
  ];
}

function describeMode({ lanes, laneRateBitsPerSecond }: LaneMode): string {
  return `${countOf(lanes, "lane")} of ${formatRate(laneRateBitsPerSecond)}`;
}
