/** "Did you mean": the nearest of the names that exist. Knows nothing of what they name. */
import { distance } from "fastest-levenshtein";

/** More candidates than this are not searched: a suggestion is not worth a pause. */
const MOST_CANDIDATES = 5_000;

/** Two neighbouring letters that changed places: nearer than any other slip. */
const SWAP = 0.5;
/** What only lacks an ending or has one too many: farther than one wrong letter, nearer than two. */
const ENDING = 1.5;

export interface Suggestion {
  readonly word: string;
  /** Whether nothing else can be meant, so that a tool may write it unasked. */
  readonly isCertain: boolean;
}

/**
 * Returns the candidate nearest to `word`, or null when none is near: two letters in five may differ, letter case
 * counts for nothing, and what only lacks an ending or has one too many is near. The first of equally near ones wins.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  return findNearest(word, candidates).best;
}

/** Returns the same candidate, and whether it is a plain slip of the pen that no other candidate explains. */
export function suggestCertainly(word: string, candidates: Iterable<string>): Suggestion | null {
  const { best, isAlone } = findNearest(word, candidates);
  return best === null ? null : { word: best, isCertain: isAlone && isSlip(word, best) };
}

interface Nearest {
  readonly best: string | null;
  /** Whether every other candidate is farther away. */
  readonly isAlone: boolean;
}

function findNearest(word: string, candidates: Iterable<string>): Nearest {
  const wanted = word.toLowerCase();
  const allowed = Math.max(1, Math.floor((word.length * 2) / 5));
  let best: string | null = null;
  let bestDistance = allowed + 1;
  let isAlone = true;
  let seen = 0;
  for (const candidate of candidates) {
    seen += 1;
    if (seen > MOST_CANDIDATES) break;
    if (candidate === word || candidate === best) continue;
    const found = measure(wanted, candidate.toLowerCase(), bestDistance);
    if (found >= Math.max(word.length, candidate.length)) continue;
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
      isAlone = true;
    } else if (found === bestDistance && best !== null) isAlone = false;
  }
  return { best, isAlone };
}

/** Returns how far two words are from each other, or `enough` and a little without looking closer. */
function measure(word: string, candidate: string, enough: number): number {
  if (isSwapped(word, candidate)) return SWAP;
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short.length >= 3 && short.length < long.length && short.length * 2 >= long.length && long.startsWith(short))
    return Math.min(ENDING, long.length - short.length);
  return long.length - short.length > enough ? enough + 1 : distance(word, candidate);
}

function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length || word === other) return false;
  let at = 0;
  while (word[at] === other[at]) at++;
  return word[at] === other[at + 1] && word[at + 1] === other[at] && word.slice(at + 2) === other.slice(at + 2);
}

/**
 * True for one slip in a word, two in a long one. Digits tell things apart that are alike otherwise, and so does a piece
 * of a name that is short: `host_a` is not `host_b` misspelt.
 */
function isSlip(word: string, meant: string): boolean {
  const [one, other] = [word.toLowerCase(), meant.toLowerCase()];
  if (one === other) return true;
  if (word.replace(/\D/g, "") !== meant.replace(/\D/g, "")) return false;
  const [pieces, wanted] = [one.split("_"), other.split("_")];
  const isSame = pieces.length === wanted.length;
  const differing = isSame
    ? pieces.flatMap((piece, at) => (piece === wanted[at] ? [] : [piece, wanted[at] ?? ""]))
    : [];
  if (differing.some((piece) => piece.length < 3)) return false;
  const length = Math.min(one.length, other.length);
  const allowed = length >= 8 ? 2 : length >= 4 ? 1 : 0;
  return (isSwapped(one, other) && length >= 3) || distance(one, other) <= allowed;
}
