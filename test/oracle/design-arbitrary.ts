/** Random small designs for properties, as model objects: every construct of the algebra, few hundred links at most. */
import fc from "fast-check";
import type { Connect, Design, DeviceArray, End, Fabric } from "../../src/model/design.js";
import type { Part } from "../../src/model/part.js";
import { type Chooser, makeChooser } from "./chooser.js";
import type { OracleCluster } from "./cluster.js";
import type { Seat } from "./deal.js";
import { dealNaively, expandNaively } from "./expand.js";
import { makeDesign, makeFabric } from "./make.js";
import { chooseArrays, chooseDims, wideCount } from "./random-arrays.js";
import { chooseConnect } from "./random-connects.js";
import { writeSource } from "./write-source.js";

/** Assignments of one statement, and of a design: above them a statement is left out. */
const mostOfStatement = 200;
const mostOfDesign = 400;

/** A design with what the oracle makes of it. */
export interface Drawn {
  readonly design: Design;
  readonly cluster: OracleCluster;
  /** How a counterexample is printed: as source, with what the oracle has against it. */
  readonly [fc.toStringMethod]: () => string;
}

/** Returns an arbitrary of designs of any kind: some have errors. */
export function arbitraryDesign(): fc.Arbitrary<Drawn> {
  const numbers = fc.array(fc.noBias(fc.nat({ max: 9_999 })), { minLength: 400, maxLength: 400 });
  return numbers.map((list) => {
    const design = drawDesign(makeChooser(list));
    const cluster = expandNaively(design);
    return { design, cluster, [fc.toStringMethod]: () => `\n${writeSource(design)}${cluster.details.join("\n")}` };
  });
}

/** Returns an arbitrary of designs with at least one link in which the oracle finds no error, now or later. */
export function arbitrarySoundDesign(): fc.Arbitrary<Drawn> {
  return arbitraryDesign().filter(
    ({ cluster }) => cluster.errors.size === 0 && cluster.later.size === 0 && cluster.links.length > 0,
  );
}

/** Returns a design made of those choices. */
export function drawDesign(choose: Chooser): Design {
  const dims = chooseDims(choose);
  const arrays = chooseArrays(choose, dims);
  const statements: Connect[] = [];
  const wanted = 1 + choose.pick(6);
  const faulty = choose.rarely(4);
  let budget = mostOfDesign;
  for (let tries = 0; tries < 3 * wanted && statements.length < wanted; tries += 1) {
    const connect = chooseConnect(choose, arrays);
    const size = countAssignments(connect);
    if (size > Math.min(budget, mostOfStatement)) continue;
    // Most designs drop what would make them wrong, or hardly any design would be right.
    if (!faulty && hasErrors(arrays, [...statements, connect])) continue;
    budget -= size;
    statements.push(connect);
  }
  const split = choose.rarely(4) ? choose.pick(statements.length + 1) : 0;
  const fabrics = splitFabrics(statements, split, choose.among(["", "mmf"]));
  const wide = makeDesign(arrays, fabrics, { numbering: choose.among([0, 1]) });
  return fitPools(choose, wide);
}

function hasErrors(arrays: readonly DeviceArray[], connects: readonly Connect[]): boolean {
  const { errors, later } = dealNaively(makeDesign(arrays, [makeFabric("net", connects)]));
  return errors.size > 0 || later.size > 0;
}

function splitFabrics(connects: readonly Connect[], split: number, medium: string): Fabric[] {
  const rest = { medium: medium === "" ? null : medium };
  const net = makeFabric("net", connects.slice(split), rest);
  return split === 0 ? [net] : [net, makeFabric("second", connects.slice(0, split))];
}

function countAssignments({ a, z, copies }: Connect): number {
  const sizes = new Map<string, number>();
  for (const [side, end] of [
    ["a", a],
    ["z", z],
  ] as const) {
    const dims = [...end.array.dims, ...end.ports.dims];
    for (const [position, entry] of [...end.index, ...end.portIndex].entries()) {
      const planned = dims[position]?.planned ?? 1;
      if (entry.kind === "any") sizes.set(`${side} ${position}`, planned);
      if (entry.kind === "name") sizes.set(entry.name, planned);
      if (entry.kind === "range") sizes.set(entry.name, entry.to - entry.from);
    }
  }
  return [...sizes.values()].reduce((product, size) => product * size, copies);
}

/** Cuts every pool to the ports that the design needs, a little more, or sometimes a cage too few. */
function fitPools(choose: Chooser, design: Design): Design {
  const { dealt } = dealNaively(design);
  const seats = dealt.reserved.map(({ seat }) => seat);
  for (const { a, z } of dealt.seats.values()) seats.push(a, z);
  const fitted = new Map<string, DeviceArray>();
  for (const array of design.arrays) {
    const ports = array.part.ports.map((group) => {
      if (group.poolCount === null) return group;
      const needed = measurePool(seats, array.name, group.name);
      const cages = Math.ceil(needed.low / group.perCage) + Math.ceil(needed.high / group.perCage);
      const extra = choose.among([0, 1, 3, choose.rarely(4) ? -1 : 0]);
      const fitting = Math.max(1, cages + extra) * group.perCage;
      return { ...group, poolCount: Math.max(fitting, endOfRanges(design, array.name, group.name)) };
    });
    fitted.set(array.name, { ...array, part: { ...array.part, ports } });
  }
  const swap = (end: End): End => {
    const array = fitted.get(end.array.name) ?? end.array;
    return { ...end, array, ports: findPorts(array.part, end.ports.name) };
  };
  return {
    ...design,
    arrays: [...fitted.values()],
    fabrics: design.fabrics.map((fabric) => ({
      ...fabric,
      connects: fabric.connects.map((connect) => ({ ...connect, a: swap(connect.a), z: swap(connect.z) })),
    })),
  };
}

/** The port behind the last that a range of the pool names: a range must lie inside. */
function endOfRanges({ fabrics }: Design, array: string, group: string): number {
  let last = 0;
  for (const { a, z } of fabrics.flatMap((fabric) => fabric.connects)) {
    for (const { array: own, ports, draw } of [a, z]) {
      if (draw.kind === "range" && own.name === array && ports.name === group) last = Math.max(last, draw.to);
    }
  }
  return last;
}

function findPorts(part: Part, name: string): Part["ports"][number] {
  const ports = part.ports.find((group) => group.name === name);
  if (ports === undefined) throw new Error(`no ports ${name}`);
  return ports;
}

/** How many ports from the first up, and from the last down, anything holds in the fullest pool. */
function measurePool(seats: readonly Seat[], array: string, group: string): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const seat of seats) {
    if (seat.array.name !== array || seat.group.name !== group || seat.number === null) continue;
    if (seat.number < wideCount / 2) low = Math.max(low, seat.number + 1);
    else high = Math.max(high, wideCount - seat.number);
  }
  return { low, high };
}
