/**
 * Members that begin with a word that is no keyword and has no `=`: a misspelt keyword is read as the one meant, a
 * missing `=` is put in. Each such word is reported once, here.
 */
import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { memberStarts, resolveWords, retype } from "../../grammar/words.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose, type Fix } from "../core/diagnostic.js";
import type { SourceText, Span } from "../core/span.js";
import { type Suggestion, suggestCertainly } from "../core/suggest.js";
import { addFinding, type Findings } from "./findings.js";
import { describeToken, endOf } from "./token-text.js";

interface Repair {
  readonly source: SourceText;
  readonly tokens: readonly IToken[];
  readonly diagnostics: Findings;
  readonly corrections: Map<IToken, TokenType>;
  readonly output: IToken[];
}

const values: ReadonlySet<TokenType> = new Set([
  t.NumberLiteral,
  t.Quantity,
  t.Split,
  t.UnknownQuantity,
  t.StringLiteral,
  t.UnterminatedString,
  t.True,
  t.False,
  t.LRound,
  t.If,
  t.Not,
  t.Minus,
]);

/** Returns the tokens with such words settled; the same array when there are none. */
export function repairHeads(source: SourceText, tokens: readonly IToken[], diagnostics: Findings): readonly IToken[] {
  if (!tokens.some((token) => token.tokenType === t.UnknownHead)) return tokens;
  const repair: Repair = { source, tokens, diagnostics, corrections: new Map(), output: [] };
  for (const [position, token] of tokens.entries()) {
    repair.output.push(token);
    if (token.tokenType === t.UnknownHead) repairHead(repair, token, position);
  }
  resolveWords(repair.output, source.text, repair.corrections);
  return repair.output;
}

function repairHead(repair: Repair, head: IToken, position: number): void {
  const next = repair.tokens[position + 1];
  if (isParam(repair, position)) {
    reportParam(repair, head);
    const word = createTokenInstance(t.Param, "", head.startOffset, head.startOffset - 1, 0, 0, 0, 0);
    repair.corrections.set(word, t.Param);
    repair.output.splice(-1, 0, word);
    return;
  }
  if (next?.tokenType === t.Identifier && isParam(repair, position + 1)) {
    repair.corrections.set(head, t.Param);
    reportMisspelt(repair, head, {
      word: "param",
      isCertain: suggestCertainly(head.image, ["param"])?.isCertain === true,
    });
    return;
  }
  if (next?.tokenType === t.Colon || next?.tokenType === t.EqualEqual) {
    reportEquals(repair, head, next, {
      title: `replace \`${next.image}\` by \`=\``,
      edits: [{ span: spanOf(repair, next), text: "=" }],
      safe: true,
    });
    retype(next, t.Equals);
    return;
  }
  // A keyword is followed by a name: what stands before a bracket is a name itself.
  const meant = next?.tokenType === t.LSquare ? null : suggestCertainly(head.image, t.memberWords);
  const type = meant === null ? undefined : t.wordTypes.get(meant.word);
  if (meant !== null && type !== undefined) {
    repair.corrections.set(head, type);
    head.payload = meant.word;
    reportMisspelt(repair, head, meant);
  } else if (next !== undefined && isValueAlone(repair, position + 1)) {
    const end = endOf(head);
    const at = { file: repair.source.path, start: end, end };
    reportEquals(repair, head, next, { title: "insert `=`", edits: [{ span: at, text: " =" }], safe: true });
    repair.output.push(createTokenInstance(t.Equals, "", end, end - 1, 0, 0, 0, 0));
  } else {
    reportUnknown(repair, head);
  }
}

/** True for `name: type in ...`, `name: type = ...`: a param without its word. */
function isParam(repair: Repair, position: number): boolean {
  const [colon, type, after] = repair.tokens.slice(position + 1, position + 4).map((token) => token.tokenType);
  if (colon !== t.Colon || type === undefined) return false;
  // The type before a `=` looks like the name of an attribute.
  return (type === t.Key && after === t.Equals) || (type === t.Identifier && after === t.In);
}

function reportParam(repair: Repair, head: IToken): void {
  const span = spanOf(repair, head);
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.unknownWord,
      `found \`${head.image}\` with a type, expected \`param\` before it`,
      [{ span, text: "a param begins with its word" }],
      {
        help: `write \`param ${head.image}: ...\``,
        fixes: [
          { title: "insert `param`", edits: [{ span: { ...span, end: span.start }, text: "param " }], safe: true },
        ],
      },
    ),
  );
}

/** True if what stands there can only be the value of an attribute: a literal, or one name and nothing after it. */
function isValueAlone(repair: Repair, position: number): boolean {
  const type = repair.tokens[position]?.tokenType;
  const after = repair.tokens[position + 1]?.tokenType;
  if (type === undefined || after === t.LCurly || after === t.Colon || after === t.LSquare) return false;
  if (values.has(type)) return true;
  if (type !== t.Identifier) return false;
  return after === undefined || after === t.RCurly || after === t.Separator || memberStarts.has(after);
}

function spanOf(repair: Repair, token: IToken): Span {
  return { file: repair.source.path, start: token.startOffset, end: endOf(token) };
}

function reportEquals(repair: Repair, head: IToken, next: IToken, fix: Fix): void {
  const found = describeToken(next);
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.missingEquals,
      `found ${found} after \`${head.image}\`, expected \`=\``,
      [
        { span: spanOf(repair, next), text: "`=` expected before the value" },
        { span: spanOf(repair, head), text: "the attribute" },
      ],
      { help: `an attribute is written \`${head.image} = value\``, fixes: [fix] },
    ),
  );
}

function reportMisspelt(repair: Repair, head: IToken, { word, isCertain }: Suggestion): void {
  const span = spanOf(repair, head);
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.unknownWord,
      `found \`${head.image}\`, expected a keyword or \`${head.image} = value\``,
      [{ span, text: "unknown word" }],
      {
        help: `did you mean \`${word}\`?`,
        fixes: [{ title: `write \`${word}\``, edits: [{ span, text: word }], safe: isCertain }],
      },
    ),
  );
}

function reportUnknown(repair: Repair, head: IToken): void {
  addFinding(
    repair.diagnostics,
    diagnose(
      syntaxCodes.unknownWord,
      `found \`${head.image}\`, expected a keyword or \`${head.image} = value\``,
      [{ span: spanOf(repair, head), text: "unknown word" }],
      {
        help: "a member begins with a keyword such as `fabric`, `switch` or `connect`, or is an attribute `name = value`",
      },
    ),
  );
}
