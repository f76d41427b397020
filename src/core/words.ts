/** Words in sentences: articles, and nouns after a number. English only; knows nothing of what they name. */
import { formatCount } from "./quantity.js";

/** Returns the noun with its indefinite article: `an array`, `a fabric`. */
export function withArticle(noun: string): string {
  return /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Returns `1 switch` or `12 switches`; the plural is the noun with an `s` unless it is given. */
export function countNoun(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
