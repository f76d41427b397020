/** The mistakes that the oracle notices between links. Knows assignments and their seats, not labels. */
import type { Design } from "../../src/model/design.js";
import { type Assignment, judgeLife, type Notice } from "./assign.js";
import type { Dealt, Role, Seat, Statement } from "./deal.js";
import { findCage } from "./label.js";
import { fillsCages } from "./plugs.js";
import { countMates, placeOf } from "./row.js";

const roles: readonly Role[] = ["a", "z"];

/** Returns the assignments that matter for conflicts: what `except` removes leaves its port to others that name it. */
function listLiving({ assignments }: Statement): Assignment[] {
  return assignments.filter(({ life }) => life !== "never");
}

/** Notices a device linked to itself and, within one array, a pair of devices that is reached from both sides. */
export function checkPairs(statements: readonly Statement[], notice: Notice): void {
  for (const statement of statements) {
    const { connect, run } = statement;
    if (connect.a.array.name !== connect.z.array.name) continue;
    if (connect.direction === "up") notice("up within one array", run);
    const pairs = new Map<string, Assignment>();
    for (const assignment of statement.assignments) {
      const left = assignment.a.device.join(",");
      const right = assignment.z.device.join(",");
      if (left === right) notice("self link", `${run} at ${left}`, soonest(assignment));
      const before = pairs.get(`${right} to ${left}`);
      // The same order again is no mistake: parallel links differ in the copy or in the index of a port.
      if (before !== undefined && left !== right) {
        notice("pair reached twice", `${run} at ${left} and ${right}`, soonest(assignment, before));
      }
      pairs.set(`${left} to ${right}`, assignment);
    }
  }
}

/** Returns whether a mistake that takes all these assignments is still to come. */
function soonest(...assignments: readonly Assignment[]): "later" | undefined {
  return assignments.some(({ life }) => life !== "now") ? "later" : undefined;
}

/** Notices ports with two links, whoever they belong to, and cages at two rates. */
export function checkSeats(statements: readonly Statement[], { seats, reserved }: Dealt, notice: Notice): void {
  const onPort = new Map<string, { assignment: Assignment; pinned: boolean }>();
  const inCage = new Map<string, string>();
  for (const { statement, seat } of reserved) checkCage(inCage, statement, seat, notice);
  checkBlocks(reserved, notice);
  for (const statement of statements) {
    for (const assignment of listLiving(statement)) {
      for (const role of roles) {
        const seat = seats.get(assignment)?.[role];
        if (seat === undefined) continue;
        const key = keySeat(seat);
        const pinned = statement.connect[role].draw.kind === "pin";
        const before = onPort.get(key);
        if (before !== undefined) {
          const life = soonest(assignment, before.assignment);
          if (seat.number === null) notice("group port used twice", `${statement.run} at ${key}`, life);
          else if (pinned || before.pinned) notice("pinned port taken", `${statement.run} at ${key}`, life);
          else notice("pool port used twice", `${statement.run} at ${key}`, life);
        }
        if (before === undefined || before.assignment.life === "later") onPort.set(key, { assignment, pinned });
        checkCage(inCage, statement, seat, notice);
      }
    }
  }
}

/** Notices cages that two blocks hold, whether links take the same ports of them or not. */
function checkBlocks(reserved: Dealt["reserved"], notice: Notice): void {
  const owners = new Map<string, string>();
  for (const { block, seat } of reserved) {
    const life = judgeLife(seat.array, seat.device);
    if (life === "never") continue;
    const key = keySeat({ ...seat, number: Math.floor((seat.number ?? 0) / seat.group.perCage), child: null });
    const owner = owners.get(key) ?? block;
    if (owner !== block) {
      notice("pool port used twice", `${block} and ${owner} in ${key}`, life === "later" ? "later" : undefined);
    }
    owners.set(key, owner);
  }
}

/** Returns a text that two seats share only if they are the same port. */
export function keySeat({ array, device, group, portIndex, number, child }: Seat): string {
  return `${array.name} ${device.join(",")} ${group.name} ${portIndex.join(",")} ${number} ${child}`;
}

function checkCage(inCage: Map<string, string>, statement: Statement, seat: Seat, notice: Notice): void {
  if (seat.number === null) return;
  const cage = Math.floor(seat.number / seat.group.perCage);
  const key = keySeat({ ...seat, number: cage, child: null });
  const mode = `${statement.rateBitsPerSecond} ${seat.split?.children} ${seat.split?.connectors}`;
  const before = inCage.get(key);
  if (before !== undefined && before !== mode) notice("cage at two rates", `${statement.run} at ${key}`);
  inCage.set(key, mode);
}

/** Notices cables with a split connector at both ends that do not hold the same links. */
export function checkTrunks(statements: readonly Statement[], { seats }: Dealt, notice: Notice): void {
  const held = new Map<string, Set<Assignment>>();
  for (const statement of statements) {
    for (const assignment of listLiving(statement)) {
      for (const role of roles) {
        const key = keyConnector(statement, seats.get(assignment)?.[role]);
        if (key === null) continue;
        held.set(key, (held.get(key) ?? new Set()).add(assignment));
      }
    }
  }
  for (const statement of statements) {
    for (const assignment of listLiving(statement)) {
      const a = keyConnector(statement, seats.get(assignment)?.a);
      const z = keyConnector(statement, seats.get(assignment)?.z);
      if (a === null || z === null) continue;
      const left = held.get(a) ?? new Set<Assignment>();
      const right = held.get(z) ?? new Set<Assignment>();
      const alike = left.size === right.size && [...left].every((link) => right.has(link));
      if (!alike) notice("split connectors differ", `${statement.run} joins ${a} and ${z}`, soonest(...left, ...right));
    }
  }
}

/** Returns a text for a connector that several links can share, or null where one link has it alone. */
function keyConnector(statement: Statement, seat: Seat | undefined): string | null {
  if (seat !== undefined && fillsCages(statement.connect)) return keyCage(statement, seat);
  if (seat === undefined || seat.split === null || seat.child === null) return null;
  const sharing = seat.split.children / seat.split.connectors;
  if (sharing <= 1) return null;
  return JSON.stringify([keySeat({ ...seat, child: null }), Math.floor(seat.child / sharing)]);
}

/** A cage as the connector of a cable with plugs of its own; other statements have cables of their own. */
function keyCage({ run }: Statement, seat: Seat): string | null {
  const place = placeOf(seat);
  const { perCage, poolCount } = seat.group;
  const links = poolCount === null ? countMates(place, 0) : perCage * (seat.split?.children ?? 1);
  if (links <= 1) return null;
  return JSON.stringify([run, seat.array.name, seat.device, findCage(place, 0).label]);
}

/** Notices pools that two fabrics draw on, unless each statement names the ports it takes. */
export function checkFabrics(statements: readonly Statement[], notice: Notice): void {
  const drawn = new Map<string, { fabrics: Set<string>; anyWhole: boolean }>();
  for (const { fabric, connect } of statements) {
    for (const role of roles) {
      const end = connect[role];
      if (end.ports.poolCount === null) continue;
      const key = `${end.array.name}.${end.ports.name}`;
      const use = drawn.get(key) ?? { fabrics: new Set<string>(), anyWhole: false };
      use.fabrics.add(fabric);
      if (end.draw.kind === "whole") use.anyWhole = true;
      drawn.set(key, use);
    }
  }
  for (const [key, use] of drawn) if (use.fabrics.size > 1 && use.anyWhole) notice("pool of two fabrics", key);
}

/** Returns the tier of each array that a fabric declares or links: one above the highest that connects up to it. */
export function findTiers(design: Design, notice: Notice): Record<string, Record<string, number>> {
  const all: Record<string, Record<string, number>> = {};
  for (const { name, connects } of design.fabrics) {
    const tiers: Record<string, number> = {};
    for (const array of design.arrays) {
      const linked = connects.some(({ a, z }) => a.array.name === array.name || z.array.name === array.name);
      if (linked || array.fabric === name) tiers[array.name] = 0;
    }
    for (let round = 0; round <= design.arrays.length; round += 1) {
      for (const { a, z, direction } of connects) {
        if (direction !== "up") continue;
        const above = (tiers[a.array.name] ?? 0) + 1;
        if (above <= (tiers[z.array.name] ?? 0)) continue;
        tiers[z.array.name] = above;
        if (round === design.arrays.length) notice("tier cycle", `${name} at ${z.array.name}`);
      }
    }
    all[name] = tiers;
  }
  return all;
}
