/**
 * Characters that are no part of the language: each is reported, and where it is plain what was meant, the token meant
 * stands in, so that one such character is one mistake.
 */
import { createTokenInstance, type ILexingError, type IToken, type TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { type Diagnostic, type DiagnosticExtra, diagnose } from "../core/diagnostic.js";
import type { SourceText, Span } from "../core/span.js";

/** The tokens with what was meant in them, and what is said of the characters. */
export interface Settled {
  readonly tokens: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What other languages write, and what weft does. */
interface Replacement {
  readonly image: string;
  readonly type: TokenType;
  /** Whether the two always mean the same: `!a == b` is not `not a == b`. */
  readonly isCertain: boolean;
  /** Why the character does not do. */
  readonly because?: string;
}

const remainder: Replacement = {
  image: "mod",
  type: t.Mod,
  isCertain: true,
  because: "`%` is only the unit of percent",
};

const replacements: ReadonlyMap<string, Replacement> = new Map([
  ["%", remainder],
  ["&&", { image: "and", type: t.And, isCertain: true }],
  ["||", { image: "or", type: t.Or, isCertain: true }],
  ["&", { image: "and", type: t.And, isCertain: false }],
  ["|", { image: "or", type: t.Or, isCertain: false }],
  ["!", { image: "not", type: t.Not, isCertain: false }],
  ["×", { image: "x", type: t.X, isCertain: false }],
  ["≤", { image: "<=", type: t.LessEqual, isCertain: true }],
  ["≥", { image: ">=", type: t.GreaterEqual, isCertain: true }],
  ["≠", { image: "!=", type: t.NotEqual, isCertain: true }],
  ["·", { image: "*", type: t.Star, isCertain: true }],
]);

/** The quotes that end what each begins. */
const closingQuotes: Readonly<Record<string, string>> = { "'": "'", "`": "`", "“": "”", "”": "”", "‘": "’", "«": "»" };

/** What to say of quotes that are none of ours. */
function helpWithQuote(open: string): string {
  return `a text stands in ${open === "'" || open === "`" ? "" : "straight "}double quotes`;
}

const otherHelp = "names that need other characters than letters, digits and `_` are quoted";

/** A stretch of text whose tokens are left out, and what stands in for it. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly token: IToken | null;
}

/** Returns the tokens with what was meant, and at most `most` diagnostics in the order of the text. */
export function settleStrays(
  source: SourceText,
  tokens: readonly IToken[],
  errors: readonly ILexingError[],
  most: number,
): Settled {
  if (errors.length === 0) return { tokens, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const cuts: Cut[] = [];
  let done = 0;
  for (const error of errors.slice(0, most)) {
    if (error.offset < done) continue;
    const { diagnostic, cut } = settleStray(source, error);
    if (diagnostic !== null) diagnostics.push(diagnostic);
    if (cut !== null) cuts.push(cut);
    done = cut?.end ?? error.offset + error.length;
  }
  return { tokens: applyCuts(tokens, cuts), diagnostics };
}

function applyCuts(tokens: readonly IToken[], cuts: readonly Cut[]): readonly IToken[] {
  if (cuts.length === 0) return tokens;
  const output: IToken[] = [];
  let next = 0;
  for (const token of tokens) {
    for (let cut = cuts[next]; cut !== undefined && cut.end <= token.startOffset; cut = cuts[++next]) {
      if (cut.token !== null) output.push(cut.token);
    }
    const cut = cuts[next];
    if (cut === undefined || token.startOffset < cut.start) output.push(token);
  }
  return [...output, ...cuts.slice(next).flatMap(({ token }) => token ?? [])];
}

/** An operator of another language, and the one in its place. */
interface Replaced {
  readonly diagnostic: Diagnostic;
  readonly token: IToken;
}

interface Stray {
  readonly diagnostic: Diagnostic | null;
  readonly cut: Cut | null;
}

function settleStray(source: SourceText, error: ILexingError): Stray {
  const span: Span = { file: source.path, start: error.offset, end: error.offset + error.length };
  const found = source.text.slice(span.start, span.end);
  const instead = replacements.get(found);
  if (instead !== undefined) {
    // A percentage with a blank before its sign: said where numbers meet their units.
    if (found === "%" && isPercentSign(source.text, span.start)) return { diagnostic: null, cut: null };
    const { diagnostic, token } = replaceOperator(source, span, instead);
    return { diagnostic, cut: { ...span, token } };
  }
  if (found.startsWith("#")) return replaceComment(source, span);
  const close = closingQuotes[found.charAt(0)];
  if (close !== undefined) return replaceQuotes(source, span, close);
  return { diagnostic: reportCharacters(span, found, { help: otherHelp }), cut: null };
}

/** True if the `%` there ends a number: one stands before it, and nothing that could be divided by after it. */
export function isPercentSign(text: string, offset: number): boolean {
  return (
    /\d[ \t]*$/.test(text.slice(Math.max(0, offset - 40), offset)) && !/^[ \t]*[\w("[-]/.test(text.slice(offset + 1))
  );
}

function reportCharacters(span: Span, found: string, extra: DiagnosticExtra): Diagnostic {
  const shown = found.length > 16 ? `${found.slice(0, 16)}...` : found;
  return diagnose(
    syntaxCodes.strayCharacter,
    `found \`${shown}\`, which is no part of the language`,
    [{ span, text: found.length === 1 ? "this character" : "these characters" }],
    extra,
  );
}

/** Returns what is said of the `%` at that offset, and the `mod` in its place. */
export function replaceRemainder(source: SourceText, offset: number): Replaced {
  const span = { file: source.path, start: offset, end: offset + 1 };
  return replaceOperator(source, span, remainder);
}

function replaceOperator(source: SourceText, span: Span, instead: Replacement): Replaced {
  const found = source.text.slice(span.start, span.end);
  const because = instead.because === undefined ? "" : `: ${instead.because}`;
  const fix = {
    title: `write \`${instead.image}\``,
    edits: [{ span, text: padWord(source.text, span, instead.image) }],
    safe: instead.isCertain,
  };
  const diagnostic = diagnose(
    syntaxCodes.strayCharacter,
    `found \`${found}\`, expected \`${instead.image}\`${because}`,
    [{ span, text: "no part of the language" }],
    { help: `write \`${instead.image}\``, fixes: [fix] },
  );
  return { diagnostic, token: placeToken(instead.type, instead.image, span) };
}

/** Returns the word with a blank on each side that has none. */
function padWord(text: string, span: Span, word: string): string {
  const before = /\s$/.test(text.slice(0, span.start)) ? "" : " ";
  const after = /^\s/.test(text.slice(span.end)) ? "" : " ";
  return `${before}${word}${after}`;
}

/** `#` to the end of its line is a comment in other languages. */
function replaceComment(source: SourceText, span: Span): Stray {
  const rest = /^[^\n\r]*/.exec(source.text.slice(span.start))?.[0].length ?? 0;
  const mark = { ...span, end: span.start + (/^#+/.exec(source.text.slice(span.start, span.end))?.[0].length ?? 1) };
  const diagnostic = reportCharacters(mark, source.text.slice(mark.start, mark.end), {
    help: "a comment begins with `//`",
    fixes: [{ title: "begin the comment with `//`", edits: [{ span: mark, text: "//" }], safe: true }],
  });
  return { diagnostic, cut: { start: span.start, end: span.start + rest, token: null } };
}

/** A text in other quotes, if it ends on its line. */
function replaceQuotes(source: SourceText, span: Span, close: string): Stray {
  const line = /^[^\n\r]*/.exec(source.text.slice(span.start + 1))?.[0] ?? "";
  const length = line.indexOf(close);
  const mark = { ...span, end: span.start + 1 };
  if (length < 0)
    return {
      diagnostic: reportCharacters(mark, source.text.charAt(span.start), {
        help: helpWithQuote(source.text.charAt(span.start)),
      }),
      cut: null,
    };
  const inner = line.slice(0, length);
  const whole = { ...span, end: span.start + length + 2 };
  const image = `"${inner.replace(/["\\]/g, "\\$&")}"`;
  const diagnostic = diagnose(
    syntaxCodes.strayCharacter,
    `found ${source.text.charAt(span.start)}, expected \`"\` around a text`,
    [{ span: whole, text: "in other quotes" }],
    {
      help: helpWithQuote(source.text.charAt(span.start)),
      fixes: [{ title: `write \`${image}\``, edits: [{ span: whole, text: image }], safe: true }],
    },
  );
  return { diagnostic, cut: { ...whole, token: placeToken(t.StringLiteral, image, whole) } };
}

/** Returns a token that stands for a stretch of text, whatever is written there. */
export function placeToken(
  type: TokenType,
  image: string,
  place: { readonly start: number; readonly end: number },
): IToken {
  return createTokenInstance(type, image, place.start, place.end - 1, 0, 0, 0, 0);
}
