/** Search over cards: words in the order of how telling their place is, and filters. Pure; knows no file. */
import { suggest } from "../core/suggest.js";
import type { PartCard } from "./card.js";

/** What is asked for; null and no words ask for all. */
export interface PartQuery {
  readonly words: readonly string[];
  readonly kind: string | null;
  /** Gbps. */
  readonly speed: number | null;
  readonly maker: string | null;
  readonly cage: string | null;
  readonly from: string | null;
}

/** Returns the cards that have every word and pass every filter, the most telling match first, else as given. */
export function findCards(cards: readonly PartCard[], query: PartQuery): readonly PartCard[] {
  const words = query.words.map(simplify).filter((word) => word !== "");
  const found = cards.flatMap((card) => {
    const rank = passes(card, query) ? rankCard(card, words) : null;
    return rank === null ? [] : [{ card, rank }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ card }) => card);
}

/** Returns the card that the words name outright, by its name or an order number, or null. */
export function findNamed(cards: readonly PartCard[], query: PartQuery): PartCard | null {
  const wanted = simplify(query.words.join(" "));
  if (wanted === "") return null;
  const named = cards.filter(
    (card) => passes(card, query) && [card.id, ...card.mpns].some((name) => simplify(name) === wanted),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Returns a name or a model near to what was asked for, or null. */
export function suggestCard(cards: readonly PartCard[], words: readonly string[]): string | null {
  const written = words.join(" ");
  if (written === "") return null;
  const names = cards.flatMap(({ id, model, mpns }) => [id, ...(model === "" ? [] : [model]), ...mpns]);
  return suggest(written, names) ?? suggest(simplify(written), names.map(simplify));
}

function passes(card: PartCard, query: PartQuery): boolean {
  return (
    (query.kind === null || card.kind === query.kind) &&
    (query.speed === null || card.rates.includes(query.speed)) &&
    (query.maker === null || simplify(card.manufacturer).includes(simplify(query.maker))) &&
    (query.cage === null || card.cages.includes(query.cage)) &&
    (query.from === null || card.from === query.from)
  );
}

/** The sum over the words of where each stands first: in the name, the numbers, the description, the prose; or null. */
function rankCard(card: PartCard, words: readonly string[]): number | null {
  const id = simplify(card.id);
  const numbers = [card.model, ...card.mpns].map(simplify);
  const described = simplify(`${card.manufacturer} ${card.description} ${card.kind}`);
  const prose = simplify(card.prose);
  let sum = 0;
  for (const word of words) {
    if (id === word) continue;
    if (id.startsWith(word)) sum += 1;
    else if (id.includes(word) || numbers.some((number) => number.includes(word))) sum += 2;
    else if (described.includes(word)) sum += 4;
    else if (prose.includes(word)) sum += 8;
    else return null;
  }
  return sum;
}

/** Small letters and digits only: `SN-5600`, `sn_5600` and `sn5600` are one. */
function simplify(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.]+/g, "");
}
