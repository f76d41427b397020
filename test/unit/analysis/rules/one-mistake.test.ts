/** One mistake gives one message, and what looks like a mistake but is none gives no message. */
import { expect, it } from "vitest";
import { judgeText, tell } from "./judge-text.js";

const parts = `
part switch box {
  capacity = 6.4Tbps
  ports front x 16 at 400Gbps { lanes = 4  splits = [2x200Gbps, 4x100Gbps]  protocol = ethernet }
}
part switch chips {
  ports nv[chip: 2] x 4 at 400Gbps { protocol = nvlink }
}
part switch few_logical {
  logical_ports = 20
  ports front x 16 at 400Gbps { lanes = 4  splits = [2x200Gbps]  protocol = ethernet }
}
part switch ib_box { ports front x 16 at 400Gbps { lanes = 4  protocol = infiniband } }
part nic two_ports { ports port[port: 2] at 200Gbps { lanes = 2  protocol = ethernet } }
part server host_part { nic eth[rail: 2]: two_ports }
part server plain { ports eth at 400Gbps { lanes = 4  protocol = ethernet } }
`;

function findErrors(cluster: string): Promise<readonly string[]> {
  return judgeText(`${parts}\ncluster c { ${cluster} }`).then(({ diagnostics }) => tell(diagnostics));
}

it.each([
  [
    "a rate without a split also takes too many ports",
    "switch leaf[4]: box switch spine[20]: box connect leaf -> spine at 50Gbps",
    ["WF5103"],
  ],
  [
    "a repeated statement also takes too many ports",
    "switch leaf[4]: box switch spine[10]: box connect leaf -> spine connect leaf -> spine",
    ["WF6008"],
  ],
  [
    "a switch without ports also lacks capacity",
    "switch leaf[4]: box switch spine[20]: box connect leaf -> spine",
    ["WF5101"],
  ],
  [
    "a host with both ports on one ToR also has them in one plane",
    "isolate plane switch tor[rail: 2, plane: 1]: box connect host.eth -> tor",
    ["WF6007"],
  ],
  [
    "planes meet in switches without a plane",
    "isolate plane switch leaf[plane: 2, leaf: 2]: box switch core[4]: box connect leaf -> core",
    ["WF6006"],
  ],
  [
    "two arrays of one wrong part",
    "switch one: ib_box switch other: ib_box connect plain_host.eth -> one connect late_host.eth -> other",
    ["WF6001"],
  ],
  [
    "a fabric with the wrong protocol",
    "protocol = infiniband switch one: box switch up[2]: box connect plain_host.eth -> one connect one -> up",
    ["WF6001"],
  ],
])("%s", async (_, fabric, codes) => {
  const hosts = fabric.includes("plain_host")
    ? "server plain_host[4]: plain server late_host[4]: plain"
    : fabric.includes("host.eth")
      ? "server host[4]: host_part"
      : "";
  const found = await findErrors(`${hosts} fabric net { ${fabric} }`);
  expect(found.map((text) => text.slice(0, 6)).filter((code) => code !== "WF5017")).toEqual(codes);
});

it.each([
  [
    "planes of two arrays",
    "isolate plane switch leaf[plane: 2, leaf: 2]: box switch left[4]: box switch right[4]: box connect leaf[0, leaf] -> left connect leaf[1, leaf] -> right",
  ],
  [
    "planes that an expression keeps apart",
    "isolate plane switch leaf[plane: 2, leaf: 2]: box switch core[4]: box connect leaf[c div 2, leaf] -> core[c]",
  ],
  [
    "a pair linked by two statements that name their ports",
    "switch leaf[4]: box switch spine[4]: box connect leaf.front[0..4] -> spine.front[0..4] connect leaf.front[4..8] -> spine.front[4..8]",
  ],
  [
    "statements that reach different pairs",
    "switch leaf[4]: box switch spine[4]: box connect leaf[0..2] -> spine connect leaf[2..4] -> spine",
  ],
  [
    "two dimensions of a grid of peers",
    "switch s[x: 3, y: 3]: box connect s[a, b] <-> s[c, b] where a < c connect s[a, b] <-> s[a, c] where b < c",
  ],
  ["a pool in each chip", "switch tray[4]: chips switch top[2]: chips connect tray -> top"],
])("%s are no mistake", async (_, fabric) => {
  expect(await findErrors(`fabric net { ${fabric} }`)).toEqual([]);
});

it("counts the ports of the device that needs most", async () => {
  const fabric =
    "switch leaf[6]: box switch spine[12]: box switch extra[5]: box connect leaf -> spine connect leaf[l] -> extra where l == 3";
  expect(await findErrors(`fabric net { ${fabric} }`)).toEqual([
    "WF5101 `leaf3` runs out of ports: 12 cages up to `spine`, 5 up to `extra`: 17 of 16",
  ]);
});

it("counts blocks of peers, of chips and of ranges", async () => {
  expect(await findErrors("fabric net { switch r[18]: box connect r[a] <-> r[b] where a < b }")).toEqual([
    "WF5101 each `r` runs out of ports: 17 cages to peers in `r`: 17 of 16",
  ]);
  expect(
    await findErrors("fabric net { switch tray[5]: chips switch top: chips connect tray -> top.nv[chip: 0] }"),
  ).toEqual(["WF5101 each `top` runs out of ports: 10 cages down to `tray`: 10 of 4 of one `nv[chip]`"]);
  const ranged = "switch leaf[6]: box switch spine[8]: box connect leaf -> spine.front[0..5]";
  expect(await findErrors(`fabric net { ${ranged} }`)).toEqual([
    "WF5101 each `spine` runs out of ports: 6 cages down to `leaf`: 6 of the 5 in ports 0..5",
  ]);
});

it("counts logical ports after splits", async () => {
  const fabric =
    "switch tor[rail: 2, side: 2]: few_logical switch agg[8]: box connect host.eth[port: side] -> tor connect tor -> agg";
  expect(await findErrors(`server host[16]: host_part fabric net { ${fabric} }`)).toEqual([
    "WF5101 each `tor` runs out of logical ports: 8 ports split in 2 down to `host`, 8 ports up to `agg`: 24 of 20",
  ]);
});

it("reckons with what is planned", async () => {
  const fabric = "switch leaf[seg]: box switch spine: box connect leaf -> spine";
  const { diagnostics } = await judgeText(`${parts}\ncluster c { group seg[2 of 20] { } fabric net { ${fabric} } }`);
  expect(tell(diagnostics)).toEqual(["WF5101 each `spine` runs out of ports: 20 cages down to `leaf`: 20 of 16"]);
  expect(diagnostics[0]?.notes).toContain("ports are reckoned with what is planned: 20 `seg` of which 2 exist");
});

it("leaves absent devices out of capacity, but keeps their ports", async () => {
  const hosts = "server node[8]: plain except node == 7";
  const fabric =
    "switch leaf: box switch spine[8]: box connect node.eth -> leaf connect late.eth -> leaf.front[7] connect leaf -> spine";
  expect(await findErrors(`${hosts} server late: plain fabric net { ${fabric} }`)).toEqual([]);
});

it("finds what spreads unevenly over several statements", async () => {
  const range =
    "switch leaf[6]: box switch spine[4]: box connect leaf -> spine connect leaf[l].front[4..6] -> spine[l mod 4].front[8..16]";
  expect(await findErrors(`fabric net { ${range} }`)).toEqual([
    "WF6003 5 uplinks of `leaf0` do not divide among the 4 `spine` it reaches: 5 mod 4 = 1, so some get 2 and some 1",
  ]);
});

it("tells the nearest divisors", async () => {
  const fabric = "switch leaf[2]: big switch spine[16]: big connect leaf -> spine[u mod 16] x u: 72";
  const big = "part switch big { ports front x 400 at 400Gbps }";
  const { diagnostics } = await judgeText(`${big}\ncluster c { fabric net { ${fabric} } }`);
  expect(tell(diagnostics)).toEqual([
    "WF6003 72 uplinks of `leaf0` do not divide among the 16 `spine` it reaches: 72 mod 16 = 8, so some get 5 and some 4",
  ]);
  expect(diagnostics[0]?.help).toBe("18 `spine` divide 72 uplinks; so do 12 and 24. Or give each 64 or 80 uplinks");
});

it("compares names without letter case and reads patterns", async () => {
  const hosts = 'server Leaf[4]: plain server other[4]: plain { name = "h_{other}.x" }';
  const fabric =
    "switch leaf[4]: box switch up[4]: box connect Leaf[i].eth -> leaf[i] connect leaf -> up connect other.eth -> up[other]";
  const found = await findErrors(`${hosts} fabric net { ${fabric} }`);
  expect(found).toEqual([
    "WF6009 names such as `h_0.x` hold `_`, `.`, host names are letters, digits and `-`",
    "WF6009 `Leaf0` names a device of `Leaf` and one of `leaf`, and `leaf0` differs from it only in letter case; 4 names are shared in all, each device needs its own name",
  ]);
});

it("refuses names of more than 63 characters", async () => {
  const long = "a".repeat(60);
  const found = await findErrors(
    `fabric net { switch ${long}[1000]: box switch up[2]: box connect ${long}[0..4] -> up }`,
  );
  expect(found.filter((text) => text.startsWith("WF6009"))).toEqual([]);
  const longer = "a".repeat(61);
  const refused = await findErrors(
    `fabric net { switch ${longer}[1000]: box switch up[2]: box connect ${longer}[0..4] -> up }`,
  );
  expect(refused.filter((text) => text.startsWith("WF6009"))).toEqual([expect.stringContaining("have 64 characters")]);
});

it("tells two modes in one cage wherever they come from", async () => {
  const twin = "part switch twin { ports front x 8 at 400Gbps { splits = [2x200Gbps]  per_cage = 2 } }";
  const hosts = "part server slow { ports eth at 200Gbps } part server fast { ports eth at 400Gbps }";
  const cluster = (pins: string): string =>
    `${twin} ${hosts} cluster c { server s[2]: slow server f: fast fabric net { switch leaf: twin ${pins} } }`;
  const apart = await judgeText(cluster("connect s.eth -> leaf.front[0] connect f.eth -> leaf.front[2]"));
  expect(tell(apart.diagnostics)).toEqual([]);
  const together = await judgeText(cluster("connect s.eth -> leaf.front[0] connect f.eth -> leaf.front[1]"));
  expect(tell(together.diagnostics)).toEqual([
    "WF5104 a cage runs in one mode, but cage 0 (from 0) of `leaf` has links at 2 x 200 Gbps and at 400 Gbps",
  ]);
});

it("warns of pinned ports whose children stay unused", async () => {
  const parts =
    "part switch four { ports front x 8 at 400Gbps { splits = [4x100Gbps] } } part server slow { ports eth at 100Gbps }";
  const cluster =
    "cluster c { server s[4]: slow fabric net { switch leaf: four connect s.eth -> leaf.front[s div 2] } }";
  expect(tell((await judgeText(`${parts} ${cluster}`)).diagnostics)).toEqual([
    "WF5105 4 of 8 children of split ports stay unused (50%, more than 25%): 4 links pinned on `leaf` on 2 ports split in 4",
  ]);
  const filled = cluster.replace("s div 2", "3");
  expect(tell((await judgeText(`${parts} ${filled}`)).diagnostics)).toEqual([]);
});

it("counts padding of align as unused", async () => {
  const parts = "part switch four { ports front x 64 at 400Gbps { splits = [4x100Gbps] } }";
  const hosts = "part server slow { ports eth at 100Gbps }";
  const cluster = (n: number, align: string): string =>
    `${parts} ${hosts} cluster c { group pod[4] { server s[${n}]: slow } fabric net { switch leaf: four connect s.eth -> leaf ${align} } }`;
  expect(tell((await judgeText(cluster(5, ""))).diagnostics)).toEqual([]);
  expect(tell((await judgeText(cluster(5, "{ align = pod }"))).diagnostics)).toEqual([
    "WF5105 12 of 32 children of split ports stay unused (37.5%, more than 25%): 20 links on each `leaf` on 8 ports split in 4",
  ]);
});

it("judges lanes and protocols only where both ends say them", async () => {
  const parts = (nic: string, port: string): string =>
    `part server h { ports eth at 400Gbps { ${nic} } } part switch s { ports front x 8 at 400Gbps { ${port} } }`;
  const cluster = "cluster c { server host[4]: h fabric net { switch leaf: s connect host.eth -> leaf } }";
  expect(tell((await judgeText(`${parts("lanes = 8", "protocol = ethernet")} ${cluster}`)).diagnostics)).toEqual([]);
  expect(tell((await judgeText(`${parts("lanes = 8", "lanes = 4")} ${cluster}`)).diagnostics)).toEqual([
    "WF5106 a link of 400 Gbps is 8 lanes of 50 Gbps at `host`, but 4 lanes of 100 Gbps at `leaf`",
  ]);
});
