/** Properties of a part, of its ports, of an array, a fabric or a connect as plain values, by the name in the kinds table. */
import type { Span } from "../core/span.js";
import type { Part } from "./part.js";

/**
 * What a block says, in base units of the language: bit, bit/s, W, m, kg, s, K, A, V, m^3/s, rack units; plain numbers
 * as they are. What is not said is absent: unknown, never zero.
 */
export interface Bag {
  readonly numbers: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
  /** Of a `word` property one word, of a `words` property each once. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly truths: Readonly<Record<string, boolean>>;
  /** Lists of quantities, in the order written. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** Lists of texts, in the order written. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly parts: Readonly<Record<string, Part>>;
  /** Names of dimensions, arrays, fabrics that it refers to, as written. */
  readonly names: Readonly<Record<string, string>>;
  /** Where the value of each property stands. */
  readonly places: Readonly<Record<string, Span>>;
}

export const emptyBag: Bag = {
  numbers: {},
  texts: {},
  words: {},
  truths: {},
  series: {},
  lists: {},
  parts: {},
  names: {},
  places: {},
};

/** Returns a figure in base units, or null where it is not known. */
export function numberIn(bag: Bag, name: string): number | null {
  return Object.hasOwn(bag.numbers, name) ? (bag.numbers[name] ?? null) : null;
}

/** Returns the one word of a property, or null. */
export function wordIn(bag: Bag, name: string): string | null {
  return Object.hasOwn(bag.words, name) ? (bag.words[name]?.[0] ?? null) : null;
}

/** Returns the words of a property; none where it is not given. */
export function wordsIn(bag: Bag, name: string): readonly string[] {
  return Object.hasOwn(bag.words, name) ? (bag.words[name] ?? []) : [];
}

/** Returns whether a truth property is given and true. */
export function isTrueIn(bag: Bag, name: string): boolean {
  return Object.hasOwn(bag.truths, name) && bag.truths[name] === true;
}

/** Returns the part that a property names, or null. */
export function partIn(bag: Bag, name: string): Part | null {
  return Object.hasOwn(bag.parts, name) ? (bag.parts[name] ?? null) : null;
}

/** Returns where the value of a property stands, or null where it is not given. */
export function placeIn(bag: Bag, name: string): Span | null {
  return Object.hasOwn(bag.places, name) ? (bag.places[name] ?? null) : null;
}
