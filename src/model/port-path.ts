/** Which port group of a part a path of names means. Knows nothing of index lists. */
import type { PortGroup } from "./part.js";

export type PortMatch =
  /** `nicSteps`: how many leading names stand for the NIC; an index list there covers the NIC's own dimensions. */
  | { readonly kind: "one"; readonly group: PortGroup; readonly nicSteps: number }
  | { readonly kind: "several"; readonly names: readonly string[] }
  | { readonly kind: "none" };

/**
 * Returns the group that a path means. No name: the only pool, else the only group. A path may stop early where one
 * group lies below, and may name the port of a NIC that has only one.
 */
export function findPortGroup(groups: readonly PortGroup[], path: readonly string[]): PortMatch {
  if (path.length === 0) {
    const pools = groups.filter((group) => group.poolCount !== null);
    return chooseOnly(pools.length === 1 ? pools : groups, path);
  }
  const joined = path.join(".");
  const exact = groups.find((group) => group.name === joined);
  if (exact !== undefined) return { kind: "one", group: exact, nicSteps: countNicSteps(exact) };
  const below = groups.filter((group) => group.name.startsWith(`${joined}.`));
  if (below.length > 0) return chooseOnly(below, path);
  // `backend.port` where the NIC's only group is called `port`: its name is left out of the group's.
  const last = path.at(-1);
  const shortened = path.slice(0, -1).join(".");
  const hidden = groups.find((group) => group.name === shortened && group.nic?.ports[0]?.name === last);
  return hidden === undefined ? { kind: "none" } : { kind: "one", group: hidden, nicSteps: 1 };
}

function chooseOnly(groups: readonly PortGroup[], path: readonly string[]): PortMatch {
  const [only, ...more] = groups;
  if (only === undefined) return { kind: "none" };
  if (more.length > 0) return { kind: "several", names: groups.map((group) => group.name) };
  return { kind: "one", group: only, nicSteps: Math.min(path.length, countNicSteps(only)) };
}

function countNicSteps(group: PortGroup): number {
  return group.nic === null ? 0 : 1;
}
