/** Kinds of diagnostics about values, types and units: WF3. */
import type { DiagnosticKind } from "../diagnostic.js";

export const valueCodes = {
  mixedDimensions: { code: "WF3001", severity: "error", title: "mixed dimensions" },
  wrongDimension: { code: "WF3002", severity: "error", title: "quantity of the wrong dimension" },
  bareFlops: { code: "WF3003", severity: "error", title: "FLOPS without precision" },
  notWhole: { code: "WF3004", severity: "error", title: "not a whole number" },
  wrongType: { code: "WF3005", severity: "error", title: "value of the wrong type" },
  outOfBounds: { code: "WF3006", severity: "error", title: "parameter out of bounds" },
  noValue: { code: "WF3007", severity: "error", title: "parameter without a value" },
  divisionByZero: { code: "WF3008", severity: "error", title: "division by zero" },
  lateValue: { code: "WF3009", severity: "error", title: "value known too late" },
  tooLarge: { code: "WF3010", severity: "error", title: "number or expression too large" },
  wrongArguments: { code: "WF3011", severity: "error", title: "wrong arguments" },
  unknownWord: { code: "WF3012", severity: "error", title: "not one of the words" },
  unreadableSetting: { code: "WF3013", severity: "error", title: "unreadable parameter value" },
  emptyRange: { code: "WF3014", severity: "error", title: "range without members" },
  outOfRange: { code: "WF3015", severity: "error", title: "number out of range" },
} as const satisfies Record<string, DiagnosticKind>;
