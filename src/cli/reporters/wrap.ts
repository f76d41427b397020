/** Breaks prose into lines of a width. */

/** Returns the lines of a text, none wider than `width` unless one word is; `first` columns of the first are taken. */
export function wrapText(text: string, width: number, first = 0): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((piece) => piece !== "")) {
    const room = width - (lines.length === 0 ? first : 0);
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= room) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** Returns a text behind a label, later lines as far to the right as the first begins. */
export function hangText(label: string, text: string, width: number): readonly string[] {
  const lines = wrapText(text, Math.max(20, width - label.length));
  return lines.map((line, at) => `${at === 0 ? label : " ".repeat(label.length)}${line}`);
}

/** Returns a text cut to a width, with three points for what is left out. */
export function cutText(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3)).trimEnd()}...`;
}
