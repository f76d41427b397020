/** Every design that the language was laid out with, as it is written there, in the smallest block that holds it. */
import { describe, expect, it } from "vitest";
import { readMembers } from "./help.js";

const inFabric = (lines: string): string => `cluster c {\n  fabric f {\n${lines}\n  }\n}\n`;

describe("connect statements of known designs parse", () => {
  it.each([
    "connect host.backend[port: plane] -> tor at 200Gbps",
    "connect tor -> agg at 400Gbps",
    "connect agg -> core[set: spine div 15] at 400Gbps",
    "connect host.frontend[port: side] -> ftor[pair: index(host) div 128]",
    "connect ftor -> fagg x 2",
    "connect fagg -> fcore x 4",
    "connect tor -> agg x 8",
    "connect agg[agg: set] -> core[set: 8, n: 16] x 4",
    "connect node.compute -> leaf",
    "connect leaf -> spine x 2",
    "connect ufm.ib -> leaf[su: 3, rail: ufm * 2 + p].front[31]",
    "connect ufm.ib -> leaf[su: units - 1, rail: ufm * 2 + p].front[31]",
    "connect spine -> core x (64 / b)",
    "connect tray.nvlink -> nvtray[nvtray: link div 2].nv[chip: link mod 2]",
    "connect host.nic -> rtsw[pod, rack]",
    "connect rtsw -> ctsw x 2",
    "connect ctsw -> atsw x 9",
    "connect node.hsn -> router[router: (node * 4 + nic) div 16]",
    "connect router[g, r] <-> router[g, s] where r < s",
    "connect router[g, ((h - 1) * 4 + l) mod 32] <-> router[h, (g * 4 + l) mod 32] x l: 4 where g < h",
    "connect r[0, x, y] <-> r[0, x, z] where y < z and (z - y) mod q in [1, 4]",
    "connect r[1, x, y] <-> r[1, x, z] where y < z and (z - y) mod q in [2, 3]",
    "connect r[0, x, y] <-> r[1, m, (y - m * x) mod q]",
    "connect chip.ici[axis: 0, dir: 1] <-> chip[x: (x + 1) mod 4].ici[axis: 0, dir: 0]",
    "connect s[a, b] <-> s[c, b] where a < c",
    "connect s[a, b] <-> s[a, c] where b < c",
    "connect cpfs.front -> stor[pair: cpfs div 32] at 200Gbps",
    "connect host.backend -> tor.front",
    "connect agg[plane, s] -> core[plan, *]",
    "connect leaf.front[32..64] -> spine",
    "connect leaf -> spine on plane, segment x 4 at 400Gbps whole where leaf < 4 { align = pod  medium = mmf }",
  ])("%s", (line) => {
    expect(readMembers(inFabric(line))).toHaveLength(1);
  });
});

describe("arrays and groups of known designs parse", () => {
  it.each([
    "switch tor[segment, rail: 8, plane: 2]: hpn_switch_51t",
    "switch agg[rail, plane, spine: 60]: hpn_switch_51t",
    "switch ftor[pair: 16, side: 2]: hpn_switch_51t",
    "group pod[7 of 8] { group segment[2 of 15] { server host[136]: lingjun { spares = 8 } } }",
    "group su[units] { server node[32]: dgx_h100 except su == units - 1 and node == 31 }",
    "group block[b] { group su[4] { server node[32]: dgx } }",
    "switch leaf[block, su, rail: 8]: qm9700 switch spine[block, s: 32]: qm9700 switch core[s, n: b div 2]: qm9700",
    "group pod[8] { group rack[192] { server host[2]: grand_teton } }",
    "switch edge[pod: k, e: k div 2]: sw switch agg [pod: k, a: k div 2]: sw switch core[a: k div 2, c: k div 2]: sw",
    "server chip[x: 4, y: 4, z: 4]: tpu",
    "group h_su[2 of 6] except h_su == 3 { }",
    'dimension segment { short = "seg" } group segment[15] { short = "seg" name = "s{segment:02}-t{rail}{plane}" }',
  ])("%s", (line) => {
    expect(readMembers(inFabric(line))).toHaveLength(1);
  });
});

describe("parts, storage, workloads and assertions parse", () => {
  it.each([
    'part server dgx { manufacturer = "NVIDIA" height = 8U weight = 130kg power = 10.2kW published "guide" power_typical = 8kW assumed memory = 640GB }',
    "part server s { gpu gpu[8]: h800  nic backend[rail: 8]: cx7_2x200g  nic frontend: bf3  cage osfp[4] holds backend[7], backend[4]; backend[6], backend[5] }",
    "part switch s { ports front x 64 at 800Gbps { lanes = 8  splits = [4x200Gbps, 2x400Gbps over 2]  per_cage = 2  cage = osfp  protocol = [ethernet, infiniband]  fec = rs544 } capacity = 51.2Tbps logical_ports = 320 }",
    "part nic n { ports port[port: 2] at 200Gbps }",
    "part switch nvswitch { ports nv[chip: 2] x 72 at 400Gbps }",
    "part gpu g { memory = 80GB  memory_bandwidth = 3.35TB/s  scale_up = 450GB/s  compute = [989TFLOPS(bf16), 1979TFLOPS(fp8)] }",
    "cluster c { storage cpfs { fabric = frontend  servers = cpfs_host  tier hot { media = nvme  capacity = 50_000TiB  read = 20TB/s  write = 20TB/s  client_read = 25GB/s } } }",
    "cluster c { workload llm { runs_on = host  fabric = backend  checkpoint = 30GB  saves_to = cpfs.hot  all_reduce = 5.5GB  ranks = 512 } }",
    'cluster c { require gpus(host) >= 15_000 "too few" require oversubscription(tor, all) <= 1.07 allow free_ports "growth" }',
    "cluster c { param units: count in 1..64 = 4 let spines = if units == 1 then 4 else if units == 2 then 8 else 16 }",
    'import { a } from "std/nvidia" import { b } from "./parts.weft" import { c } from "./device.yaml" import { } from "x"',
    'cluster c { fabric f { protocol = roce color = "aqua" mtu = 9000B isolate plane medium = smf } numbering = 1 }',
  ])("%s", (text) => {
    expect(readMembers(text).length).toBeGreaterThan(0);
  });
});
