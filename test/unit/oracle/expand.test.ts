/** Assignments, rows, tiers and errors of the oracle on tiny designs. */
import { describe, expect, test } from "vitest";
import type { Connect, DeviceArray, IndexEntry } from "../../../src/model/design.js";
import { cableColumns, type OracleCluster } from "../../oracle/cluster.js";
import { expandNaively } from "../../oracle/expand.js";
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
  makeGroupDim,
  makePart,
  makePool,
  narrow,
  star,
} from "../../oracle/make.js";
import { findAssembly, findDevice, findLink, findLinksOf } from "../../oracle/names.js";

const sw = makePart("sw", [makePool("p", 32, 100, { lanes: 2 })]);
const host = makePart("host", [makeGroup("eth", [makeDim("port", 2)], 100, { lanes: 2 })], { kind: "server" });

function expand(arrays: readonly DeviceArray[], connects: readonly Connect[]): OracleCluster {
  return expandNaively(makeDesign(arrays, [makeFabric("net", connects, { medium: "mmf" })]));
}

function listPairs({ links }: OracleCluster): string[] {
  return links.map(({ row }) => `${row.a_device} ${row.z_device}`);
}

describe("assignments", () => {
  const a = makeArray("a", sw, [makeDim("g", 2), makeDim("x", 2)]);
  const z = makeArray("z", sw, [makeDim("g", 2), makeDim("y", 2)]);

  function join(index: Record<string, IndexEntry>, other: Record<string, IndexEntry> = {}): string[] {
    const cluster = expand([a, z], [makeConnect(makeEnd(a, "p", { index }), makeEnd(z, "p", { index: other }))]);
    expect(cluster.details).toEqual([]);
    return listPairs(cluster);
  }

  test("shared names run together, all others are free", () => {
    const near = ["a-g0-x0 z-g0-y0", "a-g0-x0 z-g0-y1", "a-g0-x1 z-g0-y0", "a-g0-x1 z-g0-y1"];
    expect(join({})).toEqual([...near, ...near.map((pair) => pair.replaceAll("g0", "g1"))]);
  });

  test("`*` frees a name, a bound name joins two, a range narrows, an expression fixes", () => {
    expect(join({ g: star })).toHaveLength(16);
    expect(join({ x: bind("y") })).toEqual([
      "a-g0-x0 z-g0-y0",
      "a-g0-x1 z-g0-y1",
      "a-g1-x0 z-g1-y0",
      "a-g1-x1 z-g1-y1",
    ]);
    expect(join({ g: narrow("g", 1, 2), x: fix(0) })).toEqual(["a-g1-x0 z-g1-y0", "a-g1-x0 z-g1-y1"]);
    expect(join({}, { g: fix(["-", 1, "g"]), y: fix("x") })).toEqual([
      "a-g0-x0 z-g1-y0",
      "a-g0-x1 z-g1-y1",
      "a-g1-x0 z-g0-y0",
      "a-g1-x1 z-g0-y1",
    ]);
  });

  test("a named copy may stand in expressions", () => {
    const connect = makeConnect(
      makeEnd(a, "p", { index: { g: fix(0), x: fix("l") } }),
      makeEnd(z, "p", { index: { g: fix(1), y: fix("l") } }),
      {
        copies: 2,
        copyName: "l",
      },
    );
    expect(listPairs(expand([a, z], [connect]))).toEqual(["a-g0-x0 z-g1-y0", "a-g0-x1 z-g1-y1"]);
  });
});

describe("rows and names", () => {
  const hosts = makeArray("host", host, [makeGroupDim("rack", 2), makeDim("host", 2)], { spares: 1 });
  const tor = makeArray("tor", sw, [makeGroupDim("rack", 2), makeDim("side", 2)]);
  const cluster = expandNaively(
    makeDesign(
      [hosts, tor],
      [
        makeFabric("net", [makeConnect(makeEnd(hosts, "eth", { ports: { port: bind("side") } }), makeEnd(tor, "p"))], {
          medium: "mmf",
        }),
      ],
      { numbering: 1 },
    ),
  );

  test("have all columns, numbered as the design says", () => {
    expect(cluster.links).toHaveLength(8);
    const row = cluster.links[7]?.row;
    expect(Object.keys(row ?? {})).toEqual([...cableColumns]);
    expect(Object.values(row ?? {}).join(",")).toBe(
      "rack2-host2:eth-2,net,host-tor,rack2-host2,host,eth-2,eth-2,1,rack2-tor-side2,sw,2,2,1,100,mmf,rack2-host2:eth-2,",
    );
  });

  test("lead back to devices and links", () => {
    expect(findDevice(cluster, "rack2-host2")).toMatchObject({ array: "host", index: [1, 1], spare: true });
    expect(findDevice(cluster, "rack3-host1")).toBeNull();
    expect(findLink(cluster, "rack1-host2:eth-1")?.row.z_port).toBe("2");
    expect(findLink(cluster, "rack1-host2:eth-3")).toBeNull();
    expect(findAssembly(cluster, "rack1-host2:eth-1")).toHaveLength(1);
    const device = findDevice(cluster, "rack1-tor-side1");
    expect(device === null ? [] : findLinksOf(cluster, device)).toHaveLength(2);
    expect(cluster.arrays).toEqual([
      { array: "host", installed: 4, spare: 2, active: 2 },
      { array: "tor", installed: 4, spare: 0, active: 4 },
    ]);
  });

  test("two devices of one name are an error", () => {
    const same = { ...tor, namePattern: "t{rack}" };
    expect(expand([same], []).errors).toContain("device name twice");
  });
});

describe("peers", () => {
  const ring = makeArray("r", sw, [makeDim("r", 4)]);

  function joinRing(size: number, step: number): OracleCluster {
    const array = { ...ring, dims: [makeDim("r", size)] };
    const next = fix(["mod", ["+", "r", step], size]);
    const connect = makeConnect(makeEnd(array, "p"), makeEnd(array, "p", { index: { r: next } }), {
      direction: "peer",
    });
    return expand([array], [connect]);
  }

  test("in one array have one block, ordered by the other end, from the last port", () => {
    const cluster = joinRing(4, 1);
    expect(cluster.details).toEqual([]);
    expect(cluster.links.map(({ row }) => `${row.link_id} ${row.z_device}:${row.z_port}`)).toEqual([
      "r0:30 r1:30",
      "r1:31 r2:30",
      "r2:31 r3:31",
      "r3:30 r0:31",
    ]);
    expect(cluster.tiers).toEqual({ net: { r: 0 } });
  });

  test("errors: a pair reached twice, a device linked to itself, `->` within one array", () => {
    expect([...joinRing(2, 1).errors]).toEqual(["pair reached twice"]);
    expect([...joinRing(4, 4).errors]).toContain("self link");
    const up = makeConnect(makeEnd(ring, "p"), makeEnd(ring, "p", { index: { r: bind("s") } }), {
      where: ["<", "r", "s"],
    });
    expect(expand([ring], [up]).errors).toContain("up within one array");
  });

  test("parallel links of one assignment are not a pair reached twice", () => {
    const pair = { ...ring, dims: [makeDim("r", 2)] };
    const connect = makeConnect(
      makeEnd(pair, "p", { index: { r: fix(0) } }),
      makeEnd(pair, "p", { index: { r: fix(1) } }),
      {
        direction: "peer",
        copies: 2,
      },
    );
    const cluster = expand([pair], [connect]);
    expect(cluster.details).toEqual([]);
    expect(cluster.links.map(({ row }) => `${row.a_port} ${row.z_port}`)).toEqual(["30 30", "31 31"]);
  });
});

describe("tiers and errors", () => {
  const low = makeArray("low", sw, [makeDim("low", 2)]);
  const mid = makeArray("mid", sw, [makeDim("mid", 2)]);
  const top = makeArray("top", sw, [makeDim("top", 2)]);
  const up = (a: DeviceArray, z: DeviceArray): Connect => makeConnect(makeEnd(a, "p"), makeEnd(z, "p"));

  test("tiers stand above the highest thing below, whatever the order", () => {
    const connects = [up(mid, top), up(low, top), up(low, mid)];
    expect(expand([low, mid, top], connects).tiers).toEqual({ net: { low: 0, mid: 1, top: 2 } });
    expect([...expand([low, mid, top], [...connects, up(top, low)]).errors]).toEqual(["tier cycle"]);
  });

  test("a port of a group takes one link, whatever statement it is of", () => {
    const h = makeArray("h", host, [makeDim("h", 2)]);
    const free = makeConnect(makeEnd(h, "eth"), makeEnd(low, "p"));
    expect([...expand([h, low], [free]).errors]).toEqual(["group port used twice"]);
    const one = makeConnect(
      makeEnd(h, "eth", { ports: { port: fix(0) } }),
      makeEnd(low, "p", { index: { low: fix("h") } }),
    );
    expect([...expand([h, low], [one]).errors]).toEqual([]);
    expect([...expand([h, low], [one, one]).errors]).toEqual(["group port used twice"]);
  });

  test("a port of a device that `except` removes may go to another", () => {
    const h = makeArray("h", host, [makeDim("h", 2)], { absent: [["==", "h", 1]] });
    const box = makeArray("box", host, []);
    const first = makeConnect(
      makeEnd(h, "eth", { ports: { port: fix(0) } }),
      makeEnd(box, "eth", { ports: { port: fix("h") } }),
    );
    const second = makeConnect(
      makeEnd(low, "p", { index: { low: fix(0) } }),
      makeEnd(box, "eth", { ports: { port: fix(1) } }),
    );
    const cluster = expand([h, box, low], [first, second]);
    expect(cluster.details).toEqual([]);
    expect(listPairs(cluster)).toEqual(["h0 box", "low0 box"]);
  });

  test("an index that is planned is an error only where all names have values that exist", () => {
    const grown = makeArray("mid", sw, [makeDim("mid", 1, { planned: 2 })]);
    const both = makeArray("low", sw, [makeDim("low", 2)]);
    const now = expand(
      [both, grown],
      [makeConnect(makeEnd(both, "p"), makeEnd(grown, "p", { index: { mid: fix("low") } }))],
    );
    expect([[...now.errors], [...now.later]]).toEqual([["index outside extent"], []]);
    const one = makeArray("low", sw, [makeDim("low", 1, { planned: 2 })]);
    const fits = expand(
      [one, grown],
      [makeConnect(makeEnd(one, "p"), makeEnd(grown, "p", { index: { mid: fix("low") } }))],
    );
    expect(fits.details).toEqual([]);
    const past = fix(["+", "low", "low"]);
    const later = expand([one, grown], [makeConnect(makeEnd(one, "p"), makeEnd(grown, "p", { index: { mid: past } }))]);
    expect([[...later.errors], [...later.later]]).toEqual([[], ["index outside extent"]]);
  });

  test("an index outside its extent is an error and makes no link", () => {
    const connect = makeConnect(makeEnd(low, "p"), makeEnd(mid, "p", { index: { mid: fix(["+", "low", 1]) } }));
    const cluster = expand([low, mid], [connect]);
    expect([...cluster.errors]).toEqual(["index outside extent"]);
    expect(listPairs(cluster)).toEqual(["low0 mid1"]);
  });
});
