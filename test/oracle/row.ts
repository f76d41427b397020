/** The texts of a link: port, cage, lane, connector, assembly and the row of cables.csv. Knows seats, not how they were dealt. */
import type { Design } from "../../src/model/design.js";
import type { CableRow, OracleDevice } from "./cluster.js";
import type { Role, Seat, Statement } from "./deal.js";
import { findCage, labelChild, labelPort, listIndices, type PortPlace } from "./label.js";

/** One end of a link, in words. */
export interface SeatText {
  readonly device: string;
  readonly part: string;
  readonly port: string;
  readonly cage: string;
  readonly lane: string;
  /** `device:port` without the child, and `.connector` where the port has several: one physical plug. */
  readonly connector: string;
  /** More than one link shares the connector. */
  readonly isSplit: boolean;
  /** The position of the link in its connector. */
  readonly branch: string;
}

/** Returns the texts of a seat on that device. */
export function describeSeat(
  device: OracleDevice,
  seat: Seat,
  numbering: 0 | 1,
  cable: "ports" | "cages" = "ports",
): SeatText {
  const text = describePortSeat(device, seat, numbering);
  return cable === "ports" ? text : { ...text, ...describeCageSeat(device, seat, numbering) };
}

/** A cable with plugs of its own takes all that a cage carries. */
function describeCageSeat(
  device: OracleDevice,
  seat: Seat,
  numbering: 0 | 1,
): Pick<SeatText, "connector" | "isSplit" | "branch"> {
  const place = placeOf(seat);
  const { portInCage, label } = findCage(place, numbering);
  const { perCage } = seat.group;
  const children = seat.split?.children ?? 1;
  const branch = String(portInCage * children + (seat.child ?? 0) + numbering);
  if (place.number === null) {
    return { connector: `${device.name}:${label}`, isSplit: countMates(place, numbering) > 1, branch };
  }
  const cage = perCage > 1 ? label.replace(/\d+$/, (number) => `c${number}`) : label;
  return { connector: `${device.name}:${cage}`, isSplit: perCage * children > 1, branch };
}

/** Returns the most ports of the group that share a cage. */
export function countMates(place: PortPlace, numbering: 0 | 1): number {
  const counts = new Map<string, number>();
  for (const index of listIndices(place.group.dims)) {
    const { label } = findCage({ ...place, index }, numbering);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

function describePortSeat(device: OracleDevice, seat: Seat, numbering: 0 | 1): SeatText {
  const place = placeOf(seat);
  const cage = findCage(place, numbering);
  const children = seat.split?.children ?? 1;
  const connectors = seat.split?.connectors ?? 1;
  const child = seat.child ?? 0;
  const sharing = children / connectors;
  const connector = Math.floor(child / sharing);
  const { lanes } = seat.group;
  return {
    device: device.name,
    part: device.part,
    port: labelChild(place, seat.child, numbering),
    cage: cage.label,
    lane: lanes === null ? "" : String(cage.portInCage * lanes + child * (lanes / children) + numbering),
    connector: `${device.name}:${labelPort(place, numbering)}${connectors > 1 ? `.${connector + numbering}` : ""}`,
    isSplit: sharing > 1,
    branch: String(child - connector * sharing + numbering),
  };
}

/** Returns where a seat stands in its part. */
export function placeOf(seat: Seat): PortPlace {
  return { part: seat.array.part, group: seat.group, index: seat.portIndex, number: seat.number };
}

/** Returns the row of a link with these ends. */
export function writeRow(design: Design, statement: Statement, ends: Readonly<Record<Role, SeatText>>): CableRow {
  const { a, z } = ends;
  const fabric = design.fabrics.find((candidate) => candidate.name === statement.fabric);
  const id = `${a.device}:${a.port}`;
  const head = a.isSplit ? a : z.isSplit ? z : null;
  return {
    link_id: id,
    fabric: statement.fabric,
    run: statement.run,
    a_device: a.device,
    a_part: a.part,
    a_port: a.port,
    a_cage: a.cage,
    a_lane: a.lane,
    z_device: z.device,
    z_part: z.part,
    z_port: z.port,
    z_cage: z.cage,
    z_lane: z.lane,
    speed_gbps: String(statement.rateBitsPerSecond / 1e9),
    medium: statement.connect.medium ?? fabric?.medium ?? nameMedium(statement),
    assembly: head === null ? id : head.connector,
    branch: head === null ? "" : head.branch,
  };
}

/** What a cable that is named is made of; fibre by its kind, not its grade. */
function nameMedium({ connect }: Statement): string {
  const medium = connect.plugs.cable?.bag.words["medium"]?.[0] ?? "";
  return { om3: "mmf", om4: "mmf", os2: "smf" }[medium] ?? medium;
}
