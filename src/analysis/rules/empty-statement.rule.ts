/** A connect statement that makes no links at all, though its arrays are not left out as a whole. */

import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { compileIndex, namesIn } from "../../core/index-expr.js";
import type { Connect, DeviceArray } from "../../model/design.js";
import { countLinks } from "../../plan/count.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF5019",
  severity: "warning",
  title: "statement without links",
  name: "empty_statement",
  *check({ plan }) {
    for (const run of plan.runs) {
      const connect = plan.connects[run.position];
      if (connect === undefined || countLinks(run, "all") > 0) continue;
      if (!isLeftOut(connect.a.array) && !isLeftOut(connect.z.array)) yield reportEmpty(connect);
    }
  },
};

/** Whether none exists on purpose: `[0 of 8]`, or an `except` that removes every device, whatever its index. */
function isLeftOut({ absent, dims }: DeviceArray): boolean {
  if (dims.some(({ extent }) => extent === 0)) return true;
  return absent.some((mask) => namesIn(mask).length === 0 && compileIndex(mask, () => -1)([]) !== 0);
}

function reportEmpty(connect: Connect): Diagnostic {
  return diagnose(
    rule,
    "the statement makes no links",
    connect.whereOrigin === null
      ? [{ span: connect.origin, text: "no device exists at one of its ends" }]
      : [{ span: connect.whereOrigin, text: "no combination of indices satisfies this" }],
    { help: "correct the condition, or remove the statement" },
  );
}
