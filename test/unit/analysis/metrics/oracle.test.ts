/** Metrics against the naive oracle: on random small designs, and on known ones with their sizes shrunk. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { viewFabric } from "../../../../src/analysis/fabric-view.js";
import { type Measures, measurePlan } from "../../../../src/analysis/measure.js";
import type { MetricContext } from "../../../../src/analysis/metric.js";
import type { BisectionCut } from "../../../../src/analysis/metrics/bisection.metric.js";
import type { Design } from "../../../../src/model/design.js";
import { expand } from "../../../../src/plan/expand.js";
import type { Plan } from "../../../../src/plan/plan.js";
import type { OracleCluster, OracleDevice, OracleLink } from "../../../oracle/cluster.js";
import { listOraclePorts, listOracleRows, listPlanPorts, listPlanRows } from "../../../oracle/compare.js";
import { arbitrarySoundDesign } from "../../../oracle/design-arbitrary.js";
import { expandNaively } from "../../../oracle/expand.js";
import { findMaxFlow } from "../../../oracle/flow.js";
import { countHops, countShortestPaths, makeGraph } from "../../../oracle/graph.js";
import {
  hpnPod,
  makeBlocks,
  makeDcnPlus,
  makeFatTree,
  makeGenerations,
  makeHpn,
  makeSuperPod,
} from "../../../oracle/known-clos.js";
import { makeDragonfly, makeHyperX, makeSlimFly, makeTorus } from "../../../oracle/known-direct.js";
import { findDevice } from "../../../oracle/names.js";

interface Measured {
  readonly context: MetricContext;
  readonly measures: Measures;
}

function measure(design: Design): Measured {
  const context = { design, plan: expand(design).value };
  return { context, measures: measurePlan(context) };
}

function isActive({ a, z }: OracleLink): boolean {
  return !a.device.spare && !z.device.spare;
}

function isSame(plan: Plan, cluster: OracleCluster): boolean {
  const links = listPlanRows(plan).join() === listOracleRows(cluster).join();
  return links && listPlanPorts(plan, cluster).join() === listOraclePorts(cluster).join();
}

function countAssemblies(links: readonly OracleLink[]): number {
  return new Set(links.map(({ row }) => row.assembly)).size;
}

/** Unsplit ports of one device and port group with a link, and its cages. */
function countPorts(
  device: OracleDevice,
  group: string,
  links: ReadonlyMap<string, OracleLink>,
  wanted: (link: OracleLink) => boolean,
) {
  const used = device.ports.filter((port) => {
    const link = port.link === null ? undefined : links.get(port.link);
    return port.group === group && link !== undefined && wanted(link);
  });
  const ports = new Set(used.map((port) => JSON.stringify([port.index, port.number])));
  return { ports: ports.size, cages: new Set(used.map((port) => port.cage)).size };
}

/** Designs drawn; `METRIC_RUNS` asks for more. */
const runs = Number(process.env["METRIC_RUNS"] ?? 40);

describe("on random designs", () => {
  it("counts cables, ports and cages, weighs switches and cuts hosts as a walk does", { timeout: 1000 * runs }, () => {
    fc.assert(
      fc.property(arbitrarySoundDesign(), ({ design, cluster }) => {
        const { context, measures } = measure(design);
        // Where plan and oracle differ, other tests say so.
        fc.pre(isSame(context.plan, cluster));
        checkAssemblies(cluster, measures);
        checkPorts(cluster, measures);
        checkOversubscription(cluster, measures);
        checkBisection(cluster, context, measures);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});

function checkAssemblies(cluster: OracleCluster, measures: Measures): void {
  for (const run of measures.assemblies) {
    const links = cluster.links.filter((link) => link.fabric === run.fabric && link.run === run.run);
    expect(run.assemblies).toEqual({ all: countAssemblies(links), active: countAssemblies(links.filter(isActive)) });
  }
}

function checkPorts(cluster: OracleCluster, measures: Measures): void {
  const links = new Map(cluster.links.map((link) => [link.id, link]));
  for (const { array, ports, total, fullest } of measures.ports) {
    const devices = cluster.devices.filter((device) => device.array === array && device.exists);
    const all = devices.map((device) => countPorts(device, ports, links, () => true).ports);
    const active = devices.map((device) => countPorts(device, ports, links, isActive).ports);
    const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);
    expect([total.used, total.used + total.spare]).toEqual([sum(active), sum(all)]);
    const fullestDevice = devices.find(({ index }) => index.join() === fullest.index.join());
    if (fullestDevice === undefined) continue;
    const own = countPorts(fullestDevice, ports, links, () => true);
    expect(own.ports).toBe(Math.max(...all));
    expect(sum(fullest.uses.map((use) => use.ports.all))).toBe(own.ports);
    expect(sum(fullest.uses.map((use) => use.cages.all))).toBe(own.cages);
  }
}

function checkOversubscription(cluster: OracleCluster, measures: Measures): void {
  for (const { fabric, array, balance } of measures.oversubscription) {
    for (const which of ["all", "active"] as const) {
      const worst = findWorst(cluster, fabric, array, which);
      const found = balance[which].ratio?.valueOf() ?? Number.POSITIVE_INFINITY;
      expect(found === worst || Math.abs(found - worst) < 1e-9).toBe(true);
    }
  }
}

function checkBisection(cluster: OracleCluster, context: MetricContext, measures: Measures): void {
  for (const { fabric, cut } of measures.bisection) {
    for (const which of ["all", "active"] as const) {
      const found = cut[which];
      if (found !== null) checkCut(cluster, context, fabric, found, which);
    }
  }
}

function findWorst(cluster: OracleCluster, fabric: string, array: string, which: "all" | "active"): number {
  const wanted = cluster.links.filter(
    (link) => link.fabric === fabric && link.direction === "up" && (which === "all" || isActive(link)),
  );
  const devices = cluster.devices.filter(
    (device) => device.array === array && device.exists && (which === "all" || !device.spare),
  );
  const ratios = devices.map((device) => {
    const sum = (end: "a" | "z"): number =>
      wanted.filter((link) => link[end].device === device).reduce((total, link) => total + link.rateBitsPerSecond, 0);
    const [down, up] = [sum("z"), sum("a")];
    return down === 0 ? 0 : down / up;
  });
  return Math.max(0, ...ratios);
}

function checkCut(
  cluster: OracleCluster,
  context: MetricContext,
  fabric: string,
  cut: BisectionCut,
  which: "all" | "active",
): void {
  const view = viewFabric(context, fabric);
  const relays = new Set(view.arrays.filter((array) => view.relays(array)).map((array) => array.spec.name));
  const counts = (device: OracleDevice): boolean => device.exists && (which === "all" || !device.spare);
  const half = (side: "first" | "second"): Set<OracleDevice> =>
    new Set(
      cluster.devices.filter((device) => {
        const own = cut.halves.find(({ array }) => array === device.array);
        const dims = context.design.arrays.find(({ name }) => name === device.array)?.dims ?? [];
        const index = device.index[dims.findIndex(({ name }) => name === own?.dimension)] ?? 0;
        return own !== undefined && counts(device) && (side === "first") === index < own.first;
      }),
    );
  const [sources, sinks] = [half("first"), half("second")];
  expect(cut.hosts).toEqual([sources.size, sinks.size]);
  const halved = new Set(cut.halves.map(({ array }) => array));
  const flow = findMaxFlow(makeGraph(cluster, fabric), {
    sources,
    sinks,
    forwards: (device) => counts(device) && relays.has(device.array) && !halved.has(device.array),
  });
  if (cut.exact) expect(cut.bitsPerSecond.valueOf()).toBe(flow);
  else expect(cut.bitsPerSecond.valueOf()).toBeGreaterThanOrEqual(flow);
}

const layered: readonly (readonly [string, Design, string])[] = [
  ["HPN, 3 segments of 4 hosts", makeHpn({ ...hpnPod, segments: { extent: 3 }, hosts: 4, spares: 1 }), "backend-0-0"],
  ["three-tier blocks", makeBlocks(4, 2), "compute-0"],
  ["fat tree of 4", makeFatTree(4), "eth"],
  ["two generations", makeGenerations({ extent: 2 }), "compute-0"],
  ["DCN+ of 2 pods", makeDcnPlus(2), "nic-0-0"],
  ["SuperPOD of 127 nodes", makeSuperPod(), "compute-0"],
];

describe.each(layered)("%s", (_, design, port) => {
  const cluster = expandNaively(design);
  const { context, measures } = measure(design);

  it("has the hops and paths that a walk finds", () => {
    const graph = makeGraph(cluster);
    const pairs = measures.paths.flatMap((fabric) => fabric.pairs.filter(({ array }) => array !== "ufm"));
    expect(pairs.length).toBeGreaterThan(0);
    for (const { from, to, hops, paths } of pairs) {
      const found = to.map((name) =>
        countShortestPaths(graph, { device: find(cluster, from), port }, { device: find(cluster, name), port }),
      );
      const counts = found.map((one) => one?.count ?? 0);
      expect([paths.least, paths.most]).toEqual([Math.min(...counts), Math.max(...counts)]);
      expect([hops.least, hops.most]).toEqual([found[0]?.hops, found.at(-1)?.hops]);
    }
  });

  it("is cut exactly, where a walk finds the same flow", () => {
    for (const { fabric, cut } of measures.bisection) {
      expect(cut.active?.exact).toBe(true);
      if (cut.active !== null) checkCut(cluster, context, fabric, cut.active, "active");
    }
  });
});

const direct: readonly (readonly [string, Design])[] = [
  ["torus of 4 x 4 x 4", makeTorus(4)],
  ["Slim Fly of 50", makeSlimFly()],
  ["dragonfly of 3 groups", makeDragonfly(3)],
  ["HyperX", makeHyperX(4)],
];

describe.each(direct)("%s", (_, design) => {
  const cluster = expandNaively(design);
  const { context, measures } = measure(design);

  it("has the hops that a walk finds", () => {
    for (const { from, to, hops, state } of measures.paths.flatMap(({ pairs }) => pairs)) {
      const found = to.map((name) => countHops(makeGraph(cluster), find(cluster, from)).get(find(cluster, name)) ?? 0);
      expect(state).toBe("found");
      // From a device with several ports a walk may start at a better one than the first.
      expect(hops.least).toBeGreaterThanOrEqual(Math.min(...found));
      if (!from.includes("node")) expect([hops.least, hops.most]).toEqual([Math.min(...found), Math.max(...found)]);
    }
  });

  it("is cut where a walk finds the same flow", () => {
    for (const { fabric, cut } of measures.bisection) {
      if (cut.active !== null) checkCut(cluster, context, fabric, cut.active, "active");
    }
  });
});

function find(cluster: OracleCluster, name: string): OracleDevice {
  const device = findDevice(cluster, name);
  if (device === null) throw new Error(`no device ${name}`);
  return device;
}
