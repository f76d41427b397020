/** What the oracle says of a design: every device, port and link as an object. Knows nothing of how it was found. */

/** The columns of cables.csv, in their order. */
export const cableColumns = [
  "link_id",
  "fabric",
  "run",
  "a_device",
  "a_part",
  "a_port",
  "a_cage",
  "a_lane",
  "z_device",
  "z_part",
  "z_port",
  "z_cage",
  "z_lane",
  "speed_gbps",
  "medium",
  "assembly",
  "branch",
] as const;

export type CableColumn = (typeof cableColumns)[number];
export type CableRow = Readonly<Record<CableColumn, string>>;

export interface OracleDevice {
  readonly name: string;
  readonly array: string;
  readonly kind: string;
  readonly part: string;
  readonly index: readonly number[];
  /** Inside the extents and not removed by `except`. Others are listed too: their places stay. */
  readonly exists: boolean;
  /** Removed by `except`. */
  readonly absent: boolean;
  readonly spare: boolean;
  /** Filled for devices that exist, in the order of the part's groups, their indices, port numbers and children. */
  readonly ports: OraclePort[];
}

/**
 * `used`: a link between devices in service is on it. `spare`: a link of a spare device is. `kept`: it is the place of a
 * link that does not exist now (a device that is absent or still to come). `free`: nothing of these.
 */
export type PortState = "used" | "spare" | "kept" | "free";

export interface OraclePort {
  readonly label: string;
  readonly cage: string;
  readonly group: string;
  readonly index: readonly number[];
  /** The unsplit port in its pool; null for a port of a group. */
  readonly number: number | null;
  /** Null for a whole port. */
  readonly child: number | null;
  readonly state: PortState;
  /** A block holds the cage it is in, whether a link takes it or not. */
  readonly inBlock: boolean;
  /** The link_id of the link on it, or null. */
  readonly link: string | null;
}

export interface OracleEnd {
  readonly device: OracleDevice;
  readonly group: string;
  readonly portIndex: readonly number[];
  readonly port: string;
}

export interface OracleLink {
  readonly id: string;
  readonly fabric: string;
  readonly run: string;
  readonly direction: "up" | "peer";
  readonly a: OracleEnd;
  readonly z: OracleEnd;
  readonly copy: number;
  readonly rateBitsPerSecond: number;
  readonly row: CableRow;
}

export interface OracleArrayCount {
  readonly array: string;
  readonly installed: number;
  readonly spare: number;
  readonly active: number;
}

export interface OracleStatement {
  readonly fabric: string;
  readonly run: string;
  readonly links: number;
  /** Links when everything planned exists; devices removed by `except` stay out. */
  readonly plannedLinks: number;
  /** Physical cables of its links. */
  readonly assemblies: number;
}

export type OracleError =
  | "two extents"
  | "index outside extent"
  | "self link"
  | "pair reached twice"
  | "group port used twice"
  | "pool port used twice"
  | "pinned port taken"
  | "out of ports"
  | "cage at two rates"
  | "rate above port"
  | "no such split"
  | "group port needs whole"
  | "pool of two fabrics"
  | "split connectors differ"
  | "tier cycle"
  | "up within one array"
  | "device name twice"
  | "port label twice";

export interface OracleCluster {
  readonly devices: readonly OracleDevice[];
  readonly links: readonly OracleLink[];
  readonly arrays: readonly OracleArrayCount[];
  readonly statements: readonly OracleStatement[];
  /** By fabric, then by array: only arrays that the fabric declares or links. */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly assemblies: number;
  readonly errors: ReadonlySet<OracleError>;
  /** Errors that are not there yet but may be when all that is planned, or that `except` removes, exists. */
  readonly later: ReadonlySet<OracleError>;
  /** One line for each place an error was noticed, for people. */
  readonly details: readonly string[];
}
