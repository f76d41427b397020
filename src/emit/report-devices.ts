/** The part of the report about what stands inside devices: what they state in total, and what their parts add up to. */
import { formatBytes, formatCount, formatRate } from "../core/quantity.js";
import type { Design } from "../model/design.js";
import type { Fact, Part } from "../model/part.js";
import { claimOf, type RollUp, rollUp, type Total } from "../model/roll-up.js";
import { escapeMarkdown, makeTable, type TableView } from "./text/markdown.js";

const rows: readonly {
  readonly total: Total;
  readonly label: string;
  readonly format: (value: number) => string;
}[] = [
  { total: "memory", label: "GPU memory", format: formatBytes },
  { total: "storage", label: "local storage", format: formatBytes },
  { total: "network", label: "network, one way", format: formatRate },
];

/** Returns one row a total that a device states or that its parts add up to; null where there is none. */
export function viewInside(design: Design): TableView | null {
  const users = new Map<Part, string[]>();
  for (const { part, name } of design.arrays) users.set(part, [...(users.get(part) ?? []), name]);
  return makeTable(
    [
      ["devices", "left"],
      ["each has", "left"],
      ["stated", "right"],
      ["its parts", "right"],
      ["", "left"],
    ],
    [...users].flatMap(([part, arrays]) =>
      rows.flatMap(({ total, label, format }) => {
        const stated = part.facts.find(({ property }) => property === claimOf[total]) ?? null;
        const found = rollUp(part, total);
        if (stated === null && found === null) return [];
        return [
          [
            arrays.join(", "),
            label,
            stated?.text ?? "",
            found === null ? "" : describeSum(found, format),
            describeOutcome(stated, found),
          ].map(escapeMarkdown),
        ];
      }),
    ),
  );
}

function describeSum({ terms, sum, unknown }: RollUp, format: (value: number) => string): string {
  if (unknown.length > 0) return "unknown";
  const told = terms.map(({ component, each }) => `${formatCount(component.count)} x ${format(each)}`).join(" + ");
  return `${told} = ${format(sum)}`;
}

/** A total that its parts contradict is an error, so what is left agrees or could not be compared. */
function describeOutcome(stated: Fact | null, found: RollUp | null): string {
  if (found === null) return "not compared: no part inside has any";
  if (found.unknown.length > 0) {
    const parts = found.unknown.map(({ id }) => id).join(", ");
    return stated === null ? `unknown: ${parts} does not say` : `not compared: ${parts} does not say`;
  }
  return stated === null ? "from its parts" : "agrees";
}
