/** Rules that speak only of what a design or a part demands: each of their findings, and where they stay silent. */
import { expect, it } from "vitest";
import { rules } from "../../../../src/analysis/rules.generated.js";
import { judgeText } from "./judge-text.js";

const parts = `
part gpu gpu_part { description = "GPU" }
part nic nic_1 { ports port at 400Gbps { lanes = 4  protocol = [ethernet, infiniband] } }
part nic nic_2 { ports port[port: 2] at 400Gbps { lanes = 4  protocol = [ethernet, infiniband] } }
part switch box { ports front x 32 at 400Gbps { lanes = 4  splits = [2x200Gbps, 4x100Gbps]  protocol = ethernet } }
part switch wide_box { ports front x 800 at 400Gbps { lanes = 4  protocol = ethernet } }
part switch lag_box { lag_limit = 3  ports front x 32 at 400Gbps { lanes = 4  protocol = ethernet } }
part switch ib_box { ports front x 32 at 400Gbps { lanes = 4  protocol = infiniband } }
part switch bare { subnet_manager = false  ports front x 32 at 400Gbps { lanes = 4  protocol = infiniband } }
part switch managed { subnet_manager = true  ports front x 32 at 400Gbps { lanes = 4  protocol = infiniband } }
part switch old_fec { ports front x 32 at 400Gbps { lanes = 4  fec = rs528  protocol = [ethernet, infiniband] } }
part switch twin { ports front x 16 at 400Gbps { lanes = 4  per_cage = 2  reserved = 2  protocol = ethernet } }
part switch chip {
  ports front x 8 at 800Gbps { lanes = 8  splits = [8x100Gbps]  pipeline_cages = 2  pipeline_ports = 10  protocol = ethernet }
}
part server plain { ports eth at 400Gbps { lanes = 4  protocol = ethernet } }
part server thin { ports eth at 100Gbps { lanes = 1  protocol = ethernet } }
part server dual { nic eth: nic_2 }
part server many { nic eth[nic: 2]: nic_2 }
part server four { gpu gpu[4]: gpu_part  nic eth[rail: 4]: nic_1 }
part server turned { rail_map = [1, 0, 3, 2]  gpu gpu[4]: gpu_part  nic eth[rail: 4]: nic_1 }
part server gpu_dual { gpu gpu: gpu_part  nic eth: nic_2 }
part appliance ufm_part { ports ib at 400Gbps { lanes = 4  protocol = infiniband } }
`;

/** What the rules of this file find, as code and message; other rules may speak too. */
async function find(cluster: string): Promise<readonly string[]> {
  const { diagnostics } = await judgeText(`${parts}\ncluster c { ${cluster} }`);
  const broken = diagnostics.filter(({ code }) => /^WF[1-4]|^WF50[0-4]|^WF510/.test(code) && !/^WF501[67]/.test(code));
  expect(broken.map(({ message }) => message)).toEqual([]);
  const mine = new Set(rules.flatMap(({ code }) => (/^WF513|^WF60[12]/.test(code) && code > "WF513" ? [code] : [])));
  return diagnostics.flatMap(({ code, message }) =>
    mine.has(code) && code !== "WF6001" ? [`${code} ${message}`] : [],
  );
}

it.each([
  [
    "a group of a NIC on three switches",
    "server h[2]: many fabric f { switch t[4]: box connect h.eth -> t[(nic * 2 + port + 1) mod 4] { lag = device } }",
    /^WF6011 the 4 members of a group of `h0` end on 4 devices/,
  ],
  [
    "a group on two switches that are no pair",
    "server h[2]: dual fabric f { switch t[rack: 2, side: 2]: box { mlag = side } connect h.eth[port: rack] -> t[side: 0] { lag = nic } connect t[rack, 0] <-> t[rack, 1] x 2 }",
    /^WF6011 the 2 members of a group of `h0` end on `t-rack0-side0` and `t-rack1-side0`, which do not differ in `side` alone/,
  ],
  [
    "more members than the platform of the far end takes",
    "fabric f { switch t[2]: box switch u[2]: lag_box connect t -> u x 4 { lag = pair } }",
    /^WF6011 a group of `t0` has 4 members on `u0`, `lag_box` takes at most 3$/,
  ],
  [
    "a pair that names no dimension",
    "server h[2]: dual fabric f { switch t[side: 2]: box { mlag = pair } connect h.eth[port: side] -> t }",
    /^WF6012 `t` has 0 dimensions called `pair`, .* it has `side` \(2\)$/,
  ],
  [
    "a pair of three",
    "server h[3]: plain fabric f { switch t[side: 3]: box { mlag = side } connect h.eth -> t[side: h] }",
    /^WF6012 an MLAG pair is 2 switches, `side` of `t` has 3$/,
  ],
  [
    "a pair without a link between",
    "server h[3]: dual fabric f { switch t[side: 2]: box { mlag = side } connect h.eth[port: side] -> t }",
    /^WF6012 `t-side0` and `t-side1` are an MLAG pair with 0 links between them/,
  ],
  [
    "a critical device without a link",
    "server h[3]: dual { critical = true } fabric f { switch t[2]: box connect h.eth[port: t] -> t where h < 2 }",
    /^WF6010 `h2` is critical, but has no link in fabric `f`/,
  ],
  [
    "a critical device that nothing links",
    "server h[3]: dual { critical = true } server g: plain fabric f { switch t: box connect g.eth -> t }",
    /^WF6010 `h` is critical, but has 0 links in all fabrics/,
  ],
  [
    "a demand of a device that nothing links",
    "server h[3]: dual { demand = 1Tbps } server g: plain fabric f { switch t: box connect g.eth -> t }",
    /^WF6020 `h` is to carry 1 Tbps, but has 0 links in all fabrics$/,
  ],
  [
    "the size of a fabric of peers",
    "fabric f { endpoints = 100 switch t[3]: box connect t[a] <-> t[b] where a < b }",
    /^WF6016 whether fabric `f` can grow to 100 host ports is not judged/,
  ],
  [
    "losses in a fabric that is too large to look at",
    "fabric f { survives = link switch t[700]: wide_box connect t[a] <-> t[b] where a < b }",
    /^WF6015 whether fabric `f` survives the loss of any 1 link is not judged/,
  ],
  [
    "two maps on one set of rails",
    "server g[3]: four server h[3]: turned fabric f { switch t[rail: 4]: box connect g.eth -> t connect h.eth -> t }",
    /^WF5135 GPU 0 is on rail 0 of `g`, but on rail 1 of `h`: .* the rails of `t`$/,
  ],
  [
    "a manager without a link in its fabric",
    "server h[3]: four appliance ufm: ufm_part fabric f { protocol = infiniband manager = ufm switch t[rail: 4]: ib_box connect h.eth -> t } fabric g { switch u: ib_box connect ufm.ib -> u }",
    /^WF6019 `ufm` is to manage fabric `f`, but has 0 links in it, only in `g`$/,
  ],
  [
    "unmanaged switches that speak nothing but InfiniBand",
    "server h[3]: four fabric f { switch t[rail: 4]: bare connect h.eth -> t }",
    /^WF6019 fabric `f` speaks infiniband, but 0 of its 1 array of switches/,
  ],
  [
    "reserved ports that uplinks take",
    "server h[4]: plain fabric f { switch t: twin switch u: box connect h.eth -> t connect t -> u x 2 }",
    /^WF5132 links up to `u` take ports 14 to 15 of `t`, ports 14 to 15 are reserved$/,
  ],
  [
    "a reserved port that is pinned",
    "server h[4]: plain fabric f { switch t: twin connect h.eth -> t.front[11 + h] }",
    /^WF5132 links down to `h` take ports 14 to 14 of `t`/,
  ],
  [
    "a pipeline that a pin fills",
    "server h[8]: thin server g[7]: thin fabric f { switch t: chip connect h.eth -> t.front[0..1] at 100Gbps connect g[0..7].eth -> t.front[1] at 100Gbps }",
    /^WF5130 cages 0 to 1 of `t` make 16 logical ports \(8 down to `h` \+ 8 down to `g`\)/,
  ],
  [
    "stacked ToRs of which only some serve a NIC",
    "server h[2]: gpu_dual fabric f { switch t[side: 2]: box connect h.eth[port: side] -> t connect t[0] <-> t[1] }",
    /^WF6013 `t-side0` and `t-side1` serve one NIC of `h0` and are joined by 1 link:/,
  ],
  [
    "spines that carry half of every way up",
    "server h[6]: gpu_dual fabric f { blast_radius = 5 switch t[side: 2]: box switch u[2]: box connect h.eth[port: side] -> t connect t -> u }",
    /^WF6014 the loss of `t-side0` takes half or more of their bandwidth from 6 GPUs in 6 devices, at most 5/,
  ],
  [
    "units that a division treats differently",
    "group unit[3] { server h[4]: plain } fabric f { switch t[unit]: box switch u[2]: box connect h.eth -> t connect t -> u[(unit + c) mod 2] x c: 2 where unit < 2 or c < 1 }",
    /^WF6021 2 of 3 units of `unit` have 6 links at `t` in fabric `f`, unit 2 has 5$/,
  ],
])("%s", async (_, cluster, message) => {
  const found = await find(cluster);
  expect(found).toEqual([expect.stringMatching(message)]);
});

it.each([
  [
    "a group of a NIC on two ToRs that share nothing",
    "server h[2]: dual fabric f { switch t[side: 2]: box connect h.eth[port: side] -> t { lag = nic } }",
  ],
  [
    "a group on an MLAG pair",
    "server h[2]: dual fabric f { switch t[side: 2]: box { mlag = side } connect h.eth[port: side] -> t { lag = nic } connect t[0] <-> t[1] }",
  ],
  [
    "InfiniBand lanes with a code of their own",
    "server h[3]: four fabric f { protocol = infiniband switch t[rail: 4]: old_fec connect h.eth -> t }",
  ],
  [
    "switches that do not say whether they are managed",
    "server h[3]: four fabric f { protocol = infiniband switch t[rail: 4]: ib_box connect h.eth -> t }",
  ],
  [
    "one managed switch among unmanaged",
    "server h[3]: four fabric f { protocol = infiniband switch t[rail: 4]: bare switch u: managed connect h.eth -> t connect t -> u }",
  ],
  [
    "peers that no NIC is cabled to both of",
    "server h[4]: gpu_dual fabric f { switch t[x: 2, side: 2]: box connect h.eth[port: side] -> t[x: h div 2] connect t[0, side] <-> t[1, side] }",
  ],
  [
    "half of the bandwidth of fewer GPUs than the limit",
    "server h[6]: gpu_dual fabric f { blast_radius = 6 switch t[side: 2]: box switch u[3]: box connect h.eth[port: side] -> t connect t -> u }",
  ],
  [
    "units of which one is left out, and one that an index names",
    "group unit[3] { server h[4]: plain except unit == 2 and h == 3 } server s: plain fabric f { switch t[unit]: box connect h.eth -> t connect s.eth -> t[unit: 2] }",
  ],
  [
    "a link that a split gives the rest of a port",
    "server h[8]: thin fabric f { switch t: box connect h.eth -> t at 100Gbps }",
  ],
  [
    "planes that are split from the start",
    "server h[4]: dual fabric f { survives = device isolate side switch t[side: 2]: box connect h.eth[port: side] -> t }",
  ],
])("says nothing of %s", async (_, cluster) => {
  expect(await find(cluster)).toEqual([]);
});
