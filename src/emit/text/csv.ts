/** CSV as RFC 4180 has it, with the one addition that a text cell never starts a formula in a spreadsheet. */

/** Returns the cell as it stands in the file: quoted if it must be, with a leading apostrophe if it would be a formula. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns one line of cells, with its line end. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === "number" ? String(cell) : csvCell(cell))).join(",")}\n`;
}

/** Characters of text that a chunk gathers before it is handed on. */
export const CHUNK_CHARACTERS = 64 * 1024;

/** Gathers lines into chunks of about 64 kB. */
export function* gatherLines(lines: Iterable<string>): Generator<string> {
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length >= CHUNK_CHARACTERS) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}
