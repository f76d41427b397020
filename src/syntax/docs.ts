/** Doc comments: which `///` lines belong to a member. */
import type { IToken } from "chevrotain";
import type { BuildContext } from "./context.js";

/**
 * Returns the `///` lines right above the token, joined with newlines, without slashes and without the one space
 * after them; empty when there are none. Blank lines may stand between; other comments end the run.
 */
export function findDoc(context: BuildContext, token: IToken | undefined): string {
  if (token === undefined || context.docs.length === 0) return "";
  const lines: string[] = [];
  let below = token.startOffset;
  for (let position = findLast(context.docs, below); position >= 0; position--) {
    const doc = context.docs[position] as IToken;
    const end = doc.startOffset + doc.image.length;
    if (skipSpaceBack(context.source.text, below) > end) break;
    lines.push(doc.image.slice(3).replace(/^ /, "").trimEnd());
    below = doc.startOffset;
  }
  return lines.reverse().join("\n");
}

/** Returns the offset after the last character before `offset` that is not white space. */
function skipSpaceBack(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && text.charAt(end - 1).trim() === "") end--;
  return end;
}

/** Returns the index of the last doc comment before the offset, or -1. */
function findLast(docs: readonly IToken[], offset: number): number {
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((docs[middle] as IToken).startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
