/** Kinds of diagnostics about `require`, found by the judge after all else. */
import type { DiagnosticKind } from "../diagnostic.js";

export const requirementCodes = {
  notMet: { code: "WF6901", severity: "error", title: "requirement not met" },
  notJudged: { code: "WF6902", severity: "warning", title: "requirement that cannot be judged" },
} as const satisfies Record<string, DiagnosticKind>;
