/** FOLLOW sets over Chevrotain's record of the grammar, and the places where one token cannot decide. For tests. */
import {
  Alternation,
  EOF,
  type IProduction,
  NonTerminal,
  type Option,
  Repetition,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";
import { alternativesOf, computeFirst, type First, type FirstCache } from "../../../grammar/first-sets.js";

type Rules = Readonly<Record<string, Rule>>;

/** Returns, for each rule by name, the tokens that may follow it; the end of the file follows the `starts`. */
export function computeFollow(rules: Rules, starts: readonly string[]): ReadonlyMap<string, ReadonlySet<TokenType>> {
  const cache: FirstCache = new Map();
  const follow = new Map<string, Set<TokenType>>(Object.keys(rules).map((name) => [name, new Set()]));
  for (const start of starts) follow.get(start)?.add(EOF);
  let before = -1;
  for (let size = 0; size !== before; size = [...follow.values()].reduce((sum, set) => sum + set.size, 0)) {
    before = size;
    for (const rule of Object.values(rules)) {
      walk(rule.definition, follow.get(rule.name) ?? new Set(), cache, (part, after) => {
        if (!(part instanceof NonTerminal)) return;
        for (const token of after) follow.get(part.nonTerminalName)?.add(token);
      });
    }
    if (before === [...follow.values()].reduce((sum, set) => sum + set.size, 0)) break;
  }
  return follow;
}

/** Calls `visit` with every part of a sequence and the tokens that may follow it. */
function walk(
  sequence: readonly IProduction[],
  end: ReadonlySet<TokenType>,
  cache: FirstCache,
  visit: (part: IProduction, after: ReadonlySet<TokenType>) => void,
): void {
  for (const [index, part] of sequence.entries()) {
    const after = joinEnd(computeFirst(sequence.slice(index + 1), cache), end);
    visit(part, after);
    if (part instanceof Alternation) {
      for (const alternative of alternativesOf(part)) walk(alternative.definition, after, cache, visit);
    } else if (!(part instanceof Terminal) && !(part instanceof NonTerminal)) {
      const inner = (part as Option | Repetition).definition;
      const again = part instanceof Repetition ? computeFirst(inner, cache).tokens : [];
      walk(inner, new Set([...after, ...again]), cache, visit);
    }
  }
}

function joinEnd(first: First, end: ReadonlySet<TokenType>): ReadonlySet<TokenType> {
  return first.nullable ? new Set([...first.tokens, ...end]) : first.tokens;
}

/** Returns a line for every place where one token fits both an optional part and what may follow, or two alternatives. */
export function findConflicts(
  rules: Rules,
  starts: readonly string[],
  tokens: readonly TokenType[],
): readonly string[] {
  const cache: FirstCache = new Map();
  const follow = computeFollow(rules, starts);
  const conflicts: string[] = [];
  const expand = (types: Iterable<TokenType>): Set<number> =>
    new Set([...types].flatMap((type) => [type.tokenTypeIdx ?? -1, ...(type.categoryMatches ?? [])]));
  const compare = (where: string, one: Iterable<TokenType>, other: Iterable<TokenType>): void => {
    const second = expand(other);
    for (const index of expand(one)) {
      if (!second.has(index)) continue;
      conflicts.push(`${where}: ${tokens.find((token) => token.tokenTypeIdx === index)?.name ?? index}`);
    }
  };
  for (const rule of Object.values(rules)) {
    walk(rule.definition, follow.get(rule.name) ?? new Set(), cache, (part, after) => {
      if (part instanceof Terminal || part instanceof NonTerminal) return;
      if (!(part instanceof Alternation)) {
        const inner = computeFirst((part as Option | Repetition).definition, cache);
        compare(`${rule.name}: optional part and what follows`, inner.tokens, after);
        return;
      }
      const firsts = alternativesOf(part).map((alternative) => computeFirst(alternative.definition, cache));
      for (const [index, first] of firsts.entries()) {
        for (const other of firsts.slice(index + 1))
          compare(`${rule.name}: two alternatives`, first.tokens, other.tokens);
        if (first.nullable)
          compare(
            `${rule.name}: empty alternative`,
            firsts.flatMap((f) => [...f.tokens]),
            after,
          );
      }
    });
  }
  return conflicts;
}
