/** How text looks in columns of a terminal: tabs, wide characters, and characters that must not reach it as they are. */

const TAB_COLUMNS = 4;

/** Inclusive ranges of code points two columns wide (Unicode 16 East Asian Width W and F, emoji presentation). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26bd, 0x26be],
  [0x26d4, 0x26d4],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2757, 0x2757],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b50],
  [0x2b55, 0x2b55],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1b000, 0x1b2ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Inclusive ranges of code points without a column of their own: combining marks, joiners, variation selectors. */
const zero: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0591, 0x05bd],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x0900, 0x0902],
  [0x093c, 0x093c],
  [0x0941, 0x0948],
  [0x0e31, 0x0e31],
  [0x0e34, 0x0e3a],
  [0x0e47, 0x0e4e],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200d],
  [0x20d0, 0x20ff],
  [0x2060, 0x2060],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xe0100, 0xe01ef],
];

function isWithin(ranges: readonly (readonly [number, number])[], codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] ?? [0, -1];
    if (codePoint < from) high = middle - 1;
    else if (codePoint > to) low = middle + 1;
    else return true;
  }
  return false;
}

/** Returns the columns that a code point takes: 0, 1 or 2. Control characters are not asked for: see `showSafely`. */
export function columnsOf(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return 1;
  if (isWithin(zero, codePoint)) return 0;
  return isWithin(wide, codePoint) ? 2 : 1;
}

/** Returns the columns that a text takes, after `showSafely`. */
export function measureColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character.codePointAt(0) ?? 0);
  return columns;
}

/**
 * Returns text that cannot steer a terminal: control characters become their pictures (U+2400 and on), characters that
 * reverse the direction of reading become U+FFFD. Line feeds and tabs are kept.
 */
export function showSafely(text: string): string {
  return text.replace(/[^\n\t\x20-\x7e]/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
    if (codePoint === 0x7f) return "\u2421";
    const hidden = codePoint >= 0x80 && codePoint < 0xa0;
    const turning = (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    const half = codePoint >= 0xd800 && codePoint <= 0xdfff;
    return hidden || turning || half ? "\ufffd" : character;
  });
}

/** A character of a line as it is shown, and where. */
export interface Cell {
  readonly text: string;
  /** From 0. */
  readonly column: number;
  readonly columns: number;
  /** Offset in the line of the character behind it. */
  readonly offset: number;
}

/** Returns the cells of a line: tabs as spaces up to the next stop, everything else as `showSafely` has it. */
export function layOutLine(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of line) {
    const isTab = character === "\t";
    const text = isTab ? " ".repeat(TAB_COLUMNS - (column % TAB_COLUMNS)) : showSafely(character);
    const columns = isTab ? text.length : measureColumns(text);
    cells.push({ text, column, columns, offset });
    column += columns;
    offset += character.length;
  }
  return cells;
}
