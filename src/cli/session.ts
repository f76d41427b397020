/** What every command that reads a design does first: find it, load it, compile it, and say what was found. */
import { chooseEntry } from "../choose-entry.js";
import { type Compilation, compileProject } from "../compile.js";
import { type Checked, type Diagnostic, hasErrors } from "../core/diagnostic.js";
import { type DiagnosticFormat, renderDiagnostics, summariseDiagnostics } from "../core/render.js";
import type { Host } from "../host/host.js";
import { loadProject } from "../load.js";
import { listDesigns } from "../node/list-designs.js";
import { createNodeHost } from "../node/node-host.js";
import { createPaint, findWidth, writeAside, writeData } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** A SARIF log is for those commands that find things in a design, and stands on stdout. */
export type ReportFormat = DiagnosticFormat | "sarif";

/** The flags of `flags.ts` as oclif parses them. */
export interface DesignFlags {
  readonly format: ReportFormat;
  readonly set: readonly string[];
  /** Files with values of params. */
  readonly params: readonly string[];
  readonly phase?: string | undefined;
  /** Price books, of the commands that say what a design costs. */
  readonly prices?: readonly string[];
  readonly strict: boolean;
}

/** Returns the files of the design that the argument names, or null and why there are none. */
export async function loadDesign(
  argument: string,
  host: Host = createNodeHost(),
  prices: readonly string[] = [],
): Promise<Checked<Compilation["project"] | null>> {
  const designs = listDesigns(argument);
  const chosen = designs === null ? { value: argument, diagnostics: [] } : await chooseEntry(host, argument, designs);
  return chosen.value === null ? { ...chosen, value: null } : loadProject(host, chosen.value, { prices });
}

/** Returns the compilation of the design that the argument names, or diagnostics when it names none. */
export async function openDesign(
  argument: string,
  flags: Pick<DesignFlags, "set" | "params" | "phase" | "prices">,
  host: Host = createNodeHost(),
): Promise<Compilation | readonly Diagnostic[]> {
  const set = parseSettings(flags.set);
  const { value, diagnostics } = await loadDesign(argument, host, flags.prices);
  if (value === null) return diagnostics;
  const { phase } = flags;
  if (flags.params.length === 0) return compileProject({ value, diagnostics }, { set, phase });
  const { readParams } = await import("./read-params.js");
  const { given, texts, diagnostics: found } = await readParams(host, flags.params, value);
  return compileProject({ value, diagnostics: [...diagnostics, ...found] }, { set, phase, given, givenTexts: texts });
}

function parseSettings(written: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    written.map((setting) => {
      const at = setting.indexOf("=");
      if (at <= 0) throw new UsageError(`--set ${setting}: expected name=value, such as --set segments=3`);
      return [setting.slice(0, at).trim(), setting.slice(at + 1).trim()];
    }),
  );
}

/** Returns whether diagnostics forbid going on: errors do, and with `--strict` warnings too. */
export function isRefused(diagnostics: readonly Diagnostic[], flags: Pick<DesignFlags, "strict">): boolean {
  return hasErrors(diagnostics) || (flags.strict && hasWarnings(diagnostics));
}

function hasWarnings(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "warning");
}

/** Writes diagnostics to stderr, or as a SARIF log to stdout. */
export async function reportFindings(
  diagnostics: readonly Diagnostic[],
  flags: Pick<DesignFlags, "format" | "strict">,
  compilation: Pick<Compilation, "sourceOf"> | null,
): Promise<void> {
  const { format, strict } = flags;
  if (format !== "sarif") {
    reportDiagnostics(diagnostics, { format, strict }, compilation);
    return;
  }
  const { reportSarif } = await import("./reporters/sarif.js");
  writeData(reportSarif(diagnostics, (path) => compilation?.sourceOf(path), process.cwd()));
}

/** Writes diagnostics to stderr. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  flags: { readonly format: DiagnosticFormat; readonly strict: boolean },
  compilation: Pick<Compilation, "sourceOf"> | null,
): void {
  const { format } = flags;
  const width = findWidth();
  const text = renderDiagnostics(diagnostics, {
    format,
    sourceOf: (path) => compilation?.sourceOf(path),
    paint: createPaint(),
    ...(width === undefined ? {} : { width }),
  });
  writeAside(text);
  if (format !== "pretty" || diagnostics.length === 0) return;
  const strict = flags.strict && hasWarnings(diagnostics) ? "; with --strict a warning counts as an error" : "";
  writeAside(`\n${summariseDiagnostics(diagnostics)}${strict}\n`);
}
