/** Ports and cages of the switches: in use, for spares, free; on the fullest device and over the array. */

import { attachmentsOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { cagesOf } from "../../plan/port-label.js";
import { sizeOfSpace } from "../../plan/space.js";
import type { PortsSpec } from "../../plan/spec.js";
import { classifyDevices, type DeviceClass } from "../device-classes.js";
import { countFilled, type FillProbe, listFilledCages, openProbe, ownBlocks } from "../filled.js";
import type { Both, Metric } from "../metric.js";

/** What one statement uses on one device. */
export interface StatementUse {
  /** Position of the run in the plan. */
  readonly position: number;
  readonly run: string;
  readonly goes: "down" | "up" | "peer";
  /** Unsplit ports, and cages, that carry a link; active: that carry a link between devices in service. */
  readonly ports: Both<number>;
  readonly cages: Both<number>;
}

export interface ArrayPorts {
  readonly array: string;
  /** The pool or group of the part. */
  readonly ports: string;
  readonly rateBitsPerSecond: number;
  /** Of one device. */
  readonly portsEach: number;
  readonly cagesEach: number;
  /** The device with the most ports in use: its indices, and what each statement takes, in the order of the runs. */
  readonly fullest: { readonly index: readonly number[]; readonly uses: readonly StatementUse[] };
  /** Over the array: used and spare ports add up to those with a link. */
  readonly total: { readonly ports: number; readonly used: number; readonly spare: number; readonly free: number };
}

/** Measures the ports of every switch array that has links, those of its pools without links too. */
export const metric: Metric<"ports", readonly ArrayPorts[]> = {
  name: "ports",
  title: "switch ports and cages",
  measure: ({ plan }) =>
    plan.arrays
      .filter((array) => array.spec.kind === "switch")
      .flatMap((array) => array.part.ports.flatMap((ports) => measurePorts(plan, array, ports))),
};

function measurePorts(plan: Plan, array: PlanArray, ports: PortsSpec): readonly ArrayPorts[] {
  const all = attachmentsOf(plan, array.spec.name);
  if (all.length === 0) return [];
  const attachments = all.filter(({ end }) => end.ports === ports);
  const probes = ownBlocks(attachments).map((attachment) => openProbe(plan, attachment));
  const pools = sizeOfSpace(ports.dims);
  const portsEach = pools * (ports.pool ?? 1);
  const total = { ports: 0, used: 0, spare: 0, free: 0 };
  let fullest: ArrayPorts["fullest"] | null = null;
  for (const one of classifyDevices(array, attachments)) {
    const uses = measureUses(probes, one);
    const inUse = sumPorts(uses, "all");
    const active = sumPorts(uses, "active");
    total.ports += one.count * portsEach;
    total.used += one.count * active;
    total.spare += one.count * (inUse - active);
    if (fullest === null || inUse > sumPorts(fullest.uses, "all")) fullest = { index: [...one.index], uses };
  }
  total.free = total.ports - total.used - total.spare;
  const cagesEach = ports.pool === null ? countCages(ports) : cagesOf(ports) * pools;
  const { name, rateBitsPerSecond } = ports;
  const sizes = { ports: name, rateBitsPerSecond, portsEach, cagesEach };
  return [{ array: array.spec.name, ...sizes, fullest: fullest ?? { index: [], uses: [] }, total }];
}

function sumPorts(uses: readonly StatementUse[], which: "all" | "active"): number {
  return uses.reduce((sum, use) => sum + use.ports[which], 0);
}

function measureUses(probes: readonly FillProbe[], one: DeviceClass): readonly StatementUse[] {
  const taken = { all: new Set<number>(), active: new Set<number>() };
  const filled = probes.map((probe) => countFilled(probe, one.index, probe.attachment.end.spec.children));
  const shares = probes.some((probe, at) => sharesCages(probe) && (filled[at]?.all ?? 0) > 0);
  return probes.map((probe, at) => {
    const { run, which } = probe.attachment;
    const goes = run.spec.direction === "peer" ? "peer" : which === "a" ? "up" : "down";
    const ports = filled[at] ?? { all: 0, active: 0 };
    const cages = shares ? takeCages(probe, one, taken) : countCagesOf(probe, one, ports);
    return { position: run.position, run: run.spec.name, goes, ports, cages };
  });
}

/** Whether a port that a statement pins may stand in a cage with ports of others. */
function sharesCages({ attachment: { end } }: FillProbe): boolean {
  return end.pin !== null && end.ports.perCage > 1;
}

function countCagesOf(probe: FillProbe, { index }: DeviceClass, ports: Both<number>): Both<number> {
  const { end } = probe.attachment;
  const isOne = end.ports.pool === null || end.linksPerCage === end.spec.children;
  return isOne ? ports : countFilled(probe, index, end.linksPerCage);
}

/** A pinned port may stand in a cage of another statement: the cage counts once, for the first. */
function takeCages(probe: FillProbe, { index }: DeviceClass, taken: Both<Set<number>>): Both<number> {
  const found = listFilledCages(probe, index);
  const take = (which: "all" | "active"): number => {
    const before = taken[which].size;
    for (const { cage, active } of found) if (which === "all" || active) taken[which].add(cage);
    return taken[which].size - before;
  };
  return { all: take("all"), active: take("active") };
}

/** Cages of a group: those of its cage map, else as many ports a cage as the part says. */
function countCages(ports: PortsSpec): number {
  if (ports.cages !== null) return new Set(ports.cages.map(({ cage }) => cage)).size;
  return Math.ceil(sizeOfSpace(ports.dims) / ports.perCage);
}
