/** Counting rules that the published sizes follow, held against compiled designs over ranges of their parameters. */
import { describe, expect, it } from "vitest";
import { compileProject } from "../../src/compile.js";
import { loadProject } from "../../src/load.js";
import { createNodeHost } from "../../src/node/node-host.js";
import { compileFile } from "../unit/compile-sound.js";
import { type Count, countIn } from "./reference-counts.js";

const TWO_TIER = "test/acceptance/references/two-tier.weft";

/** Counts of a design with these parameters, which must be sound. */
async function count(
  design: string,
  set: Readonly<Record<string, number>>,
  counts: readonly Count[],
): Promise<readonly number[]> {
  const results = await compileFile(design, writeValues(set));
  return counts.map((one) => countIn(results, one).valueOf());
}

function writeValues(set: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)]));
}

/** The codes of the errors of a design. */
async function listErrors(design: string, set: Readonly<Record<string, number>>): Promise<readonly string[]> {
  const compiled = compileProject(await loadProject(createNodeHost(), design), { set: writeValues(set) });
  return compiled.diagnostics().flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
}

/** The smallest number of spines that has the ports and divides the uplinks of a leaf. */
function countSpines(leaves: number, radix: number): number {
  const uplinks = radix / 2;
  let spines = Math.ceil((leaves * uplinks) / radix);
  while (uplinks % spines !== 0) spines++;
  return spines;
}

const twoTier: readonly Count[] = [
  ["devices", "host"],
  ["devices", "leaf"],
  ["devices", "spine"],
  ["links", "net/leaf-spine"],
];

describe("non-blocking networks of two tiers", () => {
  it.each([
    [1, 64],
    [3, 16],
    [5, 64],
    [8, 64],
    [24, 64],
    [33, 64],
    [64, 64],
    [32, 144],
    [144, 144],
    [40, 40],
  ])("%i leaves of %i ports", async (leaves, radix) => {
    const spines = countSpines(leaves, radix);
    const hosts = (leaves * radix) / 2;
    expect(await count(TWO_TIER, { leaves, radix, spines }, twoTier)).toEqual([hosts, leaves, spines, hosts]);
  });

  it.each([
    [3, 16],
    [24, 64],
    [32, 144],
  ])("%i leaves of %i ports need no fewer spines: each smaller number is refused", async (leaves, radix) => {
    for (let spines = 1; spines < countSpines(leaves, radix); spines++) {
      expect(await listErrors(TWO_TIER, { leaves, radix, spines }), `${spines} spines`).not.toEqual([]);
    }
  });

  it.each([2, 4, 8, 16])("%i planes are as many networks", async (planes) => {
    const alone = await count(TWO_TIER, { leaves: 12, radix: 64, spines: 8 }, twoTier);
    const together = await count(TWO_TIER, { leaves: 12, radix: 64, spines: 8, planes }, twoTier);
    expect(together).toEqual(alone.map((number) => number * planes));
  });

  it.each([4, 8, 16, 48, 64])("all leaves of %i ports make the fat tree of two tiers", async (k) => {
    const [hosts, leaves = 0, spines = 0] = await count(TWO_TIER, { leaves: k, radix: k, spines: k / 2 }, twoTier);
    expect([hosts, leaves + spines]).toEqual([(k * k) / 2, (3 * k) / 2]);
  });
});

describe("networks of three tiers as published for H100 and B200", () => {
  it.each([16, 32, 64])("%i units", async (units) => {
    const counts = await count("examples/superpod-h100-large/superpod-large.weft", { units }, [
      ["devices", "leaf"],
      ["devices", "spine"],
      ["devices", "core"],
      ["links", "compute/node-leaf"],
      ["links", "compute/leaf-spine"],
      ["links", "compute/spine-core"],
    ]);
    const leaves = 8 * units;
    const cables = 8 * 32 * units;
    expect(counts).toEqual([leaves, leaves, (leaves * 32) / 64, cables, cables, cables]);
  });
});

describe("fat trees of three tiers", () => {
  it.each([4, 6, 8, 16, 24, 48])("k = %i", async (k) => {
    const counts = await count("examples/fat-tree/fat-tree.weft", { k }, [
      ["devices", "host"],
      ["devices", "edge", "agg", "core"],
      ["links", "net/edge-agg", "net/agg-core"],
      ["links", "net/host-edge"],
      ["paths", "net"],
      ["hops", "net"],
    ]);
    expect(counts).toEqual([k ** 3 / 4, (5 * k ** 2) / 4, k ** 3 / 2, k ** 3 / 4, k ** 2 / 4, 6]);
  });
});

describe("dragonflies at their largest", () => {
  it.each([
    [2, 1, 1],
    [4, 2, 2],
    [6, 3, 3],
    [8, 4, 4],
    [5, 2, 3],
    [12, 6, 6],
  ])("a = %i, p = %i, h = %i", async (a, p, h) => {
    const g = a * h + 1;
    const counts = await count("examples/dragonfly/dragonfly.weft", { a, p, h }, [
      ["devices", "router"],
      ["devices", "host"],
      ["links", "net/router-router", "net/router-router-2"],
      ["hops", "net"],
    ]);
    expect(counts).toEqual([g * a, g * a * p, (g * a * (a - 1)) / 2 + (g * a * h) / 2, 5]);
  });
});

describe("Slim Flies", () => {
  it.each([5, 7, 11, 13, 17, 19, 23, 29])("q = %i", async (q) => {
    const d = q % 4 === 1 ? 1 : -1;
    const degree = (3 * q - d) / 2;
    const counts = await count("examples/slim-fly/slim-fly.weft", { q }, [
      ["devices", "router"],
      ["links", "net/router-router", "net/router-router-2", "net/router-router-3"],
      ["devices", "host"],
      ["hops", "net"],
    ]);
    expect(counts).toEqual([2 * q * q, q * q * degree, 2 * q * q * Math.ceil(degree / 2), 4]);
  });

  it("refuses what is no prime", async () => {
    expect(await listErrors("examples/slim-fly/slim-fly.weft", { q: 9 })).not.toEqual([]);
  });
});

describe("HyperX and tori", () => {
  it.each([
    [2, 2],
    [3, 5],
    [8, 8],
    [12, 8],
  ])("a HyperX of %i x %i", async (width, height) => {
    const counts = await count("examples/hyperx/hyperx.weft", { width, height }, [
      ["devices", "s"],
      ["links", "net/s-s", "net/s-s-2"],
      ["hops", "net"],
    ]);
    const inRows = (height * width * (width - 1)) / 2;
    expect(counts).toEqual([width * height, inRows + (width * height * (height - 1)) / 2, 4]);
  });

  it.each([
    [3, 3, 3],
    [4, 5, 6],
    [8, 4, 12],
  ])("a torus of %i x %i x %i", async (width, height, depth) => {
    const chips = width * height * depth;
    const rings = Math.floor(width / 2) + Math.floor(height / 2) + Math.floor(depth / 2);
    expect(
      await count("examples/torus-3d/torus.weft", { width, height, depth }, [
        ["gpus", "chip"],
        ["links", "ici"],
        ["hops", "ici"],
      ]),
    ).toEqual([chips, 3 * chips, rings]);
  });

  it.each([2, 1])("an extent of %i is no ring of links in both directions", async (width) => {
    expect(await listErrors("examples/torus-3d/torus.weft", { width, height: 4, depth: 4 })).not.toEqual([]);
  });
});
