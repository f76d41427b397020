/** What rules say about losses, from a few devices of each kind, is what taking out every device and link says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FabricView, viewFabric } from "../../../../src/analysis/fabric-view.js";
import { findFarthestBlast } from "../../../../src/analysis/flow/blast.js";
import { findDeviceCut, findLinkCut, type Roles } from "../../../../src/analysis/flow/cut-search.js";
import { findOrbits, listOrbits } from "../../../../src/analysis/flow/orbits.js";
import { type SmallGraph, shrinkFabric } from "../../../../src/analysis/flow/small-graph.js";
import { rule as dualHome } from "../../../../src/analysis/rules/dual-home-critical.rule.js";
import { findFullestNow, findFullestPlanned } from "../../../../src/analysis/wiring/port-count.js";
import { findShifts } from "../../../../src/analysis/wiring/shifts.js";
import { hasErrors } from "../../../../src/core/diagnostic.js";
import { emptyBag } from "../../../../src/model/bag.js";
import type { Connect, Design, IndexEntry } from "../../../../src/model/design.js";
import { countDevices } from "../../../../src/plan/count.js";
import { expand } from "../../../../src/plan/expand.js";
import { attachmentsOf, type Plan } from "../../../../src/plan/plan.js";
import { judgeLife } from "../../../oracle/assign.js";
import type { OracleCluster, OracleDevice } from "../../../oracle/cluster.js";
import { arbitrarySoundDesign } from "../../../oracle/design-arbitrary.js";
import { dealNaively, expandNaively } from "../../../oracle/expand.js";
import { type DeviceRoles, listDeviceCuts, listLinkCuts, shareThrough } from "../../../oracle/failures.js";
import { type Graph, makeGraph } from "../../../oracle/graph.js";
import { hpnPod, makeBlocks, makeDcnPlus, makeFatTree, makeHpn } from "../../../oracle/known-clos.js";
import { makeHyperX, makeSlimFly, makeTorus } from "../../../oracle/known-direct.js";
import {
  bind,
  fix,
  makeArray,
  makeConnect,
  makeDesign,
  makeDim,
  makeEnd,
  makeFabric,
  makeGroup,
  makePart,
  makePool,
  narrow,
  nowhere,
  star,
} from "../../../oracle/make.js";

/** Designs drawn; `FAILURE_RUNS` asks for more. */
const runs = Number(process.env["FAILURE_RUNS"] ?? 20);

interface Opened {
  readonly design: Design;
  readonly plan: Plan;
  readonly cluster: OracleCluster;
}

function open(design: Design): Opened {
  return { design, plan: expand(design).value, cluster: expandNaively(design) };
}

/** Names of arrays that relay, and that must keep their paths, as the rule on cuts takes them. */
function readRoles(view: FabricView): { readonly relays: ReadonlySet<string>; readonly hosts: ReadonlySet<string> } {
  const names = (arrays: FabricView["arrays"]): ReadonlySet<string> => new Set(arrays.map(({ spec }) => spec.name));
  const others = view.arrays.filter(({ spec }) => spec.kind !== "switch");
  return {
    relays: names(view.arrays.filter((array) => view.relays(array) || array.spec.kind === "switch")),
    hosts: names(others.length > 0 ? others : view.hosts),
  };
}

function checkCuts({ design, plan, cluster }: Opened): void {
  for (const { name } of design.fabrics) {
    const view = viewFabric({ design, plan }, name);
    const { relays, hosts } = readRoles(view);
    const graph = makeGraph(cluster, name);
    const wanted: DeviceRoles = { relays: ({ array }) => relays.has(array), isHost: ({ array }) => hosts.has(array) };
    const shrink = (many: number): SmallGraph | null => shrinkFabric(view, findOrbits(view, "alike"), many);
    const three = shrink(3);
    const four = shrink(4);
    if (three === null || four === null) throw new Error("too large");
    const roles = ({ nodes }: SmallGraph): Roles => ({
      relays: (node) => relays.has(nodes[node]?.array.spec.name ?? ""),
      isHost: (node) => hosts.has(nodes[node]?.array.spec.name ?? ""),
    });
    const nameOf = ({ nodes }: SmallGraph, node: number): string =>
      nodes[node]?.array.write(nodes[node]?.index ?? []) ?? "";
    const devices = listDeviceCuts(graph, wanted).map((device) => device.name);
    const device = findDeviceCut(three, roles(three));
    expect(device !== null).toBe(devices.length > 0);
    if (device !== null && device !== "large") expect(devices).toContain(nameOf(three, device.lost));
    const links = listLinkCuts(graph, wanted).map(({ a, z }) => `${a.device.name} ${z.device.name}`);
    const link = findLinkCut(four, roles(four));
    expect(link !== null).toBe(links.length > 0);
    const edge = four.edges[link === "large" ? -1 : (link?.lost ?? -1)];
    if (edge !== undefined) expect(links).toContain(`${nameOf(four, edge.one)} ${nameOf(four, edge.other)}`);
  }
}

/** Every server has as many GPUs. */
function addGpus(design: Design, count: number): Design {
  const gpu = makePart("gpu", [], { kind: "gpu" });
  return {
    ...design,
    arrays: design.arrays.map((array) =>
      array.kind === "switch"
        ? array
        : {
            ...array,
            part: { ...array.part, components: [{ name: "gpu", kind: "gpu", part: gpu, count, origin: nowhere }] },
          },
    ),
  };
}

function checkBlast({ design, plan, cluster }: Opened, gpus: number): void {
  for (const { name } of design.fabrics) {
    const view = viewFabric({ design, plan }, name);
    const graph = makeGraph(cluster, name);
    const hosts = new Set(view.hosts.map(({ spec }) => spec.name));
    const linked = graph.devices.filter((device) => (graph.steps.get(device) ?? []).length > 0);
    const switches = linked.filter(({ kind }) => kind === "switch");
    if (switches.length === 0 || !linked.some(({ array, kind }) => hosts.has(array) && kind !== "switch")) continue;
    const reached = switches.map((lost) =>
      linked
        .filter((device) => hosts.has(device.array) && device.kind !== "switch" && !device.spare)
        .reduce((sum, device) => sum + countLost(graph, device, lost, gpus), 0),
    );
    const found = findFarthestBlast({ design, plan }, view);
    expect(found === "large" ? found : found?.gpus).toBe(Math.max(...reached));
  }
}

/** Ports of the random designs belong to no NIC, so each is one. */
function countLost(graph: Graph, host: OracleDevice, lost: OracleDevice, gpus: number): number {
  const up = (graph.steps.get(host) ?? []).filter(({ way }) => way === "up");
  const nics = new Map<string, (typeof up)[number]["link"][]>();
  for (const { link } of up) {
    const key = `${link.a.group} ${link.a.portIndex.join()}`;
    nics.set(key, [...(nics.get(key) ?? []), link]);
  }
  const isHit = (links: readonly (typeof up)[number]["link"][]): boolean =>
    shareThrough(graph, host, lost, links) >= 0.5 - 1e-9;
  if (nics.size === 0) return 0;
  if (gpus % nics.size !== 0) return isHit(up.map(({ link }) => link)) ? gpus : 0;
  return [...nics.values()].filter(isHit).length * (gpus / nics.size);
}

function checkHomes({ design, plan, cluster }: Opened): void {
  const arrays = design.arrays.map((array) => ({
    ...array,
    bag: { ...emptyBag, truths: { critical: array.kind !== "switch" } },
  }));
  const found = [...dualHome.check({ design: { ...design, arrays }, plan })];
  const wanted = design.fabrics.flatMap(({ name }) => {
    const graph = makeGraph(cluster, name);
    return arrays.flatMap((array) => {
      const isHere = plan.connects.some(
        ({ fabric, a, z }) => fabric === name && (a.array.name === array.name || z.array.name === array.name),
      );
      if (array.kind === "switch" || !isHere) return [];
      const lonely = graph.devices.filter((device) => {
        const uppers = (graph.steps.get(device) ?? []).filter(({ to }) => to.kind === "switch").map(({ to }) => to);
        return device.array === array.name && new Set(uppers).size < 2;
      });
      return lonely.length === 0 ? [] : [`${array.name} ${name} ${lonely.length}`];
    });
  });
  // An array without any link is told once, whatever fabrics there are.
  const told = found.flatMap(({ message, labels }) => {
    if (message.endsWith("in all fabrics, two switches were expected")) return [];
    const fabric = /fabric `(\w+)`/.exec(message)?.[1] ?? "";
    const device = /^`([^`]+)`/.exec(message)?.[1] ?? "";
    const array = cluster.devices.find(({ name }) => name === device)?.array ?? "";
    return [`${array} ${fabric} ${/^\d+/.exec(labels[1]?.text ?? "")?.[0]}`];
  });
  expect(told.sort()).toEqual(wanted.sort());
}

function checkPorts({ design, plan, cluster }: Opened): void {
  const { dealt } = dealNaively(design);
  for (const array of plan.arrays) {
    const attachments = attachmentsOf(plan, array.spec.name).filter(({ run }) => run.possible);
    if (array.spec.kind !== "switch" || attachments.length === 0) continue;
    const groups = new Set(attachments.map(({ end }) => end.spec.ports));
    const now = cluster.devices
      .filter((device) => device.array === array.spec.name && device.exists)
      .map((device) => {
        const used = device.ports.filter(({ link, group }) => link !== null && groups.has(group));
        return new Set(used.map(({ group, index, number }) => JSON.stringify([group, index, number]))).size;
      });
    const found = findFullestNow(plan, array, attachments);
    if (now.length > 0) expect(found?.used).toBe(Math.max(...now));
    if (design.fabrics.some(({ connects }) => connects.some(({ align }) => align !== null))) continue;
    const held = new Map<string, Set<string>>();
    for (const { a, z } of dealt.seats.values()) {
      for (const seat of [a, z]) {
        if (seat.array.name !== array.spec.name || judgeLife(seat.array, seat.device) === "never") continue;
        const own = held.get(seat.device.join()) ?? new Set<string>();
        held.set(seat.device.join(), own.add(JSON.stringify([seat.group.name, seat.portIndex, seat.number])));
      }
    }
    const most = Math.max(0, ...[...held.values()].map((ports) => ports.size));
    expect(findFullestPlanned(plan, array, attachments)?.used ?? 0).toBe(most);
  }
}

/** A block that not every device has is no role that all of them share. */
function checkShifts({ design, plan }: Opened): void {
  const firsts = new Map<string, Map<string, number>>();
  const held = new Map<string, Set<string>>();
  const all = new Map<string, number>();
  for (const { statement, block, seat } of dealNaively(design).dealt.reserved) {
    if (seat.number === null) continue;
    const role = `${statement.fabric} ${statement.run} ${block} ${seat.array.name}`;
    const device = seat.device.join();
    held.set(role, (held.get(role) ?? new Set()).add(`${device} ${seat.portIndex.join()}`));
    all.set(
      role,
      [...seat.array.dims, ...seat.group.dims].reduce((product, { planned }) => product * planned, 1),
    );
    if (judgeLife(seat.array, seat.device) !== "now") continue;
    const key = `${role}|${seat.portIndex.join()}`;
    const byDevice = firsts.get(key) ?? new Map<string, number>();
    firsts.set(key, byDevice);
    byDevice.set(device, Math.min(seat.number, byDevice.get(device) ?? Number.POSITIVE_INFINITY));
  }
  const shifted = [...firsts].some(([key, byDevice]) => {
    const role = key.split("|")[0] ?? "";
    return held.get(role)?.size === all.get(role) && new Set(byDevice.values()).size > 1;
  });
  expect(findShifts(plan).length > 0).toBe(shifted);
}

describe("on random designs", () => {
  it("finds single points of failure, reach, homes, ports and shifts as a walk does", { timeout: 2000 * runs }, () => {
    fc.assert(
      fc.property(arbitrarySoundDesign(), fc.constantFrom(1, 2, 4), ({ design, cluster }, gpus) => {
        const { value: plan, diagnostics } = expand(design);
        // Where plan and oracle differ, other tests say so.
        fc.pre(!hasErrors(diagnostics));
        const opened = { design, cluster, plan };
        checkCuts(opened);
        checkHomes(opened);
        checkPorts(opened);
        checkShifts(opened);
        checkBlast({ ...opened, design: addGpus(design, gpus) }, gpus);
      }),
      { numRuns: runs },
    );
  });
});

const box = makePart("box", [makePool("front", 150, 400)]);
const serverPart = makePart("server", [makeGroup("eth", [makeDim("p", 2)], 400)], { kind: "server" });
const host = makeArray("host", serverPart, [makeDim("x", 4), makeDim("h", 5)], { spares: 1 });
const lower = makeArray("low", box, [makeDim("x", 4), makeDim("y", 4)]);
const upper = makeArray("up", box, [makeDim("u", 3), makeDim("y", 4)]);

/** Entries without a table: wide dimensions then have many indices that are alike. */
function arbitraryEntry(dim: string, names: readonly string[], extent: number): fc.Arbitrary<IndexEntry> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(bind(dim)) },
    { weight: 2, arbitrary: fc.constant(star) },
    fc.constantFrom(...names).map(bind),
    fc.integer({ min: 0, max: extent - 1 }).map(fix),
    fc.integer({ min: 1, max: extent }).map((to) => narrow(dim, 0, to)),
  );
}

const wide: fc.Arbitrary<Design> = fc
  .record({
    access: fc.record({
      x: arbitraryEntry("x", ["x"], 4),
      y: fc.constantFrom(fix(0), fix(1), bind("p"), fix(["mod", "h", 4])),
    }),
    uplinks: fc.array(
      fc.record({
        u: arbitraryEntry("u", ["u"], 3),
        y: arbitraryEntry("y", ["y"], 4),
        copies: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    kept: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ access, uplinks, kept }) => {
    const ports = access.y.kind === "name" ? { p: bind("p") } : {};
    const connects: Connect[] = [
      makeConnect(makeEnd(host, "eth", { ports }), makeEnd(lower, "front", { index: fixFree(access) })),
      ...uplinks.map(({ u, y, copies }) =>
        makeConnect(
          makeEnd(lower, "front", { index: { x: narrow("x", 0, kept) } }),
          makeEnd(upper, "front", { index: { u, y } }),
          { copies },
        ),
      ),
    ];
    return makeDesign([host, lower, upper], [makeFabric("net", connects)]);
  });

/** A port of a host takes one link, so no dimension above it may be free. */
function fixFree({ x, y }: { readonly x: IndexEntry; readonly y: IndexEntry }): Readonly<Record<string, IndexEntry>> {
  return { x: x.kind === "any" || x.kind === "range" ? fix(0) : x, y: y.kind === "name" ? fix("p") : y };
}

describe("on wide designs", () => {
  it("finds the same from a few indices of each stretch", { timeout: 2000 * runs }, () => {
    fc.assert(
      fc.property(wide, (design) => {
        const opened = open(design);
        fc.pre(
          opened.cluster.errors.size === 0 && opened.plan.runs.length === opened.design.fabrics[0]?.connects.length,
        );
        checkCuts(opened);
        checkHomes(opened);
        checkShifts(opened);
        checkBlast({ ...opened, design: addGpus(design, 2) }, 2);
      }),
      { numRuns: runs },
    );
  });
});

describe("on known designs", () => {
  const known: readonly (readonly [string, Design])[] = [
    ["HPN", makeHpn({ ...hpnPod, segments: { extent: 3 }, hosts: 5, spares: 1, spines: 4, sets: 2, n: 2 })],
    [
      "HPN without cores",
      makeHpn({ ...hpnPod, segments: { extent: 2 }, hosts: 4, spares: 1, spines: 3, sets: 1, n: 1, railOnly: true }),
    ],
    ["a fat tree", makeFatTree(4)],
    ["a torus", makeTorus(3)],
    ["a HyperX", makeHyperX(3)],
    ["a Slim Fly", makeSlimFly()],
  ];
  it.each(known)("finds no device and no link that cuts %s, or those that do", (_, design) => {
    checkCuts(open(design));
    checkHomes(open(design));
    checkShifts(open(design));
  });

  it("counts the devices of its classes", () => {
    for (const [, design] of [...known, ["DCN+", makeDcnPlus(2)] as const, ["blocks", makeBlocks(2, 3)] as const]) {
      const plan = expand(design).value;
      for (const { name } of design.fabrics) {
        const view = viewFabric({ design, plan }, name);
        for (const array of view.arrays) {
          const classes = listOrbits(findOrbits(view, "apart"), array) ?? [];
          expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(countDevices(array, "all"));
          const active = classes.filter((one) => one.active).reduce((sum, { count }) => sum + count, 0);
          expect(active).toBe(countDevices(array, "active"));
        }
      }
    }
  });
});
