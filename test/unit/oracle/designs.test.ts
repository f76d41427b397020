/** Known designs, counted by the oracle and compared with published or derived figures. */
import { describe, expect, test } from "vitest";
import type { Design } from "../../../src/model/design.js";
import type { OracleCluster } from "../../oracle/cluster.js";
import { expandNaively } from "../../oracle/expand.js";
import {
  type HpnSizes,
  hpnPod,
  makeBlocks,
  makeDcnPlus,
  makeDualHomedStorage,
  makeFatTree,
  makeGenerations,
  makeHpn,
  makeHpnFrontend,
  makeNvl72,
  makeRackRoce,
  makeSuperPod,
} from "../../oracle/known-clos.js";
import { makeDragonfly, makeHyperX, makeSlimFly, makeTorus } from "../../oracle/known-direct.js";
import { fix, makeConnect, makeDesign, makeDim, makeEnd, makeFabric } from "../../oracle/make.js";

/** Links of each statement, checked to be free of errors. */
function countLinks(design: Design): { cluster: OracleCluster; links: number[]; installed: Record<string, number> } {
  const cluster = expandNaively(design);
  expect(cluster.details).toEqual([]);
  const installed = Object.fromEntries(cluster.arrays.map((count) => [count.array, count.installed]));
  return { cluster, links: cluster.statements.map((statement) => statement.links), installed };
}

function countPorts(cluster: OracleCluster, device: string): Record<string, number> {
  const ports = cluster.devices.find(({ name }) => name === device)?.ports ?? [];
  const counts: Record<string, number> = { used: 0, spare: 0, kept: 0, free: 0 };
  for (const { state } of ports) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Cables that are in the first cluster and not, with both their ports, in the second. */
function countMoved(before: Design, after: Design): number {
  const name = ({ row }: OracleCluster["links"][number]): string =>
    [row.a_device, row.a_port, row.z_device, row.z_port].join(" ");
  const kept = new Set(expandNaively(after).links.map(name));
  return expandNaively(before).links.filter((link) => !kept.has(name(link))).length;
}

describe("layered designs", () => {
  test("an HPN pod", () => {
    const { cluster, links, installed } = countLinks(makeHpn(hpnPod));
    expect(links.reduce((sum, count) => sum + count)).toBe(48_000);
    expect(links).toEqual([32_640, 14_400, 960]);
    expect(cluster.statements.map(({ assemblies }) => assemblies)).toEqual([8_160, 14_400, 960]);
    expect(installed).toEqual({ host: 2_040, tor: 240, agg: 120, core: 64 });
    expect(cluster.arrays[0]).toEqual({ array: "host", installed: 2_040, spare: 120, active: 1_920 });
    expect(countPorts(cluster, "seg03-tor-r2-p1")).toEqual({ used: 128 + 60, spare: 8, kept: 0, free: 0 });
    expect(countPorts(cluster, "agg-p0-spine59")).toEqual({ used: 128, spare: 0, kept: 0, free: 0 });
    expect(cluster.tiers).toEqual({ backend: { host: 0, tor: 1, agg: 2, core: 3 } });
  });

  test("an HPN frontend", () => {
    const { links, installed } = countLinks(makeHpnFrontend());
    expect(links).toEqual([4_080, 2_048, 2_048]);
    expect(installed).toEqual({ host: 2_040, ftor: 32, fagg: 32, fcore: 16 });
  });

  test("seven HPN pods of eight, with one segment of one host each", () => {
    const sizes = { ...hpnPod, pods: { extent: 7, planned: 8 }, segments: { extent: 1 }, hosts: 1, spares: 0 };
    const { cluster, links, installed } = countLinks(makeHpn(sizes));
    expect(links).toEqual([228_480 / (15 * 136), 100_800 / 15, 6_720]);
    expect(installed).toEqual({ host: 7, tor: 1_680 / 15, agg: 840, core: 64 });
    // 105 of the 128 ports of a core; 15 are kept for the eighth pod.
    expect(countPorts(cluster, "core-p0-set0-n0")).toMatchObject({ used: 105, kept: 15 });
  });

  test("the rail-only pod, two of its 120 segments", () => {
    const { links, installed } = countLinks(makeHpn({ ...hpnPod, segments: { extent: 2 }, railOnly: true }));
    expect(links).toEqual([261_120 / 60, 115_200 / 60]);
    expect(installed).toEqual({ host: 272, tor: 32, agg: 960 });
  });

  test("DCN+, two of its 32 pods", () => {
    const { links, installed } = countLinks(makeDcnPlus(2));
    expect(links).toEqual([32_768 / 16, 16_384 / 16, 16_384 / 16]);
    expect(installed).toEqual({ host: 16_384 / 8 / 16, tor: 16, agg: 16, core: 128 });
  });

  test("a SuperPOD of 127 nodes, whose managers take the ports of the 128th", () => {
    const { cluster, links, installed } = countLinks(makeSuperPod());
    expect(links).toEqual([1_016, 1_024, 4]);
    expect(installed).toEqual({ node: 127, ufm: 2, leaf: 32, spine: 16 });
    const rows = cluster.links.filter(({ a }) => a.device.array === "ufm").map(({ row }) => row);
    expect(rows.map(({ z_device, z_port, z_cage }) => `${z_device}:${z_port} in ${z_cage}`)).toEqual([
      "su3-leaf-rail0:31 in 15",
      "su3-leaf-rail1:31 in 15",
      "su3-leaf-rail2:31 in 15",
      "su3-leaf-rail3:31 in 15",
    ]);
    expect(countPorts(cluster, "su3-leaf-rail3")).toEqual({ used: 64, spare: 0, kept: 0, free: 0 });
    expect(countPorts(cluster, "su3-leaf-rail4")).toEqual({ used: 63, spare: 0, kept: 1, free: 0 });
  });

  test("three-tier SuperPODs of 16 and of 64 units", () => {
    const small = countLinks(makeBlocks(4, 32));
    expect(small.links).toEqual([4_096, 4_096, 4_096]);
    expect(small.installed).toMatchObject({ leaf: 128, spine: 128, core: 64 });
    const large = countLinks(makeBlocks(16, 1));
    expect(large.links).toEqual([16_384 / 32, 16_384, 16_384]);
    expect(large.installed).toMatchObject({ leaf: 512, spine: 512, core: 256 });
  });

  test("eight racks of NVL72", () => {
    const { cluster, links } = countLinks(makeNvl72(8));
    expect(links).toEqual([10_368]);
    expect(countPorts(cluster, "rack5-nvtray8")).toEqual({ used: 144, spare: 0, kept: 0, free: 0 });
  });

  test("one pod of the rack-based RoCE cluster", () => {
    const { links } = countLinks(makeRackRoce(1));
    expect(links).toEqual([24_576 / 8, 24_576 / 8, 3_456 / 8]);
  });

  test.each([
    [4, 16, 20],
    [8, 128, 80],
    [12, 432, 180],
  ])("a fat tree of k = %i", (k, hosts, switches) => {
    const { cluster, links, installed } = countLinks(makeFatTree(k));
    expect(links).toEqual([hosts, hosts, hosts]);
    expect((installed["edge"] ?? 0) + (installed["agg"] ?? 0) + (installed["core"] ?? 0)).toBe(switches);
    const free = cluster.devices.flatMap(({ ports }) => ports).filter(({ state }) => state !== "used");
    expect(free).toEqual([]);
  });

  test("two generations on one spine tier", () => {
    expect(countLinks(makeGenerations({ extent: 2, planned: 6 })).links).toEqual([512, 512, 512, 512]);
  });

  test("dual-homed storage", () => {
    expect(countLinks(makeDualHomedStorage()).links).toEqual([192]);
  });
});

describe("direct designs", () => {
  test("a dragonfly of 9 groups", () => {
    const { links } = countLinks(makeDragonfly(9));
    expect(links).toEqual([(37_888 / 74) * 9, (36_704 / 74) * 9, ((9 * 8) / 2) * 4]);
    expect([37_888 / 74, 36_704 / 74, ((74 * 73) / 2) * 4]).toEqual([512, 496, 10_804]);
  });

  test("a Slim Fly of q = 5", () => {
    const { cluster, links, installed } = countLinks(makeSlimFly());
    expect(links).toEqual([25, 25, 125]);
    expect(installed).toEqual({ r: 50 });
    for (const device of cluster.devices) expect(countPorts(cluster, device.name)["used"]).toBe(7);
  });

  test("a torus of 4 x 4 x 4, and one of 2 that joins each pair twice", () => {
    expect(countLinks(makeTorus(4)).links).toEqual([64, 64, 64]);
    expect([...expandNaively(makeTorus(2)).errors]).toEqual(["pair reached twice"]);
    expect([...expandNaively(makeTorus(1)).errors]).toContain("self link");
  });

  test("a HyperX of 8 x 8", () => {
    expect(countLinks(makeHyperX(8)).links).toEqual([224, 224]);
  });
});

describe("growth", () => {
  const oneOfEight: HpnSizes = {
    pods: { extent: 1, planned: 8 },
    segments: { extent: 2, planned: 15 },
    hosts: 2,
    spares: 0,
    spines: 4,
    sets: 4,
    n: 8,
  };

  test("an HPN pod of 2 segments, of 48 000 links when all 15 exist, has 7 232", () => {
    const two = countLinks(makeHpn({ ...hpnPod, segments: { extent: 2, planned: 15 } }));
    expect(two.links.reduce((sum, links) => sum + links)).toBe(7_232);
    const planned = two.cluster.statements.map(({ plannedLinks }) => plannedLinks);
    expect(planned.reduce((sum, links) => sum + links)).toBe(48_000);
  });

  test("where all dimensions carry `of`, no link moves", () => {
    const grown = { ...oneOfEight, pods: { extent: 3, planned: 8 }, segments: { extent: 15, planned: 15 } };
    expect(countMoved(makeHpn(oneOfEight), makeHpn(grown))).toBe(0);
    expect(countMoved(makeGenerations({ extent: 2, planned: 6 }), makeGenerations({ extent: 3, planned: 6 }))).toBe(0);
  });

  test("without `of`, links move as designs of this kind are known to", () => {
    expect(countMoved(makeGenerations({ extent: 2 }), makeGenerations({ extent: 3 }))).toBe(512);
    expect(countMoved(makeBlocks(4, 1), makeBlocks(8, 1))).toBe(3_840);
  });
});

describe("slips that other readings let pass", () => {
  const pod = makeHpn({ ...hpnPod, hosts: 1, spares: 0, segments: { extent: 1 } });
  const [, , uplink] = pod.fabrics[0]?.connects ?? [];
  if (uplink === undefined) throw new Error("the pod has no uplinks");
  const core = uplink.z.array;

  function countUplinks(spine: Parameters<typeof makeEnd>[2], over: Parameters<typeof makeEnd>[2]): number {
    const connect = makeConnect(makeEnd(uplink?.a.array ?? core, "front", spine), makeEnd(core, "front", over), {
      rateBitsPerSecond: 400e9,
    });
    return expandNaively(makeDesign(pod.arrays, [makeFabric("backend", [connect])])).links.length;
  }

  test("a spine that is fixed by the value of a let", () => {
    expect(countUplinks({ index: { spine: fix(7) } }, { index: { set: fix(["div", 7, 15]) } })).toBe(16);
  });

  test("a plane set free by a slip of the pen", () => {
    const striped = fix(["div", "spine", 15]);
    const plan = { kind: "name", name: "plan", explicit: true, origin: core.origin } as const;
    expect(countUplinks({}, { index: { plane: plan, set: striped } })).toBe(1_920);
    expect(countUplinks({}, { index: { set: striped } })).toBe(960);
  });

  test("one name with two extents", () => {
    const wrong = { ...core, dims: core.dims.map((dim) => (dim.name === "plane" ? makeDim("plane", 3) : dim)) };
    const connect = makeConnect(makeEnd(uplink.a.array, "front"), makeEnd(wrong, "front"));
    expect(expandNaively(makeDesign([uplink.a.array, wrong], [makeFabric("f", [connect])])).errors).toContain(
      "two extents",
    );
  });
});
