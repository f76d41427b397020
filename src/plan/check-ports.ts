/** Ports that take more than one link, pools that two statements claim, split ports that no cable could join. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, diagnose, type Label } from "../core/diagnostic.js";
import type { Connect } from "../model/design.js";
import { checkShuffle } from "./check-shuffle.js";
import type { Fault } from "./fault.js";
import { findExtremes } from "./layout.js";
import type { Plan, PlanRun, PoolLayout } from "./plan.js";
import { endOf } from "./plan.js";
import { findOverlap } from "./port-overlap.js";

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
  if (slot < 0 || !counts || own || linksPerCage === 1 || side.padStep >= 0) return [];
  return [
    diagnose(
      wiringCodes.cannotAlign,
      `\`align\` names \`${connect.align}\`, which an expression, \`where\` or \`except\` binds to other names`,
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
  if (end.spec.seat.kind !== "group" || !run.possible) return [];
  const { most } = findExtremes([end.side]);
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
          `port \`${example}\` has a link already`,
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
  readonly region: string;
  readonly from: number;
  readonly to: number;
  readonly block: PoolLayout["blocks"][number];
}

/** Regions may overlap, but not the cages that their blocks take. */
function checkRegions(plan: Plan, layout: PoolLayout, name: string): readonly Fault[] {
  const stretches: Stretch[] = [];
  const taken = new Map<string, { down: number; up: number }>();
  for (const block of layout.blocks) {
    const region = block.region.join("..");
    const used = taken.get(region) ?? { down: 0, up: 0 };
    const goesDown = block.goes === "down";
    const from = goesDown ? block.region[0] + used.down : block.region[1] - used.up - block.cages;
    const fits = from >= block.region[0] && from + block.cages <= block.region[1];
    if (fits) stretches.push({ region, from, to: from + block.cages, block });
    taken.set(region, goesDown ? { ...used, down: used.down + block.cages } : { ...used, up: used.up + block.cages });
  }
  for (const [at, second] of stretches.entries()) {
    const first = stretches
      .slice(0, at)
      .find((other) => other.region !== second.region && other.from < second.to && second.from < other.to);
    if (first === undefined) continue;
    const from = Math.max(first.from, second.from) * layout.ports.perCage;
    const to = Math.min(first.to, second.to) * layout.ports.perCage;
    return [
      {
        run: second.block.run,
        diagnostic: diagnose(
          wiringCodes.sharedPool,
          `two statements take ports ${from}..${to} of \`${name}\``,
          [
            {
              span: originOf(plan, second.block.run, second.block.end === "z" ? "z" : "a"),
              text: `takes cages ${second.from}..${second.to}`,
            },
            {
              span: originOf(plan, first.block.run, first.block.end === "z" ? "z" : "a"),
              text: `takes cages ${first.from}..${first.to}`,
            },
          ],
          { help: "name ranges of ports that do not meet" },
        ),
      },
    ];
  }
  return [];
}
