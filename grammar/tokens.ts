/**
 * Every token of weft and the only place with lexical patterns. A word is lexed as an identifier and typed afterwards
 * by the tables here; which of its roles it plays is decided in `words.ts`.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";
import { rateUnits, unitSpellings } from "./units.js";

/*
 * The first characters of each pattern stand beside it: Chevrotain can work them out, but parsing every pattern for
 * that takes most of the lexer's time to start. A test holds them complete.
 */

const charactersOf = (from: string, to: string): string[] =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, n) =>
    String.fromCharCode(from.charCodeAt(0) + n),
  );

const digits = charactersOf("0", "9");
const letters = [...charactersOf("A", "Z"), "_", ...charactersOf("a", "z")];
/** What the pattern of white space matches. */
const spaces = [..."\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff", ...charactersOf("\u2000", "\u200a")];

/* Categories: what the rules ask for where several tokens will do. */

const category = (name: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern: Lexer.NA, categories });

/** A name, quoted or not. */
export const PlainName = category("PlainName");
/** A name without quotes; contextual words are names where a name is due. */
export const Word = category("Word", PlainName);
/** The name of a declared thing: anything but a contextual word, which may begin the next clause. */
export const DeclaredName = category("DeclaredName");
export const BinaryOperator = category("BinaryOperator");
export const Prefix = category("Prefix");
export const Truth = category("Truth");

/* Words. */

export const Identifier = createToken({
  name: "Identifier",
  start_chars_hint: letters,
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Word, DeclaredName],
});
/** The name before the `=` of an attribute. */
export const Key = category("Key");
/** A word that opens a block or declares an array of devices: `cluster`, `switch`. */
export const BlockWord = category("BlockWord");
/** A word at the start of a member that is no keyword; taken as an opener, so that its block is not lost. */
export const UnknownHead = category("UnknownHead", BlockWord);

export const Import = category("Import");
export const Part = category("Part");
export const Let = category("Let");
export const Param = category("Param");
export const Ports = category("Ports");
export const Cage = category("Cage");
export const Connect = category("Connect");
export const Isolate = category("Isolate");
export const Require = category("Require");
export const Allow = category("Allow");

export const X = category("X", Word);
export const At = category("At", Word);
export const Where = category("Where", Word);
export const Except = category("Except", Word);
export const From = category("From", Word);
export const On = category("On", Word);
export const Of = category("Of", Word);
export const Over = category("Over", Word);
export const Whole = category("Whole", Word);
export const Holds = category("Holds", Word);
export const Extends = category("Extends", Word);
export const Also = category("Also", Word);
/** `measured`, `published`, `derived`, `assumed`. */
export const Grade = category("Grade", Word);

export const If = category("If");
export const Then = category("Then");
export const Else = category("Else");
export const True = category("True", Truth);
export const False = category("False", Truth);
export const Not = category("Not", Prefix);
export const And = category("And", BinaryOperator);
export const Or = category("Or", BinaryOperator);
export const In = category("In", BinaryOperator);
export const Div = category("Div", BinaryOperator);
export const Mod = category("Mod", BinaryOperator);

/** Block openers: each is also a row of the kinds table, which a test checks. */
export const blockWords = [
  "cluster",
  "group",
  "fabric",
  "dimension",
  "storage",
  "tier",
  "workload",
  "phase",
  "server",
  "switch",
  "storage_node",
  "appliance",
  "gpu",
  "cpu",
  "nic",
  "drive",
] as const;

/** Words that begin the members that are neither blocks nor attributes. */
export const statementWords: ReadonlyMap<string, TokenType> = new Map([
  ["import", Import],
  ["let", Let],
  ["param", Param],
  ["part", Part],
  ["ports", Ports],
  ["cage", Cage],
  ["connect", Connect],
  ["isolate", Isolate],
  ["require", Require],
  ["allow", Allow],
]);

/** Words that mean something in their place and are ordinary names elsewhere. */
export const contextualWords: ReadonlyMap<string, TokenType> = new Map([
  ["x", X],
  ["at", At],
  ["where", Where],
  ["except", Except],
  ["from", From],
  ["on", On],
  ["of", Of],
  ["over", Over],
  ["whole", Whole],
  ["holds", Holds],
  ["extends", Extends],
  ["also", Also],
  ["measured", Grade],
  ["published", Grade],
  ["derived", Grade],
  ["assumed", Grade],
]);

/** Words of expressions; never names. */
export const operatorWords: ReadonlyMap<string, TokenType> = new Map([
  ["if", If],
  ["then", Then],
  ["else", Else],
  ["true", True],
  ["false", False],
  ["not", Not],
  ["and", And],
  ["or", Or],
  ["in", In],
  ["div", Div],
  ["mod", Mod],
]);

/** Every word with a meaning of its own, and the token it becomes. */
export const wordTypes: ReadonlyMap<string, TokenType> = new Map([
  ...blockWords.map((word): [string, TokenType] => [word, BlockWord]),
  ...statementWords,
  ...contextualWords,
  ...operatorWords,
]);

/** The words that a member may begin with, for suggestions. */
export const memberWords: readonly string[] = [...blockWords, ...statementWords.keys()];

/* Numbers. */

const escapeUnit = (unit: string): string => unit.replace(/[/%]/g, "\\$&");
const unitsPattern = (units: readonly string[]): string =>
  [...units]
    .sort((a, b) => b.length - a.length)
    .map(escapeUnit)
    .join("|");

const numberPattern = "\\d+(?:_\\d+)*(?:\\.\\d+(?:_\\d+)*)?(?:[eE][+-]?\\d+)?";

/** `4x200Gbps`: the split of a port. */
export const Split = createToken({
  name: "Split",
  start_chars_hint: digits,
  pattern: new RegExp(`\\d+x\\d+(?:\\.\\d+)?(?:${unitsPattern(rateUnits)})(?![A-Za-z0-9_])`),
});
/** `400Gbps`: the longest unit after which no letter or digit stands, so `40GB/s / n` divides. */
export const Quantity = createToken({
  name: "Quantity",
  start_chars_hint: digits,
  pattern: new RegExp(`${numberPattern}(?:${unitsPattern(unitSpellings)})(?![A-Za-z0-9_])`),
});
export const NumberLiteral = createToken({
  name: "NumberLiteral",
  start_chars_hint: digits,
  pattern: new RegExp(`${numberPattern}(?![A-Za-z0-9_%µ]|\\.\\d)`),
});
/** A number that runs into letters that are no unit: kept whole, so that the error can name them. */
export const UnknownQuantity = createToken({
  name: "UnknownQuantity",
  start_chars_hint: digits,
  pattern: new RegExp(`${numberPattern}[A-Za-z_%µ][A-Za-z0-9_%]*(?:\\/s(?![A-Za-z0-9_]))?`),
});

/* Text. */

/**
 * Returns where a text that begins at `start` ends, and whether with its quote; an open one ends with its line. A loop,
 * because a pattern for it overflows the stack on a long text.
 */
function scanText(source: string, start: number): { readonly end: number; readonly closed: boolean } {
  let end = start + 1;
  for (; end < source.length; end++) {
    const character = source[end];
    if (character === '"') return { end: end + 1, closed: true };
    if (character === "\n" || character === "\r") break;
    if (character === "\\" && source[end + 1] !== "\n" && source[end + 1] !== "\r") end++;
  }
  return { end: Math.min(end, source.length), closed: false };
}

type TextMatch = [string] | null;

function matchText(source: string, start: number, kind: { readonly closed: boolean }): TextMatch {
  if (source[start] !== '"') return null;
  const { end, closed } = scanText(source, start);
  return closed === kind.closed ? [source.slice(start, end)] : null;
}

export const StringLiteral = createToken({
  name: "StringLiteral",
  start_chars_hint: ['"'],
  line_breaks: false,
  pattern: (source: string, start: number) => matchText(source, start, { closed: true }),
  categories: [PlainName, DeclaredName],
});
/** Ends with its line, so that the next line is read as usual. */
export const UnterminatedString = createToken({
  name: "UnterminatedString",
  start_chars_hint: ['"'],
  line_breaks: false,
  pattern: (source: string, start: number) => matchText(source, start, { closed: false }),
  categories: [StringLiteral],
});

/* Punctuation. */

const symbol = (name: string, pattern: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern, categories });

export const LCurly = symbol("LCurly", "{");
export const RCurly = symbol("RCurly", "}");
export const LSquare = symbol("LSquare", "[");
export const RSquare = symbol("RSquare", "]");
export const LRound = symbol("LRound", "(");
export const RRound = symbol("RRound", ")");
export const Comma = symbol("Comma", ",");
/** A comma after which no item follows: before a closing bracket or the next member. */
export const Separator = category("Separator");
export const Semicolon = symbol("Semicolon", ";");
export const Colon = symbol("Colon", ":");
export const DotDot = symbol("DotDot", "..", BinaryOperator);
export const Dot = symbol("Dot", ".");
export const PeerArrow = symbol("PeerArrow", "<->");
export const Arrow = symbol("Arrow", "->");
export const EqualEqual = symbol("EqualEqual", "==", BinaryOperator);
export const Equals = symbol("Equals", "=");
export const NotEqual = symbol("NotEqual", "!=", BinaryOperator);
export const LessEqual = symbol("LessEqual", "<=", BinaryOperator);
export const Less = symbol("Less", "<", BinaryOperator);
export const GreaterEqual = symbol("GreaterEqual", ">=", BinaryOperator);
export const Greater = symbol("Greater", ">", BinaryOperator);
export const Plus = symbol("Plus", "+", BinaryOperator);
export const Minus = symbol("Minus", "-", BinaryOperator, Prefix);
export const Power = symbol("Power", "**", BinaryOperator);
export const Star = symbol("Star", "*", BinaryOperator);
export const Slash = symbol("Slash", "/", BinaryOperator);

/* What stands between tokens. */

export const WhiteSpace = createToken({
  name: "WhiteSpace",
  start_chars_hint: spaces,
  pattern: /\s+/,
  group: Lexer.SKIPPED,
});
export const DocComment = createToken({
  name: "DocComment",
  start_chars_hint: ["/"],
  pattern: /\/\/\/(?!\/)[^\n\r]*/,
  group: "docs",
});
export const LineComment = createToken({
  name: "LineComment",
  start_chars_hint: ["/"],
  pattern: /\/\/[^\n\r]*/,
  group: "comments",
});
export const BlockComment = createToken({
  name: "BlockComment",
  start_chars_hint: ["/"],
  pattern: /\/\*[\s\S]*?\*\//,
  group: "comments",
});
/** Swallows the rest of the file. */
export const UnterminatedComment = createToken({
  name: "UnterminatedComment",
  start_chars_hint: ["/"],
  pattern: /\/\*[\s\S]*/,
  group: "comments",
});

/** Tokens that text can match, in the order in which they are tried. */
const lexedTokens: readonly TokenType[] = [
  WhiteSpace,
  Identifier,
  DocComment,
  LineComment,
  BlockComment,
  UnterminatedComment,
  StringLiteral,
  UnterminatedString,
  Split,
  Quantity,
  NumberLiteral,
  UnknownQuantity,
  LCurly,
  RCurly,
  LSquare,
  RSquare,
  LRound,
  RRound,
  Comma,
  Semicolon,
  Colon,
  DotDot,
  Dot,
  PeerArrow,
  Arrow,
  EqualEqual,
  Equals,
  NotEqual,
  LessEqual,
  Less,
  GreaterEqual,
  Greater,
  Plus,
  Minus,
  Power,
  Star,
  Slash,
];

/** Every token type, categories included. */
export const allTokens: readonly TokenType[] = [
  PlainName,
  Word,
  DeclaredName,
  BinaryOperator,
  Prefix,
  Truth,
  Key,
  BlockWord,
  UnknownHead,
  Separator,
  ...new Set([...statementWords.values(), ...contextualWords.values(), ...operatorWords.values()]),
  ...lexedTokens,
];

/** The lexer; its tokens carry offsets only. Doc comments and other comments come in groups of their own. */
export const lexer = new Lexer([...lexedTokens], {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
  skipValidations: true,
});
