/** Refuses text that would take the parser or what follows too deep, before either runs. */
import type { IToken, TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { memberStarts } from "../../grammar/words.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import type { SyntaxLimits } from "../core/limits.js";
import type { SourceText } from "../core/span.js";
import { placeOf } from "./token-text.js";

/** Depth inside one member: brackets and `if`s open, operators on the way down to here. */
interface Depth {
  readonly outer: Depth | null;
  nesting: number;
  operators: number;
}

const operators: ReadonlySet<TokenType> = new Set([
  t.Plus,
  t.Minus,
  t.Star,
  t.Slash,
  t.Div,
  t.Mod,
  t.Power,
  t.And,
  t.Or,
  t.Not,
  t.In,
  t.DotDot,
  t.EqualEqual,
  t.NotEqual,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.Over,
]);

/** Returns what is too large about a file's text alone, or null. */
export function measureText(source: SourceText, limits: SyntaxLimits): Diagnostic | null {
  const length = source.text.length;
  if (length <= limits.fileCharacters) return null;
  return diagnose(
    syntaxCodes.fileTooLarge,
    `the file has ${length} characters, expected at most ${limits.fileCharacters}`,
    [{ span: { file: source.path, start: 0, end: 0 }, text: "" }],
    { help: "describe what repeats with dimensions, or split the file and import its parts" },
  );
}

/** Returns what is too many or too deep about a file's tokens, or null. */
export function measureTokens(source: SourceText, tokens: readonly IToken[], limits: SyntaxLimits): Diagnostic | null {
  let blocks = 0;
  let members = 0;
  let depth = beginDepth();
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === t.LCurly || type === t.RCurly || memberStarts.has(type)) {
      if (type === t.LCurly) blocks++;
      else if (type === t.RCurly) blocks = Math.max(0, blocks - 1);
      if (memberStarts.has(type)) members++;
      depth = beginDepth();
    } else {
      depth = stepDepth(depth, type);
    }
    if (members > limits.members) return reportMembers(source, token, limits);
    if (blocks + depth.nesting > limits.nesting) return reportNesting(source, token, limits);
    if (depth.operators > limits.operators) return reportOperators(source, token, limits);
  }
  return null;
}

function beginDepth(): Depth {
  return { outer: null, nesting: 0, operators: 0 };
}

function stepDepth(depth: Depth, type: TokenType): Depth {
  if (type === t.LSquare || type === t.LRound) {
    return { outer: depth, nesting: depth.nesting + 1, operators: depth.operators };
  }
  if (type === t.RSquare || type === t.RRound) return depth.outer ?? depth;
  if (type === t.Comma) {
    depth.nesting = depth.outer === null ? 0 : depth.outer.nesting + 1;
    depth.operators = depth.outer?.operators ?? 0;
  } else if (type === t.If) {
    depth.nesting++;
  } else if (operators.has(type)) {
    depth.operators++;
  }
  return depth;
}

function reportMembers(source: SourceText, token: IToken, limits: SyntaxLimits): Diagnostic {
  return diagnose(
    syntaxCodes.tooManyMembers,
    `the file has more than ${limits.members} members, expected at most that many`,
    [{ span: placeOf(token, source.path, source.text), text: "one too many" }],
    { help: "declare what repeats once, with dimensions" },
  );
}

function reportNesting(source: SourceText, token: IToken, limits: SyntaxLimits): Diagnostic {
  return diagnose(
    syntaxCodes.nestedTooDeep,
    `more than ${limits.nesting} braces, brackets and \`if\`s stand inside one another, expected at most that many`,
    [{ span: placeOf(token, source.path, source.text), text: "one too deep" }],
    { help: "name a part of the expression with `let`" },
  );
}

function reportOperators(source: SourceText, token: IToken, limits: SyntaxLimits): Diagnostic {
  return diagnose(
    syntaxCodes.expressionTooLong,
    `the expression has more than ${limits.operators} operators, expected at most that many`,
    [{ span: placeOf(token, source.path, source.text), text: "one too many" }],
    { help: "name a part of the expression with `let`" },
  );
}
