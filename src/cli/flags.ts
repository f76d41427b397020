/** Flags and arguments that several commands share. */
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { DiagnosticFormat } from "../core/render.js";
import type { ReportFormat } from "./session.js";

const formats: readonly DiagnosticFormat[] = ["pretty", "plain", "json"];
const reportFormats: readonly ReportFormat[] = [...formats, "sarif"];

/** A flag that may be given several times, with one value each. */
function listFlag(summary: string, helpValue: string) {
  return Flags.string({
    summary,
    helpValue,
    multiple: true,
    multipleNonGreedy: true,
    default: [],
    // Without this the help says that the default is nothing.
    defaultHelp: async () => undefined,
  });
}

const setFlag = (whose: string) => listFlag(`value of a param of ${whose}`, "name=value");

const paramsFlag = (whose: string) =>
  listFlag(`file with values of params of ${whose}; a later one wins, --set wins over all`, "file");

/** Flags that give the params of a design their values. */
export const settingFlags = { set: setFlag("the design"), params: paramsFlag("the design") };

/** The same for a command that takes two designs: of the first alone, of the second alone. */
export const pairedFlags = {
  "set-a": setFlag("the first design alone"),
  "params-a": paramsFlag("the first design alone"),
  "set-b": setFlag("the second design alone"),
  "params-b": paramsFlag("the second design alone"),
};

/** How findings are shown, and whether warnings stop a command. */
export const reportFlags = {
  format: Flags.option({ options: formats, summary: "how findings are shown", default: "pretty" as const })(),
  strict: Flags.boolean({ summary: "let warnings count as errors" }),
};

/** Flags of every command that compiles a design. */
export const designFlags = {
  ...reportFlags,
  ...settingFlags,
  phase: Flags.string({ summary: "phase of the cluster; without it the design as declared", helpValue: "name" }),
};

/** Price books of the commands that say what a design costs. */
export const priceFlags = {
  prices: listFlag("price book in JSON, YAML or CSV; a later one wins over it and over those of the design", "file"),
};

/** How findings are shown by the commands whose findings others read: also as a SARIF log, on stdout. */
export const findingsFormat = {
  format: Flags.option({
    options: reportFormats,
    summary: "how findings are shown; sarif is for code review systems",
    default: "pretty" as const,
  })(),
};

/** The design: a file, or a folder with one file that has a cluster. */
export const designArgument = Args.string({
  name: "design",
  description: "a .weft file, or a folder with one that has a cluster",
  required: true,
});
