/**
 * Connectors: where one end of a cable plugs in, and which links share one. A port is a connector, or several where its
 * split says so; a cable with plugs of its own fills whole cages.
 */
import { createBatch } from "./link-batch.js";
import type { Plan, PlanEnd, PlanRun } from "./plan.js";
import { openCursor } from "./rows.js";
import { sizeOfSpace } from "./space.js";
import type { PortsSpec } from "./spec.js";

/** Links that are looked at one by one where the statement alone does not tell. */
const MOST_LINKS = 1_000_000;

type ConnectorEnd = Pick<PlanEnd, "spec" | "ports">;

/** Returns the cage of each port of a group by flat index, cages counted in the order in which they appear. */
export function numberCages(ports: PortsSpec): readonly number[] {
  const { cages, perCage } = ports;
  const size = sizeOfSpace(ports.dims);
  if (cages === null) return Array.from({ length: size }, (_, port) => Math.floor(port / perCage));
  const numbers = new Map<string, number>();
  return Array.from({ length: size }, (_, port) => {
    const label = cages[port]?.cage ?? "";
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
}

/** Returns how many links one connector carries at most at that end. */
export function linksPerConnector({ spec, ports }: ConnectorEnd): number {
  if (spec.plug !== "cage") return spec.children / spec.connectors;
  if (ports.pool !== null) return ports.perCage * spec.children;
  const counts: number[] = [];
  for (const cage of numberCages(ports)) counts[cage] = (counts[cage] ?? 0) + 1;
  return Math.max(...counts);
}

/** True if more than one link shares a connector at that end. */
export function isSplit(end: ConnectorEnd): boolean {
  return linksPerConnector(end) > 1;
}

/** Returns what finds the connector of a port code at that end; it is unique in its device. */
export function openConnectors(end: ConnectorEnd): (code: number) => number {
  const { spec, ports } = end;
  if (ports.pool === null && spec.plug === "cage") {
    const cages = numberCages(ports);
    return (code) => cages[code] ?? code;
  }
  const links = linksPerConnector(end);
  return (code) => Math.floor(code / links);
}

/** Which end's connector the physical cable is named after; `plain` cables are named after their link. */
export type HeadEnd = "plain" | "a" | "z";

/** Returns the end at which several links share a connector: the head of a breakout, the a end of a trunk. */
export function findHead(run: PlanRun): HeadEnd {
  if (isSplit(run.a)) return "a";
  return isSplit(run.z) ? "z" : "plain";
}

/**
 * True if every connector of either end meets one connector of the other; false too where there are too many links to
 * look at. Both ends are split.
 */
export function holdSameLinks(plan: Plan, run: PlanRun, copies: number): boolean {
  const perConnector = linksPerConnector(run.a);
  const { copySlot } = run.a.side;
  const alike = run.components.some((component) => component.table === null && component.slots[0] === copySlot);
  const dealt = [run.a, run.z].every(({ spec }) => spec.plug !== "cage" || spec.seat.kind === "block");
  if (perConnector === linksPerConnector(run.z) && alike && dealt && copies % perConnector === 0) return true;
  return meetOneByOne(plan, run);
}

function meetOneByOne(plan: Plan, run: PlanRun): boolean {
  const [ofA, ofZ] = [openConnectors(run.a), openConnectors(run.z)];
  const nameA = `${run.spec.a.array}.${run.spec.a.ports}`;
  const nameZ = `${run.spec.z.array}.${run.spec.z.ports}`;
  // One map for both ends: in a shared block a connector is an a end of some links and a z end of others.
  const partners = new Map<string, string>();
  const next = openCursor(plan, run);
  const batch = createBatch();
  for (next(batch); batch.count > 0; next(batch)) {
    for (let row = 0; row < batch.count; row++) {
      const a = `${nameA}:${batch.aDevice[row]}:${ofA(batch.aCode[row] as number)}`;
      const z = `${nameZ}:${batch.zDevice[row]}:${ofZ(batch.zCode[row] as number)}`;
      if ((partners.get(a) ?? z) !== z || (partners.get(z) ?? a) !== a) return false;
      partners.set(a, z);
      partners.set(z, a);
    }
    if (partners.size > MOST_LINKS) return false;
  }
  return true;
}
