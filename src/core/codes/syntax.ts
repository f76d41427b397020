/** The kinds of mistake in the text itself: WF1. */
import type { DiagnosticKind } from "../diagnostic.js";

export const syntaxCodes = {
  unexpectedToken: { code: "WF1001", severity: "error", title: "unexpected text" },
  unclosedBlock: { code: "WF1002", severity: "error", title: "block without its end" },
  unclosedBracket: { code: "WF1003", severity: "error", title: "bracket without its end" },
  strayClosing: { code: "WF1004", severity: "error", title: "end of something that was not begun" },
  unterminatedText: { code: "WF1005", severity: "error", title: "text without its closing quote" },
  unterminatedComment: { code: "WF1006", severity: "error", title: "comment without its end" },
  strayCharacter: { code: "WF1007", severity: "error", title: "character that means nothing" },
  unknownUnit: { code: "WF1008", severity: "error", title: "unknown unit" },
  unknownWord: { code: "WF1009", severity: "error", title: "unknown word" },
  missingName: { code: "WF1010", severity: "error", title: "missing name" },
  missingValue: { code: "WF1011", severity: "error", title: "missing value" },
  missingEquals: { code: "WF1012", severity: "error", title: "missing equals sign" },
  chainedComparison: { code: "WF1013", severity: "error", title: "chained comparison" },
  labelNotName: { code: "WF1014", severity: "error", title: "label that is no name" },
  clauseTwice: { code: "WF1015", severity: "error", title: "clause given twice" },
  unknownEscape: { code: "WF1016", severity: "error", title: "unknown escape in a text" },
  nestedTooDeep: { code: "WF1017", severity: "error", title: "nested too deep" },
  expressionTooLong: { code: "WF1018", severity: "error", title: "expression too long" },
  fileTooLarge: { code: "WF1019", severity: "error", title: "file too large" },
  tooManyMembers: { code: "WF1020", severity: "error", title: "too many members" },
} as const satisfies Record<string, DiagnosticKind>;
