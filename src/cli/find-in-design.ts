/** The work of `weft where`. */
import { existsSync } from "node:fs";
import { hasErrors } from "../core/diagnostic.js";
import type { DiagnosticFormat } from "../core/render.js";
import { findByName, type NotFound } from "../plan/where.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportFound, reportFoundJson } from "./reporters/found.js";
import { type DesignFlags, openDesign, reportDiagnostics } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

export interface WhereFlags extends DesignFlags {
  readonly format: DiagnosticFormat;
}

/** Prints what the name stands for. Findings that are not errors are left to `check`. */
export async function findInDesign(first: string, second: string, flags: WhereFlags): Promise<ExitCode> {
  const [name, argument] = orderArguments(first, second);
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

/** The name stands first; the other way round is understood where only one of the two is a path. */
function orderArguments(first: string, second: string): readonly [name: string, design: string] {
  return existsSync(first) && !existsSync(second) && !first.includes(":") ? [second, first] : [first, second];
}

function describeMissing(found: NotFound): string {
  const said = `weft: there is no \`${found.name}\`: ${found.reason}\n`;
  if (found.nearest !== null) return `${said}  did you mean \`${found.nearest}\`?\n`;
  return found.examples.length === 0 ? said : `${said}  names in this design look like ${found.examples.join(", ")}\n`;
}
