/** Text to tokens, with what is wrong with the text as characters. Roles of words are settled elsewhere. */
import type { ILexingError, IToken } from "chevrotain";
import { lexer, UnterminatedComment, UnterminatedString } from "../../grammar/tokens.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { syntaxLimits } from "../core/limits.js";
import type { SourceText } from "../core/span.js";
import { endOf, placeOf } from "./token-text.js";

export interface Lexed {
  readonly tokens: readonly IToken[];
  /** `///` lines, in order. */
  readonly docs: readonly IToken[];
  /** All other comments, in order. */
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the tokens of a text and about `most` of its mistakes. Everything between tokens, comments and reported characters is white space. */
export function lex(source: SourceText, most: number = syntaxLimits.mistakes): Lexed {
  const result = lexer.tokenize(source.text);
  const docs = result.groups["docs"] ?? [];
  const comments = result.groups["comments"] ?? [];
  const diagnostics = result.errors.slice(0, most).map((error) => reportStray(source, error));
  for (const token of result.tokens) {
    if (token.tokenType === UnterminatedString && diagnostics.length < 2 * most)
      diagnostics.push(reportText(source, token));
  }
  const last = comments.at(-1);
  if (last?.tokenType === UnterminatedComment) diagnostics.push(reportComment(source, last));
  return { tokens: result.tokens, docs, comments, diagnostics };
}

/** What to write instead of characters that other languages use. */
const replacements: Readonly<Record<string, string>> = {
  "&&": "and",
  "&": "and",
  "||": "or",
  "|": "or",
  "!": "not",
  "×": "x",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "·": "*",
};

const characterHelp: Readonly<Record<string, string>> = {
  "'": "a text stands in double quotes",
  "`": "a text stands in double quotes",
  "“": "a text stands in straight double quotes",
  "”": "a text stands in straight double quotes",
  "#": "a comment begins with `//`",
};

function reportStray(source: SourceText, error: ILexingError): Diagnostic {
  const span = { file: source.path, start: error.offset, end: error.offset + error.length };
  const found = source.text.slice(span.start, span.end);
  const shown = found.length > 16 ? `${found.slice(0, 16)}...` : found;
  const instead = replacements[found];
  const help =
    instead !== undefined
      ? `write \`${instead}\``
      : (characterHelp[found.charAt(0)] ?? "names that need other characters than letters, digits and `_` are quoted");
  const fixes =
    instead === undefined
      ? []
      : [{ title: `write \`${instead}\``, edits: [{ span, text: ` ${instead} ` }], safe: false }];
  return diagnose(
    syntaxCodes.strayCharacter,
    `found \`${shown}\`, which is no part of the language`,
    [{ span, text: found.length === 1 ? "this character" : "these characters" }],
    { help, fixes },
  );
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
