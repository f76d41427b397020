/** Greatest flow through a small graph of classes (Dinic). Exact while capacities are whole numbers below 2^53. */

interface Edge {
  readonly to: number;
  /** Position of the opposite direction in the list of `to`. */
  readonly back: number;
  room: number;
}

export interface FlowGraph {
  readonly edges: Edge[][];
}

/** Returns a graph of that many nodes without edges. */
export function createFlowGraph(nodes: number): FlowGraph {
  return { edges: Array.from({ length: nodes }, () => []) };
}

/** Joins two nodes with a capacity in each direction. */
export function joinNodes(
  graph: FlowGraph,
  from: number,
  to: number,
  capacity: { readonly there: number; readonly back: number },
): void {
  const left = graph.edges[from] as Edge[];
  const right = graph.edges[to] as Edge[];
  left.push({ to, back: right.length, room: capacity.there });
  right.push({ to: from, back: left.length - 1, room: capacity.back });
}

/** Returns the greatest flow; the graph keeps what room is left. */
export function findMaxFlow(graph: FlowGraph, source: number, sink: number): number {
  let flow = 0;
  for (;;) {
    const level = findLevels(graph, source);
    if ((level[sink] as number) < 0) return flow;
    const next = graph.edges.map(() => 0);
    for (;;) {
      const pushed = pushAlong({ graph, level, next, sink }, source);
      if (pushed === 0) break;
      flow += pushed;
    }
  }
}

/** Returns, after the greatest flow, whether each node stands on the source's side of a narrowest cut. */
export function findSourceSide(graph: FlowGraph, source: number): readonly boolean[] {
  return findLevels(graph, source).map((level) => level >= 0);
}

function findLevels(graph: FlowGraph, source: number): number[] {
  const level = graph.edges.map(() => -1);
  level[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const edge of graph.edges[node] as Edge[]) {
      if (edge.room <= 0 || (level[edge.to] as number) >= 0) continue;
      level[edge.to] = (level[node] as number) + 1;
      queue.push(edge.to);
    }
  }
  return level;
}

interface Phase {
  readonly graph: FlowGraph;
  readonly level: readonly number[];
  /** The next edge of each node to try. */
  readonly next: number[];
  readonly sink: number;
}

/** Pushes one path's worth from `source`, without recursion: classes may form long chains. */
function pushAlong({ graph, level, next, sink }: Phase, source: number): number {
  const path: Edge[] = [];
  let node = source;
  while (node !== sink) {
    const edge = (graph.edges[node] as Edge[])[next[node] as number];
    if (edge === undefined) {
      const last = path.pop();
      if (last === undefined) return 0;
      node = ((graph.edges[last.to] as Edge[])[last.back] as Edge).to;
      next[node] = (next[node] as number) + 1;
    } else if (edge.room > 0 && level[edge.to] === (level[node] as number) + 1) {
      path.push(edge);
      node = edge.to;
    } else {
      next[node] = (next[node] as number) + 1;
    }
  }
  const room = path.reduce((least, edge) => Math.min(least, edge.room), path[0]?.room ?? 0);
  for (const edge of path) {
    edge.room -= room;
    ((graph.edges[edge.to] as Edge[])[edge.back] as Edge).room += room;
  }
  return room;
}
