/** The work of `weft check`. */
import { buildOverview } from "../analysis/overview.js";
import type { Diagnostic } from "../core/diagnostic.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { summarise } from "./reporters/summary.js";
import { type DesignFlags, isRefused, openDesign, reportFindings } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

export interface CheckFlags extends DesignFlags {
  readonly fix: boolean;
  readonly "dry-run": boolean;
}

/** Mends the design first where that is asked for, or shows how; then checks it. */
export async function checkOrFix(argument: string, flags: CheckFlags): Promise<ExitCode> {
  if (!flags.fix) return checkDesign(argument, flags, []);
  const { fixDesign, writeFixes } = await import("./fix-design.js");
  const { reportFixes, reportPatch } = await import("./reporters/fixed.js");
  const fixed = await fixDesign(argument, flags);
  const isForPeople = flags.format === "pretty" || flags.format === "plain";
  if (flags["dry-run"]) {
    writeData(reportPatch(fixed));
    if (isForPeople) writeAside(reportFixes(fixed, "would make"));
    return exitCodes.fine;
  }
  const refused = writeFixes(fixed.files);
  if (isForPeople && refused.length === 0) writeAside(reportFixes(fixed, "made"));
  return checkDesign(argument, flags, refused);
}

/** Checks the design, prints findings after those of before, and its counts if it is sound. */
async function checkDesign(argument: string, flags: DesignFlags, before: readonly Diagnostic[]): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    await reportFindings([...before, ...opened], flags, null);
    return exitCodes.errors;
  }
  const diagnostics = [...before, ...opened.diagnostics()];
  await reportFindings(diagnostics, flags, opened);
  const design = opened.design();
  const plan = opened.plan();
  const measures = opened.measures();
  if (isRefused(diagnostics, flags) || design === null || plan === null || measures === null) return exitCodes.errors;
  if (flags.format === "sarif") return exitCodes.fine;
  const phase = design.phase?.name ?? null;
  writeData(summarise({ name: design.name, phase, sections: buildOverview({ design, plan }, measures) }, flags.format));
  return exitCodes.fine;
}
