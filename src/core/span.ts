/** Places in source text. Knows nothing of what the text means. */

/** Half-open range of UTF-16 offsets in the file of that path: `start` is in, `end` is out. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The text of one file under the path that spans name it by. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Returns the smallest span that covers both; they must be of one file. */
export function joinSpans(first: Span, last: Span): Span {
  return {
    file: first.file,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}
