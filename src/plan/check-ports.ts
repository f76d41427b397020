/** Ports that take more than one link, pools that two statements claim, split ports that no cable could join. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, diagnose, type Label } from "../core/diagnostic.js";
import type { Connect } from "../model/design.js";
import { checkShuffle } from "./check-shuffle.js";
import type { Fault } from "./fault.js";
import { findFirstCage, findVaryingPositions, forEachClass, placesInBlock } from "./layout.js";
import type { Block, Plan, PlanRun, PoolLayout } from "./plan.js";
import { endOf } from "./plan.js";
import { findOverlap, TOO_MANY } from "./port-overlap.js";
import type { Side } from "./side.js";

/** Returns what is wrong with how one run uses ports, whatever the others do. */
export function checkRunPorts(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  return (["a", "z"] as const).flatMap((which) => [
    ...checkOneLink(run, connect, which),
    ...checkAligned(run, connect, which),
  ]);
}

/** Fresh cages are dealt where the aligned name is a factor of its own; one that is bonded to others is refused. */
function checkAligned(run: PlanRun, connect: Connect, which: "a" | "z"): readonly Diagnostic[] {
  const { side, linksPerCage } = endOf(run, which);
  const slot = run.spec.variables.findIndex((variable) => variable.name === connect.align);
  const counts = side.other.some((coordinate) => coordinate.slot === slot);
  const own = side.own.some((coordinate) => coordinate.slot === slot);
  if (slot < 0 || !counts || own || linksPerCage === 1 || (side.padStep >= 0 && !run.merged)) return [];
  const why = run.merged
    ? "but the two roles of a device in one array share a block, in one order"
    : "which an expression, `where` or `except` binds to other names";
  return [
    diagnose(
      wiringCodes.cannotAlign,
      `\`align\` names \`${connect.align}\`, ${why}`,
      [{ span: connect.alignOrigin ?? connect.origin, text: "its values have no places of their own" }],
      { help: "align another dimension, or split the statement so that the condition does not name this one" },
    ),
  ];
}

/** Returns the ports that two runs claim, and the split ports that no cable could join. */
export function checkPorts(plan: Plan): readonly Fault[] {
  return [
    ...checkUsedTwice(plan),
    ...plan.layouts.flatMap((layout) => checkPool(plan, layout)),
    ...plan.runs.flatMap((run) => checkShuffle(plan, run)),
  ];
}

function originOf(plan: Plan, run: PlanRun, which: "a" | "z"): Label["span"] {
  const connect = plan.connects[run.position] as Connect;
  return connect[which].origin;
}

function checkOneLink(run: PlanRun, connect: Connect, which: "a" | "z"): readonly Diagnostic[] {
  const end = endOf(run, which);
  if (end.spec.seat.kind !== "group" || !run.possible || !run.alive) return [];
  const most = findMostPresent(end.side);
  if (most <= 1) return [];
  const free = end.side.parts.flatMap((part) => {
    if (part.kind === "fixed") return [];
    const slots = part.kind === "free" ? [part.slot] : part.slots;
    const own = new Set(end.side.own.flatMap((coordinate) => (coordinate.slot >= 0 ? [coordinate.slot] : [])));
    return slots.filter((slot) => !own.has(slot) && spanOf(run, slot) > 1);
  });
  const names = free.map((slot) => describeFree(run, slot)).join(" and ");
  const ports = `${end.spec.array}.${end.spec.ports}`;
  const other = which === "a" ? "z" : "a";
  return [
    diagnose(
      wiringCodes.portTakesOne,
      `each port of \`${ports}\` would take ${most} links, but a port of a group takes one${names === "" ? "" : `: ${names}`}`,
      [
        { span: connect[which].origin, text: `${most} links a port` },
        { span: connect[other].origin, text: names === "" ? "" : "free here" },
      ],
      { help: "bind or fix the free dimensions at the other end, or give the group a dimension for them" },
    ),
  ];
}

/** The most links that a port has, not counting those of devices that are left out. */
function findMostPresent(side: Side): number {
  return side.parts.reduce((product, part) => {
    if (part.kind === "fixed") return product;
    if (part.kind === "free") return product * (part.to - part.from);
    const counts = new Int32Array(part.offsets.length);
    let most = 0;
    for (let group = 0; group + 1 < part.offsets.length; group++) {
      for (let at = part.offsets[group] as number; at < (part.offsets[group + 1] as number); at++) {
        const row = part.order[at] as number;
        counts[group] = (counts[group] as number) + (part.table.present[row] as number);
      }
      most = Math.max(most, counts[group] as number);
    }
    return product * most;
  }, 1);
}

function spanOf(run: PlanRun, slot: number): number {
  const variable = run.spec.variables[slot];
  return variable === undefined ? 0 : variable.planned - variable.from;
}

function describeFree(run: PlanRun, slot: number): string {
  const name = run.spec.variables[slot]?.name ?? "";
  if (name === run.spec.copy) return `there are ${spanOf(run, slot)} parallel links`;
  const shown = name.includes("*") ? name.slice(name.indexOf("*") + 1).replace(".", "") : name;
  return `\`${shown}\` is free over ${spanOf(run, slot)}`;
}

function checkUsedTwice(plan: Plan): readonly Fault[] {
  const ends = plan.runs.flatMap((run) =>
    (["a", "z"] as const).flatMap((which) => (endOf(run, which).spec.seat.kind === "group" ? [{ run, which }] : [])),
  );
  const problems: Fault[] = [];
  ends.forEach((second, at) => {
    for (const first of ends.slice(0, at)) {
      const one = endOf(first.run, first.which);
      const two = endOf(second.run, second.which);
      if (one.spec.array !== two.spec.array || one.spec.ports !== two.spec.ports) continue;
      const example = findOverlap(first, second);
      if (example === null) continue;
      problems.push({
        run: second.run,
        diagnostic: diagnose(
          wiringCodes.portUsedTwice,
          example === TOO_MANY
            ? "whether these statements share a port cannot be told: there are too many ports to look at"
            : `port \`${example}\` has a link already`,
          [
            { span: originOf(plan, second.run, second.which), text: "links it here" },
            { span: originOf(plan, first.run, first.which), text: "and it was linked here" },
          ],
          { help: "a port of a group takes one link over all statements and fabrics: narrow one of the two" },
        ),
      });
      return;
    }
  });
  return problems;
}

function checkPool(plan: Plan, layout: PoolLayout): readonly Fault[] {
  const fabrics = new Set(layout.blocks.map((block) => block.run.spec.fabric));
  const name = `${layout.array.spec.name}.${layout.ports.name}`;
  const origin = (block: PoolLayout["blocks"][number]): Label["span"] =>
    originOf(plan, block.run, block.end === "z" ? "z" : "a");
  const whole = layout.blocks.find((block) => drawOf(plan, block.run, block.end) === "whole");
  const stranger = whole && layout.blocks.find((block) => block.run.spec.fabric !== whole.run.spec.fabric);
  if (fabrics.size > 1 && whole !== undefined && stranger !== undefined) {
    return [
      {
        run: stranger.run,
        diagnostic: diagnose(
          wiringCodes.sharedPool,
          `fabrics \`${whole.run.spec.fabric}\` and \`${stranger.run.spec.fabric}\` both draw on the ports \`${name}\``,
          [
            { span: origin(stranger), text: "" },
            { span: origin(whole), text: "takes from the whole pool" },
          ],
          { help: `let each name its ports, such as \`${layout.array.spec.name}.${layout.ports.name}[0..32]\`` },
        ),
      },
    ];
  }
  return checkRegions(plan, layout, name);
}

function drawOf(plan: Plan, run: PlanRun, which: "a" | "z" | "both"): string {
  const connect = plan.connects[run.position] as Connect;
  return connect[which === "z" ? "z" : "a"].draw.kind;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly block: Block;
}

/** Regions may overlap, but not the cages that their blocks take on any one device. */
function checkRegions(plan: Plan, layout: PoolLayout, name: string): readonly Fault[] {
  if (new Set(layout.blocks.map((block) => block.region.join(".."))).size < 2) return [];
  const sides = layout.blocks.flatMap(({ run, end }) =>
    end === "both" ? [run.a.side, run.z.side] : [endOf(run, end).side],
  );
  let meeting: readonly [Stretch, Stretch] | null = null;
  forEachClass(sides, findVaryingPositions(sides), (own) => {
    meeting ??= findMeeting(layout, own);
  });
  return meeting === null ? [] : [reportMeeting(plan, layout, name, meeting)];
}

/** Two blocks of different regions that take one cage on the device and pool of index `own`, each within its region. */
function findMeeting(layout: PoolLayout, own: ArrayLike<number>): readonly [Stretch, Stretch] | null {
  const stretches = layout.blocks.flatMap((block): readonly Stretch[] => {
    if (!block.everywhere && placesInBlock(block, own) === 0) return [];
    const from = findFirstCage(layout, block, own);
    const to = from + block.cages;
    return from >= block.region[0] && to <= block.region[1] ? [{ from, to, block }] : [];
  });
  for (const [at, second] of stretches.entries()) {
    const first = stretches
      .slice(0, at)
      .find((one) => isOtherRegion(one.block, second.block) && one.from < second.to && second.from < one.to);
    if (first !== undefined) return [first, second];
  }
  return null;
}

function isOtherRegion(one: Block, two: Block): boolean {
  return one.region[0] !== two.region[0] || one.region[1] !== two.region[1];
}

function reportMeeting(
  plan: Plan,
  layout: PoolLayout,
  name: string,
  [first, second]: readonly [Stretch, Stretch],
): Fault {
  const from = Math.max(first.from, second.from) * layout.ports.perCage;
  const to = Math.min(first.to, second.to) * layout.ports.perCage;
  const label = ({ block, from, to }: Stretch): Label => ({
    span: originOf(plan, block.run, block.end === "z" ? "z" : "a"),
    text: `takes cages ${from}..${to}`,
  });
  const diagnostic = diagnose(
    wiringCodes.sharedPool,
    `two statements take ports ${from}..${to} of \`${name}\``,
    [label(second), label(first)],
    { help: "name ranges of ports that do not meet" },
  );
  return { run: second.block.run, diagnostic };
}
