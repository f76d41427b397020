/** The word that was probably meant: like `suggest`, but two letters that changed places count as one slip. */
import { suggest } from "../core/suggest.js";

/** Returns the candidate that differs by two neighbouring letters having changed places, else the nearest, else null. */
export function findNearest(word: string, candidates: readonly string[]): string | null {
  for (let position = 0; position + 1 < word.length; position++) {
    const swapped =
      word.slice(0, position) + word.charAt(position + 1) + word.charAt(position) + word.slice(position + 2);
    if (swapped !== word && candidates.includes(swapped)) return swapped;
  }
  return suggest(word, candidates);
}
