/** Reads comma-separated tables (RFC 4180) with the place of every cell. Knows nothing of what the columns mean. */
import { dataCodes } from "../core/codes/data.js";
import { type Checked, type Diagnostic, diagnose } from "../core/diagnostic.js";
import { type DataLimits, dataLimits } from "../core/limits.js";
import type { SourceText, Span } from "../core/span.js";
import { countNoun } from "../core/words.js";
import { reportTooMany } from "./data-reports.js";

/** One cell: its text without quotes, and where it stands, quotes included. */
export interface Cell {
  readonly text: string;
  readonly span: Span;
}

export interface Table {
  readonly heading: readonly Cell[];
  /** Each has as many cells as the heading. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Returns the table, or null and why there is none; empty lines and lines that begin with `#` are left out. */
export function readTable(source: SourceText, limits: DataLimits = dataLimits): Checked<Table | null> {
  const diagnostics: Diagnostic[] = [];
  const lines: Cell[][] = [];
  let values = 0;
  for (let at = 0; at < source.text.length; ) {
    const line = readLine(source, at);
    if ("code" in line) return { value: null, diagnostics: [line] };
    at = line.end;
    values += line.cells.length;
    if (values > limits.values) return { value: null, diagnostics: [reportTooMany(source.path, limits)] };
    if (!isIdle(line.cells)) lines.push(line.cells);
  }
  const [heading, ...rows] = lines;
  if (heading === undefined) return { value: null, diagnostics: [reportEmpty(source)] };
  const even = rows.filter((row) => {
    if (row.length === heading.length) return true;
    if (diagnostics.length < limits.mistakes) diagnostics.push(reportUneven(row, heading));
    return false;
  });
  return { value: { heading, rows: even }, diagnostics };
}

function isIdle(cells: readonly Cell[]): boolean {
  const [first] = cells;
  return first === undefined || first.text.startsWith("#") || cells.every((cell) => cell.text.trim() === "");
}

interface Line {
  readonly cells: Cell[];
  /** Where the next line begins. */
  readonly end: number;
}

function readLine(source: SourceText, start: number): Line | Diagnostic {
  const { text } = source;
  const cells: Cell[] = [];
  for (let at = start; ; at += 1) {
    const cell = text.charAt(at) === '"' ? readQuoted(source, at) : readBare(source, at);
    if ("code" in cell) return cell;
    cells.push(cell);
    at = cell.span.end;
    const next = text.charAt(at);
    if (next === ",") continue;
    if (next === "\r" && text.charAt(at + 1) === "\n") return { cells, end: at + 2 };
    if (next === "\n" || next === "\r" || next === "") return { cells, end: at + 1 };
    return reportStray(source, at);
  }
}

const bare = /[^,\r\n]*/y;

function readBare({ path, text }: SourceText, start: number): Cell | Diagnostic {
  bare.lastIndex = start;
  const found = bare.exec(text)?.[0] ?? "";
  const quote = found.indexOf('"');
  if (quote >= 0 && !found.startsWith("#")) return reportStray({ path, text }, start + quote);
  return { text: found.trim(), span: { file: path, start, end: start + found.length } };
}

const quoted = /"((?:[^"]|"")*)"/y;

function readQuoted({ path, text }: SourceText, start: number): Cell | Diagnostic {
  quoted.lastIndex = start;
  const match = quoted.exec(text);
  if (match === null)
    return diagnose(
      dataCodes.malformed,
      "this cell begins with a quote and has no closing one",
      [{ span: { file: path, start, end: start + 1 }, text: "" }],
      { help: 'close it with `"`; a quote inside is written twice' },
    );
  const end = start + match[0].length;
  return { text: (match[1] ?? "").replaceAll('""', '"'), span: { file: path, start, end } };
}

function reportStray({ path }: SourceText, at: number): Diagnostic {
  return diagnose(
    dataCodes.malformed,
    "expected a comma or the end of the line after this cell",
    [{ span: { file: path, start: at, end: at + 1 }, text: "" }],
    { help: 'put the whole cell into quotes; a quote inside is written twice: `"19"" rack"`' },
  );
}

function reportEmpty({ path }: SourceText): Diagnostic {
  return diagnose(
    dataCodes.malformed,
    `\`${path}\` holds no line`,
    [{ span: { file: path, start: 0, end: 0 }, text: "" }],
    { help: "the first line names the columns, such as `kind,id,height`" },
  );
}

function reportUneven(row: readonly Cell[], heading: readonly Cell[]): Diagnostic {
  const [first, last] = [row[0], row.at(-1)];
  const labels =
    first === undefined || last === undefined
      ? []
      : [{ span: { ...first.span, end: last.span.end }, text: countNoun(row.length, "cell") }];
  const [top, end] = [heading[0], heading.at(-1)];
  const head =
    top === undefined || end === undefined
      ? []
      : [{ span: { ...top.span, end: end.span.end }, text: countNoun(heading.length, "column") }];
  return diagnose(
    dataCodes.unevenRow,
    `this row has ${countNoun(row.length, "cell")}, the heading has ${countNoun(heading.length, "column")}`,
    [...labels, ...head],
    { help: "leave a cell empty for what is not known; a comma inside a cell needs quotes around it" },
  );
}
