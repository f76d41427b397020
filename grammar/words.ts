/**
 * Decides the role of each word after lexing: the same spelling opens a block, names a property or is a plain name,
 * depending on its neighbours. With that settled the grammar needs one token of lookahead and no conditions.
 * Knows neighbours only, never the tree.
 */
import type { IToken, TokenType } from "chevrotain";
import * as t from "./tokens.js";

/** What the pass carries from token to token. */
interface State {
  readonly tokens: readonly IToken[];
  readonly text: string;
  /** Round and square brackets open since the last brace. */
  depth: number;
  /** Inside the braces of an import. */
  importing: boolean;
  /** Between `param` and its `=`: a name before that `=` is a bound, not a property. */
  inParam: boolean;
}

/** Tokens after which a member may end. */
const enders: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.StringLiteral,
  t.UnterminatedString,
  t.NumberLiteral,
  t.Quantity,
  t.Split,
  t.UnknownQuantity,
  t.True,
  t.False,
  t.RSquare,
  t.RRound,
  t.RCurly,
  t.Grade,
  t.Whole,
]);

/** Words that open a member but are names where a name is due. */
const openers: ReadonlySet<TokenType> = new Set([t.BlockWord, t.Ports, t.Cage]);

/** Types whose tokens are spelt as words. */
const words: ReadonlySet<TokenType> = new Set([t.Identifier, t.Key, t.UnknownHead, ...t.wordTypes.values()]);

/** Types that begin a member. */
export const memberStarts: ReadonlySet<TokenType> = new Set([
  t.Key,
  t.BlockWord,
  t.UnknownHead,
  ...t.statementWords.values(),
]);

const statements: ReadonlySet<TokenType> = new Set(t.statementWords.values());
const contextual: ReadonlySet<TokenType> = new Set(t.contextualWords.values());
const headFollowers: ReadonlySet<TokenType> = new Set([t.Identifier, t.NumberLiteral, t.Quantity, t.StringLiteral]);
const closers: ReadonlySet<TokenType> = new Set([t.RSquare, t.RRound, t.RCurly]);
/** What follows a declared name, and nothing else that is a word. */
const afterName: ReadonlySet<TokenType> = new Set([t.LSquare, t.Colon, t.LCurly]);
/** What a name must follow. */
const nameDemanders: ReadonlySet<TokenType> = new Set([t.Dot, t.Part]);

/** Gives the token a type, as if it had been lexed so. */
export function retype(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx as number;
}

/** Types that differ from what the spelling says: keywords that were misspelt, and the like. */
export type Corrections = ReadonlyMap<IToken, TokenType>;

const noCorrections: Corrections = new Map();

/** Types every word and comma by its spelling alone; may be called again to start over. */
function typeBySpelling(tokens: readonly IToken[], corrections: Corrections): void {
  for (const token of tokens) {
    if (words.has(token.tokenType))
      retype(token, corrections.get(token) ?? t.wordTypes.get(token.image) ?? t.Identifier);
    else if (token.tokenType === t.Separator) retype(token, t.Comma);
  }
}

/** Settles every word of a lone expression: no member stands in it, so the words that open members are names. */
export function resolveExpressionWords(tokens: readonly IToken[]): void {
  typeBySpelling(tokens, noCorrections);
  for (const [position, token] of tokens.entries()) {
    if (openers.has(token.tokenType)) retype(token, t.Identifier);
    const next = tokens[position + 1]?.tokenType;
    if (token.tokenType === t.Comma && next !== undefined && closers.has(next)) retype(token, t.Separator);
  }
}

/** Settles the role of every word and comma of a file, in place. */
export function resolveWords(tokens: readonly IToken[], text: string, corrections: Corrections = noCorrections): void {
  typeBySpelling(tokens, corrections);
  const state: State = { tokens, text, depth: 0, importing: false, inParam: false };
  for (let position = 0; position < tokens.length; position++) resolveAt(state, position);
}

function resolveAt(state: State, position: number): void {
  const token = state.tokens[position] as IToken;
  const type = token.tokenType;
  if (type === t.Identifier) resolveIdentifier(state, token, position);
  else if (openers.has(type)) resolveOpener(state, token, position);
  else if (contextual.has(type)) resolveContextual(state, token, position);
  else if (type === t.LSquare || type === t.LRound) state.depth++;
  else if (type === t.RSquare || type === t.RRound) state.depth = Math.max(0, state.depth - 1);
  else if (type === t.LCurly || type === t.RCurly) resolveBrace(state, type, position);
  else if (type === t.Equals) state.inParam = false;
  else if (type === t.Comma && !isItemAhead(state, position + 1)) retype(token, t.Separator);
  else if (statements.has(type)) beginMember(state, { param: type === t.Param });
}

function typeAt(state: State, position: number): TokenType | null {
  return state.tokens[position]?.tokenType ?? null;
}

function beginMember(state: State, kind: { readonly param: boolean }): void {
  state.depth = 0;
  state.inParam = kind.param;
  state.importing = false;
}

function resolveBrace(state: State, type: TokenType, position: number): void {
  beginMember(state, { param: false });
  state.importing = type === t.LCurly && typeAt(state, position - 1) === t.Import;
}

function resolveIdentifier(state: State, token: IToken, position: number): void {
  if (isKeyAt(state, position)) {
    beginMember(state, { param: false });
    retype(token, t.Key);
  } else if (!state.importing && isHeadAt(state, token, position)) {
    beginMember(state, { param: false });
    retype(token, t.UnknownHead);
  }
}

function resolveOpener(state: State, token: IToken, position: number): void {
  const isName = state.importing && !isNameNext(state, position) && !isKeyAt(state, position);
  if (isName || !isOpenerAt(state, position)) {
    retype(token, t.Identifier);
    return;
  }
  if (isKeyAt(state, position)) retype(token, t.Key);
  beginMember(state, { param: false });
}

/** True if the word is a keyword or a property here, not a name. */
function isOpenerAt(state: State, position: number): boolean {
  if (isKeyAt(state, position)) return true;
  const previous = typeAt(state, position - 1);
  if (previous !== null && nameDemanders.has(previous)) return false;
  if (typeAt(state, position - 2) === t.Part) return false;
  if (isNameNext(state, position)) return true;
  if (isMemberPlace(state, previous)) return true;
  return typeAt(state, position + 1) === t.LCurly && (previous === t.Equals || previous === t.Separator);
}

/** True if a declared name follows the word, so that the word declares it. */
function isNameNext(state: State, position: number): boolean {
  const next = typeAt(state, position + 1);
  if (next === null) return false;
  if (next === t.Identifier) return typeAt(state, position + 2) !== t.Equals;
  if (next === t.StringLiteral || next === t.UnterminatedString)
    return isMemberPlace(state, typeAt(state, position - 1));
  return isNamedWord(state, next, position + 2);
}

/** True if a keyword of that type, before what stands at `after`, is a declared name: `gpu gpu[8]`, `group x[4]`. */
function isNamedWord(state: State, type: TokenType, after: number): boolean {
  const next = typeAt(state, after);
  return (openers.has(type) || contextual.has(type)) && next !== null && afterName.has(next);
}

/** True if a member may begin after a token of that type. */
function isMemberPlace(state: State, previous: TokenType | null): boolean {
  if (previous === null || previous === t.LCurly || previous === t.Separator) return true;
  return state.depth === 0 && enders.has(previous);
}

/** True if the word is the name of an attribute: an `=` follows, and it does not belong to a `let` or a `param`. */
function isKeyAt(state: State, position: number): boolean {
  if (typeAt(state, position + 1) !== t.Equals) return false;
  const previous = typeAt(state, position - 1);
  if (previous === t.Let || previous === t.Param) return false;
  return !state.inParam || isMemberPlace(state, previous);
}

/** True if a member begins with this word although it is no keyword. No correct file holds such a word. */
function isHeadAt(state: State, token: IToken, position: number): boolean {
  const previous = state.tokens[position - 1];
  const type = previous?.tokenType ?? null;
  if (typeAt(state, position - 2) === t.Part) return false;
  if (previous === undefined || type === t.LCurly || type === t.RCurly || type === t.Separator) return true;
  if (!enders.has(previous.tokenType) || !beginsLine(state, previous, token)) return false;
  const next = typeAt(state, position + 1);
  // Inside a bracket two names in a row on a new line tell that the bracket was never closed.
  return state.depth === 0 || (next !== null && headFollowers.has(next));
}

function beginsLine(state: State, previous: IToken, token: IToken): boolean {
  const end = previous.endOffset === undefined ? previous.startOffset + previous.image.length : previous.endOffset + 1;
  return /[\n\r]/.test(state.text.slice(end, token.startOffset));
}

/** A contextual word right after the word that declares something is its name: `group x[4]`. */
function resolveContextual(state: State, token: IToken, position: number): void {
  const previous = typeAt(state, position - 1);
  if (previous === null || !openers.has(previous)) return;
  const mustBeNamed = previous === t.Ports || previous === t.Cage;
  if (mustBeNamed || isNamedWord(state, token.tokenType, position + 1)) retype(token, t.Identifier);
}

/** True if what stands at `position` can be the next item of a list rather than a closing bracket or a member. */
function isItemAhead(state: State, position: number): boolean {
  const type = typeAt(state, position);
  if (type === null || closers.has(type)) return false;
  if (state.importing) return true;
  const next = typeAt(state, position + 1);
  if (type === t.Identifier) return next !== t.Equals;
  if (openers.has(type)) return !isNameNext(state, position) && next !== t.Equals && next !== t.LCurly;
  return !statements.has(type);
}
