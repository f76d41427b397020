/**
 * Shortest paths between two devices: climbing only and then descending only, or in any way where peers are linked. Both
 * ends are explored level by level until they meet, so the cost is that of what stands above two hosts.
 */
import { forEachNeighbour, type PortPlace, type Walker, type Way } from "./neighbours.js";

/** Links that one search may look at; beyond it the answer is unknown. */
const MOST_LINKS = 400_000;

export interface ShortestPaths {
  /** Links of a shortest path, both host links included. */
  readonly links: number;
  /** How many shortest paths there are; parallel links make paths of their own. */
  readonly paths: number;
  /** The key of a device where climbing turns into descending. */
  readonly apex: number;
}

/** What is found above one port: by number of links from the first switch, how many ways lead to each device. */
interface Ascent {
  readonly levels: Map<number, number>[];
}

/**
 * `levels`: climb, then descend, every link to the next tier. `climb`: the same, but links may skip tiers. `any`: every
 * way, for fabrics with peers.
 */
export type PathMode = "levels" | "climb" | "any";

export interface Explorer {
  readonly walker: Walker;
  readonly mode: PathMode;
  /** Whether a device passes traffic on. */
  readonly passes: (key: number) => boolean;
  readonly ascents: Map<number, Ascent>;
  /** Links that may still be looked at. */
  budget: number;
}

/** Returns an explorer, whose searches share what they find. */
export function openExplorer(walker: Walker, mode: PathMode, passes: (key: number) => boolean): Explorer {
  return { walker, mode, passes, ascents: new Map(), budget: MOST_LINKS };
}

/** Returns the key of the switch at a port of a host, or -1 where the port has no link. */
export function findFirstSwitch(walker: Walker, host: number, port: PortPlace): number {
  let found = -1;
  forEachNeighbour(walker, host, ["up", "level", "down"], (key, _, at) => {
    if (at.run === port.run && at.which === port.which && at.unit === port.unit && at.place === port.place) found = key;
    return found < 0;
  });
  return found;
}

/**
 * Returns the shortest paths between two devices, `extra` links added for those of the hosts before and after them.
 * Null where there is none, or where the search would look at too many links (`explorer.budget` is then negative).
 */
export function findShortestPaths(explorer: Explorer, from: number, to: number, extra: number): ShortestPaths | null {
  const above = startAscent(explorer, from);
  const beyond = startAscent(explorer, to);
  const step = explorer.mode === "levels" ? 2 : 1;
  for (let length = 0; ; length += step) {
    const reach = explorer.mode === "climb" ? length : Math.ceil(length / 2);
    if (!extend(explorer, above, reach) || !extend(explorer, beyond, reach)) return null;
    const met = explorer.mode === "climb" ? meetAnywhere(above, beyond, length) : meetHalfway(above, beyond, length);
    if (met !== null) return { links: length + extra, paths: met.paths, apex: met.apex };
    if (isExhausted(above, reach) && isExhausted(beyond, reach)) return null;
  }
}

function startAscent(explorer: Explorer, key: number): Ascent {
  const known = explorer.ascents.get(key);
  if (known !== undefined) return known;
  const ascent: Ascent = { levels: [new Map([[key, 1]])] };
  explorer.ascents.set(key, ascent);
  return ascent;
}

function isExhausted({ levels }: Ascent, level: number): boolean {
  return (levels[level]?.size ?? 0) === 0;
}

/** Explores up to that many links away; false when out of budget. */
function extend(explorer: Explorer, ascent: Ascent, level: number): boolean {
  const ways: readonly Way[] = explorer.mode === "any" ? ["up", "level", "down"] : ["up"];
  while (ascent.levels.length <= level) {
    const next = new Map<number, number>();
    for (const [key, count] of ascent.levels.at(-1) ?? []) {
      forEachNeighbour(explorer.walker, key, ways, (far) => {
        explorer.budget--;
        const isNew = explorer.mode !== "any" || !isKnown(ascent, far);
        if (isNew && explorer.passes(far)) next.set(far, (next.get(far) ?? 0) + count);
        return explorer.budget >= 0;
      });
      if (explorer.budget < 0) return false;
    }
    ascent.levels.push(next);
  }
  return true;
}

function isKnown({ levels }: Ascent, key: number): boolean {
  return levels.some((level) => level.has(key));
}

interface Meeting {
  readonly paths: number;
  readonly apex: number;
}

/** Where links skip tiers, the two halves of a path may differ in length. */
function meetAnywhere(above: Ascent, beyond: Ascent, length: number): Meeting | null {
  let paths = 0;
  let apex = -1;
  for (let up = 0; up <= length; up++) {
    const found = joinLevels(above.levels[up], beyond.levels[length - up]);
    if (found === null) continue;
    paths += found.paths;
    apex = found.apex;
  }
  return paths > 0 ? { paths, apex } : null;
}

/** Every path is cut once, in its middle. */
function meetHalfway(above: Ascent, beyond: Ascent, length: number): Meeting | null {
  return joinLevels(above.levels[Math.ceil(length / 2)], beyond.levels[Math.floor(length / 2)]);
}

function joinLevels(
  one: ReadonlyMap<number, number> | undefined,
  other: ReadonlyMap<number, number> | undefined,
): Meeting | null {
  if (one === undefined || other === undefined) return null;
  let paths = 0;
  let apex = -1;
  for (const [key, ways] of one.size < other.size ? one : other) {
    const back = (one.size < other.size ? other : one).get(key);
    if (back === undefined) continue;
    paths += ways * back;
    apex = key;
  }
  return paths > 0 ? { paths, apex } : null;
}
