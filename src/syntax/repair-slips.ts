/**
 * Slips within a line that are plain from the tokens around them: a blank between a number and its unit, `=` for `==`
 * in a condition. Each is reported once and read as what was meant. Works on tokens whose words are not settled yet.
 */
import type { IToken, TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { rateUnits, unitSpellings } from "../../grammar/units.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { SourceText, Span } from "../core/span.js";
import { addFinding, type Findings } from "./findings.js";
import { joinHyphens } from "./repair-hyphens.js";
import { repairImports } from "./repair-imports.js";
import { isPercentSign, placeToken, replaceRemainder } from "./stray.js";
import { endOf } from "./token-text.js";
import { otherSpellings } from "./unit.js";

interface Repair {
  readonly source: SourceText;
  readonly tokens: readonly IToken[];
  readonly findings: Findings;
  readonly output: IToken[];
  /** Whether the condition of a clause is being read: it has no place for a `=`. */
  inClause: boolean;
  /** How many `if`s wait for their `then`: what stands between is a condition, too. */
  openIfs: number;
}

/** Returns the tokens with such slips mended; the same array when there are none. */
export function repairSlips(source: SourceText, tokens: readonly IToken[], findings: Findings): readonly IToken[] {
  const joined = repairImports(source, joinHyphens(source, tokens, findings), findings);
  const repair: Repair = { source, tokens: joined, findings, output: [], inClause: false, openIfs: 0 };
  for (let position = 0; position < joined.length; position++) position += repairAt(repair, position);
  return repair.output;
}

/** Takes the token there; returns how many more it has taken. */
function repairAt(repair: Repair, position: number): number {
  const token = repair.tokens[position] as IToken;
  const type = token.tokenType;
  if (type === t.Equals) {
    mendEquals(repair, token, position);
    return 0;
  }
  if (type === t.NumberLiteral || type === t.UnknownQuantity) return mendUnit(repair, token, position);
  if (type === t.Identifier) {
    followCondition(repair, token, position);
  } else if (type === t.LCurly || type === t.RCurly) endCondition(repair);
  repair.output.push(token);
  return 0;
}

function spanOf(repair: Repair, place: { readonly start: number; readonly end: number }): Span {
  return { file: repair.source.path, start: place.start, end: place.end };
}

function isSameLine(repair: Repair, before: IToken, after: IToken): boolean {
  return !/[\n\r]/.test(repair.source.text.slice(endOf(before), after.startOffset));
}

/* A unit after a blank. */

const escapeUnit = (unit: string): string => unit.replace(/[/%]/g, "\\$&");
const longestFirst = (units: readonly string[]): string =>
  [...units]
    .sort((a, b) => b.length - a.length)
    .map(escapeUnit)
    .join("|");
const spacedUnit = new RegExp(
  `[ \\t]+(${longestFirst([...unitSpellings, ...Object.keys(otherSpellings)])})(?![A-Za-z0-9_])`,
  "y",
);

function mendUnit(repair: Repair, token: IToken, position: number): number {
  if (mendRemainder(repair, token)) return 0;
  const unit = findSpacedUnit(repair, token, position);
  if (unit === null) {
    repair.output.push(token);
    return 0;
  }
  const { written, end } = unit;
  const meant = otherSpellings[written] ?? written;
  const place = { start: token.startOffset, end };
  const image = `${token.image}${meant}`;
  const type = token.tokenType === t.NumberLiteral ? t.Quantity : t.Split;
  repair.output.push(placeToken(type, image, place));
  addFinding(
    repair.findings,
    diagnose(
      syntaxCodes.spacedUnit,
      `found a blank between \`${token.image}\` and its unit \`${written}\`, expected \`${image}\``,
      [{ span: spanOf(repair, place), text: "a number and its unit are one word" }],
      {
        help: `write \`${image}\``,
        fixes: [{ title: `write \`${image}\``, edits: [{ span: spanOf(repair, place), text: image }], safe: true }],
      },
    ),
  );
  let taken = 0;
  while ((repair.tokens[position + taken + 1]?.startOffset ?? end) < end) taken++;
  return taken;
}

/** `8%4` is lexed as a number with a unit that there is not. */
function mendRemainder(repair: Repair, token: IToken): boolean {
  const match = token.tokenType === t.UnknownQuantity ? /^([\d_.]+)%(\w+)$/.exec(token.image) : null;
  const [, left = "", right = ""] = match ?? [];
  const rightType = /^\d+$/.test(right) ? t.NumberLiteral : /^[A-Za-z_]/.test(right) ? t.Identifier : null;
  if (rightType === null) return false;
  const at = token.startOffset + left.length;
  const { diagnostic, token: operator } = replaceRemainder(repair.source, at);
  repair.output.push(
    placeToken(t.NumberLiteral, left, { start: token.startOffset, end: at }),
    operator,
    placeToken(rightType, right, { start: at + 1, end: endOf(token) }),
  );
  addFinding(repair.findings, diagnostic);
  return true;
}

/** Returns the unit after a number and a blank, unless what looks like one is the name of an attribute. */
function findSpacedUnit(
  repair: Repair,
  token: IToken,
  position: number,
): { readonly written: string; readonly end: number } | null {
  const { text } = repair.source;
  const isSplit = token.tokenType === t.UnknownQuantity;
  if (isSplit && !/^\d+x\d+(?:\.\d+)?$/.test(token.image)) return null;
  const from = endOf(token);
  if (text[from] !== " " && text[from] !== "\t") return null;
  spacedUnit.lastIndex = from;
  const match = spacedUnit.exec(text);
  const written = match?.[1];
  if (match === null || written === undefined) return null;
  const end = from + match[0].length;
  if (written === "%" && !isPercentSign(text, end - 1)) return null;
  if (isSplit && !(rateUnits as readonly string[]).includes(otherSpellings[written] ?? written)) return null;
  const after = repair.tokens.slice(position + 1, position + 5).find((next) => next.startOffset >= end);
  return after?.tokenType === t.Equals && written !== "%" ? null : { written, end };
}

/* `=` for `==`. */

/** Words after which a condition stands. */
const conditionWords: ReadonlySet<string> = new Set(["where", "if", "require", "except"]);
/** Types after which a value, or a member, may end. */
const closers: ReadonlySet<TokenType> = new Set([
  t.NumberLiteral,
  t.Quantity,
  t.StringLiteral,
  t.Split,
  t.RSquare,
  t.RRound,
]);
/** What a name that is used as such stands after or before. */
const nameMarks: ReadonlySet<TokenType> = new Set([t.Dot, t.LSquare, t.Comma, t.Colon, t.Equals]);

/** Notes where a condition begins and where, with the next member, it ends. */
function followCondition(repair: Repair, token: IToken, position: number): void {
  const before = repair.tokens[position - 1];
  const after = repair.tokens[position + 1];
  if (conditionWords.has(token.image)) {
    const isName =
      (before !== undefined &&
        (nameMarks.has(before.tokenType) || before.image === "let" || before.image === "param")) ||
      after?.tokenType === t.Equals ||
      after?.tokenType === t.Colon ||
      after?.tokenType === t.Dot;
    if (token.image === "if") repair.openIfs++;
    else if (!isName) repair.inClause = true;
    return;
  }
  if (token.image === "then") repair.openIfs = Math.max(0, repair.openIfs - 1);
  if (t.statementWords.has(token.image) || (t.blockWords as readonly string[]).includes(token.image)) {
    if (before === undefined || !isSameLine(repair, before, token)) endCondition(repair);
  }
}

function endCondition(repair: Repair): void {
  repair.inClause = false;
  repair.openIfs = 0;
}

function mendEquals(repair: Repair, token: IToken, position: number): void {
  const left = repair.output.at(-1);
  const isMeant = left !== undefined && (repair.inClause || repair.openIfs > 0) && isComparison(repair, left, token);
  if (!isMeant) {
    endCondition(repair);
    repair.output.push(token);
    return;
  }
  const end = endOf(token);
  // In `= =` and `=>` something else was meant as well.
  const next = repair.tokens[position + 1];
  const isLone =
    next === undefined || next.startOffset > end || (next.tokenType !== t.Greater && next.tokenType !== t.Less);
  repair.output.push(placeToken(t.EqualEqual, "==", { start: token.startOffset, end }));
  addFinding(
    repair.findings,
    diagnose(
      syntaxCodes.loneEquals,
      "found `=` in a condition, expected `==`",
      [{ span: spanOf(repair, { start: token.startOffset, end }), text: "gives a value, compares nothing" }],
      {
        help: "write `==` to compare; `=` gives an attribute, a `let` or a `param` its value",
        fixes: [
          {
            title: "write `==`",
            edits: [{ span: spanOf(repair, { start: token.startOffset, end }), text: "==" }],
            safe: isLone,
          },
        ],
      },
    ),
  );
}

/** True if what stands left of a `=` is a value of the condition, not the name of the attribute that comes next. */
function isComparison(repair: Repair, left: IToken, equals: IToken): boolean {
  if (!isSameLine(repair, left, equals)) return false;
  if (left.tokenType !== t.Identifier) return closers.has(left.tokenType);
  const before = repair.output.at(-2);
  if (before === undefined || !isSameLine(repair, before, left)) return false;
  const isWord = before.tokenType === t.Identifier;
  if (!isWord) return !closers.has(before.tokenType) && before.tokenType !== t.RCurly;
  return t.operatorWords.has(before.image) || conditionWords.has(before.image);
}
