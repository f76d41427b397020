/**
 * Mistakes that the parser met, in words. The parser gives keys (`grammar/parser.ts`); here they become diagnostics,
 * one for each stretch between two places where reading starts afresh.
 */
import { EOF, type IRecognitionException, type IToken, type TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { memberStarts } from "../../grammar/words.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import {
  type Diagnostic,
  type DiagnosticExtra,
  type DiagnosticKind,
  diagnose,
  type Label,
} from "../core/diagnostic.js";
import type { SourceText, Span } from "../core/span.js";
import { describeToken, endOf, lineOf, placeOf } from "./token-text.js";

/** The file's tokens and an error met in them. */
interface Met {
  readonly source: SourceText;
  readonly tokens: readonly IToken[];
  readonly key: string;
  /** The innermost rule. */
  readonly rule: string;
  readonly found: IToken;
  readonly previous: IToken | undefined;
}

/** Returns a diagnostic for the first error of each stretch in which nothing else (`earlier`) is reported before it. */
export function reportErrors(
  source: SourceText,
  tokens: readonly IToken[],
  errors: readonly IRecognitionException[],
  earlier: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (errors.length === 0) return [];
  const starts = tokens.filter((token) => isFreshStart(token.tokenType)).map((token) => token.startOffset);
  const seen = new Set(earlier.map((diagnostic) => findStretch(starts, diagnostic.labels[0]?.span.start ?? 0)));
  const diagnostics: Diagnostic[] = [];
  for (const error of errors) {
    const met = meet(source, tokens, error);
    const stretch = findStretch(starts, (met.previous ?? met.found).startOffset);
    if (seen.has(stretch)) continue;
    seen.add(stretch);
    diagnostics.push(describeError(met));
  }
  return diagnostics;
}

function isFreshStart(type: TokenType): boolean {
  return memberStarts.has(type) || type === t.LCurly || type === t.RCurly;
}

/** Returns how many fresh starts stand at or before the offset. */
function findStretch(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function meet(source: SourceText, tokens: readonly IToken[], error: IRecognitionException): Met {
  const previous = "previousToken" in error ? (error.previousToken as IToken | undefined) : undefined;
  const placed = previous !== undefined && !Number.isNaN(previous.startOffset) && previous.tokenType !== EOF;
  const rule = error.context?.ruleStack.at(-1) ?? "";
  return { source, tokens, key: error.message, rule, found: error.token, previous: placed ? previous : undefined };
}

function describeError(met: Met): Diagnostic {
  const [what, name = ""] = met.key.split(":", 2);
  if (what === "token") return describeMissingToken(met, name);
  if (what === "rule") return describeRule(met, name);
  return reportFound(met, syntaxCodes.unexpectedToken, "nothing after the expression", { help: "remove what follows" });
}

function describeMissingToken(met: Met, name: string): Diagnostic {
  switch (name) {
    case "RSquare":
    case "RRound":
      return reportBracket(met, name === "RSquare" ? "]" : ")", name === "RSquare" ? "[" : "(");
    case "Equals":
      return reportFound(met, syntaxCodes.missingEquals, "`=`", { help: "a value follows its name after `=`" });
    case "PlainName":
    case "Word":
    case "DeclaredName":
      return reportFound(met, syntaxCodes.missingName, nameOf(met), { help: helpWithName(met) });
    case "EOF":
    case "RCurly":
      return reportNoMember(met);
    default:
      return reportFound(met, syntaxCodes.unexpectedToken, expectedTokens[name] ?? "something else", {});
  }
}

const expectedTokens: Readonly<Record<string, string>> = {
  Colon: "`:` and the type of the parameter",
  LCurly: "`{`",
  From: "`from` and the place to import from",
  StringLiteral: "the place to import from, in quotes",
  Holds: "`holds` and the ports of each cage",
  Then: "`then`",
  Else: "`else`: an `if` has a value in both cases",
};

function describeRule(met: Met, rule: string): Diagnostic {
  switch (rule) {
    case "heading":
      return reportAfter(met, "`{` or the next member");
    case "member":
      return reportAfter(met, "the next member");
    case "arrow":
      return reportFound(met, syntaxCodes.unexpectedToken, "`->` or `<->` between the two ends", {
        help: helpWithArrow(met),
      });
    default:
      return reportValue(met);
  }
}

const closers: ReadonlySet<TokenType> = new Set([t.RCurly, t.RSquare, t.RRound]);

function reportValue(met: Met): Diagnostic {
  const type = met.found.tokenType;
  const absent =
    memberStarts.has(type) || closers.has(type) || type === EOF || type === t.Separator || type === t.Comma;
  if (!absent) return reportFound(met, syntaxCodes.unexpectedToken, "a value", {});
  const after = met.previous === undefined ? "" : ` after ${describeToken(met.previous)}`;
  return reportFound(met, syntaxCodes.missingValue, `a value${after}`, {
    help: "give a value, or remove what asks for it",
  });
}

/** What stands after a member that is complete. */
function reportAfter(met: Met, expected: string): Diagnostic {
  const { found } = met;
  const span = placeOf(found, met.source.path, met.source.text);
  if (closers.has(found.tokenType)) return reportStrayBracket(met);
  if (found.tokenType === t.Semicolon) {
    const fixes = [{ title: "remove `;`", edits: [{ span, text: "" }], safe: true }];
    return reportFound(met, syntaxCodes.unexpectedToken, expected, {
      help: "members end by themselves: remove the `;`",
      fixes,
    });
  }
  return reportFound(met, syntaxCodes.unexpectedToken, expected, {});
}

function reportNoMember(met: Met): Diagnostic {
  if (closers.has(met.found.tokenType)) return reportStrayBracket(met);
  if (met.found.tokenType === EOF) return reportFound(met, syntaxCodes.unclosedBlock, "`}`", {});
  return reportFound(met, syntaxCodes.unexpectedToken, "a member", {
    help: "a member begins with a keyword such as `fabric`, `switch` or `connect`, or is an attribute `name = value`",
  });
}

function reportStrayBracket(met: Met): Diagnostic {
  const span = placeOf(met.found, met.source.path, met.source.text);
  return diagnose(
    syntaxCodes.strayClosing,
    `found ${describeToken(met.found)}, but nothing is open here that it could end`,
    [{ span, text: "ends nothing" }],
    {
      help: "remove it",
      fixes: [{ title: `remove ${describeToken(met.found)}`, edits: [{ span, text: "" }], safe: false }],
    },
  );
}

function reportBracket(met: Met, close: string, open: string): Diagnostic {
  const { source, found } = met;
  const opener = findOpener(met.tokens, met.previous ?? found, open, close);
  const openedHere: Label[] =
    opener === null ? [] : [{ span: placeOf(opener, source.path, source.text), text: "the bracket is opened here" }];
  const type = found.tokenType;
  const ended =
    memberStarts.has(type) ||
    type === EOF ||
    type === t.LCurly ||
    closers.has(type) ||
    type === t.Arrow ||
    type === t.PeerArrow;
  if (!ended) return reportFound(met, syntaxCodes.unexpectedToken, `\`,\` or \`${close}\``, {}, openedHere);
  const where = opener === null ? "" : ` opened on line ${lineOf(source.text, opener.startOffset)}`;
  const end = met.previous === undefined ? 0 : endOf(met.previous);
  const at = { file: source.path, start: end, end };
  return reportFound(
    met,
    syntaxCodes.unclosedBracket,
    `\`${close}\`, the end of the bracket${where}`,
    {
      help: `close the bracket with \`${close}\``,
      fixes: [{ title: `insert \`${close}\``, edits: [{ span: at, text: close }], safe: false }],
    },
    openedHere,
  );
}

/** Returns the bracket that is open after `last`, or null. */
function findOpener(tokens: readonly IToken[], last: IToken, open: string, close: string): IToken | null {
  let depth = 0;
  for (let position = tokens.lastIndexOf(last); position >= 0; position--) {
    const token = tokens[position] as IToken;
    if (token.image === close) depth++;
    else if (token.image === open && depth-- === 0) return token;
    else if (isFreshStart(token.tokenType)) return null;
  }
  return null;
}

function nameOf(met: Met): string {
  switch (met.rule) {
    case "step":
      return "the name of a device array or of its ports";
    case "heading":
      return "the name of a part after `:`";
    case "names":
      return "the name of a dimension";
    case "partHeading":
      return "the kind and the name of the part";
    case "paramStatement":
      return met.previous?.tokenType === t.Colon ? "the type of the parameter" : "the name of the parameter";
    case "quantity":
      return "a precision such as `bf16`";
    default:
      return "a name";
  }
}

function helpWithName(met: Met): string | undefined {
  const word = met.found.image;
  if (t.operatorWords.has(word) || t.statementWords.has(word))
    return `\`${word}\` is a word of the language; quote it to use it as a name`;
  return met.rule === "partHeading" ? "write `part switch th5 { ... }`" : undefined;
}

function helpWithArrow(met: Met): string | undefined {
  return met.found.tokenType === t.Less || met.found.tokenType === t.LessEqual
    ? "the lower end stands on the left: `lower -> upper`; peers are joined by `<->`"
    : undefined;
}

function reportFound(
  met: Met,
  kind: DiagnosticKind,
  expected: string,
  extra: DiagnosticExtra,
  more: readonly Label[] = [],
): Diagnostic {
  const span: Span = placeOf(met.found, met.source.path, met.source.text);
  const message = `found ${describeToken(met.found)}, expected ${expected}`;
  const text = `expected ${shorten(expected)}`;
  const gap = lacking.has(kind) ? findGap(met) : null;
  if (gap === null) return diagnose(kind, message, [{ span, text }, ...more], extra);
  const instead: Label[] = met.found.tokenType === EOF ? [] : [{ span, text: "found instead" }];
  return diagnose(kind, message, [{ span: gap, text }, ...more, ...instead], extra);
}

/** Kinds of mistake where something is not there at all. */
const lacking: ReadonlySet<DiagnosticKind> = new Set([
  syntaxCodes.missingValue,
  syntaxCodes.missingName,
  syntaxCodes.missingEquals,
  syntaxCodes.unclosedBracket,
]);

/** What a line lacks is missed at its end, not where the next line begins. */
function findGap(met: Met): Span | null {
  const { source, previous, found } = met;
  if (previous === undefined) return null;
  const end = endOf(previous);
  const start = found.tokenType === EOF ? source.text.length : found.startOffset;
  return /[\n\r]/.test(source.text.slice(end, start)) ? { file: source.path, start: end, end } : null;
}

/** A label has room for the first thing only. */
function shorten(expected: string): string {
  return expected.split(/, |: /, 1)[0] ?? expected;
}
