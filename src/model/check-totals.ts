/** Whether what a part states for all its GPUs, drives or NICs together is what these add up to, at the precision written. */
import { designCodes } from "../core/codes/design.js";
import type { DiagnosticKind } from "../core/diagnostic.js";
import { formatBytes, formatCount, formatRate } from "../core/quantity.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import type { Properties } from "../semantics/property.js";
import { noteFigures } from "./note-figure.js";
import type { Part, PartComponent, StatedTotal } from "./part.js";
import { readStated } from "./read-stated.js";
import { claimOf, type RollUp, rollUp, type Total } from "./roll-up.js";

interface TotalRow {
  readonly total: Total;
  readonly of: "data" | "other";
  readonly code: DiagnosticKind;
  /** `GPUs`: what is added up. */
  readonly what: string;
  readonly format: (value: number) => string;
  readonly help: string;
}

const rows: readonly TotalRow[] = [
  {
    total: "memory",
    of: "data",
    code: designCodes.memoryMismatch,
    what: "GPUs",
    format: formatBytes,
    help: "correct the total, the number of GPUs or the GPU",
  },
  {
    total: "storage",
    of: "data",
    code: designCodes.storageMismatch,
    what: "drives",
    format: formatBytes,
    help: "correct the total, the number of drives or the drive",
  },
  {
    total: "network",
    of: "other",
    code: designCodes.networkMismatch,
    what: "NIC ports",
    format: formatRate,
    help: "correct the total, the number of NICs or their ports; ports that are not on a NIC do not count",
  },
];

/** Reports totals that the parts inside do not add up to; silent where a part inside does not say its figure. */
export function checkTotals(ctx: Context, part: Part, properties: Properties): void {
  if (part.kind === "gpu") return;
  for (const row of rows) {
    const stated = readStated(ctx, properties, claimOf[row.total], row.of);
    const found = stated === null ? null : rollUp(part, row.total);
    if (stated === null || found === null || found.unknown.length > 0) continue;
    // A double holds these numbers exactly; the half digit of `1.5TB` included.
    if (Math.abs(found.sum - stated.value) > stated.tolerance) reportTotal(ctx, part, row, stated, found);
  }
}

function reportTotal(ctx: Context, part: Part, row: TotalRow, stated: StatedTotal, { terms, sum }: RollUp): void {
  const { format, what, total } = row;
  const [low, high] = [format(stated.value - stated.tolerance), format(stated.value + stated.tolerance)];
  const range = stated.tolerance === 0 ? "exactly that" : `every sum from ${low} to ${high}`;
  const told = terms.map(({ component, each }) => `${formatCount(component.count)} x ${format(each)}`);
  report(
    ctx,
    row.code,
    `the ${what} of \`${part.id}\` have ${told.join(" + ")} = ${format(sum)}, it states ${stated.text}`,
    [
      labelAt(stated.origin, `agrees with ${range}`),
      ...terms.map(({ component: { origin, count, part: own } }) =>
        labelAt(origin, `${formatCount(count)} x \`${own.id}\``),
      ),
      ...terms.flatMap(({ component, each }) => labelFigure(component, total, format(each))),
    ],
    {
      help: row.help,
      notes: [
        ...noteFigures(part, [claimOf[total], ...terms.map(({ component }) => component.name)]),
        ...[...new Set(terms.map(({ component }) => component.part))].flatMap((own) =>
          noteFigures(own, [total === "storage" ? "capacity" : "memory"]),
        ),
      ],
    },
  );
}

/** Where the part of a component says its own figure. */
function labelFigure({ part }: PartComponent, total: Total, text: string): ReturnType<typeof labelAt>[] {
  if (total === "network") return part.ports.map(({ origin }) => labelAt(origin, `${text} each`)).slice(0, 1);
  if (part.components.length > 0) return [];
  const fact = part.facts.find(({ property }) => property === (total === "storage" ? "capacity" : "memory"));
  return fact === undefined ? [] : [labelAt(fact.origin, `${text} each`)];
}
