/** The layered designs of docs and examples as models, with their sizes as parameters so that tests can shrink them. */
import type { Connect, Design, DeviceArray, Dim } from "../../src/model/design.js";
import {
  bind,
  drawPin,
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
  makeSplit,
} from "./make.js";

/** 64 cages of 800G; four 200G links share a plug, two 400G links have one each. */
export const switch51t = makePart("switch_51t", [
  makePool("front", 64, 800, { lanes: 8, splits: [makeSplit(4, 200), makeSplit(2, 400, 2)] }),
]);

/** 128 ports of 400G that break out into 2x200G. */
export const switch128 = makePart("switch_128", [
  makePool("front", 128, 400, { lanes: 4, splits: [makeSplit(2, 200)] }),
]);

/** 64 ports of 400G, two to a cage. */
const switch64 = makePart("switch_64", [makePool("front", 64, 400, { lanes: 4, perCage: 2 })]);

function makeServer(id: string, ports: Parameters<typeof makePart>[1]): ReturnType<typeof makePart> {
  return makePart(id, ports, { kind: "server" });
}

/** Sizes of an HPN cluster; `null` pods leaves that dimension out. */
export interface HpnSizes {
  readonly pods?: Partial<Dim> & { readonly extent: number };
  readonly segments: Partial<Dim> & { readonly extent: number };
  readonly hosts: number;
  readonly spares: number;
  readonly spines: number;
  /** Cores of a plane: `sets` x `n`, each set for as many spines. */
  readonly sets: number;
  readonly n: number;
  /** One Agg tier for each rail, as in the rail-only design: no core. */
  readonly railOnly?: boolean;
}

/** One pod as built: 15 segments of 136 hosts, 8 of them spares, 60 spines a plane, 4 x 8 cores a plane. */
export const hpnPod: HpnSizes = { segments: { extent: 15 }, hosts: 136, spares: 8, spines: 60, sets: 4, n: 8 };

/** Returns the backend of an HPN cluster: dual-plane and rail-optimised. */
export function makeHpn(sizes: HpnSizes): Design {
  const pods = sizes.pods === undefined ? [] : [makeGroupDim("pod", sizes.pods.extent, sizes.pods)];
  const segment = makeGroupDim("segment", sizes.segments.extent, { short: "seg", ...sizes.segments });
  const rail = makeDim("rail", 8, { short: "r" });
  const plane = makeDim("plane", 2, { short: "p" });
  const spine = makeDim("spine", sizes.spines);
  const server = makeServer("host_8gpu", [makeGroup("backend", [rail, makeDim("port", 2)], 200, { lanes: 2 })]);
  const host = makeArray("host", server, [...pods, segment, makeDim("host", sizes.hosts)], { spares: sizes.spares });
  const tor = makeArray("tor", switch51t, [...pods, segment, rail, plane]);
  const agg = makeArray("agg", switch51t, [...pods, ...(sizes.railOnly === true ? [rail] : []), plane, spine]);
  const core = makeArray("core", switch51t, [plane, makeDim("set", sizes.sets), makeDim("n", sizes.n)]);
  const at400 = { rateBitsPerSecond: 400e9 };
  const striped = fix(["div", "spine", sizes.spines / sizes.sets]);
  const connects = [
    makeConnect(makeEnd(host, "backend", { ports: { port: bind("plane") } }), makeEnd(tor, "front")),
    makeConnect(makeEnd(tor, "front"), makeEnd(agg, "front"), at400),
  ];
  if (sizes.railOnly === true) return makeDesign([host, tor, agg], [makeFabric("backend", connects)]);
  connects.push(makeConnect(makeEnd(agg, "front"), makeEnd(core, "front", { index: { set: striped } }), at400));
  return makeDesign([host, tor, agg, core], [makeFabric("backend", connects)]);
}

/** Returns the frontend of an HPN pod: dual-ToR pairs of 128 hosts, 1:1 above. */
export function makeHpnFrontend(): Design {
  const side = makeDim("side", 2);
  const server = makeServer("host_8gpu", [makeGroup("frontend", [makeDim("port", 2)], 200)]);
  const host = makeArray("host", server, [makeGroupDim("segment", 15), makeDim("host", 136)]);
  const ftor = makeArray("ftor", switch128, [makeDim("pair", 16), side]);
  const fagg = makeArray("fagg", switch128, [makeDim("fagg", 32)]);
  const fcore = makeArray("fcore", switch128, [makeDim("fcore", 16)]);
  const pair = fix(["div", ["+", ["*", "segment", 136], "host"], 128]);
  return makeDesign(
    [host, ftor, fagg, fcore],
    [
      makeFabric("frontend", [
        makeConnect(
          makeEnd(host, "frontend", { ports: { port: bind("side") } }),
          makeEnd(ftor, "front", { index: { pair } }),
        ),
        makeConnect(makeEnd(ftor, "front"), makeEnd(fagg, "front"), { copies: 2 }),
        makeConnect(makeEnd(fagg, "front"), makeEnd(fcore, "front"), { copies: 4 }),
      ]),
    ],
  );
}

/** Returns a DCN+ cluster of that many pods: dual-ToR, full bisection, eight parallel links a pair. */
export function makeDcnPlus(pods: number): Design {
  const pod = makeGroupDim("pod", pods);
  const segment = makeGroupDim("segment", 4);
  const server = makeServer("host_8gpu", [makeGroup("nic", [makeDim("rail", 8), makeDim("side", 2)], 200)]);
  const host = makeArray("host", server, [pod, segment, makeDim("host", 16)]);
  const tor = makeArray("tor", switch128, [pod, segment, makeDim("side", 2)]);
  const agg = makeArray("agg", switch128, [pod, makeDim("agg", 8)]);
  const core = makeArray("core", switch128, [makeDim("set", 8), makeDim("n", 16)]);
  return makeDesign(
    [host, tor, agg, core],
    [
      makeFabric("net", [
        makeConnect(makeEnd(host, "nic"), makeEnd(tor, "front")),
        makeConnect(makeEnd(tor, "front"), makeEnd(agg, "front"), { copies: 8 }),
        makeConnect(makeEnd(agg, "front", { index: { agg: bind("set") } }), makeEnd(core, "front"), { copies: 4 }),
      ]),
    ],
  );
}

const dgx = makeServer("dgx", [makeGroup("compute", [makeDim("rail", 8)], 400)]);

/** Returns a SuperPOD of 4 scalable units; the last node gives way to two fabric managers, which take its ports. */
export function makeSuperPod(): Design {
  const su = makeGroupDim("su", 4);
  const rail = makeDim("rail", 8);
  const manager = makePart("ufm", [makeGroup("ib", [makeDim("p", 2)], 400)], { kind: "appliance" });
  const node = makeArray("node", dgx, [su, makeDim("node", 32)], {
    absent: [["and", ["==", "su", 3], ["==", "node", 31]]],
  });
  const ufm = makeArray("ufm", manager, [makeDim("ufm", 2)]);
  const leaf = makeArray("leaf", switch64, [su, rail]);
  const spine = makeArray("spine", switch64, [makeDim("spine", 16)]);
  const lastLeaf = { su: fix(3), rail: fix(["+", ["*", "ufm", 2], "p"]) };
  return makeDesign(
    [node, ufm, leaf, spine],
    [
      makeFabric("compute", [
        makeConnect(makeEnd(node, "compute"), makeEnd(leaf, "front")),
        makeConnect(makeEnd(leaf, "front"), makeEnd(spine, "front"), { copies: 2 }),
        makeConnect(makeEnd(ufm, "ib"), makeEnd(leaf, "front", { index: lastLeaf, draw: drawPin(31) })),
      ]),
    ],
  );
}

/** Returns a three-tier SuperPOD of that many blocks of 4 units. */
export function makeBlocks(blocks: number, nodes: number): Design {
  const block = makeGroupDim("block", blocks);
  const su = makeGroupDim("su", 4);
  const s = makeDim("s", 32);
  const node = makeArray("node", dgx, [block, su, makeDim("node", nodes)]);
  const leaf = makeArray("leaf", switch64, [block, su, makeDim("rail", 8)]);
  const spine = makeArray("spine", switch64, [block, s]);
  const core = makeArray("core", switch64, [s, makeDim("n", blocks / 2)]);
  return makeDesign(
    [node, leaf, spine, core],
    [
      makeFabric("compute", [
        makeConnect(makeEnd(node, "compute"), makeEnd(leaf, "front")),
        makeConnect(makeEnd(leaf, "front"), makeEnd(spine, "front")),
        makeConnect(makeEnd(spine, "front"), makeEnd(core, "front"), { copies: 64 / blocks }),
      ]),
    ],
  );
}

/** Returns racks of 18 trays of 4 GPUs on 9 switch trays of two chips of 72 ports. */
export function makeNvl72(racks: number): Design {
  const rack = makeGroupDim("rack", racks);
  const gpus = makeServer("tray", [makeGroup("nvlink", [makeDim("gpu", 4), makeDim("link", 18)], 400)]);
  const chips = makePart("nv_switch", [makePool("nv", 72, 400, { dims: [makeDim("chip", 2)] })]);
  const tray = makeArray("tray", gpus, [rack, makeDim("tray", 18)]);
  const nvtray = makeArray("nvtray", chips, [rack, makeDim("nvtray", 9)]);
  const z = makeEnd(nvtray, "nv", {
    index: { nvtray: fix(["div", "link", 2]) },
    ports: { chip: fix(["mod", "link", 2]) },
  });
  return makeDesign([tray, nvtray], [makeFabric("scale_up", [makeConnect(makeEnd(tray, "nvlink"), z)])]);
}

/** Returns the RoCE cluster of racks of 16 GPUs: 8 cluster switches a pod, 6 aggregation switches above. */
export function makeRackRoce(pods: number): Design {
  const pod = makeGroupDim("pod", pods);
  const rack = makeGroupDim("rack", 192);
  const wide = makePart("wide", [makePool("front", 600, 400)]);
  const server = makeServer("host_8gpu", [makeGroup("nic", [makeDim("nic", 8)], 400)]);
  const host = makeArray("host", server, [pod, rack, makeDim("host", 2)]);
  const rtsw = makeArray("rtsw", wide, [pod, rack]);
  const ctsw = makeArray("ctsw", wide, [pod, makeDim("c", 8)]);
  const atsw = makeArray("atsw", wide, [makeDim("m", 6)]);
  return makeDesign(
    [host, rtsw, ctsw, atsw],
    [
      makeFabric("net", [
        makeConnect(makeEnd(host, "nic"), makeEnd(rtsw, "front")),
        makeConnect(makeEnd(rtsw, "front"), makeEnd(ctsw, "front"), { copies: 2 }),
        makeConnect(makeEnd(ctsw, "front"), makeEnd(atsw, "front"), { copies: 9 }),
      ]),
    ],
  );
}

/** Returns a k-ary fat tree: switches of exactly k ports. */
export function makeFatTree(k: number): Design {
  const half = k / 2;
  const pod = makeDim("pod", k);
  const e = makeDim("e", half);
  const a = makeDim("a", half);
  const part = makePart("sw", [makePool("port", k, 100)]);
  const server = makeServer("host", [makeGroup("eth", [], 100)]);
  const host = makeArray("host", server, [pod, e, makeDim("h", half)]);
  const edge = makeArray("edge", part, [pod, e]);
  const agg = makeArray("agg", part, [pod, a]);
  const core = makeArray("core", part, [a, makeDim("c", half)]);
  return makeDesign(
    [host, edge, agg, core],
    [
      makeFabric("net", [
        makeConnect(makeEnd(host, "eth"), makeEnd(edge, "port")),
        makeConnect(makeEnd(edge, "port"), makeEnd(agg, "port")),
        makeConnect(makeEnd(agg, "port"), makeEnd(core, "port")),
      ]),
    ],
  );
}

/** Returns two generations of units on one spine tier; the first generation's units may be planned. */
export function makeGenerations(units: Partial<Dim> & { readonly extent: number }): Design {
  const rail = makeDim("rail", 8);
  const wide = makePart("wide", [makePool("front", 128, 400)]);
  const arrays: DeviceArray[] = [];
  const access: Connect[] = [];
  const uplinks: Connect[] = [];
  const spine = makeArray("spine", wide, [makeDim("spine", 32)]);
  for (const [letter, su] of [
    ["h", makeGroupDim("h_su", units.extent, units)],
    ["b", makeGroupDim("b_su", 2)],
  ] as const) {
    const node = makeArray(`${letter}node`, dgx, [su, makeDim(`${letter}node`, 32)]);
    const leaf = makeArray(`${letter}leaf`, wide, [su, rail]);
    arrays.push(node, leaf);
    access.push(makeConnect(makeEnd(node, "compute"), makeEnd(leaf, "front")));
    uplinks.push(makeConnect(makeEnd(leaf, "front"), makeEnd(spine, "front")));
  }
  return makeDesign([...arrays, spine], [makeFabric("net", [...access, ...uplinks])]);
}

/** Returns 96 storage hosts with a port on each side of three pairs. */
export function makeDualHomedStorage(): Design {
  const side = makeDim("side", 2);
  const host = makeServer("cpfs", [makeGroup("front", [side], 200)]);
  const cpfs = makeArray("cpfs", host, [makeDim("cpfs", 96)]);
  const stor = makeArray("stor", switch128, [makeDim("pair", 3), side]);
  const z = makeEnd(stor, "front", { index: { pair: fix(["div", "cpfs", 32]) } });
  return makeDesign(
    [cpfs, stor],
    [makeFabric("storage", [makeConnect(makeEnd(cpfs, "front"), z, { rateBitsPerSecond: 200e9 })])],
  );
}
