/** The part of the report about what is plugged: modules and cables that the design names, and what it leaves open. */
import type { Measures } from "../analysis/measure.js";
import type { Both } from "../analysis/metric.js";
import { formatCount } from "../core/quantity.js";
import type { Part } from "../model/part.js";
import { escapeMarkdown, makeTable, type TableView } from "./text/markdown.js";

interface Row {
  readonly what: string;
  readonly part: Part | null;
  readonly count: Both<number>;
  readonly where: string;
}

/** Returns modules and cables by part, or null where the design names none. */
export function viewPlugs({ plugs }: Measures): TableView | null {
  const modules = plugs.modules.map(({ part, cages, fabric, run, array }): Row => {
    const where = `${fabric}/${run} at ${array} ${formatCount(cages.all)}`;
    return { what: "module", part, count: cages, where };
  });
  const cables = plugs.cables.flatMap(({ part, pieces, fabric, run }): readonly Row[] =>
    pieces.all === 0
      ? []
      : [{ what: "cable", part, count: pieces, where: `${fabric}/${run} ${formatCount(pieces.all)}` }],
  );
  if (modules.length === 0 && cables.every(({ part }) => part === null)) return null;
  return makeTable(
    [
      ["", "left"],
      ["part", "left"],
      ["active", "right"],
      ["with spares", "right"],
      ["where", "left"],
    ],
    [...joinRows(modules), ...joinRows(cables)].map(({ what, part, count, where }) => [
      what,
      part === null ? "not named" : escapeMarkdown(part.id),
      formatCount(count.active),
      formatCount(count.all),
      escapeMarkdown(where),
    ]),
  );
}

function joinRows(rows: readonly Row[]): readonly Row[] {
  const joined = new Map<Part | null, Row>();
  for (const row of rows) {
    const known = joined.get(row.part);
    joined.set(
      row.part,
      known === undefined
        ? row
        : {
            ...known,
            count: { all: known.count.all + row.count.all, active: known.count.active + row.count.active },
            where: `${known.where}; ${row.where}`,
          },
    );
  }
  return [...joined.values()];
}
