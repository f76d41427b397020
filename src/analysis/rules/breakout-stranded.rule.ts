/** Split ports of which many children stay unused: bandwidth that is paid for and dead. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import type { Connect } from "../../model/design.js";
import { walkEnd } from "../../plan/end-walk.js";
import { findExtremes } from "../../plan/layout.js";
import type { Block, Plan, PlanRun } from "../../plan/plan.js";
import { endOf } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { dropPadding } from "../wiring/device-load.js";
import { bothEnds, countOf, endOfBlock, listStatements, nameEnd } from "../wiring/statements.js";

/** Pinned links that are looked at; a statement with more is not judged. */
const MOST_PINS = 50_000;

/** The share of unused children above which a statement is told. */
const MOST_UNUSED_PERCENT = 25;

export const rule: Rule = {
  code: "WF5105",
  severity: "warning",
  title: "split ports left half empty",
  name: "breakout_stranded",
  *check({ plan }) {
    for (const { blocks } of plan.layouts) for (const block of blocks) yield* checkBlock(plan, block);
    for (const { run, connect } of listStatements(plan)) {
      for (const which of bothEnds) yield* checkPins(run, connect, which);
    }
  },
};

/** Links on split ports, over one device or all. */
interface Use {
  readonly links: number;
  readonly ports: number;
  readonly children: number;
  readonly where: string;
}

/** A block is alike on every device, so the device with the most links stands for all. */
function checkBlock(plan: Plan, block: Block): readonly Diagnostic[] {
  const which = endOfBlock(block.end);
  const connect = plan.connects[block.run.position];
  const end = endOf(block.run, which);
  const { children } = end.spec;
  if (connect === undefined || children === 1 || !block.run.possible) return [];
  const sides = (block.end === "both" ? bothEnds : [which]).map((one) => dropPadding(endOf(block.run, one).side));
  const links = findExtremes(sides).most;
  const places = end.ports.perCage === 1 ? block.places : links;
  return judge(connect, which, {
    links,
    ports: Math.ceil(places / children),
    children,
    where: `on each \`${end.spec.array}\``,
  });
}

function checkPins(run: PlanRun, connect: Connect, which: "a" | "z"): readonly Diagnostic[] {
  const end = endOf(run, which);
  const { children } = end.spec;
  if (end.pin === null || children === 1) return [];
  const ports = new Set<string>();
  let links = 0;
  walkEnd({ run, which }, (device, unit, values) => {
    links++;
    ports.add(`${device}:${unit}:${end.pin?.(values) ?? 0}`);
    return links <= MOST_PINS;
  });
  if (links > MOST_PINS) return [];
  return judge(connect, which, { links, ports: ports.size, children, where: `pinned on \`${end.spec.array}\`` });
}

function judge(connect: Connect, which: "a" | "z", { links, ports, children, where }: Use): readonly Diagnostic[] {
  const made = ports * children;
  const unused = made - links;
  if (unused * 100 <= made * MOST_UNUSED_PERCENT) return [];
  const end = connect[which];
  const rate = formatRate(end.ports.rateBitsPerSecond);
  const share = Math.round((unused * 1000) / made) / 10;
  return [
    diagnose(
      rule,
      `${unused} of ${made} children of split ports stay unused (${share}%, more than ${MOST_UNUSED_PERCENT}%): ` +
        `${countOf(links, "link")} ${where} on ${countOf(ports, "port")} split in ${children}`,
      [
        { span: connect.rateOrigin ?? connect.origin, text: `${countOf(links, "link")} at this rate` },
        { span: end.ports.origin, text: `${nameEnd(end)}: ports of ${rate}` },
      ],
      {
        help: "take a split with fewer children, ports of a lower rate, or run the links at the whole rate of the port",
      },
    ),
  ];
}
