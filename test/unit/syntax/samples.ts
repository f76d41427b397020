/** Texts that the tests of lexer, parser and tree share. */

/** Every construct of the language at least once. */
export const sampleDesign = `/// One pod.
import { hpn_switch_51t, lingjun_8gpu, rack_48u, } from "std/alibaba"
let base = 15 /* segments */

cluster hpn_7 {
  param segments: count in 1..64 = 15   "segments in the pod"
  param fast: truth = true, param speed: rate
  numbering = 1

  group segment[3 of 15] {
    short = "seg"
    server host[136]: lingjun_8gpu { spares = 8 }
  }
  group su[units] { server node[32]: dgx_h100 except su == units - 1 and node == 31 }
  dimension plane { short = "p" }

  fabric backend {
    protocol = roce
    isolate plane, rail
    switch tor[segment, rail: 8, plane: 2]: hpn_switch_51t
    switch "agg-x"[plane: 2, spine: 60]: hpn_switch_51t
    connect host.backend[port: plane] -> tor at 200Gbps
    connect tor -> agg on plane at 400Gbps whole { align = pod, medium = mmf }
    connect agg -> core[set: spine div 15] x (32 / spines)
    connect router[g, ((h - 1) * 4 + l) mod 32] <-> router[h, (g * 4 + l) mod 32] x l: 4 where g < h
    connect chip.ici[axis: 0, dir: *] <-> chip[x: (x + 1) mod width].ici[axis: 0, dir: 0]
    connect ufm.ib -> leaf[su: 3, rail: ufm * 2 + p].front[31..33]
  }

  storage cpfs {
    fabric = frontend
    tier hot { capacity = 50_000TiB measured  read = 20TB/s published "vendor" }
  }
  workload llm { saves_to = cpfs.hot  ranks = 512 }

  let odd = if -2 ** 2 in [1, 4] then not a == b else max(1, 2.5e3) + index(host)
  require oversubscription(tor, all) <= 1.07 or false "too much"
  allow free_ports "room to grow"
}

part server lingjun extends other {
  gpu gpu[8]: h800
  nic backend[rail: 8]: cx7_2x200g
  ports front x 64 at 800Gbps { splits = [4x200Gbps, 2x400Gbps over 2]  cage = osfp }
  ports nv[gpu: 2, link] x 72
  cage osfp[4] holds backend[7], backend[4]; backend[6], backend[5]
  compute = [989TFLOPS(bf16), 1979TFLOPS(fp8)] published "h100 pdf"
}
`;
