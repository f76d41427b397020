/** Flags and arguments that several commands share. */
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { DiagnosticFormat } from "../core/render.js";

const formats: readonly DiagnosticFormat[] = ["pretty", "plain", "json"];

/** Flags of every command that reads a design. */
export const designFlags = {
  format: Flags.option({ options: formats, summary: "how findings are shown", default: "pretty" as const })(),
  set: Flags.string({
    summary: "value of a param of the design",
    helpValue: "name=value",
    multiple: true,
    multipleNonGreedy: true,
    default: [],
  }),
  strict: Flags.boolean({ summary: "let warnings count as errors" }),
};

/** The design: a file, or a folder with one file that has a cluster. */
export const designArgument = Args.string({
  name: "design",
  description: "a .weft file, or a folder with one that has a cluster",
  required: true,
});
