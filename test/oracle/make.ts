/**
 * Short ways to build the parts of a `Design` by hand, with every unsaid property at its plainest. Origins are empty
 * spans: nothing that reads a design may depend on them.
 */

import type { IndexExpr } from "../../src/core/index-expr.js";
import type { Span } from "../../src/core/span.js";
import { emptyBag } from "../../src/model/bag.js";
import type { Connect, Design, DeviceArray, Dim, End, Fabric, IndexEntry, PoolDraw } from "../../src/model/design.js";
import type { CageMap, Part, PortGroup, SplitMode } from "../../src/model/part.js";

export const nowhere: Span = { file: "made.weft", start: 0, end: 0 };

/** One gigabit per second. */
export const G = 1e9;

/** Returns a dimension; equal extents and its own name as short form unless said otherwise. */
export function makeDim(name: string, extent: number, rest: Partial<Dim> = {}): Dim {
  return { name, extent, planned: extent, short: name, ofGroup: false, origin: nowhere, ...rest };
}

/** Returns a dimension that a group of the cluster gives. */
export function makeGroupDim(name: string, extent: number, rest: Partial<Dim> = {}): Dim {
  return makeDim(name, extent, { ofGroup: true, ...rest });
}

const plainPorts: Omit<PortGroup, "name"> = {
  dims: [],
  poolCount: null,
  rateBitsPerSecond: 400 * G,
  lanes: null,
  splits: [],
  perCage: 1,
  cage: null,
  protocols: [],
  fec: null,
  nic: null,
  nicDims: 0,
  stems: [],
  bag: emptyBag,
  origin: nowhere,
};

/** Returns a port group: one port at each index over `dims`. The rate is in Gbps. */
export function makeGroup(
  name: string,
  dims: readonly Dim[],
  rateGbps: number,
  rest: Partial<PortGroup> = {},
): PortGroup {
  return { ...plainPorts, name, dims, rateBitsPerSecond: rateGbps * G, ...rest };
}

/** Returns a pool of `count` ports alike; `dims` in `rest` makes it a pool at each index. */
export function makePool(name: string, count: number, rateGbps: number, rest: Partial<PortGroup> = {}): PortGroup {
  return { ...plainPorts, name, poolCount: count, rateBitsPerSecond: rateGbps * G, ...rest };
}

/** Returns `children` x `rateGbps`, over `connectors` plugs. */
export function makeSplit(children: number, rateGbps: number, connectors = 1): SplitMode {
  return { children, rateBitsPerSecond: rateGbps * G, connectors };
}

/** Returns a part with these ports and nothing else known. */
export function makePart(id: string, ports: readonly PortGroup[], rest: Partial<Part> = {}): Part {
  return {
    id,
    kind: "switch",
    manufacturer: null,
    mpn: null,
    description: "",
    ports,
    cages: [],
    components: [],
    capacityBitsPerSecond: null,
    logicalPorts: null,
    powerMaxWatts: null,
    powerTypicalWatts: null,
    heightUnits: null,
    massKilograms: null,
    gpuMemory: null,
    gpuMemoryBytesPerSecond: null,
    scaleUpBytesPerSecond: null,
    flops: {},
    facts: [],
    doc: "",
    origin: nowhere,
    bag: emptyBag,
    bases: [],
    inherited: {},
    change: null,
    ...rest,
  };
}

/** Returns a map of cages: `slots[k]` lists group names and flat ports. */
export function makeCages(name: string, slots: readonly (readonly [string, number][])[]): CageMap {
  return { name, slots: slots.map((cage) => cage.map(([group, port]) => ({ group, port }))), origin: nowhere };
}

/** Returns a device array; its kind is that of the part. */
export function makeArray(
  name: string,
  part: Part,
  dims: readonly Dim[],
  rest: Partial<DeviceArray> = {},
): DeviceArray {
  return {
    name,
    kind: part.kind,
    part,
    dims,
    spares: 0,
    absent: [],
    namePattern: null,
    nameOrigin: nowhere,
    fabric: null,
    doc: "",
    origin: nowhere,
    sparesOrigin: null,
    maxOversubscription: null,
    maxOversubscriptionOrigin: null,
    bag: emptyBag,
    ...rest,
  };
}

/** Binds a dimension to a name. */
export function bind(name: string): IndexEntry {
  return { kind: "name", name, explicit: true, origin: nowhere };
}

/** `*`. */
export const star: IndexEntry = { kind: "any", origin: nowhere };

/** Fixes a dimension by an expression. */
export function fix(expr: IndexExpr): IndexEntry {
  return { kind: "fixed", expr, origin: nowhere };
}

/** Narrows a dimension of that name to `from <= value < to`. */
export function narrow(name: string, from: number, to: number): IndexEntry {
  return { kind: "range", name, from, to, origin: nowhere };
}

/** Draws unsplit ports `from <= port < to`. */
export function drawRange(from: number, to: number): PoolDraw {
  return { kind: "range", from, to, origin: nowhere };
}

/** Pins the port that the expression gives. */
export function drawPin(expr: IndexExpr): PoolDraw {
  return { kind: "pin", expr, origin: nowhere };
}

/** What an end says of its dimensions, by their names; dimensions left out keep their own names. */
export interface EndSays {
  readonly index?: Readonly<Record<string, IndexEntry>>;
  readonly ports?: Readonly<Record<string, IndexEntry>>;
  readonly draw?: PoolDraw;
}

/** Returns an end at the port group of that name. */
export function makeEnd(array: DeviceArray, group: string, says: EndSays = {}): End {
  const ports = array.part.ports.find((candidate) => candidate.name === group);
  if (ports === undefined) throw new Error(`${array.name} has no ports ${group}`);
  return {
    array,
    index: fillEntries(array.dims, says.index ?? {}),
    ports,
    portIndex: fillEntries(ports.dims, says.ports ?? {}),
    draw: says.draw ?? { kind: "whole" },
    origin: nowhere,
  };
}

function fillEntries(dims: readonly Dim[], said: Readonly<Record<string, IndexEntry>>): IndexEntry[] {
  for (const name of Object.keys(said)) {
    if (!dims.some((dim) => dim.name === name)) throw new Error(`no dimension ${name}`);
  }
  return dims.map(({ name }) => said[name] ?? { kind: "name", name, explicit: false, origin: nowhere });
}

/** Returns a connect statement; `a -> z` unless `direction` says `peer`. */
export function makeConnect(a: End, z: End, rest: Partial<Connect> = {}): Connect {
  return {
    fabric: "net",
    direction: "up",
    a,
    z,
    copies: 1,
    copyName: null,
    copiesOrigin: null,
    rateBitsPerSecond: null,
    rateOrigin: null,
    whole: false,
    where: null,
    whereOrigin: null,
    on: null,
    onOrigin: null,
    align: null,
    alignOrigin: null,
    medium: null,
    plugs: { a: null, z: null, cable: null, aOrigin: null, zOrigin: null, cableOrigin: null },
    bag: emptyBag,
    origin: nowhere,
    ...rest,
  };
}

/** Returns a fabric of these statements. */
export function makeFabric(name: string, connects: readonly Connect[], rest: Partial<Fabric> = {}): Fabric {
  return {
    name,
    protocol: null,
    color: null,
    medium: null,
    mtuBytes: null,
    isolations: [],
    connects: connects.map((connect) => ({ ...connect, fabric: name })),
    bag: emptyBag,
    doc: "",
    origin: nowhere,
    ...rest,
  };
}

/** Returns a design of these arrays and fabrics. */
export function makeDesign(
  arrays: readonly DeviceArray[],
  fabrics: readonly Fabric[],
  rest: Partial<Design> = {},
): Design {
  return {
    name: "made",
    doc: "",
    file: nowhere.file,
    numbering: 0,
    parameters: [],
    phases: [],
    phase: null,
    prices: null,
    arrays,
    fabrics,
    storages: [],
    workloads: [],
    requirements: [],
    allowances: [],
    origin: nowhere,
    ...rest,
  };
}
