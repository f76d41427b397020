/** The links of a cluster as a graph: hops, shortest up-down paths and flow, by walking. Knows no closed form. */
import type { OracleCluster, OracleDevice, OracleLink } from "./cluster.js";

/** A link seen from one of its devices. */
export interface Step {
  readonly link: OracleLink;
  readonly from: OracleDevice;
  readonly to: OracleDevice;
  /** `up` and `down` in the direction of the statement; `level` between peers. */
  readonly way: "up" | "down" | "level";
}

export interface Graph {
  readonly devices: readonly OracleDevice[];
  readonly steps: ReadonlyMap<OracleDevice, readonly Step[]>;
}

/** Returns the graph of the links of one fabric, or of all for null. */
export function makeGraph(cluster: OracleCluster, fabric: string | null = null): Graph {
  const devices = cluster.devices.filter((device) => device.exists);
  const steps = new Map<OracleDevice, Step[]>(devices.map((device) => [device, []]));
  for (const link of cluster.links) {
    if (fabric !== null && link.fabric !== fabric) continue;
    const { a, z, direction } = link;
    steps.get(a.device)?.push({ link, from: a.device, to: z.device, way: direction === "up" ? "up" : "level" });
    steps.get(z.device)?.push({ link, from: z.device, to: a.device, way: direction === "up" ? "down" : "level" });
  }
  return { devices, steps };
}

/** Returns the fewest links from a device to every device it reaches. */
export function countHops(graph: Graph, from: OracleDevice): Map<OracleDevice, number> {
  const hops = new Map<OracleDevice, number>([[from, 0]]);
  const queue: OracleDevice[] = [from];
  for (const device of queue) {
    for (const { to } of graph.steps.get(device) ?? []) {
      if (hops.has(to)) continue;
      hops.set(to, (hops.get(device) ?? 0) + 1);
      queue.push(to);
    }
  }
  return hops;
}

/** A port of a device, by its label. */
export interface PortOf {
  readonly device: OracleDevice;
  readonly port: string;
}

export interface Paths {
  /** Links of the shortest paths, both host links included. */
  readonly hops: number;
  /** How many shortest paths there are; parallel links make paths of their own. */
  readonly count: number;
}

/**
 * Returns the shortest paths between two ports that first only climb and then only descend: they leave by the link of
 * the first port and arrive by the link of the last. Null when there is none.
 */
export function countShortestPaths(graph: Graph, from: PortOf, to: PortOf): Paths | null {
  const first = (graph.steps.get(from.device) ?? []).find((step) => step.way === "up" && isAt(step.link, from));
  if (first === undefined) return null;
  let climbing = new Map<OracleDevice, number>([[first.to, 1]]);
  let descending = new Map<OracleDevice, number>();
  for (let hops = 1; hops <= 2 * graph.devices.length; hops += 1) {
    const up = new Map<OracleDevice, number>();
    const down = new Map<OracleDevice, number>();
    let arrived = 0;
    for (const [ways, mayClimb] of [
      [climbing, true],
      [descending, false],
    ] as const) {
      for (const [device, count] of ways) {
        for (const step of graph.steps.get(device) ?? []) {
          if (step.way === "up" && mayClimb) add(up, step.to, count);
          if (step.way !== "down") continue;
          if (step.to === to.device && isAt(step.link, to)) arrived += count;
          add(down, step.to, count);
        }
      }
    }
    if (arrived > 0) return { hops: hops + 1, count: arrived };
    climbing = up;
    descending = down;
  }
  return null;
}

function isAt({ a, z }: OracleLink, { device, port }: PortOf): boolean {
  return (a.device === device && a.port === port) || (z.device === device && z.port === port);
}

function add(ways: Map<OracleDevice, number>, device: OracleDevice, count: number): void {
  ways.set(device, (ways.get(device) ?? 0) + count);
}
