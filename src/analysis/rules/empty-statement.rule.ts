/** A connect statement that makes no links at all. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Connect } from "../../model/design.js";
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
      if (connect !== undefined && countLinks(run, "all") === 0) yield reportEmpty(connect);
    }
  },
};

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
