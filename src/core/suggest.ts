/** "Did you mean": the nearest of the names that exist. Knows nothing of what they name. */
import { distance } from "fastest-levenshtein";

/** More candidates than this are not searched: a suggestion is not worth a pause. */
const MOST_CANDIDATES = 5_000;

/**
 * Returns the candidate nearest to `word`, or null when none is near: two letters in five may differ, letter case
 * counts for nothing, and what only lacks an ending or has one too many is near. The first of equally near ones wins.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  const allowed = Math.max(1, Math.floor((word.length * 2) / 5));
  let best: string | null = null;
  let bestDistance = allowed + 1;
  let seen = 0;
  for (const candidate of candidates) {
    seen += 1;
    if (seen > MOST_CANDIDATES) break;
    if (candidate === word) continue;
    const found = measure(wanted, candidate.toLowerCase(), bestDistance);
    if (found < bestDistance && found < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** Returns how far two words are from each other, or `enough` without looking closer. */
function measure(word: string, candidate: string, enough: number): number {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short.length >= 3 && short.length < long.length && long.startsWith(short)) return 1;
  return long.length - short.length >= enough ? enough : distance(word, candidate);
}
