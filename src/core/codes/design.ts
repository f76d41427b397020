/** Kinds of diagnostics about blocks, parts and arrays: WF4. */
import type { DiagnosticKind } from "../diagnostic.js";

export const designCodes = {
  noCluster: { code: "WF4001", severity: "error", title: "no cluster" },
  secondCluster: { code: "WF4002", severity: "error", title: "second cluster" },
  misplaced: { code: "WF4003", severity: "error", title: "block in the wrong place" },
  missingProperty: { code: "WF4004", severity: "error", title: "missing property" },
  propertyTwice: { code: "WF4005", severity: "error", title: "property given twice" },
  heading: { code: "WF4006", severity: "error", title: "wrong heading" },
  tooMany: { code: "WF4007", severity: "error", title: "too many instances" },
  moreThanPlanned: { code: "WF4008", severity: "error", title: "more than planned" },
  dimensionTwice: { code: "WF4009", severity: "error", title: "dimension twice in one shape" },
  twoExtents: { code: "WF4010", severity: "error", title: "dimension with two extents" },
  tooManySpares: { code: "WF4011", severity: "error", title: "more spares than devices" },
  wrongPartKind: { code: "WF4012", severity: "error", title: "part of another kind" },
  memoryMismatch: { code: "WF4013", severity: "error", title: "GPU memory does not add up" },
  tooManyIndices: { code: "WF4014", severity: "error", title: "too many indices" },
  indexTwice: { code: "WF4015", severity: "error", title: "dimension indexed twice" },
  impossibleSplit: { code: "WF4016", severity: "error", title: "impossible split" },
  cageMismatch: { code: "WF4017", severity: "error", title: "cage list does not fit" },
  oneArray: { code: "WF4018", severity: "error", title: "array above itself" },
  noFlatIndex: { code: "WF4019", severity: "error", title: "flat index out of reach" },
  namePattern: { code: "WF4020", severity: "error", title: "wrong name pattern" },
  reasonMissing: { code: "WF4021", severity: "error", title: "allowance without a reason" },
} as const satisfies Record<string, DiagnosticKind>;
