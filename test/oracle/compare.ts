/** Lays what the plan says beside what the oracle says, as plain data, so that a test can compare them. */
import { countDevices, countLinks } from "../../src/plan/count.js";
import { enumerateLinks } from "../../src/plan/enumerate.js";
import type { Plan } from "../../src/plan/plan.js";
import { openPortTable } from "../../src/plan/port-table.js";
import { findTiers } from "../../src/plan/tiers.js";
import type { OracleCluster } from "./cluster.js";

/** One text a link: every column of its row. */
export function listOracleRows({ links }: OracleCluster): string[] {
  return links.map(({ row }) => Object.values(row).join(","));
}

/** One text a link, in the order of the plan's runs. */
export function listPlanRows(plan: Plan): string[] {
  return plan.runs.flatMap((run) => [...enumerateLinks(plan, run)].map((row) => Object.values(row).join(",")));
}

/** Devices of every array, links of every statement, tiers of every fabric. */
export interface Counts {
  readonly devices: Readonly<Record<string, readonly [all: number, active: number]>>;
  readonly links: readonly string[];
  readonly activeLinks: readonly number[];
  readonly tiers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Returns the counts that the oracle finds. */
export function countOracle(cluster: OracleCluster): Counts {
  const { arrays, statements, links, tiers } = cluster;
  const active = links.filter(({ a, z }) => !a.device.spare && !z.device.spare);
  return {
    devices: Object.fromEntries(arrays.map((count) => [count.array, [count.installed, count.active]])),
    links: statements.map((one) => `${one.fabric} ${one.run} ${one.links}`),
    activeLinks: statements.map(
      (one) => active.filter((link) => link.fabric === one.fabric && link.run === one.run).length,
    ),
    tiers: dropUnlinked(cluster, tiers),
  };
}

/** The plan's tiers are of arrays with statements alone. */
function dropUnlinked({ links }: OracleCluster, tiers: OracleCluster["tiers"]): Counts["tiers"] {
  const linked = (fabric: string, array: string): boolean =>
    links.some((link) => link.fabric === fabric && (link.a.device.array === array || link.z.device.array === array));
  return Object.fromEntries(
    Object.entries(tiers).map(([fabric, arrays]) => [
      fabric,
      Object.fromEntries(Object.entries(arrays).filter(([array]) => linked(fabric, array))),
    ]),
  );
}

/** Returns the counts that the plan has as closed forms. */
export function countPlan(plan: Plan, cluster: OracleCluster): Counts {
  const tiers = plan.spec.fabrics.map((fabric) => [fabric, Object.fromEntries(findTiers(plan, fabric).tiers)] as const);
  return {
    devices: Object.fromEntries(
      plan.arrays.map((array) => [array.spec.name, [countDevices(array, "all"), countDevices(array, "active")]]),
    ),
    links: plan.runs.map((run) => `${run.spec.fabric} ${run.spec.name} ${countLinks(run, "all")}`),
    activeLinks: plan.runs.map((run) => countLinks(run, "active")),
    tiers: dropUnlinked(cluster, Object.fromEntries(tiers)),
  };
}

/** One text a port of every device that exists: name, label, cage, state, link. */
export function listOraclePorts({ devices }: OracleCluster): string[] {
  return devices.flatMap(({ name, ports }) =>
    ports.map(({ label, cage, state, link }) => `${name} ${label} in ${cage}: ${state} ${link ?? ""}`),
  );
}

/** Returns the same of the plan, for the devices that the oracle has. */
export function listPlanPorts(plan: Plan, { devices }: OracleCluster): string[] {
  return plan.arrays.flatMap((array) => {
    const table = openPortTable(plan, array);
    return devices
      .filter((device) => device.exists && device.array === array.spec.name)
      .flatMap((device) =>
        table(device.index).map(({ label, use }) => {
          const link = use?.names?.linkId ?? "";
          return `${array.write(device.index)} ${label.port} in ${label.cage}: ${use?.state ?? "free"} ${link}`;
        }),
      );
  });
}
