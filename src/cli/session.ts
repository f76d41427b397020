/** What every command that reads a design does first: find it, load it, compile it, and say what was found. */
import { chooseEntry } from "../choose-entry.js";
import { type Compilation, compileProject } from "../compile.js";
import { type Diagnostic, hasErrors } from "../core/diagnostic.js";
import { type DiagnosticFormat, renderDiagnostics, summariseDiagnostics } from "../core/render.js";
import { loadProject } from "../load.js";
import { listDesigns } from "../node/list-designs.js";
import { createNodeHost } from "../node/node-host.js";
import { createPaint, findWidth, writeAside } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** The flags of `flags.ts` as oclif parses them. */
export interface DesignFlags {
  readonly format: DiagnosticFormat;
  readonly set: readonly string[];
  readonly strict: boolean;
}

/** Returns the compilation of the design that the argument names, or diagnostics when it names none. */
export async function openDesign(argument: string, flags: DesignFlags): Promise<Compilation | readonly Diagnostic[]> {
  const set = parseSettings(flags.set);
  const host = createNodeHost();
  const designs = listDesigns(argument);
  const chosen = designs === null ? { value: argument, diagnostics: [] } : await chooseEntry(host, argument, designs);
  if (chosen.value === null) return chosen.diagnostics;
  return compileProject(await loadProject(host, chosen.value), { set });
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
export function isRefused(diagnostics: readonly Diagnostic[], flags: DesignFlags): boolean {
  return hasErrors(diagnostics) || (flags.strict && hasWarnings(diagnostics));
}

function hasWarnings(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "warning");
}

/** Writes diagnostics to stderr. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  flags: DesignFlags,
  compilation: Compilation | null,
): void {
  const { format } = flags;
  const width = findWidth();
  const text = renderDiagnostics(diagnostics, {
    format,
    sourceOf: (path) => compilation?.project.files.get(path)?.text,
    paint: createPaint(),
    ...(width === undefined ? {} : { width }),
  });
  writeAside(text);
  if (format !== "pretty" || diagnostics.length === 0) return;
  const strict = flags.strict && hasWarnings(diagnostics) ? "; with --strict a warning counts as an error" : "";
  writeAside(`\n${summariseDiagnostics(diagnostics)}${strict}\n`);
}
