/** Name patterns as the user writes them: text with `{dim}` or `{dim:02}` in it. */

/** `width` null: as many digits as the planned extent needs. */
export type PatternPiece = string | { readonly dim: string; readonly width: number | null };

/** Returns the pieces of a pattern; what is not a well-formed field stays text. */
export function parsePattern(pattern: string): readonly PatternPiece[] {
  const pieces: PatternPiece[] = [];
  const field = /\{([A-Za-z_][A-Za-z0-9_]*)(?::0*([1-9][0-9]?))?\}/g;
  let from = 0;
  for (const match of pattern.matchAll(field)) {
    if (match.index > from) pieces.push(pattern.slice(from, match.index));
    pieces.push({ dim: match[1] as string, width: match[2] === undefined ? null : Number(match[2]) });
    from = match.index + match[0].length;
  }
  if (from < pattern.length) pieces.push(pattern.slice(from));
  return pieces;
}
