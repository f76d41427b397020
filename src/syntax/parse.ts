/** From text to tree. Knows how a file is written, nothing of what it means; never throws, whatever the text. */
import type { CstNode, IToken } from "chevrotain";
import type { ExpressionCstNode, FileCstNode } from "../../grammar/cst.generated.js";
import { parseTokens, readTokens } from "../../grammar/parser.js";
import { UnknownHead } from "../../grammar/tokens.js";
import { resolveExpressionWords, resolveWords } from "../../grammar/words.js";
import type { Checked, Diagnostic } from "../core/diagnostic.js";
import { type SyntaxLimits, syntaxLimits } from "../core/limits.js";
import type { SourceText } from "../core/span.js";
import type { Expr, Tree } from "./ast.js";
import { buildExpr } from "./build-expr.js";
import { buildMembers } from "./build-member.js";
import type { BuildContext } from "./context.js";
import { createFindings, sortFindings } from "./findings.js";
import { type Lexed, lex } from "./lex.js";
import { measureText, measureTokens } from "./measure.js";
import { reportErrors } from "./recognition.js";
import { repairBraces } from "./repair-braces.js";
import { repairHeads } from "./repair-heads.js";
import { repairSlips } from "./repair-slips.js";

/**
 * Returns the tree of a file. Members too broken to say anything are left out, expressions that are not there are
 * `missing`; a file beyond the limits gives an empty tree. Diagnostics are in the order of the text.
 */
export function parse(source: SourceText, limits: SyntaxLimits = syntaxLimits): Checked<Tree> {
  const tooLarge = measureText(source, limits);
  if (tooLarge !== null) return { value: { path: source.path, members: [] }, diagnostics: [tooLarge] };
  return parsePlainly(source, limits) ?? parseMended(source, limits);
}

/**
 * Returns the tree of a text that has no mistake as it stands; null for any other. What mends a text guesses from line
 * ends and neighbouring words, so it sees only texts that need it: line ends mean nothing in those that do not.
 */
function parsePlainly(source: SourceText, limits: SyntaxLimits): Checked<Tree> | null {
  const lexed = lex(source, limits.mistakes);
  if (lexed.hasStrays || lexed.diagnostics.length > 0) return null;
  resolveWords(lexed.tokens, source.text);
  if (lexed.tokens.some((token) => token.tokenType === UnknownHead)) return null;
  if (measureTokens(source, lexed.tokens, limits) !== null) return null;
  const { node, errors } = readTokens(lexed.tokens);
  if (errors.length > 0) return null;
  const context: BuildContext = { source, docs: lexed.docs, findings: createFindings(1), lost: [] };
  const members = buildMembers(context, (node as FileCstNode | undefined)?.children.member);
  if (context.findings.list.length > 0 || context.lost.length > 0) return null;
  return { value: { path: source.path, members }, diagnostics: [] };
}

/** Reads a text with mistakes: those that are plain are mended first, so that they hide nothing after them. */
function parseMended(source: SourceText, limits: SyntaxLimits): Checked<Tree> {
  const nothing: Tree = { path: source.path, members: [] };
  const lexed = lex(source, limits.mistakes);
  const findings = createFindings(limits.mistakes);
  const slipless = repairSlips(source, lexed.tokens, findings);
  resolveWords(slipless, source.text);
  const tooDeep = measureTokens(source, slipless, limits);
  if (tooDeep !== null)
    return {
      value: nothing,
      diagnostics: sortFindings([...lexed.diagnostics, ...findings.list, tooDeep], limits.mistakes),
    };
  const tokens = repairBraces(source, repairHeads(source, slipless, findings), findings);
  const earlier = [...lexed.diagnostics, ...findings.list];
  const { node, context, errors } = runParser(source, lexed, tokens, earlier, { rule: "file", limits });
  const members = buildMembers(context, (node as FileCstNode | undefined)?.children.member);
  const diagnostics = sortFindings([...earlier, ...errors, ...context.findings.list], limits.mistakes);
  const { lost } = context;
  return { value: { path: source.path, members, ...(lost.length === 0 ? {} : { lost }) }, diagnostics };
}

/** Returns the expression that is the whole of the text, as in `--set name=value`; `missing` if there is none. */
export function parseExpression(source: SourceText, limits: SyntaxLimits = syntaxLimits): Checked<Expr> {
  const nothing: Expr = { kind: "missing", span: { file: source.path, start: 0, end: source.text.length } };
  const tooLarge = measureText(source, limits);
  if (tooLarge !== null) return { value: nothing, diagnostics: [tooLarge] };
  const lexed = lex(source, limits.mistakes);
  const findings = createFindings(limits.mistakes);
  const tokens = repairSlips(source, lexed.tokens, findings);
  resolveExpressionWords(tokens);
  const tooDeep = measureTokens(source, tokens, limits);
  if (tooDeep !== null) return { value: nothing, diagnostics: [tooDeep] };
  const earlier = [...lexed.diagnostics, ...findings.list];
  const { node, context, errors } = runParser(source, lexed, tokens, earlier, { rule: "expression", limits });
  const value = buildExpr(context, node as ExpressionCstNode | undefined, null);
  return { value, diagnostics: sortFindings([...earlier, ...errors, ...context.findings.list], limits.mistakes) };
}

interface Run {
  readonly node: CstNode | undefined;
  readonly context: BuildContext;
  readonly errors: readonly Diagnostic[];
}

/** Runs a rule over the tokens; `earlier` findings silence those that follow from them. */
function runParser(
  source: SourceText,
  lexed: Lexed,
  tokens: readonly IToken[],
  earlier: readonly Diagnostic[],
  how: { readonly rule: "file" | "expression"; readonly limits: SyntaxLimits },
): Run {
  const most = how.limits.mistakes;
  const parsed = parseTokens(tokens, how.rule, most);
  const errors = reportErrors(source, tokens, parsed.errors, earlier);
  return { node: parsed.node, context: { source, docs: lexed.docs, findings: createFindings(most), lost: [] }, errors };
}
