/**
 * A file as the formatter sees it: its tokens in order, each with the comments before it and how it stood in its lines.
 * Commas that nothing needs are left out here. Knows no members and no layout.
 */
import type { IToken, TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import type { Lexed } from "./lex.js";

export interface Comment {
  readonly kind: "line" | "block" | "doc";
  /** Its lines, without white space at their ends; only a block comment has several. */
  readonly lines: readonly string[];
  /** A line break stands between it and what is before it. */
  readonly startsLine: boolean;
  /** An empty line stands between it and what is before it. */
  readonly followsBlank: boolean;
  /** A line break stands between it and what is after it. */
  readonly endsLine: boolean;
}

/** A token, or the end of the file. */
export interface Piece {
  readonly token: IToken | null;
  readonly text: string;
  comments: readonly Comment[];
  readonly startsLine: boolean;
  readonly followsBlank: boolean;
}

/** Types of tokens after which a member may end and the next one begins without a comma, as `grammar/words.ts` has it. */
const plainEnds: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.StringLiteral,
  t.NumberLiteral,
  t.Quantity,
  t.Split,
  t.True,
  t.False,
  t.RSquare,
  t.RRound,
  t.RCurly,
  t.Grade,
  t.Whole,
]);

const closers: ReadonlySet<TokenType> = new Set([t.RSquare, t.RRound, t.RCurly]);

interface Reading {
  readonly text: string;
  /** After the last token or comment. */
  end: number;
  comments: Comment[] | null;
}

const none: readonly Comment[] = [];

/** Returns the tokens of a file without mistakes and its end, with their comments. The text has line feeds only. */
export function listPieces(text: string, lexed: Lexed): readonly Piece[] {
  const { tokens } = lexed;
  const comments = mergeComments(lexed);
  const reading: Reading = { text, end: 0, comments: null };
  const pieces: Piece[] = [];
  let next = 0;
  for (const [position, token] of tokens.entries()) {
    for (; (comments[next]?.startOffset ?? text.length) < token.startOffset; next++)
      addComment(reading, comments[next] as IToken);
    const previous = pieces.at(-1)?.token ?? null;
    if (token.tokenType === t.Separator && isIdle(previous, reading.comments ?? none, tokens[position + 1])) continue;
    pieces.push(takePiece(reading, token));
  }
  for (; next < comments.length; next++) addComment(reading, comments[next] as IToken);
  pieces.push(takePiece(reading, null));
  return pieces;
}

function mergeComments(lexed: Lexed): readonly IToken[] {
  if (lexed.docs.length === 0) return lexed.comments;
  return [...lexed.docs, ...lexed.comments].sort((a, b) => a.startOffset - b.startOffset);
}

/**
 * True if the comma may go: the next member begins as well without it, and no doc comment becomes that member's. After
 * a word that could itself open something the comma tells where the member ends.
 */
function isIdle(previous: IToken | null, comments: readonly Comment[], next: IToken | undefined): boolean {
  if (next === undefined || closers.has(next.tokenType)) return true;
  if (previous === null || !plainEnds.has(previous.tokenType)) return false;
  if (previous.tokenType === t.Identifier && t.wordTypes.has(previous.image)) return false;
  return !comments.some(({ kind }) => kind === "doc");
}

/** How a token or comment stands to what is before it. */
interface Stance {
  readonly startsLine: boolean;
  readonly followsBlank: boolean;
}

const beside: Stance = { startsLine: false, followsBlank: false };

function lookBack(reading: Reading, start: number): Stance {
  if (start - reading.end <= 1 && reading.end > 0 && reading.text[reading.end] !== "\n") return beside;
  const between = reading.text.slice(reading.end, start);
  return { startsLine: reading.end === 0 || between.includes("\n"), followsBlank: /\n[^\S\n]*\n/.test(between) };
}

function addComment(reading: Reading, token: IToken): void {
  const { startOffset: start, image } = token;
  const end = start + image.length;
  const kind = token.tokenType === t.DocComment ? "doc" : token.tokenType === t.LineComment ? "line" : "block";
  const lines = image.split("\n").map((line) => line.trimEnd());
  const endsLine = isLineEnd(reading.text, end);
  reading.comments ??= [];
  reading.comments.push({ kind, lines, ...lookBack(reading, start), endsLine });
  reading.end = end;
}

const restOfLine = /[^\S\n]*(?:\n|$)/y;

/** True if nothing but white space follows on the line. */
function isLineEnd(text: string, at: number): boolean {
  restOfLine.lastIndex = at;
  return restOfLine.test(text);
}

function takePiece(reading: Reading, token: IToken | null): Piece {
  const start = token === null ? reading.text.length : token.startOffset;
  const text = token === null ? "" : token.image;
  const { startsLine, followsBlank } = lookBack(reading, start);
  const comments = reading.comments ?? none;
  reading.comments = null;
  reading.end = start + text.length;
  return { token, text, comments, startsLine, followsBlank };
}
