/** Tokens in words, and where they stand: for messages only. */
import { EOF, type IToken } from "chevrotain";
import type { Span } from "../core/span.js";

const LONGEST = 32;

/** Returns how a message names what was found. */
export function describeToken(token: IToken): string {
  if (token.tokenType === EOF) return "the end of the file";
  const image = token.image.length > LONGEST ? `${token.image.slice(0, LONGEST)}...` : token.image;
  return image.startsWith('"') ? `the text ${image}` : `\`${image}\``;
}

/** Returns the line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/** Returns the offset after a token; one that was put in says itself where it ends. */
export function endOf(token: IToken): number {
  return token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
}

/** Returns the place of a token; the end of the text for the end of the file. */
export function placeOf(token: IToken, path: string, text: string): Span {
  if (Number.isNaN(token.startOffset)) return { file: path, start: text.trimEnd().length, end: text.length };
  return { file: path, start: token.startOffset, end: endOf(token) };
}
