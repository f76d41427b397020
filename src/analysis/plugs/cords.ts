/** How many cables leave where the plan sees one: a module with several sockets takes a cord in each. */
import { numberIn } from "../../model/bag.js";
import type { Connect } from "../../model/design.js";
import type { Part } from "../../model/part.js";
import { hasOwnPlugs } from "../../model/plugs.js";
import { linksPerConnector, numberCages } from "../../plan/connectors.js";
import { endOf, type PlanEnd, type PlanRun } from "../../plan/plan.js";

/** Returns how many connectors one cage has at most at an end: places where a cord leaves it. */
export function connectorsPerCage(end: PlanEnd): number {
  if (end.ports.pool !== null) return end.linksPerCage / linksPerConnector(end);
  const counts: number[] = [];
  for (const cage of numberCages(end.ports)) counts[cage] = (counts[cage] ?? 0) + 1;
  return Math.max(...counts);
}

/** Returns how many sockets a module has, each for one cord, or null where it does not say. */
export function socketsOf(module: Part): number | null {
  return numberIn(module.bag, "optical_ports");
}

/**
 * Returns how many cords stand for one cable of the run as one end's module wants it: `2` for a link of 800 Gbps on a
 * module of two sockets of 400 Gbps each. Null where the module does not say its sockets, or has too few of them.
 */
export function cordsAt(run: PlanRun, connect: Connect, which: "a" | "z"): number | null {
  const module = connect.plugs[which];
  const sockets = module === null ? null : socketsOf(module);
  if (module === null || sockets === null || hasOwnPlugs(connect.plugs.cable)) return null;
  const end = endOf(run, which);
  const most = sockets / connectorsPerCage(end);
  if (!Number.isInteger(most) || most < 1) return null;
  const share = shareOfSocket(end, module, sockets, run.spec.rateBitsPerSecond);
  return share === null ? 1 : Math.min(most, Math.ceil(share));
}

/** What the links of one connector need, as a multiple of what one socket carries, by rate or by lanes; null if neither is known. */
function shareOfSocket(end: PlanEnd, { bag }: Part, sockets: number, rateBitsPerSecond: number): number | null {
  const links = linksPerConnector(end);
  const rate = numberIn(bag, "rate");
  if (rate !== null) return (links * rateBitsPerSecond * sockets) / rate;
  const lanes = numberIn(bag, "lanes");
  if (lanes === null || end.ports.lanes === null) return null;
  return (links * (end.ports.lanes / end.spec.children) * sockets) / lanes;
}

/** Returns how many cords stand for one cable of the run: as the end that wants the most says. */
export function cordsPerCable(run: PlanRun, connect: Connect | undefined): number {
  if (connect === undefined) return 1;
  return Math.max(cordsAt(run, connect, "a") ?? 1, cordsAt(run, connect, "z") ?? 1);
}
