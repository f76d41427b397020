/** Kinds of diagnostics about performance and storage: WF8. */
import type { DiagnosticKind } from "../diagnostic.js";

export const performanceCodes = {
  tooManyRanks: { code: "WF8001", severity: "error", title: "more ranks than GPUs" },
  unlinkedWorkload: { code: "WF8002", severity: "warning", title: "workload without links in its fabric" },
  unlimitedCheckpoint: { code: "WF8003", severity: "warning", title: "checkpoint without a known bandwidth" },
} as const satisfies Record<string, DiagnosticKind>;
