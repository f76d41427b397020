/** Draws the lines of one file that labels point at, with the labels under them. Colour and wording come from outside. */
import type { Label, Severity } from "./diagnostic.js";
import { type Cell, layOutLine, measureColumns, showSafely } from "./display.js";
import { type LineTable, locateOffset, textOfLine } from "./lines.js";

/** Wraps text in colour, or returns it as it is. */
export type PaintText = (text: string) => string;

/** Colours by meaning. */
export interface Paint {
  readonly severity: Readonly<Record<Severity, PaintText>>;
  /** The message of a diagnostic. */
  readonly message: PaintText;
  /** Line numbers and frames. */
  readonly frame: PaintText;
  /** Labels that are not the primary one. */
  readonly secondary: PaintText;
}

export interface ExcerptStyle {
  readonly paint: Paint;
  readonly severity: Severity;
  /** Columns of the terminal, or null where lines may be of any length. */
  readonly width: number | null;
  /** Columns of the widest line number. */
  readonly gutter: number;
}

/** A label on its line, in columns. */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isPrimary: boolean;
}

/** A label and whether it is the first of its diagnostic. */
export interface PlacedLabel {
  readonly label: Label;
  readonly isPrimary: boolean;
}

/** Returns the lines of the excerpt: each source line that has labels, once, in the order of the file. */
export function drawExcerpt(table: LineTable, labels: readonly PlacedLabel[], style: ExcerptStyle): string[] {
  const byLine = new Map<number, PlacedLabel[]>();
  for (const placed of labels) {
    const { line } = locateOffset(table, placed.label.span.start);
    byLine.set(line, [...(byLine.get(line) ?? []), placed]);
  }
  return [...byLine.keys()]
    .sort((a, b) => a - b)
    .flatMap((line) => drawLine(table, line, byLine.get(line) ?? [], style));
}

function drawLine(table: LineTable, line: number, labels: readonly PlacedLabel[], style: ExcerptStyle): string[] {
  const cells = layOutLine(textOfLine(table, line));
  const marks = labels.map((placed) => placeMark(table, line, cells, placed)).sort((a, b) => a.start - b.start);
  const room = style.width === null ? null : Math.max(20, style.width - style.gutter - 3);
  const view = cutLine(cells, marks, room);
  const { frame } = style.paint;
  const number = String(line + 1).padStart(style.gutter);
  const empty = `${" ".repeat(style.gutter)} ${frame("│")}`;
  const under = drawMarks(
    marks.map((mark) => shiftMark(mark, view)),
    style,
  );
  return [`${frame(`${number} │`)} ${view.text}`.trimEnd(), ...under.map((row) => `${empty} ${row}`)];
}

/** A label that goes on past its line is drawn to the end of the line; an empty one takes one column. */
function placeMark(table: LineTable, line: number, cells: readonly Cell[], placed: PlacedLabel): Mark {
  const base = table.starts[line] ?? 0;
  const { span, text } = placed.label;
  const start = columnAt(cells, span.start - base);
  const end = columnAt(cells, span.end - base);
  return {
    start,
    end: Math.max(start + 1, end),
    text: showSafely(text).replaceAll("\n", " "),
    isPrimary: placed.isPrimary,
  };
}

function columnAt(cells: readonly Cell[], offset: number): number {
  const last = cells.at(-1);
  if (last === undefined) return 0;
  if (offset > last.offset) return last.column + last.columns;
  let column = 0;
  for (const cell of cells) {
    if (cell.offset > offset) break;
    column = cell.column;
  }
  return column;
}

/** A stretch of a line: what is shown, from which column, and how many columns stand before it (of `…`). */
interface View {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly before: number;
}

const CUT = "…";

/** Cuts a line that is too long so that the primary label, and as many others as fit, can be seen. */
function cutLine(cells: readonly Cell[], marks: readonly Mark[], room: number | null): View {
  const last = cells.at(-1);
  const total = last === undefined ? 0 : last.column + last.columns;
  const whole = cells.map((cell) => cell.text).join("");
  if (room === null || total <= room) return { text: whole, from: 0, to: Number.POSITIVE_INFINITY, before: 0 };
  const first = marks.reduce((least, mark) => Math.min(least, mark.start), total);
  const primary = marks.find((mark) => mark.isPrimary) ?? marks[0];
  const anchor = primary !== undefined && primary.start - first > room / 2 ? primary : { start: first, end: first };
  const end = Math.min(anchor.end, anchor.start + Math.floor(room / 2));
  const from = end <= room - 1 ? 0 : Math.max(0, Math.min(anchor.start - 8, total - room + 1));
  const before = from > 0 ? 1 : 0;
  const isRest = total - from <= room - before;
  const to = from + room - before - (isRest ? 0 : 1);
  const kept = cells.filter((cell) => cell.column >= from && cell.column + cell.columns <= to);
  const shift = (kept[0]?.column ?? from) - from;
  const text = `${before > 0 ? CUT : ""}${" ".repeat(shift)}${kept.map((cell) => cell.text).join("")}${isRest ? "" : CUT}`;
  return { text, from, to, before };
}

function shiftMark(mark: Mark, view: View): Mark {
  const place = (column: number): number => Math.max(0, Math.min(column, view.to) - view.from + view.before);
  const start = place(mark.start);
  return { ...mark, start, end: Math.max(start + 1, place(mark.end)) };
}

/**
 * One row with every underline and the text of the last label; then a row for each other text, from right to left, so
 * that every text starts under its label:
 *
 *     ^^^  ---  --- third
 *     |    second
 *     first
 */
function drawMarks(marks: readonly Mark[], style: ExcerptStyle): string[] {
  const painted = (mark: Mark, text: string): string =>
    mark.isPrimary ? style.paint.severity[style.severity](text) : style.paint.secondary(text);
  const underline = drawUnderline(marks, painted);
  const texts = marks.filter((mark) => mark.text !== "");
  const last = texts.at(-1);
  const beyond = marks.reduce((most, mark) => Math.max(most, mark.end), 0);
  if (last === undefined) return [underline];
  const inline = last.end === beyond;
  const rows = [inline ? `${underline} ${painted(last, last.text)}` : underline];
  const below = inline ? texts.slice(0, -1) : texts;
  for (let at = below.length - 1; at >= 0; at--) {
    const mark = below[at];
    if (mark === undefined) continue;
    const bars = below.slice(0, at).filter((other) => other.start < mark.start);
    rows.push(joinAt([...bars.map((other) => ({ mark: other, text: "│" })), { mark, text: mark.text }], painted));
  }
  return rows;
}

function drawUnderline(marks: readonly Mark[], painted: (mark: Mark, text: string) => string): string {
  const columns: (Mark | undefined)[] = [];
  const order = [...marks].sort((a, b) => Number(a.isPrimary) - Number(b.isPrimary));
  for (const mark of order) for (let column = mark.start; column < mark.end; column++) columns[column] = mark;
  let row = "";
  for (let column = 0; column < columns.length; ) {
    const mark = columns[column];
    let end = column + 1;
    while (end < columns.length && columns[end] === mark) end++;
    const length = end - column;
    row += mark === undefined ? " ".repeat(length) : painted(mark, (mark.isPrimary ? "^" : "-").repeat(length));
    column = end;
  }
  return row;
}

function joinAt(
  pieces: readonly { readonly mark: Mark; readonly text: string }[],
  painted: (mark: Mark, text: string) => string,
): string {
  let row = "";
  let column = 0;
  for (const { mark, text } of pieces) {
    if (mark.start < column) continue;
    row += " ".repeat(mark.start - column) + painted(mark, text);
    column = mark.start + measureColumns(text);
  }
  return row;
}
