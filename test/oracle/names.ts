/** Names back to things, by looking at every one. */
import type { OracleCluster, OracleDevice, OracleLink } from "./cluster.js";

/** Returns the device of that name, among those that exist, or null. */
export function findDevice(cluster: OracleCluster, name: string): OracleDevice | null {
  for (const device of cluster.devices) if (device.exists && device.name === name) return device;
  return null;
}

/** Returns the link of that link_id, or null. */
export function findLink(cluster: OracleCluster, id: string): OracleLink | null {
  for (const link of cluster.links) if (link.row.link_id === id) return link;
  return null;
}

/** Returns the links of the assembly of that name. */
export function findAssembly(cluster: OracleCluster, name: string): OracleLink[] {
  return cluster.links.filter((link) => link.row.assembly === name);
}

/** Returns the links that end on the device. */
export function findLinksOf(cluster: OracleCluster, device: OracleDevice): OracleLink[] {
  return cluster.links.filter(({ a, z }) => a.device === device || z.device === device);
}
