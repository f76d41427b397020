/** Which port group of a part a path of names means. Knows nothing of index lists. */
import { isServicePorts, type PortGroup } from "./part.js";

export type PortMatch =
  /** `stemSteps`: how many leading names stand for parts around the ports; an index list there covers their own dimensions. */
  | { readonly kind: "one"; readonly group: PortGroup; readonly stemSteps: number }
  | { readonly kind: "several"; readonly names: readonly string[] }
  | { readonly kind: "none" };

/**
 * Returns the group that a path means. No name: the only pool, else the only group, service ports left out where there
 * are others. A path may stop early where one group lies below, and may name the port of a NIC that has only one.
 */
export function findPortGroup(groups: readonly PortGroup[], path: readonly string[]): PortMatch {
  if (path.length === 0) {
    const serving = groups.filter((group) => !isServicePorts(group));
    const meant = serving.length > 0 ? serving : groups;
    const pools = meant.filter((group) => group.poolCount !== null);
    return chooseOnly(pools.length === 1 ? pools : meant, path);
  }
  const joined = path.join(".");
  const exact = groups.find((group) => group.name === joined);
  if (exact !== undefined) return { kind: "one", group: exact, stemSteps: exact.stems.length };
  const below = groups.filter((group) => group.name.startsWith(`${joined}.`));
  if (below.length > 0) return chooseOnly(below, path);
  // `backend.port` where the NIC's only group is called `port`: its name is left out of the group's.
  const last = path.at(-1);
  const shortened = path.slice(0, -1).join(".");
  const hidden = groups.find((group) => group.name === shortened && group.nic?.ports[0]?.name === last);
  return hidden === undefined ? { kind: "none" } : { kind: "one", group: hidden, stemSteps: hidden.stems.length };
}

function chooseOnly(groups: readonly PortGroup[], path: readonly string[]): PortMatch {
  const [only, ...more] = groups;
  if (only === undefined) return { kind: "none" };
  if (more.length > 0) return { kind: "several", names: groups.map((group) => group.name) };
  return { kind: "one", group: only, stemSteps: Math.min(path.length, only.stems.length) };
}
