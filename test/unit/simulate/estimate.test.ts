/** First estimates: the published cases by hand, and what a workload asks in vain. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { timeRing } from "../../../src/simulate/all-reduce.js";
import { compileAny, compileFile, compileText } from "../compile-sound.js";

const hpn = "examples/hpn-7.0/hpn.weft";

describe("the checkpoint of hpn-7.0", async () => {
  const { estimates } = await compileFile(hpn);
  const [checkpoint] = estimates.checkpoints;

  it("is 460.8 TB, takes 23.04 s and is limited by the tier", () => {
    expect(checkpoint).toMatchObject({ gpus: 15_360, bytesPerGpu: 30e9, bytes: 460.8e12, seconds: 23.04 });
    expect(checkpoint?.narrowest).toMatchObject({ kind: "tier", name: "tier hot of cpfs", bytesPerSecond: 20e12 });
  });

  it("shows every bandwidth on the way with its arithmetic", () => {
    expect(checkpoint?.candidates.map(({ kind, bytesPerSecond }) => [kind, bytesPerSecond / 1e12])).toEqual([
      ["nic", 96],
      ["fabric", 102.4],
      ["fabric", 96],
      ["client", 48],
      ["tier", 20],
    ]);
    expect(checkpoint?.candidates.map(({ arithmetic }) => arithmetic)).toEqual([
      "3 840 links x 200 Gbps = 96 TB/s",
      "2 048 links x 400 Gbps = 102.4 TB/s",
      "1 920 links x 400 Gbps = 96 TB/s",
      "1 920 clients x 25 GB/s = 48 TB/s",
      "writes 20 TB/s",
    ]);
  });

  it("is limited by the clients where the tier takes 100 TB/s", async () => {
    const text = readFileSync(hpn, "utf8").replace(/write( +)= 20TB\/s/, "write$1= 100TB/s");
    const found = (await compileText(text)).estimates.checkpoints[0];
    expect(found?.narrowest).toMatchObject({ kind: "client", bytesPerSecond: 48e12 });
    expect(found?.seconds).toBe(9.6);
  });

  it("is limited by the storage hosts where the file system runs on those of the pod", async () => {
    const text = readFileSync(hpn, "utf8").replace(
      "fabric = frontend\n",
      "fabric = frontend\n    servers = cpfs_host\n",
    );
    const found = (await compileText(text)).estimates.checkpoints[0];
    expect(
      found?.candidates
        .filter(({ kind }) => kind === "server" || kind === "fabric")
        .map(({ name, bytesPerSecond }) => [name, bytesPerSecond / 1e12]),
    ).toEqual([
      ["fabric from ftor to fagg", 102.4],
      ["fabric from fagg to fcore", 96],
      ["fabric from stor to fcore", 6.4],
      ["NICs of cpfs_host", 6.4],
    ]);
    expect(found?.seconds).toBe(72);
  });
});

describe("the all-reduce of hpn-7.0", async () => {
  const { estimates } = await compileFile(hpn);
  const [allReduce] = estimates.allReduces;

  it("has a bandwidth term of 0.220 s at 400 Gbps and 3.51 s at 25 Gbps", () => {
    const terms = allReduce?.tiers.map(({ arrays, shareBitsPerSecond, ring }) => [
      arrays.join(),
      shareBitsPerSecond / 1e9,
      Number(ring.bandwidthSeconds.toPrecision(3)),
    ]);
    expect(terms).toEqual([
      ["tor", 400, 0.22],
      ["agg", 375, 0.234],
      ["core", 25, 3.51],
    ]);
  });

  it("adds 0.5 us a hop and step", () => {
    expect(
      allReduce?.tiers.map(({ hops, ring }) => [hops, Number((ring.latencySeconds * 1e6).toPrecision(6))]),
    ).toEqual([
      [2, 1022],
      [4, 2044],
      [6, 3066],
    ]);
  });

  it("places the packed ranks below one set of ToRs", () => {
    expect(allReduce).toMatchObject({ ranks: 512, packedTier: 1, gpusPerHost: 8, scaleUpBytesPerSecond: 200e9 });
    expect(allReduce?.tiers.map(({ gpusWithin }) => gpusWithin)).toEqual([1024, 15_360, 15_360]);
  });

  it("reduces inside the hosts first: 8 GPUs at 200 GB/s, then 64 hosts with an eighth of the bytes", () => {
    const inside = (2 * 7 * 5.5e9) / (8 * 200e9);
    const across = (2 * 63 * (5.5e9 / 8) * 8) / (64 * 400e9);
    expect(allReduce?.tiers[0]?.hierarchical?.bandwidthSeconds).toBeCloseTo(inside + across, 12);
    expect(allReduce?.tiers[0]?.hierarchical?.latencySeconds).toBeCloseTo(14e-6 + 2 * 63 * 2 * 0.5e-6, 12);
  });
});

it("times a ring of two: each sends the bytes once", () => {
  const ring = timeRing(1e9, 2, { shareBitsPerSecond: 8e9, hops: 2 });
  expect(ring.bandwidthSeconds).toBe(1);
  expect(ring.latencySeconds).toBe(2e-6);
});

describe("a workload", () => {
  const write = (workload: string, storage = ""): string => `
    import { server_8x400g, switch_64x400g } from "std/generic"
    cluster small {
      server host[4]: server_8x400g
      fabric net {
        switch leaf[rail: 8]: switch_64x400g
        connect host.backend -> leaf
      }
      ${storage}
      workload training { runs_on = host  ${workload} }
    }`;

  it("takes all GPUs where it names no ranks, and gives no hierarchical time without a scale-up rate", async () => {
    const { estimates } = await compileText(write("fabric = net  all_reduce = 1GB"));
    expect(estimates.allReduces[0]).toMatchObject({ ranks: 32, scaleUpBytesPerSecond: null });
    expect(estimates.allReduces[0]?.tiers[0]?.hierarchical).toBeNull();
  });

  it("has no estimate of what it does not name", async () => {
    const { estimates } = await compileText(write(""));
    expect(estimates).toEqual({ allReduces: [], checkpoints: [] });
  });

  it("is refused with more ranks than GPUs", async () => {
    const compiled = await compileAny(write("fabric = net  all_reduce = 1GB  ranks = 33"));
    const found = compiled.diagnostics().map(({ code, message }) => `${code} ${message}`);
    expect(found).toEqual(["WF8001 workload `training` has 33 ranks, but `host` has 32 active GPUs"]);
  });

  it("is warned of where nothing limits its checkpoint", async () => {
    const storage = "storage files { tier fast { media = nvme } }";
    const compiled = await compileAny(write("checkpoint = 1GB  saves_to = files.fast", storage));
    expect(compiled.diagnostics().map(({ code }) => code)).toEqual(["WF8003"]);
    expect(compiled.estimates().checkpoints[0]).toMatchObject({ bytes: 32e9, narrowest: null, seconds: null });
  });

  it("writes to the only tier where it names none", async () => {
    const storage = "storage files { fabric = net  tier fast { write = 8GB/s } }";
    const { estimates } = await compileText(write("checkpoint = 1GB  saves_to = files", storage));
    expect(estimates.checkpoints[0]).toMatchObject({ tier: "fast", seconds: 4 });
    expect(estimates.checkpoints[0]?.candidates.map(({ kind }) => kind)).toEqual(["nic", "tier"]);
  });
});
