/** The numbers that the examples are known by. */
import { describe, expect, it } from "vitest";
import type { Both } from "../../../../src/analysis/metric.js";
import { compileFile, compileText } from "../../compile-sound.js";

function pair({ active, all }: Both<number>): readonly [number, number] {
  return [active, all];
}

describe("hpn-7.0", async () => {
  const { measures } = await compileFile("examples/hpn-7.0/hpn.weft");
  const devices = new Map(measures.devices.arrays.map((one) => [one.array, pair(one.devices)]));
  const links = new Map(measures.links.runs.map((one) => [one.run, pair(one.links)]));
  const cables = new Map(measures.assemblies.map((one) => [one.run, pair(one.assemblies)]));
  const ports = new Map(measures.ports.map((one) => [one.array, one]));

  it("has 1 920 hosts and 15 360 GPUs, with spares 2 040 and 16 320", () => {
    expect(devices.get("host")).toEqual([1920, 2040]);
    expect(pair(measures.devices.gpus)).toEqual([15_360, 16_320]);
    expect(devices.get("tor")).toEqual([240, 240]);
    expect(devices.get("agg")).toEqual([120, 120]);
    expect(["ftor", "fagg", "fcore", "stor", "cpfs_host"].map((name) => devices.get(name)?.[1])).toEqual([
      32, 32, 16, 2, 128,
    ]);
  });

  it("has its links and breakout assemblies", () => {
    expect(links.get("host-tor")).toEqual([30_720, 32_640]);
    expect(cables.get("host-tor")).toEqual([15_360, 16_320]);
    expect(links.get("tor-agg")).toEqual([14_400, 14_400]);
    expect(links.get("agg-core")).toEqual([960, 960]);
    expect(links.get("host-ftor")).toEqual([3840, 4080]);
    expect(cables.get("host-ftor")).toEqual([1920, 2040]);
    expect(measures.assemblies.find(({ run }) => run === "host-tor")).toMatchObject({
      kind: "breakout",
      linksPerConnector: 2,
    });
  });

  it("is oversubscribed 16/15 at the ToR, 17/15 with spares, 15 at the Agg, 16 and 17 end to end", () => {
    const ratios = measures.oversubscription.map(({ array, balance }) => [
      array,
      balance.active.ratio?.toFraction(),
      balance.all.ratio?.toFraction(),
    ]);
    expect(ratios).toEqual([
      ["tor", "16/15", "17/15"],
      ["agg", "15", "15"],
      ["ftor", "1", "1"],
      ["stor", "1", "1"],
      ["fagg", "16/15", "16/15"],
    ]);
    const ends = measures.bandwidth.map(({ endToEnd }) => [endToEnd?.active.toFraction(), endToEnd?.all.toFraction()]);
    expect(ends).toEqual([
      ["16", "17"],
      ["1", "17/16"],
    ]);
  });

  it("fills the ToR: 68 cages down and 60 up of 128", () => {
    const cages = (name: string) => ports.get(name)?.fullest.uses.map((use) => use.cages.all);
    expect(cages("tor")).toEqual([68, 60]);
    expect(ports.get("tor")?.cagesEach).toBe(128);
    expect(cages("agg")).toEqual([120, 8]);
    expect(cages("fcore")).toEqual([120, 8]);
    expect(ports.get("tor")?.total).toEqual({ ports: 30_720, used: 29_760, spare: 960, free: 0 });
    expect(ports.get("ftor")?.total).toEqual({ ports: 4096, used: 3968, spare: 120, free: 8 });
  });

  it("gives a GPU 400 Gbps, 375 through the Aggs and 25 through the Cores while all send", () => {
    const [backend, frontend] = measures.bandwidth;
    expect(backend?.access[0]?.perGpu?.active.valueOf()).toBe(400e9);
    expect(backend?.access[0]?.perDevice.active.valueOf()).toBe(3.2e12);
    expect(backend?.tiers.map(({ shares }) => shares[0]?.perGpu?.active.valueOf())).toEqual([400e9, 375e9, 25e9]);
    expect(backend?.tiers.map(({ capacity }) => capacity.active.valueOf())).toEqual([6144e12, 5760e12, 384e12]);
    expect(frontend?.access[0]?.perDevice.active.valueOf()).toBe(400e9);
  });

  it("has 60 paths of 4 hops between segments and one of 2 inside", () => {
    const [backend] = measures.paths;
    expect(backend?.pairs.map(({ relation, hops, paths }) => [relation, hops.most, paths.least, paths.most])).toEqual([
      ["different segment", 4, 60, 60],
      ["same segment, different host", 2, 1, 1],
    ]);
  });

  it("is cut between 7 and 8 segments, exactly", () => {
    const cut = measures.bisection[0]?.cut.active;
    // 7 segments x 16 ToRs x 60 uplinks of 400 Gbps.
    expect(cut?.bitsPerSecond.valueOf()).toBe(7 * 16 * 60 * 400e9);
    expect(cut).toMatchObject({ exact: true, dimension: "segment", hosts: [896, 1024] });
    expect(cut?.halves).toEqual([{ array: "host", dimension: "segment", first: 7, second: 8 }]);
  });

  it("draws 20.808 MW in its hosts and does not take the unknown for zero", () => {
    expect(pair(measures.power.max.watts)).toEqual([19_584_000, 20_808_000]);
    expect(measures.power.max.unknown).toContain("tor");
    expect(measures.power.typical.unknown).toEqual(["host", "cpfs_host"]);
  });
});

describe("panjiu-16", async () => {
  const { measures } = await compileFile("examples/panjiu-16/panjiu.weft");

  it("has 98.304 TB of GPU memory, 1.536 TB a server", () => {
    expect(measures.memory.bytes.all).toBe(98.304e12);
    expect(measures.memory.arrays[0]).toMatchObject({ gpusEach: 16, bytesEach: 1.536e12, basis: "sum" });
  });

  it("has 2 048 NIC-ToR links, 16 ToRs with 64 cages down and 60 up, 6.4 Tbps a server", () => {
    expect(pair(measures.devices.gpus)).toEqual([1024, 1024]);
    expect(measures.links.runs[0]?.links.all).toBe(2048);
    expect(measures.ports[0]?.fullest.uses.map((use) => use.cages.all)).toEqual([64, 60]);
    expect(measures.bandwidth[0]?.access[0]?.perDevice.active.valueOf()).toBe(6.4e12);
  });
});

describe("superpod-h100", () => {
  it("counts a cage once where the manager's pinned port shares it with a node's", async () => {
    const { measures } = await compileFile("examples/superpod-h100/superpod.weft", { units: "1" });
    const leaf = measures.ports.find(({ array }) => array === "leaf");
    expect(leaf?.fullest.uses.map((use) => [use.run, use.ports.all, use.cages.all])).toEqual([
      ["node-leaf", 31, 16],
      ["leaf-spine", 32, 16],
      ["ufm-leaf", 1, 0],
    ]);
    expect(leaf?.cagesEach).toBe(32);
  });

  it("has 127 nodes, 1 016 GPUs and 1 020 + 1 024 links", async () => {
    const { measures } = await compileFile("examples/superpod-h100/superpod.weft");
    expect(measures.devices.arrays.map(({ devices }) => devices.all)).toEqual([127, 2, 32, 16]);
    expect(measures.devices.gpus.all).toBe(1016);
    expect(measures.links.runs.map(({ links }) => links.all)).toEqual([1016, 1024, 4]);
    expect(measures.bisection[0]?.cut.active?.exact).toBe(true);
  });
});

describe("two kinds of hosts on one tier", async () => {
  // Pods of the first kind have 4 x 400 up for 8 x 400 down, of the second 8 for 8; the top takes all of it.
  const { measures } = await compileText(`
    import { switch_64x400g } from "std/generic"
    part gpu g { memory = 80GB }
    part nic n { ports port at 400Gbps }
    part server old { gpu gpu[4]: g  nic net[rail: 4]: n }
    part server new { gpu gpu[2]: g  nic net[rail: 4]: n }
    cluster two {
      server one[2]: old
      server other[2]: new
      fabric net {
        switch lone[1]: switch_64x400g
        switch lother[1]: switch_64x400g
        switch top[1]: switch_64x400g
        connect one.net -> lone
        connect other.net -> lother
        connect lone -> top x 4
        connect lother -> top x 8
      }
    }
  `);

  it("holds back only those behind the narrow cut", () => {
    const [net] = measures.bandwidth;
    expect(net?.tiers[1]?.shares.map(({ perGpu }) => perGpu?.active.valueOf())).toEqual([200e9, 800e9]);
    // 16 links of 400 Gbps have 4 + 8 to go on.
    expect(net?.endToEnd?.active.toFraction()).toBe("4/3");
  });
});

it("says nothing of the bisection of hosts that cannot be halved", async () => {
  const { measures } = await compileText(`
    import { server_8x400g, switch_64x400g } from "std/generic"
    cluster one {
      server host[1]: server_8x400g
      fabric net {
        switch leaf[rail: 8]: switch_64x400g
        connect host.backend -> leaf
      }
    }
  `);
  expect(measures.bisection[0]?.cut.active).toBeNull();
  expect(measures.paths[0]?.pairs).toEqual([]);
  expect(measures.bandwidth[0]?.endToEnd?.active.toFraction()).toBe("1");
});
