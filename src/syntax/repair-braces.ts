/**
 * Braces that do not pair: decides by indentation which block lacks its end or which end is one too many, so that the
 * blocks around it keep their shape. Text with paired braces is left as it is, however it is indented.
 */
import { createTokenInstance, type IToken, type TokenType, tokenMatcher } from "chevrotain";
import {
  BlockWord,
  Comma,
  Connect,
  From,
  Import,
  LCurly,
  Part,
  PlainName,
  Ports,
  RCurly,
  Separator,
} from "../../grammar/tokens.js";
import { memberStarts } from "../../grammar/words.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { SourceText } from "../core/span.js";
import { addFinding, type Findings, isFull } from "./findings.js";
import { describeToken, endOf, lineOf } from "./token-text.js";

interface OpenBlock {
  readonly brace: IToken;
  /** Of the line on which the member that owns the block begins. */
  readonly indent: number;
  /** The names of an import, not a block. */
  readonly isImport: boolean;
}

interface Repair {
  readonly source: SourceText;
  readonly diagnostics: Findings;
  readonly output: IToken[];
  readonly stack: OpenBlock[];
  /** How many ends are lacking, or, below zero, how many are too many. */
  missing: number;
  headIndent: number;
  /** The word that began the member before, while no brace has followed it. */
  head: IToken | null;
  /** The end of the token before. */
  offset: number;
  /** Whether the token is the first of its line, and how far that line is indented. */
  isFirst: boolean;
  indent: number;
}

/** Returns tokens whose braces pair: ends put in have an empty image, ends too many are left out. */
export function repairBraces(source: SourceText, tokens: readonly IToken[], diagnostics: Findings): readonly IToken[] {
  const missing = countMissing(tokens);
  if (missing === null) return tokens;
  const repair: Repair = {
    source,
    diagnostics,
    output: [],
    stack: [],
    missing,
    headIndent: 0,
    head: null,
    offset: 0,
    isFirst: true,
    indent: 0,
  };
  for (const token of tokens) {
    updateLine(repair, token);
    repairAt(repair, token);
  }
  while (repair.stack.length > 0) closeBlock(repair, null);
  return repair.output;
}

/** Returns how many ends are lacking, or null if all braces pair. */
function countMissing(tokens: readonly IToken[]): number | null {
  let depth = 0;
  let lowest = 0;
  for (const token of tokens) {
    if (token.tokenType === LCurly) depth++;
    else if (token.tokenType === RCurly) lowest = Math.min(lowest, --depth);
  }
  return depth === 0 && lowest === 0 ? null : depth;
}

/** Keeps track of lines from token to token: looking each one up from its offset would take long in a long line. */
function updateLine(repair: Repair, token: IToken): void {
  const gap = repair.source.text.slice(repair.offset, token.startOffset);
  const lineBreak = gap.lastIndexOf("\n");
  const space = gap.slice(lineBreak + 1);
  repair.isFirst = (lineBreak >= 0 || repair.offset === 0) && space.trim() === "";
  if (repair.isFirst) repair.indent = space.length;
  repair.offset = endOf(token);
}

function repairAt(repair: Repair, token: IToken): void {
  const { stack, output } = repair;
  if (repair.missing > 0 && isImportOver(repair, token)) closeBlock(repair, token);
  if (memberStarts.has(token.tokenType)) {
    const { indent } = repair;
    if (isDeeper(repair, token)) openBlockBefore(repair, token);
    if (repair.isFirst) closeBlocksBefore(repair, token, (open) => open.indent >= indent);
    repair.headIndent = indent;
    repair.head = token;
  } else if (token.tokenType === LCurly) {
    repair.head = null;
    stack.push({ brace: token, indent: repair.headIndent, isImport: output.at(-1)?.tokenType === Import });
  } else if (token.tokenType === RCurly) {
    if (isStray(repair, token)) {
      reportStray(repair, token);
      return;
    }
    stack.pop();
  }
  output.push(token);
}

/** True if the innermost brace holds the names of an import and the token is none. */
function isImportOver(repair: Repair, token: IToken): boolean {
  if (repair.stack.at(-1)?.isImport !== true) return false;
  const type = token.tokenType;
  return type !== RCurly && type !== Comma && type !== Separator && (type === From || !tokenMatcher(token, PlainName));
}

/** True if the end belongs to no block; ends the blocks inside the one it belongs to. */
function isStray(repair: Repair, token: IToken): boolean {
  if (repair.isFirst) {
    const { indent } = repair;
    const top = repair.stack.at(-1);
    if (repair.missing < 0 && top !== undefined && top.indent < indent) return true;
    if (repair.stack.some((open) => open.indent <= indent))
      closeBlocksBefore(repair, token, (open) => open.indent > indent);
  }
  return repair.stack.length === 0;
}

function closeBlocksBefore(repair: Repair, token: IToken, isInside: (open: OpenBlock) => boolean): void {
  for (
    let top = repair.stack.at(-1);
    top !== undefined && repair.missing > 0 && isInside(top);
    top = repair.stack.at(-1)
  ) {
    closeBlock(repair, token);
  }
}

/** Ends the innermost block before `found`, or at the end of the file. */
function closeBlock(repair: Repair, found: IToken | null): void {
  const open = repair.stack.pop();
  const before = repair.output.at(-1);
  if (open === undefined || before === undefined) return;
  const offset = endOf(before);
  repair.output.push(createTokenInstance(RCurly, "", offset, offset - 1, 0, 0, 0, 0));
  repair.missing--;
  const { path, text } = repair.source;
  if (isFull(repair.diagnostics)) return;
  const line = lineOf(text, open.brace.startOffset);
  const place = found === null ? { start: offset, end: offset } : { start: found.startOffset, end: endOf(found) };
  const what = found === null ? "the end of the file" : describeToken(found);
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.unclosedBlock,
      `found ${what}, expected \`}\`, the end of the ${open.isImport ? "names" : "block"} opened on line ${line}`,
      [
        { span: { file: path, ...place }, text: "`}` expected before this" },
        { span: { file: path, start: open.brace.startOffset, end: endOf(open.brace) }, text: "this has no end" },
      ],
      {
        help: "close it with `}`",
        fixes: [
          {
            title: "insert `}`",
            edits: [{ span: { file: path, start: offset, end: offset }, text: "\n}" }],
            safe: false,
          },
        ],
      },
    ),
  );
}

/** Types of words whose member may have a block. */
const openers: ReadonlySet<TokenType> = new Set([BlockWord, Part, Ports, Connect]);

/** True for a member that stands deeper than the heading before it, or on its line. */
function isDeeper(repair: Repair, found: IToken): boolean {
  const { head, source } = repair;
  if (head === null) return false;
  if (repair.isFirst) return repair.indent > repair.headIndent;
  return !/[\n\r]/.test(source.text.slice(endOf(head), found.startOffset));
}

/** Begins the block of a heading without a brace before its first member, if an end is one too many. */
function openBlockBefore(repair: Repair, found: IToken): void {
  const { head, output } = repair;
  const before = output.at(-1);
  if (repair.missing >= 0 || head === null || before === undefined || !openers.has(head.tokenType)) return;
  const offset = endOf(before);
  const brace = createTokenInstance(LCurly, "", offset, offset - 1, 0, 0, 0, 0);
  output.push(brace);
  repair.stack.push({ brace, indent: repair.headIndent, isImport: false });
  repair.missing++;
  const { path } = repair.source;
  const at = { file: path, start: offset, end: offset };
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.unopenedBlock,
      `found ${describeToken(found)}, expected \`{\`, the beginning of the block of \`${head.image}\``,
      [
        { span: at, text: "`{` expected" },
        { span: { file: path, start: found.startOffset, end: endOf(found) }, text: "belongs to the heading before it" },
      ],
      {
        help: "begin the block with `{`",
        fixes: [{ title: "insert `{`", edits: [{ span: at, text: " {" }], safe: true }],
      },
    ),
  );
}

function reportStray(repair: Repair, token: IToken): void {
  repair.missing++;
  const span = { file: repair.source.path, start: token.startOffset, end: endOf(token) };
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.strayClosing,
      "found `}`, but no block is open here that it could end",
      [{ span, text: "ends nothing" }],
      { help: "remove it", fixes: [{ title: "remove `}`", edits: [{ span, text: "" }], safe: true }] },
    ),
  );
}
