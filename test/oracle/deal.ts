/** Deals the ports of pools to the assignments of every statement, block by block. Knows no labels. */
import type { Connect, DeviceArray, End } from "../../src/model/design.js";
import type { PortGroup, SplitMode } from "../../src/model/part.js";
import { type Assignment, judgeLife, type Notice, type Place } from "./assign.js";
import { compareIndices } from "./label.js";

/** A connect statement with its run's name, its rate and all its assignments. */
export interface Statement {
  readonly fabric: string;
  readonly run: string;
  readonly connect: Connect;
  readonly rateBitsPerSecond: number;
  /** How the ports of each end are split; null for whole ports. */
  readonly splits: Readonly<Record<Role, SplitMode | null>>;
  readonly assignments: readonly Assignment[];
}

export type Role = "a" | "z";

/** A port of a device: of a group (`number` null), or of a pool, whole (`child` null) or a child of a split. */
export interface Seat {
  readonly array: DeviceArray;
  readonly device: readonly number[];
  readonly group: PortGroup;
  readonly portIndex: readonly number[];
  readonly number: number | null;
  readonly child: number | null;
  readonly split: SplitMode | null;
}

/** A port that a block holds, whether a link takes it or not. */
export interface Reserved {
  readonly statement: Statement;
  /** Tells the blocks of a statement apart, where its two ends draw on one pool in different ways. */
  readonly block: string;
  readonly seat: Seat;
}

export interface Dealt {
  /** The port of each end of each assignment. */
  readonly seats: ReadonlyMap<Assignment, Readonly<Record<Role, Seat>>>;
  readonly reserved: readonly Reserved[];
}

/** One end of one assignment, as its block sees it. */
interface Member {
  readonly assignment: Assignment;
  readonly role: Role;
  readonly other: readonly number[];
  /** The other end's indices up to the name of `align`, or null: where they change, a fresh cage starts. */
  readonly aligned: string | null;
}

/** The members of a statement at one pool of one device: ports alike that are counted together. */
interface Pool {
  readonly key: string;
  readonly end: End;
  readonly device: readonly number[];
  readonly portIndex: readonly number[];
  readonly split: SplitMode | null;
  readonly members: Member[];
}

/** The cages of a pool, or of a range of it, that no block has yet: `low <= cage < high`. */
interface Region {
  low: number;
  high: number;
}

/** What is shared while statements are dealt one after the other. */
interface Table {
  readonly regions: Map<string, Region>;
  readonly taken: Map<Assignment, { a?: Seat; z?: Seat }>;
  readonly reserved: Reserved[];
  readonly notice: Notice;
}

/** Deals all statements, in their order. */
export function dealPorts(statements: readonly Statement[], notice: Notice): Dealt {
  const table: Table = { regions: new Map(), taken: new Map(), reserved: [], notice };
  for (const statement of statements) {
    for (const assignment of statement.assignments) table.taken.set(assignment, {});
    for (const roles of pairRoles(statement.connect)) dealEnd(table, statement, roles);
  }
  const seats = new Map<Assignment, Record<Role, Seat>>();
  for (const [assignment, { a, z }] of table.taken) {
    if (a !== undefined && z !== undefined) seats.set(assignment, { a, z });
  }
  return { seats, reserved: table.reserved };
}

/** A `<->` within one array that draws both ends alike from one pool deals them together, in one block. */
function pairRoles({ direction, a, z }: Connect): readonly (readonly Role[])[] {
  const alike =
    direction === "peer" &&
    a.array.name === z.array.name &&
    a.ports.name === z.ports.name &&
    describeDraw(a) === describeDraw(z);
  return alike ? [["a", "z"]] : [["a"], ["z"]];
}

function describeDraw({ draw }: End): string {
  return draw.kind === "range" ? `${draw.from}..${draw.to}` : draw.kind;
}

function dealEnd(table: Table, statement: Statement, roles: readonly Role[]): void {
  const end = statement.connect[roles[0] ?? "a"];
  if (end.ports.poolCount === null) {
    seatGroup(table, statement, roles);
    return;
  }
  const pools = gatherPools(statement, roles);
  if (end.draw.kind === "pin") for (const pool of pools) seatPins(table, statement, pool);
  else dealBlocks(table, statement, pools, roles.includes("z") && statement.connect.direction === "up");
}

function seatGroup(table: Table, statement: Statement, roles: readonly Role[]): void {
  for (const assignment of statement.assignments) {
    for (const role of roles) {
      const end = statement.connect[role];
      const place = assignment[role];
      take(table, { assignment, role }, makeSeat(end, place, { number: null, child: null, split: null }));
    }
  }
}

function gatherPools(statement: Statement, roles: readonly Role[]): Pool[] {
  const pools = new Map<string, Pool>();
  for (const assignment of statement.assignments) {
    for (const role of roles) {
      const end = statement.connect[role];
      const place = assignment[role];
      const key = JSON.stringify([end.array.name, place.device, end.ports.name, place.portIndex]);
      const split = statement.splits[role];
      const { device, portIndex } = place;
      const pool = pools.get(key) ?? { key, end, device, portIndex, split, members: [] };
      pools.set(key, pool);
      pool.members.push(makeMember(statement, assignment, role));
    }
  }
  for (const pool of pools.values()) {
    pool.members.sort((left, right) => compareIndices(left.other, right.other));
  }
  return [...pools.values()];
}

function makeMember({ connect }: Statement, assignment: Assignment, role: Role): Member {
  const otherRole = role === "a" ? "z" : "a";
  const place = assignment[otherRole];
  const end = connect[otherRole];
  const entries = [...end.index, ...end.portIndex];
  const indices = [...place.device, ...place.portIndex];
  const position = entries.findIndex(
    (entry) => (entry.kind === "name" || entry.kind === "range") && entry.name === connect.align,
  );
  return {
    assignment,
    role,
    other: [...indices, assignment.copy],
    aligned: position < 0 ? null : indices.slice(0, position + 1).join(),
  };
}

/** Pinned links of one port take its lanes in the order of their other ends; those that do not exist keep theirs. */
function seatPins(table: Table, statement: Statement, pool: Pool): void {
  const children = pool.split?.children ?? 1;
  const onPort = new Map<number, number>();
  for (const { assignment, role } of pool.members) {
    const place = assignment[role];
    const port = place.pin ?? 0;
    const position = onPort.get(port) ?? 0;
    onPort.set(port, position + 1);
    // Two links on one whole port are found where ports are counted; a lane that does not exist is found here.
    if (pool.split !== null && position >= children) {
      const detail = `${statement.run} pins ${position + 1} links to port ${port} of ${pool.key}`;
      table.notice("pinned port taken", detail, assignment.life === "now" ? undefined : "later");
    }
    const child = pool.split === null ? null : position;
    take(
      table,
      { assignment, role },
      makeSeat(statement.connect[role], place, { number: port, child, split: pool.split }),
    );
  }
}

/** Deals one block to every pool that the statement reaches; all have as many cages as the one that needs most. */
function dealBlocks(table: Table, statement: Statement, pools: readonly Pool[], down: boolean): void {
  let cages = 0;
  for (const pool of pools) {
    const perCage = pool.end.ports.perCage * (pool.split?.children ?? 1);
    const places = listPositions(pool, perCage);
    const last = places[places.length - 1] ?? 0;
    cages = Math.max(cages, Math.floor(last / perCage) + 1);
  }
  for (const pool of pools) {
    const region = findRegion(table, statement.fabric, pool);
    if (!down) region.high -= cages;
    const first = down ? region.low : region.high;
    if (down) region.low += cages;
    // A device that is removed has no ports to be out of; one that is planned is reckoned with.
    if (region.low > region.high && judgeLife(pool.end.array, pool.device) !== "never") {
      table.notice("out of ports", `${statement.run} asks ${cages} cages of ${pool.key}`);
    }
    seatBlock(table, statement, pool, { first, cages });
  }
}

/** Returns the place of each member in its block: one after the other, but a new value of `align` starts a fresh cage. */
function listPositions(pool: Pool, perCage: number): number[] {
  const positions: number[] = [];
  let next = 0;
  let before: Member | null = null;
  for (const member of pool.members) {
    if (before !== null && before.aligned !== member.aligned) while (next % perCage !== 0) next += 1;
    positions.push(next);
    next += 1;
    before = member;
  }
  return positions;
}

function findRegion({ regions }: Table, fabric: string, { key, end }: Pool): Region {
  const { ports, draw } = end;
  const from = draw.kind === "range" ? draw.from : 0;
  const to = draw.kind === "range" ? draw.to : (ports.poolCount ?? 0);
  const regionKey = JSON.stringify([fabric, key, draw.kind, from, to]);
  const region = regions.get(regionKey) ?? {
    low: Math.ceil(from / ports.perCage),
    high: Math.floor(to / ports.perCage),
  };
  regions.set(regionKey, region);
  return region;
}

function seatBlock(table: Table, statement: Statement, pool: Pool, block: { first: number; cages: number }): void {
  const { perCage } = pool.end.ports;
  const seats: { number: number; child: number | null }[] = [];
  for (let cage = block.first; cage < block.first + block.cages; cage += 1) {
    for (let port = cage * perCage; port < (cage + 1) * perCage; port += 1) {
      if (pool.split === null) seats.push({ number: port, child: null });
      else for (let child = 0; child < pool.split.children; child += 1) seats.push({ number: port, child });
    }
  }
  const place: Place = { device: pool.device, portIndex: pool.portIndex, pin: null };
  const name = `${statement.fabric} ${statement.run} ${describeDraw(pool.end)}`;
  for (const seat of seats) {
    table.reserved.push({ statement, block: name, seat: makeSeat(pool.end, place, { ...seat, split: pool.split }) });
  }
  const positions = listPositions(pool, perCage * (pool.split?.children ?? 1));
  for (const [order, { assignment, role }] of pool.members.entries()) {
    const seat = seats[positions[order] ?? -1];
    if (seat === undefined) throw new Error("a block is smaller than its links");
    take(
      table,
      { assignment, role },
      makeSeat(statement.connect[role], assignment[role], { ...seat, split: pool.split }),
    );
  }
}

function makeSeat(end: End, place: Place, port: Pick<Seat, "number" | "child" | "split">): Seat {
  return { array: end.array, device: place.device, group: end.ports, portIndex: place.portIndex, ...port };
}

function take(table: Table, { assignment, role }: { assignment: Assignment; role: Role }, seat: Seat): void {
  const seats = table.taken.get(assignment);
  if (seats !== undefined) seats[role] = seat;
}
