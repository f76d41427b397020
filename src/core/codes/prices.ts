/** Kinds of diagnostics about price books and what they say of a design: WF8020 to WF8039. */
import type { DiagnosticKind } from "../diagnostic.js";

export const priceCodes = {
  twice: { code: "WF8024", severity: "error", title: "part priced twice" },
  reversed: { code: "WF8025", severity: "error", title: "price with its ends exchanged" },
  noDate: { code: "WF8027", severity: "error", title: "day of prices that is no date" },
  notLoaded: { code: "WF8026", severity: "error", title: "price book that is not a plain text" },
} as const satisfies Record<string, DiagnosticKind>;
