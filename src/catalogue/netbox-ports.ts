/**
 * Rebuilds the port groups of a NetBox type from its flat list of interfaces: runs of like names and types, the cages
 * that several of them share, and management ports apart. Knows nothing of weft's syntax.
 */
import { toIdentifier } from "./identifier.js";
import type { Interface, NetboxDocument } from "./netbox-document.js";
import { type InterfaceType, lanesOfCage } from "./netbox-interfaces.js";

/** Interfaces of one type whose names differ only in numbers. */
export interface PortRun {
  /** A name for the port group, unique in its part. */
  readonly name: string;
  readonly type: InterfaceType;
  /** In the order of the numbers in their names. */
  readonly ports: readonly NumberedPort[];
  /** Ports that share one cage. */
  readonly perCage: number;
  /** Lanes of one port, or null. */
  readonly lanes: number | null;
  readonly cage: string | null;
  /** That of the type, or InfiniBand where the rest of the file says so. */
  readonly protocol: "ethernet" | "infiniband";
  /** Whether they are for management only. */
  readonly isManagement: boolean;
}

/** An interface whose name is cut at its numbers: `sw1p2` is `sw#p#` with 1 and 2. */
export interface NumberedPort {
  readonly port: Interface;
  readonly pattern: string;
  readonly numbers: readonly number[];
}

/** Returns the port groups, management last; interfaces that no cable of a fabric ends at are left out. */
export function gatherRuns(document: NetboxDocument, kind: string): readonly PortRun[] {
  const isManagement = (port: Interface): boolean => isForManagement(port, kind);
  const isInfiniband = speaksInfiniband(document);
  const usable = document.interfaces.filter(({ type }) => type !== null);
  const data = groupPorts(usable.filter((port) => !isManagement(port)).map(numberPort), byPatternAndType);
  const management = groupPorts(usable.filter(isManagement).map(numberPort), ({ port }) => port.type?.slug ?? "");
  const taken = new Set<string>();
  return [
    ...data.map((ports) =>
      describeRun(ports, { taken, isManagement: false, isAlone: data.length === 1, kind, isInfiniband }),
    ),
    ...management.map((ports) =>
      describeRun(ports, { taken, isManagement: true, isAlone: true, kind, isInfiniband: false }),
    ),
  ].flatMap((run) => run ?? []);
}

/** EDR, in Gb/s: what is slower beside it is Ethernet. */
const SLOWEST_INFINIBAND = 100;

/** InfiniBand switches of NVIDIA and Mellanox by their model: SX6036, SB7800, QM8700, QM9700, Q3400. */
const infinibandModels = /^(m?(sx6|sb7|qm|q3)\d)/i;

/**
 * Returns whether a device is an InfiniBand switch: by its model, or by the names of its ports (`IB1/1`). Its ports are
 * often typed as Ethernet, because the type then names the cage.
 */
export function speaksInfiniband({ model, interfaces }: NetboxDocument): boolean {
  return infinibandModels.test(model) || interfaces.some(({ name }) => /^ib\d/i.test(name.text));
}

/** Names that are for management whatever the device is, and one that is on all but servers. */
const managementNames = /^(mgmt|bmc|management|ipmi|idrac|ilo|oob|lom.?mgmt|network)[\s_-]*[\d/.]*$/i;
const ethernetNames = /^(eth|management)[\s_-]?\d+$/i;

/** Returns whether an interface is for management: by its flag, or by its name if it is a slow twisted pair. */
export function isForManagement({ isFlagged, type, name }: Interface, kind: string): boolean {
  if (isFlagged) return true;
  if (type === null || type.cage !== "rj45" || type.gbps > 10) return false;
  return managementNames.test(name.text) || (kind !== "server" && kind !== "nic" && ethernetNames.test(name.text));
}

/** Returns the port with the numbers of its name. */
export function numberPort(port: Interface): NumberedPort {
  const name = port.name.text.replaceAll("{module}", "").trim();
  return {
    port,
    pattern: name.replace(/\d+/g, "#"),
    numbers: (name.match(/\d+/g) ?? []).map(Number),
  };
}

function byPatternAndType({ port, pattern }: NumberedPort): string {
  return `${port.type?.slug ?? ""} ${pattern}`;
}

/** Returns groups in the order of their first port, each sorted by the numbers in the names. */
function groupPorts(ports: readonly NumberedPort[], keyOf: (port: NumberedPort) => string): NumberedPort[][] {
  const groups = new Map<string, NumberedPort[]>();
  for (const port of ports) {
    const group = groups.get(keyOf(port));
    if (group === undefined) groups.set(keyOf(port), [port]);
    else group.push(port);
  }
  for (const group of groups.values()) group.sort((a, b) => compareNumbers(a.numbers, b.numbers));
  return [...groups.values()];
}

/** Returns how two lists of numbers stand to each other: below, at or above zero, the first difference counts. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, position) => number !== b[position]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

interface RunFrame {
  /** Names of groups that are given already. */
  readonly taken: Set<string>;
  readonly isManagement: boolean;
  readonly isAlone: boolean;
  readonly kind: string;
  /** Whether the device speaks InfiniBand, whatever the types of its fast ports say. */
  readonly isInfiniband: boolean;
}

function describeRun(ports: readonly NumberedPort[], frame: RunFrame): PortRun | null {
  const type = ports[0]?.port.type ?? null;
  if (type === null) return null;
  const perCage = frame.isManagement ? 1 : findPerCage(ports, type);
  // Only OSFP has cages of two ports of four lanes.
  const cage = type.cage ?? (type.protocol === "infiniband" && perCage === 2 ? "osfp" : null);
  const whole = cage === null ? null : lanesOfCage(cage);
  const shared = perCage > 1 && whole !== null ? whole / perCage : null;
  const name = chooseName(ports, type, frame);
  frame.taken.add(name);
  const protocol = frame.isInfiniband && type.gbps >= SLOWEST_INFINIBAND ? "infiniband" : type.protocol;
  return { name, type, ports, perCage, lanes: shared ?? type.lanes, cage, protocol, isManagement: frame.isManagement };
}

function chooseName(ports: readonly NumberedPort[], type: InterfaceType, frame: RunFrame): string {
  // The catalogue calls the ports of a NIC `port`: a server that holds it gives them a name.
  const stem = frame.isManagement ? "management" : frame.kind === "nic" && frame.isAlone ? "port" : nameStem(ports);
  if (!frame.taken.has(stem)) return stem;
  const fast = `${stem}_${writeSpeed(type.gbps)}`;
  if (!frame.taken.has(fast)) return fast;
  for (let count = 2; ; count += 1) if (!frame.taken.has(`${fast}_${count}`)) return `${fast}_${count}`;
}

function writeSpeed(gbps: number): string {
  return gbps < 1 ? `${gbps * 1000}m` : `${String(gbps).replace(".", "_")}g`;
}

/** Returns what the names have in common, as an identifier: `Ethernet1/1`, `Ethernet1/2` give `ethernet`. */
function nameStem(ports: readonly NumberedPort[]): string {
  const names = ports.map(({ port }) => port.name.text.replaceAll("{module}", "").trim());
  const [first = ""] = names;
  let end = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, end))) end -= 1;
  const letters = first.slice(0, end).replace(/[^A-Za-z]+$/, "");
  return toIdentifier(letters === "" ? "port" : letters, "port");
}

/** What is known of the last numbers of names: `P0.0`, `P0.1`, `P1.0` have two in each of several cages. */
export interface CageCount {
  readonly perCage: number;
  /** By the numbers before the last: the last ones. */
  readonly cages: ReadonlyMap<string, readonly number[]>;
  /** The last numbers of a full cage. */
  readonly positions: readonly number[];
}

/** Returns how the last number counts inside cages, or null where it does not. */
export function countCages(ports: readonly NumberedPort[]): CageCount | null {
  const cages = new Map<string, number[]>();
  for (const { numbers } of ports) {
    if (numbers.length < 2) return null;
    const key = numbers.slice(0, -1).join(".");
    cages.set(key, [...(cages.get(key) ?? []), numbers.at(-1) ?? 0]);
  }
  const perCage = Math.max(...[...cages.values()].map((inside) => inside.length));
  const full = [...cages.values()].filter((inside) => inside.length === perCage);
  const [positions] = full;
  if (positions === undefined || ![2, 4, 8].includes(perCage) || cages.size < 2) return null;
  const isRegular = full.length * 2 > cages.size && full.every((inside) => inside.join() === positions.join());
  return isRegular && isCounted(positions) ? { perCage, cages, positions } : null;
}

/** 0, 1 or 1, 2, 3, 4; also 1, 5: the first lanes of the halves of a cage of eight. */
function isCounted(positions: readonly number[]): boolean {
  const [first = 0, second = 0] = positions;
  const step = second - first;
  const isEven = positions.every((position, at) => position === first + at * step);
  return isEven && (first === 0 || first === 1) && (step === 1 || step * positions.length === 8);
}

/** The letter between the numbers with which Cumulus and SONiC name the parts of a split port: `swp1s0`. */
const splitNames = /#s#$/;
/** No electrical lane of the types of this table carries more, InfiniBand XDR apart, whose lanes are known. */
const GBPS_OF_A_LANE = 100;

/** Returns how many ports share a cage; 1 where the cage could not carry them together. */
function findPerCage(ports: readonly NumberedPort[], type: InterfaceType): number {
  const counted = countCages(ports);
  if (counted === null || type.cage === "rj45") return 1;
  const { perCage } = counted;
  if (splitNames.test(ports[0]?.pattern ?? "")) return perCage;
  if (type.cage === null) return type.protocol === "infiniband" && perCage === 2 ? 2 : 1;
  const whole = lanesOfCage(type.cage);
  if (whole === null || whole % perCage !== 0) return 1;
  const fits = type.lanes === null ? type.gbps * perCage <= whole * GBPS_OF_A_LANE : type.lanes * perCage <= whole;
  return fits ? perCage : 1;
}
