/** Names of parts that data files give no name in weft: from models and slugs, by one rule. */
import { kinds } from "../language/kinds.js";

/** Words of the language that no part can be called, beside its keywords. */
const words: ReadonlySet<string> = new Set([
  ...kinds.map((kind) => kind.keyword),
  ...["if", "then", "else", "true", "false", "not", "and", "or", "in", "div", "mod"],
  ...["x", "at", "where", "except", "from", "on", "of", "over", "whole", "holds", "extends", "also"],
  ...["measured", "published", "derived", "assumed"],
]);

/**
 * Returns the identifier of a text: small letters, and one `_` for every run of other characters than letters and digits.
 * One that begins with a digit, or is a word of the language, gets `prefix_` before it.
 */
export function toIdentifier(text: string, prefix: string): string {
  const snake = joinWords(text);
  if (snake !== "" && !/^\d/.test(snake) && !words.has(snake)) return snake;
  const before = joinWords(prefix);
  const safe = /^[a-z]/.test(before) ? before : "part";
  return snake === "" ? safe : `${safe}_${snake}`;
}

function joinWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** Returns the name of a file without folders and endings: `Nvidia/QM9700.overlay.yaml` gives `QM9700`. */
export function stemOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  return name.replace(/\.(ya?ml|json|csv)$/i, "").replace(/\.overlay$/i, "");
}

/** Returns a text without a leading word, whatever its letter case: the model without its maker. */
export function dropLeading(text: string, word: string): string {
  if (word === "" || !text.toLowerCase().startsWith(word.toLowerCase())) return text;
  const rest = text.slice(word.length);
  return /^[\s_-]+\S/.test(rest) ? rest.replace(/^[\s_-]+/, "") : text;
}
