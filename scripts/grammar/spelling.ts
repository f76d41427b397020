/** How a token is written in the reference: its text where it has one, else the name of a lexical rule. */
import type { TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { rateUnits, unitSpellings } from "../../grammar/units.js";

interface LexicalRule {
  readonly name: string;
  /** What the name stands for, in EBNF. */
  readonly text: string;
}

/** Operators from the loosest to the tightest; those of one line bind alike. */
export const precedence: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["not"],
  ["==", "!=", "<", "<=", ">", ">=", "in"],
  [".."],
  ["+", "-"],
  ["*", "/", "div", "mod"],
  ["- (before a value)"],
  ["**"],
];

const binaryOperators = precedence.flat().filter((operator) => operator !== "not" && !operator.includes(" "));
const contextual = [...t.contextualWords.keys()];

const lexicalRules: ReadonlyMap<TokenType, LexicalRule> = new Map([
  [
    t.Key,
    { name: "propertyName", text: 'identifier /* right before "="; also a blockWord, "ports" or "cage" there */' },
  ],
  [t.BlockWord, { name: "blockWord", text: quoteAll(t.blockWords) }],
  [t.DeclaredName, { name: "declaredName", text: "identifier | text" }],
  [t.PlainName, { name: "name", text: "word | text" }],
  [t.Word, { name: "word", text: `identifier | ${quoteAll(contextual)}` }],
  [t.Grade, { name: "grade", text: quoteAll(contextual.filter((word) => t.contextualWords.get(word) === t.Grade)) }],
  [t.BinaryOperator, { name: "binaryOperator", text: quoteAll(binaryOperators) }],
  [t.Prefix, { name: "prefixOperator", text: '"-" | "not"' }],
  [t.Truth, { name: "truth", text: '"true" | "false"' }],
  [t.Separator, { name: "separator", text: '"," /* before a closing bracket or the next member */' }],
  [t.Identifier, { name: "identifier", text: "[A-Za-z_] [A-Za-z0-9_]*" }],
  [t.NumberLiteral, { name: "number", text: 'digits ( "." digits )? ( [eE] [+-]? [0-9]+ )?' }],
  [t.Quantity, { name: "quantity", text: "number unit" }],
  [
    t.UnknownQuantity,
    { name: "unknownQuantity", text: "number identifier /* refused, with the unit that was meant */" },
  ],
  [t.Split, { name: "split", text: '[0-9]+ "x" number rateUnit' }],
  [t.StringLiteral, { name: "text", text: `'"' ( [^"\\] | '\\' ["\\nt] )* '"' /* on one line */` }],
]);

const helpers: readonly LexicalRule[] = [
  { name: "digits", text: '[0-9]+ ( "_" [0-9]+ )*' },
  { name: "rateUnit", text: quoteAll(rateUnits) },
  { name: "unit", text: quoteAll(unitSpellings) },
  { name: "comment", text: "'//' [^\\n]* | '/*' .* '*/'" },
  { name: "docComment", text: "'///' [^\\n]*" },
];

/** Returns the lexical part of the reference, in the order of its names' first use. */
export function listLexicalRules(): readonly LexicalRule[] {
  return [...lexicalRules.values(), ...helpers];
}

/** Returns `"connect"` or `"->"` for a token with one text, and the name of its lexical rule for all others. */
export function spellToken(type: TokenType): string {
  const rule = lexicalRules.get(type);
  if (rule !== undefined) return rule.name;
  if (typeof type.PATTERN === "string") return `"${type.PATTERN}"`;
  const word = [...t.wordTypes].find(([, found]) => found === type)?.[0];
  return word === undefined ? type.name : `"${word}"`;
}

function quoteAll(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(" | ");
}
