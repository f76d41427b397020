/** Pinned ports: that they exist, and that nothing else has them. A place that is kept for nobody is no one else. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, diagnose, type Label } from "../core/diagnostic.js";
import { MAX_TABLE_ASSIGNMENTS } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import { walkEnd } from "./end-walk.js";
import type { Fault } from "./fault.js";
import type { Plan, PlanRun } from "./plan.js";
import { endOf, layoutOf } from "./plan.js";
import { countPorts } from "./port-overlap.js";
import { createSeat, firstCageOf, occupantOf } from "./seat.js";
import { LIVE } from "./side.js";
import { sizeOfSpace } from "./space.js";

interface Pinned {
  readonly run: PlanRun;
  readonly which: "a" | "z";
}

/** Returns what is wrong with pinned ports; at most one finding for each statement. */
export function checkPins(plan: Plan): readonly Fault[] {
  const taken = new Map<string, Pinned>();
  return plan.runs.flatMap((run) =>
    (["a", "z"] as const).flatMap((which) =>
      endOf(run, which).pin === null
        ? []
        : checkPinned(plan, { run, which }, taken).map((diagnostic) => ({ run, diagnostic })),
    ),
  );
}

function originOf(plan: Plan, pinned: Pinned): Label["span"] {
  const connect = plan.connects[pinned.run.position];
  const draw = connect?.[pinned.which].draw;
  if (draw !== undefined && draw.kind !== "whole") return draw.origin;
  return connect?.[pinned.which].origin ?? { file: "", start: 0, end: 0 };
}

function checkPinned(plan: Plan, pinned: Pinned, taken: Map<string, Pinned>): readonly Diagnostic[] {
  const { run, which } = pinned;
  const end = endOf(run, which);
  const pool = end.ports.pool ?? 0;
  if (countPorts(end) > MAX_TABLE_ASSIGNMENTS) return [reportTooMany(plan, pinned)];
  const problems: Diagnostic[] = [];
  const holder = createHolderSearch(plan, pinned);
  walkEnd(pinned, (device, unit, values, own) => {
    const port = end.pin?.(values) ?? Number.NaN;
    const name = end.array.write(own);
    if (!Number.isInteger(port) || port < 0 || port >= pool) {
      const told = Number.isInteger(port) ? String(port) : "no whole number";
      problems.push(
        diagnose(
          wiringCodes.pinOutside,
          `the pinned port of \`${name}\` is ${told}, but it has ports 0 to ${pool - 1}`,
          [
            { span: originOf(plan, pinned), text: "" },
            {
              span: plan.connects[run.position]?.[which].ports.origin ?? originOf(plan, pinned),
              text: `${pool} ports`,
            },
          ],
        ),
      );
      return false;
    }
    const key = `${end.spec.array}.${end.spec.ports}:${device}:${unit}:${port}`;
    const mine = taken.get(key);
    const other = mine !== undefined && mine.run !== run ? mine : holder(own, port);
    if (other !== null && other !== undefined) {
      problems.push(reportTaken(plan, pinned, other, `${name}:${port}`));
      return false;
    }
    taken.set(key, pinned);
    return true;
  });
  if (problems.length > 0) return problems;
  const crowded = findCrowded(pinned);
  return crowded === null ? [] : [reportTaken(plan, pinned, pinned, crowded)];
}

function reportTooMany(plan: Plan, pinned: Pinned): Diagnostic {
  const end = endOf(pinned.run, pinned.which);
  return diagnose(
    wiringCodes.tableTooLarge,
    `ports of ${formatCount(sizeOfSpace(end.array.spec.dims))} devices are pinned one by one, more than can be looked at`,
    [{ span: originOf(plan, pinned), text: "" }],
    { help: "draw from a range of ports instead: `front[32..64]`" },
  );
}

/** Returns a port to which the statement pins more links than it takes. */
function findCrowded(pinned: Pinned): string | null {
  const end = endOf(pinned.run, pinned.which);
  const links = new Map<string, number>();
  let crowded: string | null = null;
  walkEnd(pinned, (device, unit, values, own) => {
    const port = end.pin?.(values) ?? Number.NaN;
    const key = `${device}:${unit}:${port}`;
    const count = (links.get(key) ?? 0) + 1;
    links.set(key, count);
    if (count > end.spec.children) crowded = `${end.array.write(own)}:${port}`;
    return crowded === null;
  });
  return crowded;
}

function reportTaken(plan: Plan, pinned: Pinned, other: Pinned, port: string): Diagnostic {
  const same = other.run === pinned.run;
  return diagnose(
    wiringCodes.pinTaken,
    same
      ? `more links are pinned to port \`${port}\` than it takes`
      : `port \`${port}\` (from 0) has a link of \`${other.run.spec.name}\` already`,
    [
      { span: originOf(plan, pinned), text: "pinned here" },
      ...(same ? [] : [{ span: originOf(plan, other), text: "dealt here" }]),
    ],
    { help: "pin a port that is free, or one whose place is kept for a device that is left out" },
  );
}

/** Returns a search for the block link, if any, that has an unsplit port of the pinned end's pool. */
function createHolderSearch(plan: Plan, pinned: Pinned): (own: Float64Array, port: number) => Pinned | null {
  const end = endOf(pinned.run, pinned.which);
  const layout = layoutOf(plan, end.spec.array, end.spec.ports);
  const seats = (layout?.blocks ?? []).map((block) => ({
    block,
    seat: createSeat(plan, block.run, block.end === "z" ? "z" : "a"),
  }));
  return (own, port) => {
    const cage = Math.floor(port / end.ports.perCage);
    for (const { block, seat } of seats) {
      const first = firstCageOf(seat, own);
      if (cage < first || cage >= first + block.cages) continue;
      const children = seat.end.spec.children;
      const from = (cage - first) * seat.end.linksPerCage + (port % end.ports.perCage) * children;
      const values = new Float64Array(block.run.spec.variables.length);
      for (let child = 0; child < children; child++) {
        const occupant = occupantOf(seat, own, from + child, values);
        if (occupant?.state === LIVE) return { run: block.run, which: occupant.which };
      }
    }
    return null;
  };
}
