/** Cages that would have to run in two modes at once: a pinned link at one rate beside links at another. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { walkEnd } from "../../plan/end-walk.js";
import type { Plan, PlanArray, PlanEnd, PlanRun } from "../../plan/plan.js";
import { endOf, layoutOf } from "../../plan/plan.js";
import { createSeat, firstCageOf, occupantOf } from "../../plan/seat.js";
import { LIVE } from "../../plan/side.js";
import type { PortsSpec } from "../../plan/spec.js";
import type { Rule } from "../rule.js";
import { bothEnds } from "../wiring/statements.js";

/** Pinned links of one statement that are looked at. */
const MOST_PINS = 50_000;

export const rule: Rule = {
  code: "WF5104",
  severity: "error",
  title: "cage in two modes",
  name: "breakout_mixed_cage",
  *check({ plan }) {
    for (const pool of findPinnedPools(plan)) yield* checkPool(plan, pool);
  },
};

interface User {
  readonly run: PlanRun;
  readonly which: "a" | "z";
}

/** A pool with several ports a cage and with pinned ports, and whoever uses it. */
interface PinnedPool {
  readonly array: PlanArray;
  readonly ports: PortsSpec;
  readonly pins: readonly User[];
  readonly modes: number;
}

function findPinnedPools(plan: Plan): readonly PinnedPool[] {
  return plan.arrays.flatMap((array) =>
    array.part.ports.flatMap((ports) => {
      if (ports.pool === null || ports.perCage === 1) return [];
      const users = plan.runs
        .flatMap((run) => bothEnds.map((which) => ({ run, which })))
        .filter(({ run, which }) => {
          const { spec } = endOf(run, which);
          return spec.array === array.spec.name && spec.ports === ports.name;
        });
      const pins = users.filter(({ run, which }) => endOf(run, which).pin !== null);
      return pins.length === 0 ? [] : [{ array, ports, pins, modes: new Set(users.map(modeOf)).size }];
    }),
  );
}

function modeOf({ run, which }: User): string {
  const { children } = endOf(run, which).spec;
  const rate = formatRate(run.spec.rateBitsPerSecond);
  return children === 1 ? rate : `${children} x ${rate}`;
}

/** At most one finding a pinned statement; where all run in one mode there is nothing to look at. */
function checkPool(plan: Plan, { array, ports, pins, modes }: PinnedPool): readonly Diagnostic[] {
  if (modes === 1) return [];
  const pinned = new Map<string, User>();
  const findDealt = createSearch(plan, array, ports);
  return pins.flatMap((pin) => {
    const end = endOf(pin.run, pin.which);
    let problem: Diagnostic | null = null;
    let looked = 0;
    walkEnd(pin, (device, unit, values, own) => {
      const cage = Math.floor((end.pin?.(values) ?? 0) / ports.perCage);
      const key = `${device}:${unit}:${cage}`;
      const other = [pinned.get(key), findDealt(own, cage)].find(
        (user) => user !== undefined && modeOf(user) !== modeOf(pin),
      );
      if (other !== undefined) problem = report(plan, pin, other, `cage ${cage} (from 0) of \`${array.write(own)}\``);
      else pinned.set(key, pin);
      looked++;
      return problem === null && looked < MOST_PINS;
    });
    return problem === null ? [] : [problem];
  });
}

/** Returns a search for the statement whose block has a link in a cage of a device and pool. */
function createSearch(
  plan: Plan,
  array: PlanArray,
  ports: PortsSpec,
): (own: Float64Array, cage: number) => User | undefined {
  const layout = layoutOf(plan, array.spec.name, ports.name);
  const seats = (layout?.blocks ?? []).map((block) => ({
    block,
    seat: createSeat(plan, block.run, block.end === "z" ? "z" : "a"),
  }));
  return (own, cage) => {
    const found = seats.find(({ block, seat }) => {
      const from = cage - firstCageOf(seat, own);
      return (
        from >= 0 &&
        from < block.cages &&
        holdsLink(seat.end, from, (place, values) => occupantOf(seat, own, place, values)?.state === LIVE)
      );
    });
    return found === undefined ? undefined : { run: found.block.run, which: found.seat.which };
  };
}

function holdsLink(end: PlanEnd, cage: number, isLive: (place: number, values: Float64Array) => boolean): boolean {
  const values = new Float64Array(end.side.variables.length);
  return Array.from({ length: end.linksPerCage }, (_, at) => cage * end.linksPerCage + at).some((place) =>
    isLive(place, values),
  );
}

function report(plan: Plan, pin: User, other: User, cage: string): Diagnostic {
  const connect = plan.connects[pin.run.position];
  const beside = plan.connects[other.run.position];
  const draw = connect?.[pin.which].draw;
  const labels = [
    {
      span: draw === undefined || draw.kind === "whole" ? connect?.origin : draw.origin,
      text: `pins a port at ${modeOf(pin)}`,
    },
    { span: beside?.[other.which].origin, text: `has the rest of the cage at ${modeOf(other)}` },
    { span: connect?.[pin.which].ports.origin, text: `${endOf(pin.run, pin.which).ports.perCage} ports a cage` },
  ];
  return diagnose(
    rule,
    `a cage runs in one mode, but ${cage} has links at ${modeOf(other)} and at ${modeOf(pin)}`,
    labels.flatMap(({ span, text }) => (span === undefined ? [] : [{ span, text }])),
    { help: "pin a port of a cage that is free, or give both statements one rate" },
  );
}
