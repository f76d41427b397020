/**
 * The naive oracle: a design expanded object by object, as language.md words it. It shares no code with src/plan and
 * takes as long as it takes: it exists to judge the closed forms.
 */
import type { Design, DeviceArray, Fabric } from "../../src/model/design.js";
import { judgeLife, listAssignments, type Notice } from "./assign.js";
import { checkFabrics, checkPairs, checkSeats, checkTrunks, findTiers, keySeat } from "./check.js";
import type {
  OracleArrayCount,
  OracleCluster,
  OracleDevice,
  OracleError,
  OracleLink,
  OraclePort,
  OracleStatement,
  PortState,
} from "./cluster.js";
import { type Dealt, dealPorts, type Seat, type Statement } from "./deal.js";
import { compareIndices, findCage, labelChild, listIndices, nameDevice } from "./label.js";
import { fillsCages } from "./plugs.js";
import { chooseSplit, settleRate } from "./rate.js";
import { describeSeat, placeOf, writeRow } from "./row.js";

/** The statements of a design with the ports of their links, before anything has a name. */
export interface DealtDesign {
  readonly statements: readonly Statement[];
  readonly dealt: Dealt;
  readonly errors: Set<OracleError>;
  readonly later: Set<OracleError>;
  readonly details: string[];
}

/** Returns every assignment of the design with its ports, and the errors that show in them. */
export function dealNaively(design: Design): DealtDesign {
  const errors = new Set<OracleError>();
  const later = new Set<OracleError>();
  const details: string[] = [];
  const notice: Notice = (error, detail, life) => {
    (life === "later" ? later : errors).add(error);
    details.push(`${error}: ${detail}`);
  };
  const statements = design.fabrics.flatMap((fabric) => listStatements(fabric, notice));
  const dealt = dealPorts(statements, notice);
  checkPairs(statements, notice);
  checkSeats(statements, dealt, notice);
  checkTrunks(statements, dealt, notice);
  checkFabrics(statements, notice);
  findTiers(design, notice);
  return { statements, dealt, errors, later, details };
}

/** Returns every device, port and link of the design, and the errors that were noticed on the way. */
export function expandNaively(design: Design): OracleCluster {
  const { statements, dealt, errors, later, details } = dealNaively(design);
  const devices = new Map<string, OracleDevice>();
  for (const array of design.arrays) {
    for (const index of listIndices(array.dims)) {
      devices.set(keyDevice(array, index), makeDevice(array, index, design.numbering));
    }
  }
  const links = statements.flatMap((statement) => listLinks(design, devices, statement, dealt));
  listPorts(design, devices, { statements, dealt, links });
  checkNames([...devices.values()], (error, detail) => {
    errors.add(error);
    details.push(`${error}: ${detail}`);
  });
  return {
    devices: [...devices.values()],
    links: links.map(({ link }) => link),
    arrays: design.arrays.map((array) => countArray(array, [...devices.values()])),
    statements: statements.map((statement) => countStatement(statement, links)),
    tiers: findTiers(design, () => undefined),
    assemblies: new Set(links.map(({ link }) => link.row.assembly)).size,
    errors,
    later,
    details,
  };
}

function keyDevice(array: DeviceArray, index: readonly number[]): string {
  return `${array.name} ${index.join(",")}`;
}

function makeDevice(array: DeviceArray, index: readonly number[], numbering: 0 | 1): OracleDevice {
  const life = judgeLife(array, index);
  const last = array.dims.length - 1;
  const firstSpare = (array.dims[last]?.extent ?? 1) - array.spares;
  return {
    name: nameDevice(array, index, numbering),
    array: array.name,
    kind: array.kind,
    part: array.part.id,
    index,
    exists: life === "now",
    absent: life === "never",
    spare: life === "now" && array.spares > 0 && (index[last] ?? 0) >= firstSpare,
    ports: [],
  };
}

function listStatements(fabric: Fabric, notice: Notice): Statement[] {
  const statements: Statement[] = [];
  const seen = new Map<string, number>();
  for (const connect of fabric.connects) {
    const plain = `${connect.a.array.name}-${connect.z.array.name}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    const rate = settleRate(connect);
    statements.push({
      fabric: fabric.name,
      run: times === 1 ? plain : `${plain}-${times}`,
      connect,
      rateBitsPerSecond: rate,
      splits: { a: chooseSplit(connect, connect.a, rate, notice), z: chooseSplit(connect, connect.z, rate, notice) },
      assignments: listAssignments(connect, notice),
    });
  }
  return statements;
}

/** A link with the statement and the seats it came from. */
interface Made {
  readonly link: OracleLink;
  readonly statement: Statement;
  readonly seats: { readonly a: Seat; readonly z: Seat };
}

function listLinks(
  design: Design,
  devices: ReadonlyMap<string, OracleDevice>,
  statement: Statement,
  dealt: Dealt,
): Made[] {
  const alive = statement.assignments.filter(({ life }) => life === "now");
  alive.sort(
    (left, right) =>
      compareIndices(left.a.device, right.a.device) ||
      compareIndices(left.a.portIndex, right.a.portIndex) ||
      compareIndices(left.z.device, right.z.device) ||
      compareIndices(left.z.portIndex, right.z.portIndex) ||
      left.copy - right.copy,
  );
  return alive.map((assignment) => {
    const seats = dealt.seats.get(assignment);
    const deviceA = devices.get(keyDevice(statement.connect.a.array, assignment.a.device));
    const deviceZ = devices.get(keyDevice(statement.connect.z.array, assignment.z.device));
    if (seats === undefined || deviceA === undefined || deviceZ === undefined) throw new Error("a link lacks an end");
    const cable = fillsCages(statement.connect) ? "cages" : "ports";
    const a = describeSeat(deviceA, seats.a, design.numbering, cable);
    const z = describeSeat(deviceZ, seats.z, design.numbering, cable);
    const row = writeRow(design, statement, { a, z });
    const link: OracleLink = {
      id: row.link_id,
      fabric: statement.fabric,
      run: statement.run,
      direction: statement.connect.direction,
      a: { device: deviceA, group: seats.a.group.name, portIndex: seats.a.portIndex, port: a.port },
      z: { device: deviceZ, group: seats.z.group.name, portIndex: seats.z.portIndex, port: z.port },
      copy: assignment.copy,
      rateBitsPerSecond: statement.rateBitsPerSecond,
      row,
    };
    return { link, statement, seats };
  });
}

/** What stands on ports: the links that exist, the blocks, the places of links that do not exist now. */
interface Occupants {
  readonly statements: readonly Statement[];
  readonly dealt: Dealt;
  readonly links: readonly Made[];
}

/** Fills the ports of every device that exists. A port is listed whole, or as its children where something splits it. */
function listPorts(design: Design, devices: ReadonlyMap<string, OracleDevice>, occupants: Occupants): void {
  const linkOn = new Map<string, OracleLink>();
  for (const { link, seats } of occupants.links) {
    linkOn.set(keySeat(seats.a), link);
    linkOn.set(keySeat(seats.z), link);
  }
  const inBlock = new Map(occupants.dealt.reserved.map(({ seat }) => [keySeat(seat), seat]));
  const placed = new Map<string, Seat>();
  for (const { a, z } of occupants.dealt.seats.values()) placed.set(keySeat(a), a).set(keySeat(z), z);
  const splitOf = new Map<string, number>();
  for (const seat of [...inBlock.values(), ...placed.values()]) {
    if (seat.split !== null) splitOf.set(keySeat({ ...seat, child: null }), seat.split.children);
  }
  for (const array of design.arrays) {
    for (const index of listIndices(array.dims)) {
      const device = devices.get(keyDevice(array, index));
      if (device === undefined || !device.exists) continue;
      for (const whole of listWholePorts(array, index)) {
        const children = splitOf.get(keySeat(whole));
        const seats: Seat[] = [];
        if (children === undefined) seats.push(whole);
        else for (let child = 0; child < children; child += 1) seats.push({ ...whole, child });
        for (const seat of seats) {
          const key = keySeat(seat);
          const link = linkOn.get(key) ?? null;
          const state = judgeState(link, placed.has(key));
          device.ports.push(makePort(seat, { link, state, inBlock: inBlock.has(key) }, design.numbering));
        }
      }
    }
  }
}

function judgeState(link: OracleLink | null, isPlaced: boolean): PortState {
  if (link !== null) return link.a.device.spare || link.z.device.spare ? "spare" : "used";
  return isPlaced ? "kept" : "free";
}

function listWholePorts(array: DeviceArray, device: readonly number[]): Seat[] {
  const seats: Seat[] = [];
  for (const group of array.part.ports) {
    for (const portIndex of listIndices(group.dims)) {
      const seat: Seat = { array, device, group, portIndex, number: null, child: null, split: null };
      if (group.poolCount === null) seats.push(seat);
      else for (let number = 0; number < group.poolCount; number += 1) seats.push({ ...seat, number });
    }
  }
  return seats;
}

interface PortUse {
  readonly link: OracleLink | null;
  readonly state: PortState;
  readonly inBlock: boolean;
}

function makePort(seat: Seat, { link, state, inBlock }: PortUse, numbering: 0 | 1): OraclePort {
  return {
    label: labelChild(placeOf(seat), seat.child, numbering),
    cage: findCage(placeOf(seat), numbering).label,
    group: seat.group.name,
    index: seat.portIndex,
    number: seat.number,
    child: seat.child,
    state,
    inBlock,
    link: link?.id ?? null,
  };
}

function checkNames(devices: readonly OracleDevice[], notice: Notice): void {
  const names = new Set<string>();
  for (const device of devices) {
    if (names.has(device.name)) notice("device name twice", device.name);
    names.add(device.name);
    const labels = new Set<string>();
    for (const { label } of device.ports) {
      if (labels.has(label)) notice("port label twice", `${device.name}:${label}`);
      labels.add(label);
    }
  }
}

function countArray(array: DeviceArray, devices: readonly OracleDevice[]): OracleArrayCount {
  const installed = devices.filter((device) => device.array === array.name && device.exists);
  const spare = installed.filter((device) => device.spare);
  return {
    array: array.name,
    installed: installed.length,
    spare: spare.length,
    active: installed.length - spare.length,
  };
}

function countStatement(statement: Statement, links: readonly Made[]): OracleStatement {
  const own = links.filter((made) => made.statement === statement);
  return {
    fabric: statement.fabric,
    run: statement.run,
    links: own.length,
    plannedLinks: statement.assignments.filter(({ life }) => life !== "never").length,
    assemblies: new Set(own.map(({ link }) => link.row.assembly)).size,
  };
}
