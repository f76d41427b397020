/** Ports that the oracle deals, against tables worked out by hand. */
import { describe, expect, test } from "vitest";
import type { Connect, DeviceArray } from "../../../src/model/design.js";
import type { OracleCluster } from "../../oracle/cluster.js";
import { expandNaively } from "../../oracle/expand.js";
import {
  drawPin,
  drawRange,
  fix,
  G,
  makeArray,
  makeConnect,
  makeDesign,
  makeDim,
  makeEnd,
  makeFabric,
  makeGroup,
  makePart,
  makePool,
  makeSplit,
} from "../../oracle/make.js";

const host1 = makePart("host1", [makeGroup("eth", [], 100)], { kind: "server" });

function expand(arrays: readonly DeviceArray[], connects: readonly Connect[]): OracleCluster {
  return expandNaively(makeDesign(arrays, [makeFabric("net", connects)]));
}

/** `a port - z port` of every link, in row order. */
function listCables({ links }: OracleCluster): string[] {
  return links.map(({ row }) => `${row.link_id} ${row.z_device}:${row.z_port}`);
}

function makeHosts(name: string, count: number, rest: Partial<DeviceArray> = {}): DeviceArray {
  return makeArray(name, host1, [makeDim(name, count)], rest);
}

describe("blocks", () => {
  const sw = makePart("sw", [makePool("p", 8, 100)]);
  const leaf = makeArray("leaf", sw, [makeDim("leaf", 2)]);
  const spine = makeArray("spine", sw, [makeDim("spine", 2)]);
  const h = makeHosts("h", 2);
  const g = makeHosts("g", 1);

  test("go down from the first port and up from the last, numbers ascending", () => {
    const cluster = expand(
      [h, g, leaf, spine],
      [
        makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p", { index: { leaf: fix(0) } })),
        makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p", { index: { leaf: fix(0) } })),
        makeConnect(makeEnd(leaf, "p"), makeEnd(spine, "p"), { copies: 2 }),
      ],
    );
    expect(cluster.details).toEqual([]);
    expect(listCables(cluster)).toEqual([
      "h0:eth leaf0:0",
      "h1:eth leaf0:1",
      "g0:eth leaf0:2",
      "leaf0:4 spine0:0",
      "leaf0:5 spine0:1",
      "leaf0:6 spine1:0",
      "leaf0:7 spine1:1",
      "leaf1:4 spine0:2",
      "leaf1:5 spine0:3",
      "leaf1:6 spine1:2",
      "leaf1:7 spine1:3",
    ]);
  });

  test("second blocks stand behind the first, towards the middle", () => {
    const cluster = expand(
      [leaf, spine],
      [
        makeConnect(makeEnd(leaf, "p"), makeEnd(spine, "p")),
        makeConnect(makeEnd(leaf, "p", { index: { leaf: fix(1) } }), makeEnd(spine, "p")),
      ],
    );
    expect(listCables(cluster)).toEqual([
      "leaf0:6 spine0:0",
      "leaf0:7 spine1:0",
      "leaf1:6 spine0:1",
      "leaf1:7 spine1:1",
      "leaf1:4 spine0:2",
      "leaf1:5 spine1:2",
    ]);
    expect(cluster.statements.map(({ run }) => run)).toEqual(["leaf-spine", "leaf-spine-2"]);
  });

  test("keep the places of absent and of planned devices", () => {
    const some = makeHosts("s", 3, { dims: [makeDim("s", 3, { planned: 5 })], absent: [["==", "s", 1]] });
    const cluster = expand(
      [some, leaf],
      [makeConnect(makeEnd(some, "eth"), makeEnd(leaf, "p", { index: { leaf: fix(0) } }))],
    );
    expect(listCables(cluster)).toEqual(["s0:eth leaf0:0", "s2:eth leaf0:2"]);
    const states = cluster.devices.find(({ name }) => name === "leaf0")?.ports.map(({ state }) => state);
    expect(states).toEqual(["used", "kept", "used", "kept", "kept", "free", "free", "free"]);
    expect(cluster.statements[0]).toMatchObject({ links: 2, plannedLinks: 4 });
  });

  test("`where` comes first: what it drops has no place", () => {
    const many = makeHosts("s", 4);
    const z = makeEnd(leaf, "p", { index: { leaf: fix(0) } });
    const cluster = expand([many, leaf], [makeConnect(makeEnd(many, "eth"), z, { where: ["!=", "s", 1] })]);
    expect(listCables(cluster)).toEqual(["s0:eth leaf0:0", "s2:eth leaf0:1", "s3:eth leaf0:2"]);
  });

  test("are as large on every device as on the fullest, and not there where no link is", () => {
    const many = makeHosts("m", 3);
    const wide = makeArray("wide", sw, [makeDim("wide", 3)]);
    const last = makeHosts("z", 3);
    const cluster = expand(
      [many, wide, last],
      [
        makeConnect(makeEnd(many, "eth"), makeEnd(wide, "p", { index: { wide: fix(["div", "m", 2]) } })),
        makeConnect(makeEnd(last, "eth"), makeEnd(wide, "p", { index: { wide: fix("z") } })),
      ],
    );
    expect(listCables(cluster)).toEqual([
      "m0:eth wide0:0",
      "m1:eth wide0:1",
      "m2:eth wide1:0",
      "z0:eth wide0:2",
      "z1:eth wide1:2",
      "z2:eth wide2:0",
    ]);
  });

  test("of a removed device are not counted against its ports", () => {
    const many = makeHosts("m", 9);
    const gone = { ...leaf, absent: [["==", "leaf", 0]] } satisfies DeviceArray;
    const connect = makeConnect(makeEnd(many, "eth"), makeEnd(gone, "p", { index: { leaf: fix(0) } }));
    expect([...expand([many, gone], [connect]).errors]).toEqual([]);
  });

  test("too many of them are an error", () => {
    const many = makeHosts("m", 9);
    const cluster = expand(
      [many, leaf],
      [makeConnect(makeEnd(many, "eth"), makeEnd(leaf, "p", { index: { leaf: fix(0) } }))],
    );
    expect([...cluster.errors]).toEqual(["out of ports"]);
  });
});

describe("splits and cages", () => {
  const sw = makePart("sw", [
    makePool("p", 4, 400, { lanes: 4, perCage: 2, splits: [makeSplit(4, 100), makeSplit(2, 200, 2)] }),
  ]);
  const leaf = makeArray("leaf", sw, [makeDim("leaf", 1)]);

  test("four links share a port, two ports a cage, and the split end is the head", () => {
    const hosts = makeHosts("h", 5);
    const cluster = expand([hosts, leaf], [makeConnect(makeEnd(hosts, "eth"), makeEnd(leaf, "p"))]);
    expect(cluster.details).toEqual([]);
    expect(cluster.links.map(({ row }) => [row.z_port, row.z_cage, row.z_lane, row.assembly, row.branch])).toEqual([
      ["0/0", "0", "0", "leaf0:0", "0"],
      ["0/1", "0", "1", "leaf0:0", "1"],
      ["0/2", "0", "2", "leaf0:0", "2"],
      ["0/3", "0", "3", "leaf0:0", "3"],
      ["1/0", "0", "4", "leaf0:1", "0"],
    ]);
    expect([cluster.assemblies, cluster.statements[0]?.assemblies]).toEqual([2, 2]);
    const ports = cluster.devices.find(({ array }) => array === "leaf")?.ports ?? [];
    expect(ports.map(({ label }) => label)).toEqual(["0/0", "0/1", "0/2", "0/3", "1/0", "1/1", "1/2", "1/3", "2", "3"]);
    expect(ports.filter(({ state, inBlock }) => state === "free" && inBlock)).toHaveLength(3);
    expect(ports.filter(({ inBlock }) => !inBlock)).toHaveLength(2);
  });

  test("over two connectors each link has a plug and a cable of its own", () => {
    const part = makePart("host2", [makeGroup("eth", [], 200)]);
    const hosts = makeArray("h", part, [makeDim("h", 2)]);
    const cluster = expand([hosts, leaf], [makeConnect(makeEnd(hosts, "eth"), makeEnd(leaf, "p"))]);
    expect(cluster.links.map(({ row }) => [row.z_port, row.z_lane, row.assembly, row.branch])).toEqual([
      ["0/0", "0", "h0:eth", ""],
      ["0/1", "2", "h1:eth", ""],
    ]);
  });

  test("four links over two connectors are two assemblies", () => {
    const twin = makePart("twin", [makePool("p", 2, 400, { lanes: 8, splits: [makeSplit(4, 100, 2)] })]);
    const hosts = makeHosts("h", 4);
    const cluster = expand(
      [hosts, makeArray("t", twin, [])],
      [makeConnect(makeEnd(hosts, "eth"), makeEnd(makeArray("t", twin, []), "p"))],
    );
    expect(cluster.links.map(({ row }) => `${row.z_port} ${row.z_lane} ${row.assembly} ${row.branch}`)).toEqual([
      "0/0 0 t:0.0 0",
      "0/1 2 t:0.0 1",
      "0/2 4 t:0.1 0",
      "0/3 6 t:0.1 1",
    ]);
  });

  test("two split connectors are a trunk where they hold the same links, else an error", () => {
    const above = makeArray("s", sw, [makeDim("s", 1)]);
    const two = makeArray("s", sw, [makeDim("s", 2)]);
    const trunk = expand(
      [leaf, above],
      [makeConnect(makeEnd(leaf, "p"), makeEnd(above, "p"), { copies: 4, rateBitsPerSecond: 100 * G })],
    );
    expect(trunk.details).toEqual([]);
    expect(trunk.links.map(({ row }) => `${row.a_port} ${row.z_port} ${row.assembly} ${row.branch}`)).toEqual([
      "2/0 0/0 leaf0:2 0",
      "2/1 0/1 leaf0:2 1",
      "2/2 0/2 leaf0:2 2",
      "2/3 0/3 leaf0:2 3",
    ]);
    const shuffle = expand(
      [leaf, two],
      [makeConnect(makeEnd(leaf, "p"), makeEnd(two, "p"), { copies: 2, rateBitsPerSecond: 100 * G })],
    );
    expect([...shuffle.errors]).toEqual(["split connectors differ"]);
  });

  test("`whole` slows a port without splitting it", () => {
    const hosts = makeHosts("h", 2);
    const cluster = expand([hosts, leaf], [makeConnect(makeEnd(hosts, "eth"), makeEnd(leaf, "p"), { whole: true })]);
    expect(listCables(cluster)).toEqual(["h0:eth leaf0:0", "h1:eth leaf0:1"]);
    expect(cluster.links.map(({ row }) => row.speed_gbps)).toEqual(["100", "100"]);
  });

  test("rates that cannot be had are errors", () => {
    const hosts = makeHosts("h", 1);
    const at = (rate: number): string[] => [
      ...expand(
        [hosts, leaf],
        [makeConnect(makeEnd(hosts, "eth"), makeEnd(leaf, "p"), { rateBitsPerSecond: rate * G })],
      ).errors,
    ];
    expect(at(100)).toEqual([]);
    expect(at(200)).toEqual(["rate above port"]);
    expect(at(50)).toEqual(["group port needs whole", "no such split"]);
  });

  test("`align` starts a fresh cage for each value", () => {
    const hosts = makeArray("h", host1, [makeDim("rack", 2), makeDim("h", 3)]);
    const small = makePart("small", [makePool("p", 8, 100, { perCage: 2 })]);
    const top = makeArray("top", small, []);
    const cluster = expand([hosts, top], [makeConnect(makeEnd(hosts, "eth"), makeEnd(top, "p"), { align: "rack" })]);
    expect(cluster.links.map(({ row }) => row.z_port)).toEqual(["0", "1", "2", "4", "5", "6"]);
  });
});

describe("ranges and pins", () => {
  const sw = makePart("sw", [makePool("p", 8, 100, { splits: [makeSplit(2, 50)] })]);
  const leaf = makeArray("leaf", sw, []);
  const peer = makeArray("peer", sw, [makeDim("peer", 2)]);

  test("a range is a region of its own", () => {
    const h = makeHosts("h", 2);
    const g = makeHosts("g", 1);
    const range = { draw: drawRange(2, 6) };
    const cluster = expand(
      [h, g, leaf, peer],
      [
        makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p", range)),
        makeConnect(makeEnd(leaf, "p", range), makeEnd(peer, "p", { draw: drawRange(4, 8) }), { direction: "peer" }),
        makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p")),
      ],
    );
    expect(cluster.details).toEqual([]);
    expect(listCables(cluster)).toEqual([
      "h0:eth leaf:2",
      "h1:eth leaf:3",
      "leaf:4 peer0:7",
      "leaf:5 peer1:7",
      "g0:eth leaf:0",
    ]);
  });

  test("a pin takes its port, shifts nothing and may fill a hole", () => {
    const h = makeHosts("h", 3, { absent: [["==", "h", 1]] });
    const g = makeHosts("g", 2);
    const pins = makeEnd(leaf, "p", { draw: drawPin(["if", ["==", "g", 0], 1, 7]) });
    const cluster = expand(
      [h, g, leaf],
      [makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p")), makeConnect(makeEnd(g, "eth"), pins)],
    );
    expect(cluster.details).toEqual([]);
    expect(listCables(cluster)).toEqual(["h0:eth leaf:0", "h2:eth leaf:2", "g0:eth leaf:1", "g1:eth leaf:7"]);
  });

  test("a pinned port that another link has is an error, or will be one where the link is planned", () => {
    const g = makeHosts("g", 1);
    const pin = makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p", { draw: drawPin(1) }));
    const join = (h: DeviceArray): OracleCluster =>
      expand([h, g, leaf], [makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p")), pin]);
    const now = join(makeHosts("h", 2));
    expect([[...now.errors], [...now.later]]).toEqual([["pinned port taken"], []]);
    const later = join(makeHosts("h", 2, { dims: [makeDim("h", 1, { planned: 2 })] }));
    expect([[...later.errors], [...later.later]]).toEqual([[], ["pinned port taken"]]);
  });

  test("links on one pinned split port take its lanes in the order of the other end", () => {
    const half = makePart("half", [makeGroup("eth", [], 50)]);
    const h = makeArray("h", half, [makeDim("h", 4)]);
    const pins = makeEnd(leaf, "p", { draw: drawPin(["-", 5, ["mod", "h", 2]]) });
    const cluster = expand([h, leaf], [makeConnect(makeEnd(h, "eth"), pins)]);
    expect(cluster.links.map(({ row }) => row.z_port)).toEqual(["5/0", "4/0", "5/1", "4/1"]);
    const three = expand([h, leaf], [makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p", { draw: drawPin(3) }))]);
    expect([...three.errors]).toContain("pinned port taken");
  });

  test("ranges that overlap are found by the port they both deal", () => {
    const h = makeHosts("h", 2);
    const g = makeHosts("g", 2);
    const cluster = expand(
      [h, g, leaf],
      [
        makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p", { draw: drawRange(0, 4) })),
        makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p", { draw: drawRange(1, 5) })),
      ],
    );
    expect([...cluster.errors]).toEqual(["pool port used twice"]);
  });

  test("two fabrics share a pool only where both name ports", () => {
    const h = makeHosts("h", 1);
    const g = makeHosts("g", 1);
    const first = makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p", { draw: drawRange(0, 4) }));
    const join = (draw: Parameters<typeof makeEnd>[2]): string[] => {
      const second = makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p", draw));
      return [
        ...expandNaively(makeDesign([h, g, leaf], [makeFabric("one", [first]), makeFabric("two", [second])])).errors,
      ];
    };
    expect(join({ draw: drawPin(6) })).toEqual([]);
    expect(join({})).toContain("pool of two fabrics");
  });

  test("two rates in one cage are an error", () => {
    const cage = makePart("cage", [makePool("p", 4, 100, { perCage: 2, splits: [makeSplit(2, 50)] })]);
    const top = makeArray("top", cage, []);
    const h = makeHosts("h", 1);
    const half = makeArray("half", makePart("half", [makeGroup("eth", [], 50)]), []);
    const cluster = expand(
      [h, half, top],
      [
        makeConnect(makeEnd(h, "eth"), makeEnd(top, "p", { draw: drawPin(0) })),
        makeConnect(makeEnd(half, "eth"), makeEnd(top, "p", { draw: drawPin(1) })),
      ],
    );
    expect([...cluster.errors]).toEqual(["cage at two rates"]);
  });
});
