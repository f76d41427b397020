/** Kinds of diagnostics about files, folders and what is written: WF9. */
import type { DiagnosticKind } from "../diagnostic.js";

export const projectCodes = {
  missingFile: { code: "WF9001", severity: "error", title: "file not found" },
  notAFile: { code: "WF9002", severity: "error", title: "folder where a file is expected" },
  unreadableFile: { code: "WF9003", severity: "error", title: "file that cannot be read" },
  notText: { code: "WF9004", severity: "error", title: "file that is not text" },
  fileTooLarge: { code: "WF9005", severity: "error", title: "file too large" },
  unknownStandardFile: { code: "WF9006", severity: "error", title: "unknown file of the standard library" },
  importCycle: { code: "WF9007", severity: "error", title: "files that import each other" },
  tooManyImports: { code: "WF9008", severity: "error", title: "too many imports" },
  noDesign: { code: "WF9009", severity: "error", title: "no design in the folder" },
  severalDesigns: { code: "WF9010", severity: "error", title: "several designs in the folder" },
  outputNotAFolder: { code: "WF9011", severity: "error", title: "output folder that is a file" },
  outputRefused: { code: "WF9012", severity: "error", title: "output that cannot be written" },
  foreignFile: { code: "WF9013", severity: "error", title: "file in the way of an output" },
  unknownRule: { code: "WF9014", severity: "warning", title: "allowance for an unknown rule" },
  unusedAllowance: { code: "WF9015", severity: "warning", title: "allowance that allows nothing" },
  layoutRefused: { code: "WF9040", severity: "error", title: "file that cannot be laid out" },
  fixRefused: { code: "WF9030", severity: "error", title: "file that cannot be fixed" },
  tooManyRows: { code: "WF9016", severity: "error", title: "more rows than weft writes" },
  unreadableParams: { code: "WF9020", severity: "error", title: "params file that cannot be read" },
  noParams: { code: "WF9021", severity: "error", title: "params file without an object" },
  valueTwice: { code: "WF9022", severity: "error", title: "value given twice in a params file" },
  wrongForm: { code: "WF9023", severity: "error", title: "value of another form than its param" },
  unknownPhase: { code: "WF9024", severity: "error", title: "unknown phase" },
} as const satisfies Record<string, DiagnosticKind>;
