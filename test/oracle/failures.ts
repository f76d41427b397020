/** What the loss of a device or of a link does, by taking it out and walking. Knows no symmetry. */
import type { OracleDevice, OracleLink } from "./cluster.js";
import type { Graph } from "./graph.js";

/** What devices do. */
export interface DeviceRoles {
  /** Passes traffic of others on. */
  readonly relays: (device: OracleDevice) => boolean;
  /** Must keep its paths. */
  readonly isHost: (device: OracleDevice) => boolean;
}

interface Loss {
  readonly device?: OracleDevice;
  readonly link?: OracleLink;
}

/** Returns the relays without which two other hosts lose all paths between them. */
export function listDeviceCuts(graph: Graph, roles: DeviceRoles): OracleDevice[] {
  const before = mapPieces(graph, roles, {});
  return graph.devices.filter((device) => roles.relays(device) && parts(before, mapPieces(graph, roles, { device })));
}

/** Returns the links without which two hosts lose all paths between them. */
export function listLinkCuts(graph: Graph, roles: DeviceRoles): OracleLink[] {
  const before = mapPieces(graph, roles, {});
  const links = new Set([...graph.steps.values()].flatMap((steps) => steps.map(({ link }) => link)));
  return [...links].filter((link) => parts(before, mapPieces(graph, roles, { link })));
}

/** By host: the pieces of relays that it sends into. Hosts have a path if they have a piece in common. */
type Pieces = ReadonlyMap<OracleDevice, ReadonlySet<number>>;

function parts(before: Pieces, after: Pieces): boolean {
  const hosts = [...after.keys()];
  return hosts.some((one, at) =>
    hosts.slice(at + 1).some((other) => meet(before, one, other) && !meet(after, one, other)),
  );
}

function meet(pieces: Pieces, one: OracleDevice, other: OracleDevice): boolean {
  const far = pieces.get(other);
  return [...(pieces.get(one) ?? [])].some((piece) => far?.has(piece));
}

function mapPieces(graph: Graph, roles: DeviceRoles, loss: Loss): Pieces {
  const near = (device: OracleDevice): OracleDevice[] =>
    (graph.steps.get(device) ?? [])
      .filter(({ link, to }) => link !== loss.link && to !== loss.device && roles.relays(to))
      .map(({ to }) => to);
  const pieceOf = new Map<OracleDevice, number>();
  for (const start of graph.devices) {
    if (!roles.relays(start) || start === loss.device || pieceOf.has(start)) continue;
    const piece = new Set([start]);
    for (const relay of piece) for (const far of near(relay)) piece.add(far);
    const number = pieceOf.size;
    for (const relay of piece) pieceOf.set(relay, number);
  }
  const hosts = graph.devices.filter((device) => roles.isHost(device) && device !== loss.device);
  return new Map(
    hosts.map((host) => {
      const relays = roles.relays(host) ? [host] : near(host);
      return [host, new Set(relays.map((relay) => pieceOf.get(relay) ?? -1))];
    }),
  );
}

/**
 * Returns the share of a device's way up that goes through another, uplinks taken in proportion to their rates. Only
 * switches pass traffic on.
 */
export function shareThrough(
  graph: Graph,
  from: OracleDevice,
  lost: OracleDevice,
  links?: readonly OracleLink[],
): number {
  if (from === lost) return 1;
  const up = (graph.steps.get(from) ?? []).filter(
    ({ way, link }) => way === "up" && (links === undefined || links.includes(link)),
  );
  const all = up.reduce((sum, { link }) => sum + link.rateBitsPerSecond, 0);
  if (all === 0) return 0;
  return up.reduce((sum, { link, to }) => sum + link.rateBitsPerSecond * shareOf(graph, to, lost), 0) / all;
}

function shareOf(graph: Graph, device: OracleDevice, lost: OracleDevice): number {
  return device.kind === "switch" ? shareThrough(graph, device, lost) : 0;
}
