/**
 * Names with hyphens: `my-host` where a name is due cannot be a difference, so it is read as `my_host` and reported
 * once at each place. A difference of two names is left alone unless the file declares such a name.
 */
import type { IToken, TokenType } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { SourceText } from "../core/span.js";
import { addFinding, type Findings } from "./findings.js";
import { placeToken } from "./stray.js";
import { endOf } from "./token-text.js";

/** A word and what hangs on it with hyphens: tokens `first` to `last`. */
interface Chain {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** Where the tokens stand: what makes the next word a name. */
interface State {
  readonly tokens: readonly IToken[];
  readonly text: string;
  /** Brackets open since the last brace. */
  depth: number;
  inConnect: boolean;
  inImport: boolean;
}

/** Words right after which the name of something declared stands. */
const declaring: ReadonlySet<string> = new Set([...t.blockWords, "let", "param", "ports", "cage", "extends"]);
/** Words of a connect right after which a name stands. */
const connecting: ReadonlySet<string> = new Set(["connect", "on", "isolate"]);
const wordLike: ReadonlySet<TokenType> = new Set([t.Identifier, t.NumberLiteral, t.Quantity, t.UnknownQuantity]);

/** Returns the tokens with such names as one; the same array when there are none. */
export function joinHyphens(source: SourceText, tokens: readonly IToken[], findings: Findings): readonly IToken[] {
  const found = findChains(source, tokens);
  if (found.length === 0) return tokens;
  const output: IToken[] = [];
  let next = 0;
  for (const chain of found) {
    output.push(...tokens.slice(next, chain.first), joinChain(source, tokens, chain, findings));
    next = chain.last + 1;
  }
  return [...output, ...tokens.slice(next)];
}

/** Chains where a name is due, then those anywhere that are spelt like one of them. */
function findChains(source: SourceText, tokens: readonly IToken[]): readonly Chain[] {
  const state: State = { tokens, text: source.text, depth: 0, inConnect: false, inImport: false };
  const names: Chain[] = [];
  const others: Chain[] = [];
  for (let position = 0; position < tokens.length; position++) {
    const token = tokens[position] as IToken;
    const chain = token.tokenType === t.Identifier ? readChain(state, position) : null;
    if (chain === null) {
      follow(state, token, position);
      continue;
    }
    (isNamePlace(state, chain) ? names : others).push(chain);
    position = chain.last;
  }
  if (names.length === 0) return names;
  const known = new Set(names.map(({ text }) => text));
  return [...names, ...others.filter(({ text }) => known.has(text))].sort((a, b) => a.first - b.first);
}

/** Returns the chain that begins there, or null where no hyphen follows the word directly. */
function readChain(state: State, first: number): Chain | null {
  const { tokens } = state;
  let last = first;
  for (;;) {
    const [word, minus, part] = [tokens[last], tokens[last + 1], tokens[last + 2]];
    if (word === undefined || minus?.tokenType !== t.Minus || part === undefined) break;
    if (endOf(word) !== minus.startOffset || endOf(minus) !== part.startOffset) break;
    if (!wordLike.has(part.tokenType) || !/^\w+$/.test(part.image)) break;
    last += 2;
  }
  const [from, to] = [tokens[first], tokens[last]];
  if (last === first || from === undefined || to === undefined) return null;
  return { first, last, text: state.text.slice(from.startOffset, endOf(to)) };
}

function follow(state: State, token: IToken, position: number): void {
  const type = token.tokenType;
  if (type === t.LSquare || type === t.LRound) state.depth++;
  else if (type === t.RSquare || type === t.RRound) state.depth = Math.max(0, state.depth - 1);
  else if (type === t.LCurly || type === t.RCurly) {
    state.inImport = type === t.LCurly && state.tokens[position - 1]?.image === "import";
    state.inConnect = false;
    state.depth = 0;
  } else if (type === t.Identifier) followWord(state, token.image);
}

function followWord(state: State, word: string): void {
  if (t.statementWords.has(word)) state.inConnect = word === "connect" || word === "isolate";
  else if (word === "at" || word === "where" || word === "x") state.inConnect = false;
  else if (word === "on" && !state.inConnect) state.inConnect = true;
}

function isNamePlace(state: State, chain: Chain): boolean {
  const { tokens } = state;
  const before = tokens[chain.first - 1];
  const after = tokens[chain.last + 1];
  if (after?.tokenType === t.Equals) return isMemberPlace(state, chain, before);
  if (before === undefined) return false;
  if (state.depth > 0) return after?.tokenType === t.Colon && before.tokenType !== t.Colon;
  if (before.tokenType === t.Identifier) return isAfterWord(state, chain, before);
  if (state.inImport) return true;
  if (state.inConnect)
    return (
      before.tokenType === t.Arrow ||
      before.tokenType === t.PeerArrow ||
      before.tokenType === t.Dot ||
      before.tokenType === t.Comma
    );
  if (before.tokenType === t.Colon) return isHeading(state, chain);
  return before.tokenType === t.Arrow || before.tokenType === t.PeerArrow;
}

function isAfterWord(state: State, chain: Chain, before: IToken): boolean {
  if (state.tokens[chain.first - 2]?.image === "part") return true;
  return declaring.has(before.image) || (state.inConnect && connecting.has(before.image));
}

/** True for the part after the colon of an array: the line begins with the word of a block. */
function isHeading(state: State, chain: Chain): boolean {
  const colon = state.tokens[chain.first - 1];
  if (colon === undefined) return false;
  const start = state.text.lastIndexOf("\n", colon.startOffset) + 1;
  const word = /^\s*(\w+)/.exec(state.text.slice(start, colon.startOffset))?.[1] ?? "";
  return (t.blockWords as readonly string[]).includes(word);
}

/** True if a member may begin with the chain: its key. */
function isMemberPlace(state: State, chain: Chain, before: IToken | undefined): boolean {
  if (before === undefined || before.tokenType === t.LCurly || before.tokenType === t.RCurly) return true;
  if (before.image === "let") return true;
  const token = state.tokens[chain.first];
  return token !== undefined && state.depth === 0 && /[\n\r]/.test(state.text.slice(endOf(before), token.startOffset));
}

function joinChain(source: SourceText, tokens: readonly IToken[], chain: Chain, findings: Findings): IToken {
  const [first, last] = [tokens[chain.first] as IToken, tokens[chain.last] as IToken];
  const place = { start: first.startOffset, end: endOf(last) };
  const isQuoted = source.text.includes(`"${chain.text}"`);
  const meant = isQuoted ? chain.text : chain.text.replaceAll("-", "_");
  const written = isQuoted ? `"${meant}"` : meant;
  const span = { file: source.path, ...place };
  addFinding(
    findings,
    diagnose(
      syntaxCodes.hyphenInName,
      `found \`${chain.text}\` where a name is due, expected letters, digits and \`_\`: \`-\` is a minus`,
      [{ span, text: "not a name" }],
      {
        help: isQuoted
          ? `a name with a hyphen is quoted everywhere: \`${written}\``
          : `write \`${written}\`, or quote the name everywhere: \`"${chain.text}"\``,
        fixes: [{ title: `write \`${written}\``, edits: [{ span, text: written }], safe: true }],
      },
    ),
  );
  const token = placeToken(t.Identifier, meant, place);
  return token;
}
