/** Late functions of ports and cages: how many are used, how many are free, how many one device has. */
import { DIM } from "../../core/dimension.js";
import { formatCount } from "../../core/quantity.js";
import { ratio } from "../../core/ratio.js";
import { countAtDevice } from "../../plan/count.js";
import { arrayNamed, attachmentsOf } from "../../plan/plan.js";
import { cagesOf } from "../../plan/port-label.js";
import { sizeOfSpace } from "../../plan/space.js";
import type { PortsSpec } from "../../plan/spec.js";
import { classifyDevices } from "../device-classes.js";
import { countFilled, openProbe, ownBlocks } from "../filled.js";
import type { Both } from "../metric.js";
import { type Answer, arrayOf, labelArray, makeAnswer, matchesPorts, type Query, type Refusal } from "./answer.js";

/** Ports of an array that carry a link, and all of them. */
interface PortSums {
  /** Active: between devices in service. */
  readonly used: Both<number>;
  readonly ports: Both<number>;
}

/** `used`: ports with a link; of a pool, whole ports of which any child has one. */
export function countUsed(query: Query): Answer | Refusal {
  const sums = sumPorts(query);
  if ("impossible" in sums) return sums;
  return describe(
    query,
    sums.used,
    (which) => `${formatCount(sums.used[which])} of ${formatCount(sums.ports[which])} ports`,
  );
}

/** `free`: ports without a link, those included that are kept for devices to come. */
export function countFree(query: Query): Answer | Refusal {
  const sums = sumPorts(query);
  if ("impossible" in sums) return sums;
  const free = { all: sums.ports.all - sums.used.all, active: sums.ports.active - sums.used.active };
  return describe(
    query,
    free,
    (which) => `${formatCount(sums.ports[which])} ports - ${formatCount(sums.used[which])} used`,
  );
}

function describe(query: Query, value: Both<number>, write: (which: "all" | "active") => string): Answer {
  const array = arrayOf(query);
  return makeAnswer({ all: ratio(value.all), active: ratio(value.active) }, DIM.none, {
    labels: array === undefined ? [] : [labelArray(array, write(query.which))],
  });
}

function sumPorts(query: Query): PortSums | Refusal {
  const chosen = choosePorts(query);
  if ("impossible" in chosen) return chosen;
  const { groups, devices } = chosen;
  const array = arrayNamed(query.plan, query.target?.name ?? "");
  const each = groups.reduce((sum, ports) => sum + countPortsOf(ports), 0);
  const used = { all: 0, active: 0 };
  for (const ports of groups) {
    const attachments = attachmentsOf(query.plan, array.spec.name).filter(({ end }) => end.ports === ports);
    const probes = ownBlocks(attachments).map((attachment) => openProbe(query.plan, attachment));
    for (const one of classifyDevices(array, attachments)) {
      for (const probe of probes) {
        const filled = countFilled(probe, one.index, probe.attachment.end.spec.children);
        used.all += one.count * filled.all;
        used.active += one.count * filled.active;
      }
    }
  }
  return { used, ports: { all: devices.all * each, active: devices.active * each } };
}

function choosePorts({
  plan,
  measures,
  target,
}: Query): { readonly groups: readonly PortsSpec[]; readonly devices: Both<number> } | Refusal {
  const devices = measures.devices.arrays.find(({ array }) => array === target?.name)?.devices;
  if (devices === undefined || target === null)
    return { impossible: "only an array and its ports can be asked for ports" };
  const groups = arrayNamed(plan, target.name).part.ports.filter(({ name }) => matchesPorts(name, target.ports));
  return { groups, devices };
}

function countPortsOf({ pool, dims }: PortsSpec): number {
  return (pool ?? 1) * sizeOfSpace(dims);
}

/** `cages`: of an array's devices, or those of one group, whether anything is in them or not. */
export function countCages(query: Query): Answer | Refusal {
  const chosen = choosePorts(query);
  if ("impossible" in chosen) return chosen;
  const names = new Set<string>();
  const plain = chosen.groups.reduce((sum, ports) => sum + countPlainCages(ports, names), 0);
  const each = plain + names.size;
  const { all, active } = chosen.devices;
  return describe(
    query,
    { all: all * each, active: active * each },
    (which) => `${formatCount(chosen.devices[which])} x ${each} cages`,
  );
}

/** Cages of a map may hold ports of several groups: their names are collected, so that each counts once. */
function countPlainCages(ports: PortsSpec, names: Set<string>): number {
  if (ports.cages !== null) {
    for (const { cage } of ports.cages) names.add(cage);
    return 0;
  }
  if (ports.pool !== null) return cagesOf(ports) * sizeOfSpace(ports.dims);
  return Math.ceil(sizeOfSpace(ports.dims) / ports.perCage);
}

/** `radix`: whole ports of one device of an array, or those of one group. */
export function countRadix(query: Query): Answer | Refusal {
  const chosen = choosePorts(query);
  if ("impossible" in chosen) return chosen;
  const each = chosen.groups.reduce((sum, ports) => sum + countPortsOf(ports), 0);
  return describe(query, { all: each, active: each }, () => `${each} ports each`);
}

/** `degree`: the most links at one device of an array, or at one group of its ports. */
export function countDegree(query: Query): Answer | Refusal {
  const chosen = choosePorts(query);
  if ("impossible" in chosen) return chosen;
  const array = arrayNamed(query.plan, query.target?.name ?? "");
  const attachments = attachmentsOf(query.plan, array.spec.name).filter(({ end }) => chosen.groups.includes(end.ports));
  const most = { all: 0, active: 0 };
  for (const one of classifyDevices(array, attachments)) {
    for (const which of ["all", "active"] as const) {
      if (which === "active" && !one.active) continue;
      const links = attachments.reduce((sum, attachment) => sum + countAtDevice(attachment, one.index, which), 0);
      most[which] = Math.max(most[which], links);
    }
  }
  return describe(query, most, (which) => `at most ${formatCount(most[which])} links each`);
}
