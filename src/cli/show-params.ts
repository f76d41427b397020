/** The work of `weft params`. */
import { hasErrors } from "../core/diagnostic.js";
import type { DiagnosticFormat } from "../core/render.js";
import { listParameters } from "../model/list-parameters.js";
import { describeSchema } from "../model/parameter-schema.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportParams } from "./reporters/params.js";
import { loadDesign, reportDiagnostics } from "./session.js";
import { writeData } from "./terminal.js";

/** The flags of the command as oclif parses them. */
export interface ParamsFlags {
  readonly format: DiagnosticFormat;
  readonly schema: boolean;
}

/** Prints the params of the design; its other mistakes are left to `check`, as long as it can be read. */
export async function showParams(argument: string, flags: ParamsFlags): Promise<ExitCode> {
  const shown = { ...flags, strict: false };
  const loaded = await loadDesign(argument);
  if (loaded.value === null || hasErrors(loaded.diagnostics)) {
    const files = loaded.value?.files;
    reportDiagnostics(loaded.diagnostics, shown, { sourceOf: (path) => files?.get(path)?.text });
    return exitCodes.errors;
  }
  const parameters = listParameters(loaded.value);
  const name = loaded.value.entry.split(/[/\\]/).at(-1) ?? loaded.value.entry;
  writeData(
    flags.schema
      ? `${JSON.stringify(describeSchema(name, parameters), null, 2)}\n`
      : reportParams(name, parameters, flags.format),
  );
  return exitCodes.fine;
}
