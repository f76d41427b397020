/** Turns diagnostics into text: for people, for one line each, for programs. Colour is a parameter; no terminal is known. */
import type { Diagnostic, Label, Severity } from "./diagnostic.js";
import { showSafely } from "./display.js";
import { drawExcerpt, type Paint, type PlacedLabel } from "./excerpt.js";
import { type LineTable, locateOffset, tabulateLines } from "./lines.js";
import type { Span } from "./span.js";

export type DiagnosticFormat = "pretty" | "plain" | "json";

export interface RenderOptions {
  readonly format: DiagnosticFormat;
  /** Returns the text of a file that a span names, or undefined when there is none. */
  readonly sourceOf: (path: string) => string | undefined;
  /** For `pretty`: colours; without it there are none. */
  readonly paint?: Paint;
  /** For `pretty`: columns of the terminal; source lines are cut to it. Without it nothing is cut. */
  readonly width?: number;
}

const same = (text: string): string => text;

const noPaint: Paint = {
  severity: { error: same, warning: same, advice: same },
  message: same,
  frame: same,
  secondary: same,
};

/** Returns all diagnostics in their order, ending in a line feed; an empty text for none, except in `json`: `[]`. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const tables = new Map<string, LineTable | null>();
  const tableOf = (path: string): LineTable | null => {
    const known = tables.get(path);
    if (known !== undefined) return known;
    const text = options.sourceOf(path);
    const table = text === undefined ? null : tabulateLines(text);
    tables.set(path, table);
    return table;
  };
  switch (options.format) {
    case "pretty": {
      const drawn = diagnostics.map((diagnostic) => drawPretty(diagnostic, tableOf, options));
      return drawn.map((lines) => `${lines.join("\n")}\n`).join("\n");
    }
    case "plain":
      return diagnostics.map((diagnostic) => `${drawPlain(diagnostic, tableOf).join("\n")}\n`).join("");
    case "json":
      return `${JSON.stringify(
        diagnostics.map((diagnostic) => toJson(diagnostic, tableOf)),
        null,
        2,
      )}\n`;
  }
}

/** Returns `2 errors and 1 warning`, or an empty text when there is nothing. */
export function summariseDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = [
    countOf(count("error"), "error", "errors"),
    countOf(count("warning"), "warning", "warnings"),
    countOf(count("advice"), "piece of advice", "pieces of advice"),
  ].filter((part) => part !== "");
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");
}

function countOf(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}

type TableOf = (path: string) => LineTable | null;

function drawPretty(diagnostic: Diagnostic, tableOf: TableOf, options: RenderOptions): string[] {
  const paint = options.paint ?? noPaint;
  const { severity } = diagnostic;
  const title = paint.severity[severity](`${severity}[${diagnostic.code}]`);
  const files = groupByFile(diagnostic.labels);
  const lines = diagnostic.labels.map(({ span }) => findLine(tableOf(span.file), span) + 1);
  const gutter = Math.max(2, ...lines.map((line) => String(line).length));
  const pad = " ".repeat(gutter + 1);
  const out = [`${title}${paint.message(`: ${indentRest(showSafely(diagnostic.message), "  ")}`)}`];
  for (const [file, labels] of files) {
    const table = tableOf(file);
    const first = labels[0]?.label.span;
    if (first === undefined) continue;
    out.push(`${pad}${paint.frame("┌─")} ${describePlace(table, first)}`);
    if (table === null) continue;
    out.push(...drawExcerpt(table, labels, { paint, severity, gutter, width: options.width ?? null }));
  }
  const detail = (name: string, text: string): string => {
    const rest = `${pad}${" ".repeat(name.length + 4)}`;
    return `${pad}${paint.frame("=")} ${paint.message(`${name}:`)} ${indentRest(showSafely(text), rest)}`;
  };
  out.push(...diagnostic.notes.map((note) => detail("note", note)));
  if (diagnostic.help !== undefined) out.push(detail("help", diagnostic.help));
  return out;
}

/** Files in the order of their first label, so that the primary one leads; the primary label leads in its file. */
function groupByFile(labels: readonly Label[]): Map<string, PlacedLabel[]> {
  const files = new Map<string, PlacedLabel[]>();
  labels.forEach((label, at) => {
    const placed = { label, isPrimary: at === 0 };
    files.set(label.span.file, [...(files.get(label.span.file) ?? []), placed]);
  });
  return files;
}

function findLine(table: LineTable | null, span: Span): number {
  return table === null ? 0 : locateOffset(table, span.start).line;
}

/** Returns `path:line:column`, counted from 1, or the bare path of a file whose text is not to be had. */
function describePlace(table: LineTable | null, span: Span): string {
  if (table === null) return showSafely(span.file);
  const { line, column } = locateOffset(table, span.start);
  return `${showSafely(span.file)}:${line + 1}:${column + 1}`;
}

function indentRest(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}

function drawPlain(diagnostic: Diagnostic, tableOf: TableOf): string[] {
  const oneLine = (text: string): string => showSafely(text).replace(/\s*\n\s*/g, " ");
  const [primary, ...others] = diagnostic.labels;
  const place = primary === undefined ? "" : `${describePlace(tableOf(primary.span.file), primary.span)}: `;
  const at = (label: Label): string => describePlace(tableOf(label.span.file), label.span);
  const own = primary === undefined || primary.text === "" ? [] : [`  here: ${oneLine(primary.text)}`];
  return [
    `${place}${diagnostic.severity}[${diagnostic.code}]: ${oneLine(diagnostic.message)}`,
    ...own,
    ...others.map((label) => `  at ${at(label)}${label.text === "" ? "" : `: ${oneLine(label.text)}`}`),
    ...diagnostic.notes.map((note) => `  note: ${oneLine(note)}`),
    ...(diagnostic.help === undefined ? [] : [`  help: ${oneLine(diagnostic.help)}`]),
  ];
}

/** Offsets are UTF-16 units from 0; lines and columns count from 1, and are null where the text is not to be had. */
function toJson(diagnostic: Diagnostic, tableOf: TableOf): object {
  const place = (table: LineTable | null, offset: number): object => {
    const found = table === null ? null : locateOffset(table, offset);
    return { offset, line: found === null ? null : found.line + 1, column: found === null ? null : found.column + 1 };
  };
  const range = (span: Span): object => {
    const table = tableOf(span.file);
    return { file: span.file, start: place(table, span.start), end: place(table, span.end) };
  };
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    labels: diagnostic.labels.map((label) => ({ ...range(label.span), text: label.text })),
    notes: diagnostic.notes,
    help: diagnostic.help ?? null,
    fixes: diagnostic.fixes.map((fix) => ({
      title: fix.title,
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({ ...range(edit.span), text: edit.text })),
    })),
  };
}
