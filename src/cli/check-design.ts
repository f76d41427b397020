/** The work of `weft check`. */
import { buildOverview } from "../analysis/overview.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { summarise } from "./reporters/summary.js";
import { type DesignFlags, isRefused, openDesign, reportDiagnostics } from "./session.js";
import { writeData } from "./terminal.js";

/** Checks the design, prints findings, and its counts if it is sound. */
export async function checkDesign(argument: string, flags: DesignFlags): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    reportDiagnostics(opened, flags, null);
    return exitCodes.errors;
  }
  reportDiagnostics(opened.diagnostics(), flags, opened);
  const design = opened.design();
  const plan = opened.plan();
  const measures = opened.measures();
  if (isRefused(opened.diagnostics(), flags) || design === null || plan === null || measures === null)
    return exitCodes.errors;
  writeData(summarise({ name: design.name, sections: buildOverview({ design, plan }, measures) }, flags.format));
  return exitCodes.fine;
}
