/** The work of `weft check`. */
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { summarise } from "./reporters/summary.js";
import { type DesignFlags, openDesign, reportDiagnostics } from "./session.js";
import { writeData } from "./terminal.js";

/** Checks the design, prints findings, and its counts if it is sound. */
export async function checkDesign(argument: string, flags: DesignFlags): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    reportDiagnostics(opened, flags, null);
    return exitCodes.errors;
  }
  const isFailure = reportDiagnostics(opened.diagnostics(), flags, opened);
  const design = opened.design();
  const plan = opened.plan();
  if (isFailure || design === null || plan === null) return exitCodes.errors;
  writeData(summarise(design, plan));
  return exitCodes.fine;
}
