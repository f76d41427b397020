/** Text to tokens, with what is wrong with the text as characters. Roles of words are settled elsewhere. */
import type { IToken } from "chevrotain";
import { lexer, UnterminatedComment, UnterminatedString } from "../../grammar/tokens.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { syntaxLimits } from "../core/limits.js";
import type { SourceText } from "../core/span.js";
import { settleStrays } from "./stray.js";
import { endOf, placeOf } from "./token-text.js";

export interface Lexed {
  readonly tokens: readonly IToken[];
  /** `///` lines, in order. */
  readonly docs: readonly IToken[];
  /** All other comments, in order. */
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
  /** Characters were met that are no part of the language, reported or not. */
  readonly hasStrays: boolean;
}

/**
 * Returns the tokens of a text and about `most` of its mistakes. Everything between tokens, comments and reported
 * characters is white space; what was plainly meant by such characters stands in for them.
 */
export function lex(source: SourceText, most: number = syntaxLimits.mistakes): Lexed {
  const result = lexer.tokenize(source.text);
  const docs = result.groups["docs"] ?? [];
  const comments = result.groups["comments"] ?? [];
  const { tokens, diagnostics: strays } = settleStrays(source, result.tokens, result.errors, most);
  const diagnostics = [...strays];
  for (const token of tokens) {
    if (token.tokenType === UnterminatedString && diagnostics.length < 2 * most)
      diagnostics.push(reportText(source, token));
  }
  const last = comments.at(-1);
  if (last?.tokenType === UnterminatedComment) diagnostics.push(reportComment(source, last));
  return { tokens, docs, comments, diagnostics, hasStrays: result.errors.length > 0 };
}

function reportText(source: SourceText, token: IToken): Diagnostic {
  const span = placeOf(token, source.path, source.text);
  const at = { ...span, start: span.end };
  return diagnose(
    syntaxCodes.unterminatedText,
    'the text does not end on its line, expected a closing `"`',
    [{ span, text: "opened here" }],
    {
      help: 'close the text with `"`; a line break in it is written `\\n`',
      fixes: [{ title: 'insert `"`', edits: [{ span: at, text: '"' }], safe: false }],
    },
  );
}

function reportComment(source: SourceText, token: IToken): Diagnostic {
  const start = token.startOffset;
  return diagnose(
    syntaxCodes.unterminatedComment,
    "the file ends inside a comment, expected `*/`",
    [
      { span: { file: source.path, start, end: start + 2 }, text: "the comment begins here" },
      { span: { file: source.path, start: endOf(token), end: endOf(token) }, text: "`*/` expected" },
    ],
    { help: "close the comment with `*/`, or write `//` before each of its lines" },
  );
}
