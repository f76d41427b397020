/** Greatest flow between two sets of devices (Dinic), each link carrying its rate in each direction. */
import type { OracleDevice } from "./cluster.js";
import type { Graph } from "./graph.js";

/** One direction of an edge; `back` is the position of the other direction in the list of `to`. */
interface Edge {
  readonly to: number;
  readonly back: number;
  room: number;
}

interface Network {
  readonly edges: Edge[][];
  readonly source: number;
  readonly sink: number;
}

/** Two sets of devices to push traffic between. */
export interface Cut {
  readonly sources: ReadonlySet<OracleDevice>;
  readonly sinks: ReadonlySet<OracleDevice>;
  /** Whether a device of neither set passes traffic on; all do when it is left out. */
  readonly forwards?: (device: OracleDevice) => boolean;
}

/** Returns the greatest bits per second from the sources to the sinks; devices of the sets send and take without limit. */
export function findMaxFlow(graph: Graph, cut: Cut): number {
  const network = makeNetwork(graph, cut);
  let flow = 0;
  for (;;) {
    const level = findLevels(network);
    if ((level[network.sink] ?? -1) < 0) return flow;
    const next = network.edges.map(() => 0);
    for (;;) {
      const pushed = push(network, { level, next }, network.source, Number.POSITIVE_INFINITY);
      if (pushed === 0) break;
      flow += pushed;
    }
  }
}

function makeNetwork(graph: Graph, { sources, sinks, forwards }: Cut): Network {
  const position = new Map(graph.devices.map((device, order) => [device, order]));
  const source = graph.devices.length;
  const sink = source + 1;
  const edges: Edge[][] = Array.from({ length: sink + 1 }, () => []);
  const join = (from: number, to: number, there: number, back: number): void => {
    const left = edges[from];
    const right = edges[to];
    if (left === undefined || right === undefined) throw new Error("an edge lacks an end");
    left.push({ to, back: right.length, room: there });
    right.push({ to: from, back: left.length - 1, room: back });
  };
  const passes = (device: OracleDevice): boolean =>
    sources.has(device) || sinks.has(device) || forwards === undefined || forwards(device);
  for (const [device, steps] of graph.steps) {
    for (const { link, to } of steps) {
      // Every link is seen from both of its devices; one of the two views makes the edge.
      if (link.a.device !== device || !passes(device) || !passes(to)) continue;
      const rate = link.rateBitsPerSecond;
      join(position.get(device) ?? -1, position.get(to) ?? -1, rate, rate);
    }
  }
  for (const device of sources) join(source, position.get(device) ?? -1, Number.POSITIVE_INFINITY, 0);
  for (const device of sinks) join(position.get(device) ?? -1, sink, Number.POSITIVE_INFINITY, 0);
  return { edges, source, sink };
}

function findLevels({ edges, source }: Network): number[] {
  const level = edges.map(() => -1);
  level[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const edge of edges[node] ?? []) {
      if (edge.room <= 0 || (level[edge.to] ?? 0) >= 0) continue;
      level[edge.to] = (level[node] ?? 0) + 1;
      queue.push(edge.to);
    }
  }
  return level;
}

interface Phase {
  readonly level: readonly number[];
  /** The next edge of each node to try. */
  readonly next: number[];
}

function push(network: Network, phase: Phase, node: number, amount: number): number {
  if (node === network.sink) return amount;
  const edges = network.edges[node] ?? [];
  for (; (phase.next[node] ?? 0) < edges.length; phase.next[node] = (phase.next[node] ?? 0) + 1) {
    const edge = edges[phase.next[node] ?? 0];
    if (edge === undefined || edge.room <= 0 || phase.level[edge.to] !== (phase.level[node] ?? 0) + 1) continue;
    const pushed = push(network, phase, edge.to, Math.min(amount, edge.room));
    if (pushed === 0) continue;
    const back = network.edges[edge.to]?.[edge.back];
    if (back === undefined) throw new Error("an edge has no way back");
    edge.room -= pushed;
    back.room += pushed;
    return pushed;
  }
  return 0;
}
