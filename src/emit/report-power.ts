/** The part of the report about power: each array with the modules in its cages, and the totals. */
import type { Measures } from "../analysis/measure.js";
import {
  type ArrayPower,
  listAddedPlugs,
  type PowerFigure,
  type PowerTotal,
} from "../analysis/metrics/power.metric.js";
import { formatCount, formatPower } from "../core/quantity.js";
import type { Part } from "../model/part.js";
import { escapeMarkdown, makeTable } from "./text/markdown.js";

/** Returns the power of each array and the totals; what is unknown is named, not counted. */
export function viewPower({ power }: Measures): object {
  const hasModules = power.arrays.some(({ plugs }) => plugs.length > 0);
  const table = makeTable(
    [
      ["devices", "left"],
      ["installed", "right"],
      ["each, at most", "right"],
      ["at most", "right"],
      ...(hasModules ? ([["its modules, at most", "right"]] as const) : []),
      ["typical", "right"],
      ["evidence", "left"],
    ],
    power.arrays.map((array) => [
      escapeMarkdown(array.array),
      formatCount(array.devices.all),
      describeEach(array),
      array.max === null ? "unknown" : formatPower(array.max.watts.all),
      ...(hasModules ? [escapeMarkdown(describeModules(array))] : []),
      array.typical === null ? "unknown" : formatPower(array.typical.watts.all),
      escapeMarkdown(describeEvidence(array.max ?? array.typical)),
    ]),
  );
  return {
    table,
    max: escapeMarkdown(describeTotal("At most", power.max, power.arrays.length)),
    typical: escapeMarkdown(describeTotal("Typically", power.typical, power.arrays.length)),
    notes: power.arrays.flatMap(noteArray).map(escapeMarkdown),
  };
}

function describeEach({ max, least }: ArrayPower): string {
  if (max !== null) return formatPower(max.wattsEach);
  return least === null ? "unknown" : `unknown, at least ${formatPower(least.wattsEach)}`;
}

function describeModules(array: ArrayPower): string {
  if (array.plugs.length === 0) return "";
  const added = listAddedPlugs(array, "max");
  if (added.length === 0) return "in its figure";
  return added
    .map(
      ({ part, cages, max }) =>
        `${formatCount(cages.all)} x ${part.id}: ${max === null ? "unknown" : formatPower(max.all)}`,
    )
    .join(" + ");
}

function describeEvidence(figure: PowerFigure | null): string {
  if (figure === null || figure.grade === null) return "";
  return figure.source === null ? figure.grade : `${figure.grade}: ${figure.source}`;
}

function describeTotal(what: string, total: PowerTotal, arrays: number): string {
  const { watts, unknown, unknownPlugs, assumed } = total;
  if (watts.all === 0 && unknown.length === arrays) return `${what} unknown: no part states it.`;
  const plugs = unknownPlugs.map(({ array, part }) => `${part.id} in the cages of ${array}`);
  const lacks = [...unknown, ...plugs];
  const without = lacks.length === 0 ? "" : `, without ${lacks.join(", ")}`;
  const basis = assumed.length === 0 ? "" : ` The figure of ${assumed.join(", ")} is assumed.`;
  return `${what} ${formatPower(watts.all)} installed, ${formatPower(watts.active)} active${without}.${basis}`;
}

function noteArray({ array, part, max, least, plugs, modules }: ArrayPower): readonly string[] {
  const bound =
    least === null
      ? []
      : [
          `${array}: ${part} states no power. The parts inside draw ${formatPower(least.wattsEach)} at most together, so it draws no less under full load${describeLack(least.unknown)}; that is not its power.`,
        ];
  if (plugs.length === 0 || modules !== "unsaid" || max === null) return bound;
  return [
    ...bound,
    `${array}: ${part} does not say whether its power counts the modules in its cages, so they are added. Its property power_has_modules settles it.`,
  ];
}

function describeLack(unknown: readonly Part[]): string {
  return unknown.length === 0 ? "" : `, and that leaves out ${unknown.map(({ id }) => id).join(", ")}`;
}
