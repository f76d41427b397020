/** What `weft parts` prints of several parts: a list by file, or how many there are of each kind. */
import { countNoun } from "../../core/words.js";
import type { PartCard } from "../../library/card.js";
import { layOutTable } from "./table.js";
import { cutText } from "./wrap.js";

const GAP = 2;

/** Returns hits by file, the file of the best hit first, in lines of at most `width` columns. */
export function listParts(cards: readonly PartCard[], width: number): string {
  const files = new Map<string, PartCard[]>();
  for (const card of cards) files.set(card.from, [...(files.get(card.from) ?? []), card]);
  const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0);
  const id = widest(cards.map((card) => card.id));
  const kind = widest(cards.map((card) => card.kind));
  const room = Math.max(16, width - id - kind - 3 * GAP);
  const sections = [...files].map(([from, members]) => {
    const rows = members.map((card) => [card.id.padEnd(id), card.kind.padEnd(kind), cutText(card.description, room)]);
    return [from, ...layOutTable(rows, ["left", "left", "left"])].join("\n");
  });
  return `${sections.join("\n\n")}\n\n${countNoun(cards.length, "part")}; \`weft parts <name>\` shows one\n`;
}

/** Returns the number of parts of each kind, and how to go on. */
export function countKinds(cards: readonly PartCard[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of cards) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const rows = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const table = layOutTable(
    rows.map(([kind, count]) => [kind, String(count)]),
    ["left", "right"],
  );
  const files = new Set(cards.map(({ from }) => from)).size;
  return [
    `${countNoun(cards.length, "part")} in ${countNoun(files, "file")}`,
    "",
    ...table,
    "",
    "`weft parts 800g osfp` searches names, order numbers and descriptions;",
    "`--kind`, `--speed`, `--maker`, `--cage` and `--from` narrow it down.",
    "",
  ].join("\n");
}

/** Returns hits as one JSON object, ending in a line feed. */
export function listPartsJson(cards: readonly PartCard[]): string {
  const parts = cards.map(({ prose: _, rates, ...card }) => ({ ...card, rates_gbps: rates }));
  return `${JSON.stringify({ parts }, null, 2)}\n`;
}
