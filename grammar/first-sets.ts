/**
 * FIRST sets over Chevrotain's record of the grammar, and from them decisions with one token of lookahead. They are
 * worked out when first asked for: Chevrotain's own strategy works all of them out at start, for many times the cost.
 */
import {
  Alternation,
  type Alternative,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  NonTerminal,
  Option,
  Repetition,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";

/** The tokens that a sequence may begin with, and whether it may be empty. */
export interface First {
  readonly tokens: ReadonlySet<TokenType>;
  readonly nullable: boolean;
}

/** FIRST of the rules worked out so far. */
export type FirstCache = Map<Rule, First>;

/** Returns FIRST of a sequence of productions. */
export function computeFirst(sequence: readonly IProduction[], cache: FirstCache): First {
  const tokens = new Set<TokenType>();
  for (const production of sequence) {
    const first = firstOf(production, cache);
    for (const token of first.tokens) tokens.add(token);
    if (!first.nullable) return { tokens, nullable: false };
  }
  return { tokens, nullable: true };
}

function firstOf(production: IProduction, cache: FirstCache): First {
  if (production instanceof Terminal) return { tokens: new Set([production.terminalType]), nullable: false };
  if (production instanceof NonTerminal) return firstOfRule(production.referencedRule, cache);
  if (production instanceof Alternation) {
    const alternatives = alternativesOf(production).map((alternative) => computeFirst(alternative.definition, cache));
    return {
      tokens: new Set(alternatives.flatMap((first) => [...first.tokens])),
      nullable: alternatives.some((first) => first.nullable),
    };
  }
  const { definition } = production as Option | Repetition;
  return { tokens: computeFirst(definition, cache).tokens, nullable: true };
}

/** Returns the alternatives, which Chevrotain types as any productions. */
export function alternativesOf(alternation: Alternation): readonly Alternative[] {
  return alternation.definition as readonly IProduction[] as readonly Alternative[];
}

function firstOfRule(rule: Rule, cache: FirstCache): First {
  const known = cache.get(rule);
  if (known !== undefined) return known;
  const first = computeFirst(rule.definition, cache);
  cache.set(rule, first);
  return first;
}

/** Returns the part of a rule that `matches` accepts, or null; the parts of other rules are not searched. */
export function findPart(
  definition: readonly IProduction[],
  matches: (part: IProduction) => boolean,
): IProduction | null {
  for (const part of definition) {
    if (matches(part)) return part;
    if (part instanceof Terminal || part instanceof NonTerminal) continue;
    const inner = findPart((part as Option | Repetition).definition, matches);
    if (inner !== null) return inner;
  }
  return null;
}

/** The parser as a decision sees it. */
interface Looking {
  LA(howMuch: number): IToken;
}

/** For each token type by its index, the alternative to take; absent where there is none. */
type Table = (number | undefined)[];

function markTokens(table: Table, tokens: Iterable<TokenType>, alternative: number): void {
  for (const { tokenTypeIdx, categoryMatches } of tokens) {
    if (tokenTypeIdx !== undefined) table[tokenTypeIdx] = alternative;
    for (const index of categoryMatches ?? []) table[index] = alternative;
  }
}

function buildOrTable(
  rule: Rule,
  occurrence: number,
  cache: FirstCache,
): { readonly table: Table; readonly otherwise?: number } {
  const part = findPart(rule.definition, (found) => found instanceof Alternation && found.idx === occurrence);
  const firsts = alternativesOf(part as Alternation).map((alternative) => computeFirst(alternative.definition, cache));
  const table: Table = [];
  for (const [alternative, first] of firsts.entries()) markTokens(table, first.tokens, alternative);
  const empty = firsts.findIndex((first) => first.nullable);
  return empty < 0 ? { table } : { table, otherwise: empty };
}

function buildOptionTable(rule: Rule, occurrence: number, type: string, cache: FirstCache): Table {
  const kind = type === "Option" ? Option : Repetition;
  const part = findPart(rule.definition, (found) => found instanceof kind && found.idx === occurrence);
  const table: Table = [];
  markTokens(table, computeFirst((part as Option | Repetition).definition, cache).tokens, 0);
  return table;
}

/** Returns a strategy that looks one token ahead. It checks nothing: tests check the grammar. */
export function createLookahead(): ILookaheadStrategy {
  const cache: FirstCache = new Map();
  return {
    validate: () => [],
    buildLookaheadForAlternation: ({ rule, prodOccurrence }) => {
      let made: ReturnType<typeof buildOrTable> | null = null;
      return function decide(this: Looking): number | undefined {
        made ??= buildOrTable(rule, prodOccurrence, cache);
        return made.table[this.LA(1).tokenTypeIdx] ?? made.otherwise;
      } as () => number | undefined;
    },
    buildLookaheadForOptional: ({ rule, prodOccurrence, prodType }) => {
      let table: Table | null = null;
      return function decide(this: Looking): boolean {
        table ??= buildOptionTable(rule, prodOccurrence, prodType, cache);
        return table[this.LA(1).tokenTypeIdx] === 0;
      } as () => boolean;
    },
  };
}
