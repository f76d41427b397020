/** The cage with the most links of one end of a run, on any device. */
import { linksPerConnector, numberCages } from "../../plan/connectors.js";
import type { Plan, PlanEnd, PlanRun } from "../../plan/plan.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import { classifyDevices } from "../device-classes.js";
import { attachmentOf, countFilled, type FillProbe, listFilledPorts, openProbe } from "../filled.js";
import { connectorsPerCage } from "./cords.js";

export interface FullestCage {
  /** Links that some cage has; for a pool no fewer than that. */
  readonly links: number;
  readonly connectors: number;
  /** For a group: what its ports are, `rail 7`; none where the ports of a cage are alike. */
  readonly ports: readonly string[];
}

/** Returns the fullest cage of an end, or null where it has no links. */
export function findFullestCage(plan: Plan, run: PlanRun, which: "a" | "z"): FullestCage | null {
  const attachment = attachmentOf(run, which);
  const probe = openProbe(plan, attachment);
  const ends = run.merged ? [attachmentOf(run, "a"), attachmentOf(run, "z")] : [attachment];
  let fullest: FullestCage | null = null;
  for (const { index } of classifyDevices(attachment.end.array, ends)) {
    const found = attachment.end.ports.pool === null ? findInGroup(probe, index) : boundInPool(probe, index);
    if (found !== null && found.links > (fullest?.links ?? 0)) fullest = found;
  }
  return fullest;
}

function findInGroup(probe: FillProbe, index: ArrayLike<number>): FullestCage | null {
  const { end } = probe.attachment;
  const numbers = numberCages(end.ports);
  const cages = new Map<number, number[]>();
  for (const port of listFilledPorts(probe, index).all) {
    const cage = numbers[port] ?? port;
    cages.set(cage, [...(cages.get(cage) ?? []), port]);
  }
  const [first, ...others] = cages.values();
  if (first === undefined) return null;
  const most = others.reduce((one, other) => (other.length > one.length ? other : one), first);
  return { links: most.length, connectors: most.length, ports: most.map((port) => namePort(end, port)) };
}

function namePort({ ports }: PlanEnd, port: number): string {
  const index = new Float64Array(ports.dims.length);
  unrank(ports.dims, port, index);
  const named = ports.dims.map((dim, at) => `${dim.name} ${index[at] ?? 0}`).join(" ");
  return sizeOfSpace(ports.dims) > 1 ? named : ports.name;
}

/** Links are more than cages times what each may hold, so some cage holds more: no cage needs to be looked at. */
function boundInPool(probe: FillProbe, index: ArrayLike<number>): FullestCage | null {
  const { end } = probe.attachment;
  const cages = countFilled(probe, index, end.linksPerCage).all;
  if (cages === 0) return null;
  const links = Math.ceil(countFilled(probe, index, 1).all / cages);
  const connectors = Math.ceil(countFilled(probe, index, linksPerConnector(end)).all / cages);
  return { links, connectors: Math.min(connectors, connectorsPerCage(end)), ports: [] };
}
