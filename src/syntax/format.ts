/**
 * The one layout of a file. It keeps every token but commas that nothing needs, every comment, and empty lines between
 * members; all other white space is its own. A file with mistakes has no layout.
 */
import type { IToken } from "chevrotain";
import { parseTokens } from "../../grammar/parser.js";
import { Separator } from "../../grammar/tokens.js";
import { resolveWords } from "../../grammar/words.js";
import { type Checked, hasErrors } from "../core/diagnostic.js";
import type { SourceText } from "../core/span.js";
import { planColumns } from "./format-columns.js";
import { assignComments } from "./format-comments.js";
import { createWriter, finishLines } from "./format-lines.js";
import { printFile } from "./format-members.js";
import { listPieces } from "./format-pieces.js";
import { createPrinter } from "./format-print.js";
import { readTree } from "./format-tree.js";
import { type Lexed, lex } from "./lex.js";
import { parse } from "./parse.js";

/** Returns the text in the one layout, ending in a line feed, or null if the text has mistakes: diagnostics say which. */
export function format(source: SourceText): Checked<string | null> {
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) return { value: null, diagnostics };
  const text = source.text.replace(/\r\n?/g, "\n");
  const lexed = lexAll({ ...source, text });
  const formatted = layOut(text, lexed);
  if (!saysTheSame(lexed, lexAll({ ...source, text: formatted })))
    throw new Error(`the layout of ${source.path} would lose something`);
  return { value: formatted, diagnostics };
}

function lexAll(source: SourceText): Lexed {
  const lexed = lex(source);
  resolveWords(lexed.tokens, source.text);
  return lexed;
}

function layOut(text: string, lexed: Lexed): string {
  const { node } = parseTokens(lexed.tokens, "file", 1);
  if (node === undefined) throw new Error("a text without mistakes has no tree");
  const pieces = listPieces(text, lexed);
  const { members, marks } = readTree(node, pieces);
  const file = assignComments(pieces, members);
  const writer = createWriter();
  const printer = createPrinter(pieces, marks, writer);
  printFile(printer, planColumns(printer, file.members), file);
  return finishLines(writer);
}

/** True if two texts have the same tokens, commas that nothing needs apart, and the same comments. */
function saysTheSame(one: Lexed, other: Lexed): boolean {
  return (
    haveSameTokens(one.tokens, other.tokens) &&
    haveSameComments(one.docs, other.docs) &&
    haveSameComments(one.comments, other.comments)
  );
}

function haveSameTokens(one: readonly IToken[], other: readonly IToken[]): boolean {
  let at = 0;
  for (const token of one) {
    if (token.tokenType === Separator) continue;
    while (other[at]?.tokenType === Separator) at++;
    const match = other[at++];
    if (match?.tokenType !== token.tokenType || match.image !== token.image) return false;
  }
  while (other[at]?.tokenType === Separator) at++;
  return at === other.length;
}

function haveSameComments(one: readonly IToken[], other: readonly IToken[]): boolean {
  return one.length === other.length && one.every((token, at) => readComment(token) === readComment(other[at]));
}

/** White space at either end of a line of a comment is layout. */
function readComment(token: IToken | undefined): string {
  return (token?.image ?? "")
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}
