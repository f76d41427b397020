/**
 * Names that devices of two arrays share, letter case aside. Names have fixed widths, so two patterns are compared letter
 * by letter first; only where they could meet are the names of the smaller array read with the pattern of the other.
 */
import { exists } from "../../plan/count.js";
import { readName } from "../../plan/naming.js";
import type { Plan, PlanArray } from "../../plan/plan.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import type { ArraySpec } from "../../plan/spec.js";

export interface CommonNames {
  /** The first shared name, as the first array writes it, and as the second does. */
  readonly name: string;
  readonly other: string;
  /** How many are shared, or null if there were too many names to read them all. */
  readonly count: number | null;
}

/** Names that are read for one pair of arrays. */
const MOST_NAMES = 50_000;

/** An array with its names spelled out. */
export interface SpelledArray {
  readonly array: PlanArray;
  /** The letters of each name, lower-case, with `null` where a digit of an index stands. */
  readonly letters: readonly (string | null)[];
}

/** Returns an array ready to be compared. */
export function spellNames(array: PlanArray): SpelledArray {
  const letters = array.spec.naming.flatMap((piece): readonly (string | null)[] =>
    typeof piece === "string" ? piece.toLowerCase().split("") : Array.from({ length: piece.width }, () => null),
  );
  return { array, letters };
}

/** Returns what two arrays share, or null for nothing. */
export function findCommonNames(plan: Plan, one: SpelledArray, other: SpelledArray): CommonNames | null {
  if (!couldMeet(one.letters, other.letters)) return null;
  const first = one.array;
  const second = other.array;
  const firstIsSmaller = sizeOfSpace(first.spec.dims) <= sizeOfSpace(second.spec.dims);
  const [smaller, larger] = firstIsSmaller ? [first, second] : [second, first];
  const lower = lowerNaming(larger.spec);
  const total = sizeOfSpace(smaller.spec.dims);
  const index = new Float64Array(smaller.spec.dims.length);
  let example: readonly [string, string] | null = null;
  let count = 0;
  for (let flat = 0; flat < Math.min(total, MOST_NAMES); flat++) {
    unrank(smaller.spec.dims, flat, index);
    if (!exists(smaller, index)) continue;
    const name = smaller.write(index);
    const found = readName(lower, plan.spec.numbering, name.toLowerCase());
    if (found === null || !exists(larger, found)) continue;
    count++;
    example ??= firstIsSmaller ? [name, larger.write(found)] : [larger.write(found), name];
  }
  return example === null ? null : { name: example[0], other: example[1], count: total <= MOST_NAMES ? count : null };
}

function couldMeet(one: readonly (string | null)[], other: readonly (string | null)[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((letter, at) => {
    const opposite = other[at] ?? null;
    if (letter === null) return opposite === null || isDigit(opposite);
    return opposite === null ? isDigit(letter) : letter === opposite;
  });
}

function isDigit(letter: string): boolean {
  return letter >= "0" && letter <= "9";
}

function lowerNaming(spec: ArraySpec): ArraySpec {
  return { ...spec, naming: spec.naming.map((piece) => (typeof piece === "string" ? piece.toLowerCase() : piece)) };
}
