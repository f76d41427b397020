/** The lines that the formatter has written so far, and the one it writes. Comments at line ends are aligned at the end. */
import { measureColumns } from "../core/display.js";

/** Columns of a line; what cannot be broken may be longer. */
export const WIDTH = 120;

/** Before a comment that ends a line. */
const TRAIL_GAP = 2;

interface Line {
  readonly text: string;
  /** Comments that end it. */
  readonly trail: string;
}

export interface Writer {
  readonly lines: Line[];
  /** A line is being written. */
  isOpen: boolean;
  text: string;
  /** Columns of `text`. */
  width: number;
  trail: string;
  /** The indentation of the next line if what comes next begins one; else -1. */
  pending: number;
  /** An empty line comes before the next one. */
  isBlankDue: boolean;
}

/** Returns a writer at the start of a file. */
export function createWriter(): Writer {
  return { lines: [], isOpen: false, text: "", width: 0, trail: "", pending: 0, isBlankDue: false };
}

/** Returns the columns of a text without line breaks. */
export function measure(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : measureColumns(text);
}

/** Lets the next text begin a line with that indentation. */
export function breakLine(writer: Writer, indentation: number): void {
  writer.pending = indentation;
}

/** Lets an empty line stand before the next one, unless the file begins there. */
export function leaveBlank(writer: Writer): void {
  writer.isBlankDue = writer.isOpen;
}

/** Returns the column at which the next text would stand. */
export function columnOf(writer: Writer): number {
  return writer.pending >= 0 ? writer.pending : writer.width;
}

/** True if nothing stands on the line yet. */
export function isFresh(writer: Writer): boolean {
  return writer.pending >= 0;
}

/** Writes a text without line breaks; `space` before it unless it begins a line. */
export function write(writer: Writer, text: string, space: "" | " "): void {
  if (writer.pending >= 0) openLine(writer);
  else if (space !== "") pad(writer, writer.width + 1);
  writer.text += text;
  writer.width += measure(text);
}

/** Writes spaces up to a column. */
export function pad(writer: Writer, column: number): void {
  const missing = column - writer.width;
  if (missing <= 0) return;
  writer.text += " ".repeat(missing);
  writer.width = column;
}

/** Writes a comment that ends the line. */
export function writeTrail(writer: Writer, text: string): void {
  writer.trail += writer.trail === "" ? text : ` ${text}`;
}

/** Writes lines that stand as they are: the rest of a comment. */
export function writeRaw(writer: Writer, lines: readonly string[]): void {
  for (const line of lines) {
    closeLine(writer);
    writer.isOpen = true;
    writer.text = line;
    writer.width = measure(line);
  }
}

function openLine(writer: Writer): void {
  closeLine(writer);
  if (writer.isBlankDue) writer.lines.push({ text: "", trail: "" });
  writer.isBlankDue = false;
  writer.isOpen = true;
  writer.text = " ".repeat(writer.pending);
  writer.width = writer.pending;
  writer.pending = -1;
}

function closeLine(writer: Writer): void {
  if (writer.isOpen) writer.lines.push({ text: writer.text, trail: writer.trail });
  writer.isOpen = false;
  writer.text = "";
  writer.trail = "";
}

/** Returns all that was written, ending in a line feed; an empty text for nothing. */
export function finishLines(writer: Writer): string {
  closeLine(writer);
  const { lines } = writer;
  let text = "";
  for (let from = 0; from < lines.length; ) {
    const to = findRun(lines, from);
    text += writeRun(lines.slice(from, to));
    from = to;
  }
  return text;
}

/** Returns where the run of lines ends whose comments are aligned with those of the line at `from`. */
function findRun(lines: readonly Line[], from: number): number {
  const first = lines[from];
  let to = from + 1;
  if (first === undefined || first.trail === "" || opensBlock(first)) return to;
  const indentation = measureIndentation(first);
  for (let line = lines[to]; line !== undefined; line = lines[++to])
    if (line.trail === "" || opensBlock(line) || measureIndentation(line) !== indentation) break;
  return to;
}

function opensBlock(line: Line): boolean {
  return line.text.endsWith("{");
}

function measureIndentation(line: Line): number {
  return line.text.length - line.text.trimStart().length;
}

/** Comments of a run begin in one column, unless one of them would leave the page. */
function writeRun(run: readonly Line[]): string {
  const rows = run.map((line) => ({ ...line, width: measure(line.text) }));
  const widest = rows.reduce((most, { width }) => Math.max(most, width), 0);
  const isFitting = rows.every(({ trail }) => widest + TRAIL_GAP + measure(trail) <= WIDTH);
  return rows
    .map(({ text, trail, width }) => {
      if (trail === "") return `${text}\n`;
      return `${text}${" ".repeat((isFitting ? widest - width : 0) + TRAIL_GAP)}${trail}\n`;
    })
    .join("");
}
