/** The work of `weft where`. */
import { hasErrors } from "../core/diagnostic.js";
import { findByName, type NotFound } from "../plan/where.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportFound, reportFoundJson } from "./reporters/found.js";
import { type DesignFlags, openDesign, reportDiagnostics } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

/** Prints what the name stands for. Findings that are not errors are left to `check`. */
export async function findInDesign(name: string, argument: string, flags: DesignFlags): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    reportDiagnostics(opened, flags, null);
    return exitCodes.errors;
  }
  const plan = opened.plan();
  if (plan === null || hasErrors(opened.diagnostics())) {
    reportDiagnostics(opened.diagnostics(), flags, opened);
    return exitCodes.errors;
  }
  const found = findByName(plan, name);
  if (found.kind === "none") {
    writeAside(describeMissing(found));
    return exitCodes.errors;
  }
  writeData(flags.format === "json" ? reportFoundJson(found) : reportFound(found));
  return exitCodes.fine;
}

function describeMissing(found: NotFound): string {
  const examples = found.examples.length === 0 ? "" : `  names in this design look like ${found.examples.join(", ")}\n`;
  return `weft: there is no \`${found.name}\`: ${found.reason}\n${examples}`;
}
