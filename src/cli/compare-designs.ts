/** The work of `weft grow`. */
import { requirementCodes } from "../core/codes/requirements.js";
import type { DiagnosticFormat } from "../core/render.js";
import { compareGrowth, countMoved } from "../plan/growth.js";
import type { Plan } from "../plan/plan.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportGrowth } from "./reporters/growth.js";
import { openDesign, reportDiagnostics } from "./session.js";
import { writeData } from "./terminal.js";

/** The flags of the command as oclif parses them. */
export interface GrowFlags {
  readonly format: DiagnosticFormat;
  readonly strict: boolean;
  readonly set: readonly string[];
  readonly params: readonly string[];
  readonly "set-a": readonly string[];
  readonly "set-b": readonly string[];
  readonly "params-a": readonly string[];
  readonly "params-b": readonly string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Prints what becomes of the links of the first design in the second. Findings that are not errors are left to `check`. */
export async function compareDesigns(first: string, second: string, flags: GrowFlags): Promise<ExitCode> {
  const before = await openPlan(first, flags, {
    set: [...flags.set, ...flags["set-a"]],
    params: [...flags.params, ...flags["params-a"]],
    phase: flags.from,
  });
  const after = await openPlan(second, flags, {
    set: [...flags.set, ...flags["set-b"]],
    params: [...flags.params, ...flags["params-b"]],
    phase: flags.to,
  });
  if (before === null || after === null) return exitCodes.errors;
  const growth = compareGrowth(before, after);
  writeData(reportGrowth({ before, after, growth }, flags.format));
  return flags.strict && countMoved(growth) > 0 ? exitCodes.errors : exitCodes.fine;
}

/** Returns the plan of a design that can be wired; whether it meets its requirements does not matter here. */
async function openPlan(
  argument: string,
  flags: GrowFlags,
  options: Parameters<typeof openDesign>[1],
): Promise<Plan | null> {
  const opened = await openDesign(argument, options);
  const shown = { format: flags.format, strict: false };
  if (!("project" in opened)) {
    reportDiagnostics(opened, shown, null);
    return null;
  }
  const errors = opened
    .diagnostics()
    .filter(({ severity, code }) => severity === "error" && code !== requirementCodes.notMet.code);
  if (errors.length === 0) return opened.plan();
  reportDiagnostics(errors, shown, opened);
  return null;
}
