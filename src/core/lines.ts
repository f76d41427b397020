/** Lines and columns of a text. Offsets, lines and columns count from 0, columns in UTF-16 units, as editors do. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where each line of a text starts; the last entry is the start of the last line. */
export interface LineTable {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Returns the table of a text; a line ends at `\n`, and `\r\n` counts as one end. */
export function tabulateLines(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** Returns the line and column of an offset; one beyond the text counts as its end. */
export function locateOffset(table: LineTable, offset: number): Position {
  const bounded = Math.max(0, Math.min(offset, table.text.length));
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.starts[middle] ?? 0) <= bounded) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: bounded - (table.starts[low] ?? 0) };
}

/** Returns the text of a line without its end; empty for a line that does not exist. */
export function textOfLine(table: LineTable, line: number): string {
  const start = table.starts[line];
  if (start === undefined) return "";
  const next = table.starts[line + 1];
  return table.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, "");
}
