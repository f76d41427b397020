/**
 * Single points of failure of a small graph: a device, or a link, without which two hosts that had a path have none.
 * Hosts pass no traffic on; only what relays does.
 */
import type { SmallGraph } from "./small-graph.js";

/** What each node does. */
export interface Roles {
  /** Whether it passes traffic of others on. */
  readonly relays: (node: number) => boolean;
  /** Whether it sends and receives, so that it must keep its paths. */
  readonly isHost: (node: number) => boolean;
}

export interface Cut {
  /** The device that is lost, or the edge. */
  readonly lost: number;
  /** Two hosts that are cut apart. */
  readonly hosts: readonly [number, number];
}

/** Nodes and edges that one search may look at. */
const MOST_STEPS = 20_000_000;

/** No node and no edge. */
const NONE = -1;

interface Loss {
  readonly node: number;
  readonly edge: number;
}

interface Search {
  readonly graph: SmallGraph;
  readonly roles: Roles;
  readonly hosts: readonly number[];
  /** The piece of each relay when nothing is lost; -1 for others. */
  readonly before: Int32Array;
  steps: number;
}

/** Returns the first device whose loss is a cut, null if there is none, or `large` where that is too much to find out. */
export function findDeviceCut(graph: SmallGraph, roles: Roles): Cut | "large" | null {
  const search = openSearch(graph, roles);
  const suspects = findSuspectNodes(search);
  for (let node = 0; node < graph.nodes.length; node++) {
    if (search.steps > MOST_STEPS) return "large";
    const hosts = suspects.has(node) ? findParted(search, { node, edge: NONE }) : null;
    if (hosts !== null) return { lost: node, hosts };
  }
  return null;
}

/** Returns the first link whose loss is a cut, null if there is none, or `large` where that is too much to find out. */
export function findLinkCut(graph: SmallGraph, roles: Roles): Cut | "large" | null {
  const search = openSearch(graph, roles);
  const suspects = findSuspectEdges(search);
  for (let edge = 0; edge < graph.edges.length; edge++) {
    if (search.steps > MOST_STEPS) return "large";
    const hosts = suspects.has(edge) ? findParted(search, { node: NONE, edge }) : null;
    if (hosts !== null) return { lost: edge, hosts };
  }
  return null;
}

function openSearch(graph: SmallGraph, roles: Roles): Search {
  const hosts = graph.nodes.flatMap((_, node) => (roles.isHost(node) ? [node] : []));
  const search = { graph, roles, hosts, before: new Int32Array(0), steps: 0 };
  return { ...search, before: labelPieces(search, { node: NONE, edge: NONE }) };
}

/** Returns the far end of an edge. */
function across({ graph }: Search, edge: number, from: number): number {
  const { one, other } = graph.edges[edge] as SmallGraph["edges"][number];
  return one === from ? other : one;
}

/** Numbers the pieces that relays form without what is lost. */
function labelPieces(search: Search, loss: Loss): Int32Array {
  const { graph, roles } = search;
  const labels = new Int32Array(graph.nodes.length).fill(NONE);
  let pieces = 0;
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== NONE || start === loss.node || !roles.relays(start)) continue;
    const piece = pieces++;
    labels[start] = piece;
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const edge of graph.at[node] ?? []) {
        search.steps++;
        const far = across(search, edge, node);
        if (edge === loss.edge || far === loss.node || labels[far] !== NONE || !roles.relays(far)) continue;
        labels[far] = piece;
        open.push(far);
      }
    }
  }
  return labels;
}

/** Returns the pieces that a host can send into: its own if it relays, else those of the relays it is linked to. */
function listPieces(search: Search, host: number, labels: Int32Array, loss: Loss): readonly number[] {
  if (search.roles.relays(host)) return [labels[host] as number];
  const pieces = new Set<number>();
  for (const edge of search.graph.at[host] ?? []) {
    search.steps++;
    const label = edge === loss.edge ? NONE : (labels[across(search, edge, host)] as number);
    if (label !== NONE) pieces.add(label);
  }
  return [...pieces].sort((left, right) => left - right);
}

interface Group {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Up to two of its hosts. */
  readonly hosts: number[];
}

/** Returns two hosts that had a path and have none after the loss. */
function findParted(search: Search, loss: Loss): readonly [number, number] | null {
  const labels = labelPieces(search, loss);
  const groups = new Map<string, Group>();
  for (const host of search.hosts) {
    if (host === loss.node) continue;
    const before = listPieces(search, host, search.before, { node: NONE, edge: NONE });
    const after = listPieces(search, host, labels, loss);
    const key = `${before.join()} ${after.join()}`;
    const group = groups.get(key) ?? { before, after, hosts: [] };
    groups.set(key, group);
    if (group.hosts.length < 2) group.hosts.push(host);
  }
  const all = [...groups.values()];
  for (const [at, one] of all.entries()) {
    for (const other of all.slice(at)) {
      const [first] = one.hosts;
      const second = one === other ? other.hosts[1] : other.hosts[0];
      if (first === undefined || second === undefined) continue;
      if (meets(one.before, other.before) && !meets(one.after, other.after)) return [first, second];
    }
  }
  return null;
}

function meets(one: readonly number[], other: readonly number[]): boolean {
  return one.some((piece) => other.includes(piece));
}

/** Relays that could part hosts: those that hold two pieces of relays together, and the only way of a host into a piece. */
function findSuspectNodes(search: Search): ReadonlySet<number> {
  const { joints } = findJoints(search);
  const suspects = new Set(joints);
  forEachOnlyWay(search, (edges) => {
    const relays = new Set(edges.map(({ far }) => far));
    const [only] = relays;
    if (relays.size === 1 && only !== undefined) suspects.add(only);
  });
  return suspects;
}

/** Links that could part hosts. */
function findSuspectEdges(search: Search): ReadonlySet<number> {
  const { bridges } = findJoints(search);
  const suspects = new Set(bridges);
  forEachOnlyWay(search, (edges) => {
    const [only] = edges;
    if (edges.length === 1 && only !== undefined) suspects.add(only.edge);
  });
  return suspects;
}

interface Way {
  readonly edge: number;
  readonly far: number;
}

/** Visits, for every host that does not relay and every piece that it sends into, its links into that piece. */
function forEachOnlyWay(search: Search, visit: (edges: readonly Way[]) => void): void {
  for (const host of search.hosts) {
    if (search.roles.relays(host)) continue;
    const byPiece = new Map<number, Way[]>();
    for (const edge of search.graph.at[host] ?? []) {
      const far = across(search, edge, host);
      const piece = search.before[far] as number;
      if (piece === NONE) continue;
      const known = byPiece.get(piece);
      if (known === undefined) byPiece.set(piece, [{ edge, far }]);
      else known.push({ edge, far });
    }
    for (const edges of byPiece.values()) visit(edges);
  }
}

interface Joints {
  readonly joints: ReadonlySet<number>;
  readonly bridges: ReadonlySet<number>;
}

/** One relay on the path from the first of its piece. */
interface Frame {
  readonly node: number;
  /** The edge it was reached by. */
  readonly by: number;
  /** The next of its edges. */
  next: number;
}

/** Returns the relays, and the links among relays, that hold their piece together (Tarjan, without recursion). */
function findJoints(search: Search): Joints {
  const { graph, roles } = search;
  const joints = new Set<number>();
  const bridges = new Set<number>();
  const found = new Int32Array(graph.nodes.length).fill(NONE);
  const low = new Int32Array(graph.nodes.length);
  let time = 0;
  for (let start = 0; start < found.length; start++) {
    if (found[start] !== NONE || !roles.relays(start)) continue;
    let branches = 0;
    found[start] = low[start] = time++;
    const path: Frame[] = [{ node: start, by: NONE, next: 0 }];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const edge = graph.at[frame.node]?.[frame.next++];
      if (edge === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent === undefined) continue;
        const reach = low[frame.node] as number;
        low[parent.node] = Math.min(low[parent.node] as number, reach);
        if (reach > (found[parent.node] as number)) bridges.add(frame.by);
        if (parent.node === start) branches++;
        else if (reach >= (found[parent.node] as number)) joints.add(parent.node);
        continue;
      }
      const far = across(search, edge, frame.node);
      if (edge === frame.by || !roles.relays(far)) continue;
      if (found[far] === NONE) {
        found[far] = low[far] = time++;
        path.push({ node: far, by: edge, next: 0 });
      } else low[frame.node] = Math.min(low[frame.node] as number, found[far] as number);
    }
    if (branches > 1) joints.add(start);
  }
  return { joints, bridges };
}
