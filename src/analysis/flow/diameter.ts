/**
 * The most links on a shortest path between any two hosts of a fabric, every pair looked at: sets of devices grow one
 * link at a time, as bits. For fabrics with peers, where a few pairs do not stand for all.
 */
import { exists } from "../../plan/count.js";
import type { Plan, PlanArray } from "../../plan/plan.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import type { FabricView } from "../fabric-view.js";
import { forEachNeighbour, keyOf, openWalker, type Walker } from "./neighbours.js";

/** Words of 32 devices that may be joined while sets grow by one link: about a second of work. */
const MOST_WORDS = 500_000_000;

/** Hosts that are looked at one by one for where they enter: about a second of work too. */
const MOST_HOSTS = 500_000;

/** `split`: some pair of hosts has no path. `large`: more devices than can be looked at. */
type Diameter = number | "split" | "large";

/** Devices that pass traffic on, as numbers from 0, with the neighbours of each; and where hosts enter. */
interface Mesh {
  readonly neighbours: readonly Int32Array[];
  /** Relays that a host has a link to; hosts with the same ones are one door. A host that relays is its own. */
  readonly doors: readonly Int32Array[];
  /** Whether more than one host stands behind a door. */
  readonly shared: readonly boolean[];
  /** Links from a host to its door: 0 where hosts relay. */
  readonly steps: number;
}

/**
 * Returns the links of the longest shortest path between two hosts, those of both hosts included. A path may start at
 * any port of a host. Spares count.
 */
export function findDiameter(plan: Plan, view: FabricView): Diameter {
  const relays = view.arrays.filter((array) => isRelay(view, array));
  const count = relays.reduce((sum, { spec }) => sum + sizeOfSpace(spec.dims), 0);
  const hosts = view.hosts.reduce((sum, { spec }) => sum + sizeOfSpace(spec.dims), 0);
  if (count ** 2 / 32 > MOST_WORDS || hosts > MOST_HOSTS) return "large";
  const mesh = openMesh(openWalker(plan, view), view);
  const words = Math.ceil(mesh.neighbours.length / 32);
  const joins = mesh.neighbours.reduce((sum, near) => sum + near.length, 0) * words;
  const wide = mesh.doors.filter((door) => door.length > 1).length;
  if (joins > MOST_WORDS || mesh.doors.length * wide > MOST_WORDS) return "large";
  return growUntilMet(mesh, words);
}

function openMesh(walker: Walker, view: FabricView): Mesh {
  const relays = new Map<number, number>();
  for (const array of view.arrays) {
    if (isRelay(view, array)) forEachDevice(array, (flat) => relays.set(keyOf(walker, array, flat), relays.size));
  }
  const listNear = (key: number): Int32Array => {
    const near = new Set<number>();
    forEachNeighbour(walker, key, ["up", "level", "down"], (far) => {
      const relay = relays.get(far);
      if (relay !== undefined) near.add(relay);
      return true;
    });
    return Int32Array.from(near).sort();
  };
  const doors = new Map<string, { readonly door: Int32Array; hosts: number }>();
  for (const array of view.hosts) {
    forEachDevice(array, (flat) => {
      const key = keyOf(walker, array, flat);
      const own = relays.get(key);
      const door = own === undefined ? listNear(key) : Int32Array.of(own);
      // A host without links takes no part in the fabric.
      if (door.length === 0) return;
      const known = doors.get(door.join());
      if (known === undefined) doors.set(door.join(), { door, hosts: 1 });
      else known.hosts++;
    });
  }
  return {
    neighbours: [...relays.keys()].map(listNear),
    doors: [...doors.values()].map(({ door }) => door),
    shared: [...doors.values()].map(({ hosts }) => hosts > 1),
    steps: view.hosts.some((array) => isRelay(view, array)) ? 0 : 1,
  };
}

/** Where only switches are in a fabric, they are its hosts and still pass traffic on. */
function isRelay(view: FabricView, array: PlanArray): boolean {
  return view.relays(array) || array.spec.kind === "switch";
}

function forEachDevice(array: PlanArray, visit: (flat: number) => void): void {
  const { dims } = array.spec;
  const index = new Float64Array(dims.length);
  const total = sizeOfSpace(dims);
  for (let flat = 0; flat < total; flat++) {
    unrank(dims, flat, index);
    if (exists(array, index)) visit(flat);
  }
}

/** Row `r` of `reached` holds the relays that are at most so many links from relay `r`. */
function growUntilMet(mesh: Mesh, words: number): Diameter {
  const { neighbours, doors } = mesh;
  let reached = new Uint32Array(neighbours.length * words);
  for (let relay = 0; relay < neighbours.length; relay++) addRelay(reached, relay * words, relay);
  const targets = splitDoors(mesh, words);
  let met = 0;
  for (let links = 0; ; links++) {
    while (met < doors.length && meetsAll(targets, joinRows(reached, words, doors[met]))) met++;
    if (met === doors.length) return finish(mesh, links);
    // One link more is looked at before it is worked out for everyone: most often it is the last.
    if (links > 1) {
      while (met < doors.length && meetsAll(targets, joinRows(reached, words, listBeyond(mesh, doors[met])))) met++;
      if (met === doors.length) return finish(mesh, links + 1);
    }
    const next = links < 2 ? growByLists(mesh, reached, words, links) : growByRows(mesh, reached, words);
    if (next === null) return "split";
    reached = next;
  }
}

function finish({ doors, shared, steps }: Mesh, links: number): Diameter {
  const hasPair = doors.length > 1 || shared.some((one) => one);
  return hasPair ? links + 2 * steps : 0;
}

/** All doors: those of one relay together as bits, the others one by one. */
interface Targets {
  readonly single: Uint32Array;
  readonly wide: readonly Int32Array[];
}

function splitDoors({ doors }: Mesh, words: number): Targets {
  const single = new Uint32Array(words);
  const isSingle = (door: Int32Array): boolean => door.length === 1;
  for (const [relay = 0] of doors.filter(isSingle)) addRelay(single, 0, relay);
  return { single, wide: doors.filter((door) => !isSingle(door)) };
}

/** Whether a set of relays holds one of every door. */
function meetsAll({ single, wide }: Targets, around: Uint32Array): boolean {
  for (let word = 0; word < single.length; word++) {
    if (((single[word] as number) & ~(around[word] as number)) !== 0) return false;
  }
  return wide.every((other) => other.some((far) => ((around[far >>> 5] as number) & (1 << (far & 31))) !== 0));
}

/** The relays of a door and their neighbours. */
function listBeyond({ neighbours }: Mesh, door: Int32Array | undefined): readonly number[] {
  return [...(door ?? [])].flatMap((relay) => [relay, ...(neighbours[relay] ?? [])]);
}

function joinRows(
  reached: Uint32Array,
  words: number,
  relays: readonly number[] | Int32Array | undefined,
): Uint32Array {
  const around = new Uint32Array(words);
  for (const relay of relays ?? []) addRow(around, reached, relay * words);
  return around;
}

function addRow(around: Uint32Array, reached: Uint32Array, row: number): void {
  for (let word = 0; word < around.length; word++) {
    around[word] = (around[word] as number) | (reached[row + word] as number);
  }
}

function addRelay(reached: Uint32Array, row: number, relay: number): void {
  reached[row + (relay >>> 5)] = (reached[row + (relay >>> 5)] as number) | (1 << (relay & 31));
}

/** Returns the sets one link larger, the first two times: they are still small, so lists are quicker than rows. */
function growByLists(
  { neighbours }: Mesh,
  reached: Uint32Array,
  words: number,
  links: number,
): Uint32Array<ArrayBuffer> | null {
  const next = Uint32Array.from(reached);
  neighbours.forEach((near, relay) => {
    for (const other of near) {
      if (links === 0) addRelay(next, relay * words, other);
      else for (const beyond of neighbours[other] ?? []) addRelay(next, relay * words, beyond);
    }
  });
  return next.some((word, at) => word !== reached[at]) ? next : null;
}

/** Returns the sets one link larger, or null where none has grown. */
function growByRows({ neighbours }: Mesh, reached: Uint32Array, words: number): Uint32Array<ArrayBuffer> | null {
  const next = Uint32Array.from(reached);
  neighbours.forEach((near, relay) => {
    const around = next.subarray(relay * words, (relay + 1) * words);
    for (const other of near) addRow(around, reached, other * words);
  });
  return next.some((word, at) => word !== reached[at]) ? next : null;
}
