/** Hops, paths and flow on designs whose answers are known. */
import { describe, expect, test } from "vitest";
import type { OracleCluster, OracleDevice } from "../../oracle/cluster.js";
import { expandNaively } from "../../oracle/expand.js";
import { findMaxFlow } from "../../oracle/flow.js";
import { countHops, countShortestPaths, makeGraph } from "../../oracle/graph.js";
import { hpnPod, makeBlocks, makeFatTree, makeHpn } from "../../oracle/known-clos.js";
import { makeHyperX, makeSlimFly, makeTorus } from "../../oracle/known-direct.js";
import { G } from "../../oracle/make.js";
import { findDevice } from "../../oracle/names.js";

function find(cluster: OracleCluster, name: string): OracleDevice {
  const device = findDevice(cluster, name);
  if (device === null) throw new Error(`no device ${name}`);
  return device;
}

function select(cluster: OracleCluster, keep: (device: OracleDevice) => boolean): Set<OracleDevice> {
  return new Set(cluster.devices.filter((device) => device.exists && keep(device)));
}

describe("an HPN pod of 2 segments of 4 hosts", () => {
  const cluster = expandNaively(makeHpn({ ...hpnPod, segments: { extent: 2 }, hosts: 4, spares: 0 }));
  const graph = makeGraph(cluster);
  const from = { device: find(cluster, "seg0-host0"), port: "backend-3-1" };

  test("has 60 paths of 4 links between segments and one of 2 within a segment", () => {
    const across = { device: find(cluster, "seg1-host2"), port: "backend-3-1" };
    expect(countShortestPaths(graph, from, across)).toEqual({ hops: 4, count: 60 });
    const near = { device: find(cluster, "seg0-host2"), port: "backend-3-1" };
    expect(countShortestPaths(graph, from, near)).toEqual({ hops: 2, count: 1 });
  });

  test("has no path from one plane to the other, and rails meet at the Agg", () => {
    const other = find(cluster, "seg1-host2");
    expect(countShortestPaths(graph, from, { device: other, port: "backend-3-0" })).toBeNull();
    expect(countShortestPaths(graph, from, { device: other, port: "backend-5-1" })).toEqual({ hops: 4, count: 60 });
    expect(countShortestPaths(graph, from, { device: other, port: "backend-9-9" })).toBeNull();
  });

  test("carries what the hosts can send from one segment to the other", () => {
    const sources = select(cluster, ({ array, index }) => array === "host" && index[0] === 0);
    const sinks = select(cluster, ({ array, index }) => array === "host" && index[0] === 1);
    expect(findMaxFlow(graph, { sources, sinks })).toBe(4 * 16 * 200 * G);
    expect(findMaxFlow(graph, { sources, sinks, forwards: ({ array }) => array !== "agg" })).toBe(0);
  });
});

test("three tiers: 32 x 32 x 16 paths between blocks, 6 links long", () => {
  const cluster = expandNaively(makeBlocks(4, 1));
  const graph = makeGraph(cluster, "compute");
  const port = (name: string): { device: OracleDevice; port: string } => ({
    device: find(cluster, name),
    port: "compute-0",
  });
  // 32 spines, then 2 cores by 16 parallel links up and 16 down.
  expect(countShortestPaths(graph, port("block0-su0-node0"), port("block1-su0-node0"))).toEqual({
    hops: 6,
    count: 32 * 2 * 16 * 16,
  });
  expect(countShortestPaths(graph, port("block0-su0-node0"), port("block0-su1-node0"))).toEqual({ hops: 4, count: 32 });
});

test("a fat tree has full bisection and (k/2)^2 paths between pods", () => {
  const k = 4;
  const cluster = expandNaively(makeFatTree(k));
  const graph = makeGraph(cluster);
  const sources = select(cluster, ({ array, index }) => array === "host" && (index[0] ?? 0) < k / 2);
  const sinks = select(cluster, ({ array, index }) => array === "host" && (index[0] ?? 0) >= k / 2);
  expect(findMaxFlow(graph, { sources, sinks })).toBe(((k * k * k) / 8) * 100 * G);
  const port = (name: string): { device: OracleDevice; port: string } => ({ device: find(cluster, name), port: "eth" });
  expect(countShortestPaths(graph, port("host-pod0-e0-h0"), port("host-pod3-e1-h1"))).toEqual({
    hops: 6,
    count: (k / 2) ** 2,
  });
});

test("diameters of designs without layers", () => {
  const widest = (cluster: OracleCluster): number => {
    const first = cluster.devices[0];
    return first === undefined ? -1 : Math.max(...countHops(makeGraph(cluster), first).values());
  };
  expect(widest(expandNaively(makeTorus(4)))).toBe(6);
  expect(widest(expandNaively(makeSlimFly()))).toBe(2);
  expect(widest(expandNaively(makeHyperX(8)))).toBe(2);
});

test("half a torus reaches the other half by two links a row", () => {
  const cluster = expandNaively(makeTorus(4));
  const sources = select(cluster, ({ index }) => (index[0] ?? 0) < 2);
  const sinks = select(cluster, ({ index }) => (index[0] ?? 0) >= 2);
  expect(findMaxFlow(makeGraph(cluster), { sources, sinks })).toBe(2 * 16 * 400 * G);
});
