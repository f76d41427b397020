/** What weft tells a person: data only. Wording is made where the mistake is found, layout in `render.ts`. */
import type { Span } from "./span.js";

export type Severity = "error" | "warning" | "advice";

/** A row of the table of kinds (`core/codes/`, or a rule's own file): one code, one page in `docs/diagnostics`. */
export interface DiagnosticKind {
  /** `WF` and four digits; the first digit is the area (docs/ARCHITECTURE.md). */
  readonly code: string;
  readonly severity: Severity;
  /** A few words, lower-case, that name the kind: `unknown property`. */
  readonly title: string;
}

/** A place that contributed, with what it contributed; `text` may be empty for a bare underline. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that a tool can make; `safe` ones remove the diagnostic and change nothing else. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** Lower-case start, no final stop; what was found and what was expected, with the arithmetic. */
  readonly message: string;
  /** The first is primary; others point at what contributed, in any file. Empty only for project-level problems. */
  readonly labels: readonly Label[];
  /** Facts and arithmetic. */
  readonly notes: readonly string[];
  /** What to do; the only field that says so. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
}

/** The optional fields of a diagnostic. */
export interface DiagnosticExtra {
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
  readonly fixes?: readonly Fix[];
}

/** Returns a diagnostic of that kind. */
export function diagnose(
  kind: DiagnosticKind,
  message: string,
  labels: readonly Label[],
  extra: DiagnosticExtra = {},
): Diagnostic {
  return {
    code: kind.code,
    severity: kind.severity,
    message,
    labels,
    notes: extra.notes ?? [],
    ...(extra.help === undefined ? {} : { help: extra.help }),
    fixes: extra.fixes ?? [],
  };
}

/** What a stage returns: a value, incomplete perhaps but never absent, and what is to be said of it. */
export interface Checked<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** True if any of them is an error, so that nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
