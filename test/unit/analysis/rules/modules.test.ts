/** Rules about modules and cables: what each takes for a mistake, what it lets pass, and what it says of it. */
import { describe, expect, it } from "vitest";
import { judgeText, tell } from "./judge-text.js";

interface Given {
  readonly host?: string;
  readonly leaf?: string;
  readonly parts?: string;
  readonly net: string;
  readonly hosts?: number;
  readonly connect?: string;
}

/** Hosts of one port of 400G on a switch of 16; `net` names what is plugged. */
async function judge({
  host = "",
  leaf = "",
  parts = "",
  net,
  hosts = 8,
  connect = "",
}: Given): Promise<readonly string[]> {
  const { diagnostics } = await judgeText(`
    ${parts}
    part server h { ports eth at 400Gbps { ${host} } }
    part switch s { ports front x 16 at 400Gbps { ${leaf} } }
    cluster small { server host[${hosts}]: h fabric net { ${net} switch leaf: s ${connect || "connect host.eth -> leaf"} } }`);
  return tell(diagnostics);
}

const optic = (name: string, says: string): string => `part optic ${name} { ${says} }`;
const cable = (name: string, says: string): string => `part cable ${name} { ${says} }`;

describe("cage_fit", () => {
  const qsfp = optic("m", "fits = qsfp56");

  it("takes what a cage accepts beside its own form", async () => {
    const given = { parts: qsfp, net: "module = m", host: "cage = qsfp56" };
    expect(await judge({ ...given, leaf: "cage = qsfp112 accepts = [qsfp56, qsfp28]" })).toEqual([]);
    expect(await judge({ ...given, leaf: "cage = qsfp112 accepts = qsfp28" })).toEqual([
      "WF5112 the module `m` fits qsfp56, but the cages of `leaf` take qsfp112 or qsfp28 (1 end)",
    ]);
  });

  it("lets a straight cable be turned round, but not a splitter", async () => {
    const aoc = cable("c", "medium = aoc fits = osfp fits_tails = qsfp112");
    expect(await judge({ parts: aoc, net: "cable = c", host: "cage = qsfp112", leaf: "cage = osfp" })).toEqual([]);
    expect(await judge({ parts: aoc, net: "cable = c", host: "cage = osfp", leaf: "cage = qsfp112" })).toEqual([]);
    const split = { parts: aoc, net: "cable = c", hosts: 8, host: "cage = osfp" };
    expect(await judge({ ...split, leaf: "cage = osfp per_cage = 2" })).toEqual([
      "WF5112 the cable `c` fits qsfp112, but the cages of `host` take osfp (1 end)",
    ]);
  });

  it("judges nothing that is not said", async () => {
    expect(await judge({ parts: qsfp, net: "module = m" })).toEqual([]);
    expect(await judge({ parts: optic("m", ""), net: "module = m", host: "cage = osfp" })).toEqual([]);
  });
});

describe("heat_sink_mismatch", () => {
  it("looks at the tails of a cable apart", async () => {
    const parts = cable("c", "medium = dac heat_sink = finned heat_sink_tails = flat tails = 2");
    const given = { parts, net: "cable = c", leaf: "per_cage = 2 heat_sink = finned" };
    expect(await judge({ ...given, host: "heat_sink = flat" })).toEqual([]);
    expect(await judge({ ...given, host: "heat_sink = finned" })).toEqual([
      "WF5113 `c` has a flat top, but the cages of `host` take finned ones (1 end)",
    ]);
  });

  it("takes any top where any will do", async () => {
    const parts = optic("m", "heat_sink = any");
    expect(await judge({ parts, net: "module = m", host: "heat_sink = flat", leaf: "heat_sink = finned" })).toEqual([]);
  });
});

describe("optic_pair_class", () => {
  const pair = (a: string, z: string): string => `${optic("a", a)} ${optic("z", z)}`;
  const net = "module_a = a module_z = z";

  it.each([
    ["family = sr4", "family = vr4"],
    ["family = dr1 lanes = 1 lane_rate = 100Gbps", "family = fr1 lanes = 1 lane_rate = 100Gbps"],
    ["family = dr4", ""],
    ["family = dr4", "family = dr4"],
  ])("lets %s meet %s", async (a, z) => {
    expect(await judge({ parts: pair(a, z), net })).toEqual([]);
  });

  it.each([
    ["family = sr4", "family = dr4"],
    ["family = dr4", "family = dr8"],
    ["family = fr4", "family = lr4"],
    ["family = dr4 lanes = 4 lane_rate = 100Gbps", "family = dr4 lanes = 4 lane_rate = 50Gbps"],
    ["fibre = om4", "fibre = os2"],
  ])("refuses %s with %s", async (a, z) => {
    const found = await judge({ parts: pair(a, z), net });
    expect(found.map((text) => text.slice(0, 6))).toEqual(["WF5114"]);
  });

  it("shares the lanes of a head among its tails", async () => {
    const parts = (tail: string): string => `${pair(`family = ${tail}`, "family = dr4 optical_ports = 1")}
      part server slow { ports eth at 100Gbps }`;
    const leaf = "splits = [4x100Gbps]";
    const connect = "connect slow.eth -> leaf";
    const judgeTails = async (tail: string): Promise<readonly string[]> => {
      const { diagnostics } = await judgeText(`${parts(tail)} part switch s { ports front x 16 at 400Gbps { ${leaf} } }
        cluster small { server slow[8]: slow fabric net { ${net} switch leaf: s ${connect} } }`);
      return tell(diagnostics);
    };
    expect(await judgeTails("dr1")).toEqual([]);
    expect(await judgeTails("dr4")).toEqual([
      "WF5114 `a` (dr4, 4 lanes of light a link) at `slow` does not understand `z` (dr4, 1 lane of light a link) at `leaf`",
    ]);
  });

  it("lets a module run on some of its lanes behind a splitter", async () => {
    const parts = (rate: string): string =>
      `${optic("m", "family = sr4 lanes = 4 lane_rate = 100Gbps optical_ports = 1")}
       part server slow { ports eth at ${rate} { lanes = 2 } }
       part switch s { ports front x 16 at 400Gbps { lanes = 4 splits = [2x200Gbps] } }`;
    const { diagnostics } = await judgeText(`${parts("200Gbps")}
      cluster small { server slow[8]: slow fabric net { module = m switch leaf: s connect slow.eth -> leaf } }`);
    expect(tell(diagnostics)).toEqual([]);
  });

  it("holds both ends to as many sockets", async () => {
    const found = await judge({
      parts: pair("optical_ports = 2 rate = 400Gbps", "optical_ports = 1 rate = 400Gbps"),
      net,
    });
    expect(found).toEqual([
      "WF5114 a link of 400 Gbps leaves `host` through 2 sockets of `a`, but enters `leaf` through 1 socket of `z`",
    ]);
  });

  it("holds the cord to the modules", async () => {
    const parts = `${optic("m", "fibre = os2 family = dr4")} ${cable("c", "medium = om4")}`;
    expect(await judge({ parts, net: "module = m cable = c" })).toEqual([
      "WF5114 `m` is for single-mode fibre (os2), but `c` for multimode (om4)",
    ]);
  });
});

describe("modulation_gearbox", () => {
  it("takes fewer lanes of light from a gearbox only", async () => {
    const parts = (rest: string): string => optic("m", `lanes = 8 lane_rate = 50Gbps optical_lanes = 4 ${rest}`);
    const given = { net: "module = m", host: "lanes = 8", leaf: "lanes = 8" };
    expect(await judge({ ...given, parts: parts("gearbox = true") })).toEqual([]);
    expect(await judge({ ...given, parts: parts("") })).toEqual([
      "WF5110 `m` has 8 electrical lanes of 50 Gbps and 4 lanes of 100 Gbps of light, but no gearbox between them",
    ]);
  });
});

describe("module_power", () => {
  it("reckons with the ends of active cables", async () => {
    const parts = cable("c", "medium = aec end_power = 12W");
    expect(await judge({ parts, net: "cable = c", leaf: "module_power = 10W" })).toEqual([
      "WF5115 `c` draws 12 W at most, but a cage of `leaf` gives 10 W",
    ]);
  });

  it("adds up what is known, and says what is not", async () => {
    const { diagnostics } = await judgeText(`${optic("m", "power = 20W")} ${optic("dark", "")}
      part server h { ports eth at 400Gbps }
      part switch s { power_typical = 500W supplies = 2 supply_power = 600W ports front x 16 at 400Gbps }
      cluster small { server host[8]: h fabric net { module = m switch leaf: s switch up[8]: s
        connect host.eth -> leaf connect leaf -> up { module_a = dark } } }`);
    expect(tell(diagnostics)).toEqual([
      "WF5116 the modules of `leaf` take 8 x 20 W = 160 W, with 500 W of its own 660 W; with one of 2 power supplies lost 600 W are left",
    ]);
    expect(diagnostics[0]?.notes).toEqual(["`dark` does not say what it draws, so it is more than that"]);
  });
});

describe("twin_cage_rail", () => {
  it("counts the lanes of all links of a cage", async () => {
    const parts = optic("m", "lanes = 4 optical_ports = 2");
    const found = await judge({ parts, net: "module_z = m module_a = m", leaf: "lanes = 4 per_cage = 2" });
    expect(found).toEqual(["WF5117 a cage of `leaf` holds 2 links that need 8 lanes, but `m` has 4 lanes"]);
  });

  it("looks at the rate where the lanes are not known", async () => {
    const parts = optic("m", "rate = 200Gbps");
    expect(await judge({ parts, net: "module = m" })).toEqual([
      "WF5117 a cage of `host` and `leaf` holds 1 link that needs 400 Gbps, but `m` has 200 Gbps",
    ]);
  });

  it("lets a twin cage with one link be", async () => {
    const parts = optic("m", "optical_ports = 1");
    expect(await judge({ parts, net: "module = m", leaf: "per_cage = 2", hosts: 1 })).toEqual([]);
    expect(await judge({ parts, net: "module = m", leaf: "per_cage = 2", hosts: 2 })).toHaveLength(1);
  });
});

describe("cage_conflict", () => {
  const parts = `${optic("m", "")} ${optic("other", "")} ${cable("dac", "medium = dac")}
    part nic n { ports port at 400Gbps }
    part server two { nic a: n nic b: n cage osfp[1] holds a, b }
    part server one { ports eth at 400Gbps }
    part switch s { ports front x 16 at 400Gbps { per_cage = 2 } }`;
  const judgeNet = async (hosts: string, net: string): Promise<readonly string[]> =>
    tell((await judgeText(`${parts} cluster small { ${hosts} fabric net { switch leaf: s ${net} } }`)).diagnostics);

  it("finds two modules in the cage of two adapters", async () => {
    const net = (a: string, b: string): string => `switch other_leaf: s
      connect host.a -> leaf { module = m module_a = ${a} } connect host.b -> other_leaf { module = m module_a = ${b} }`;
    expect(await judgeNet("server host[4]: two", net("m", "m"))).toEqual([]);
    expect(await judgeNet("server host[4]: two", net("m", "other"))).toEqual([
      "WF5118 cage `osfp-0` (from 0) of `host0` takes one plug, but is told to hold module `m` and module `other`",
    ]);
  });

  it("finds them beside a pinned port", async () => {
    const net = (b: string): string =>
      `connect host.eth -> leaf { module = m } connect late.eth -> leaf.front[3] { module_a = m module_z = ${b} }`;
    const hosts = "server host[3]: one server late: one";
    expect(await judgeNet(hosts, net("m"))).toEqual([]);
    expect(await judgeNet(hosts, net("other"))).toEqual([
      "WF5118 cage 1 (from 0) of `leaf` takes one plug, but is told to hold module `m` and module `other`",
    ]);
  });

  it("finds two cables, and a cable with a module", async () => {
    const hosts = "server host[1]: one server late: one";
    const net = (first: string, second: string): string =>
      `connect host.eth -> leaf { ${first} } connect late.eth -> leaf.front[1] { ${second} }`;
    expect(await judgeNet(hosts, net("cable = dac", "cable = dac"))).toEqual([
      "WF5118 cage 0 (from 0) of `leaf` takes one plug, but is told to hold the plug of `dac` twice, for two statements",
    ]);
    expect(await judgeNet(hosts, net("cable = dac", "module = m"))).toEqual([
      "WF5118 cage 0 (from 0) of `leaf` takes one plug, but is told to hold the plug of `dac` and module `m`",
    ]);
  });

  it("finds both modules of links between devices of one array", async () => {
    const net = (pair: string): string => `switch r[4]: s connect r[x] <-> r[y] where x < y { ${pair} }`;
    const quiet = 'allow unlinked_device "only the ring matters"';
    const found = async (pair: string): Promise<readonly string[]> =>
      tell((await judgeText(`${parts} cluster small { fabric net { ${net(pair)} } ${quiet} }`)).diagnostics).filter(
        (text) => !text.startsWith("WF9"),
      );
    expect(await found("module = m")).toEqual([]);
    expect(await found("module_a = m module_z = other")).toHaveLength(1);
  });
});

describe("module_missing", () => {
  it("is told of a cord without modules, at both ends at once", async () => {
    const parts = cable("c", "medium = om4");
    expect(await judge({ parts, net: "cable = c" })).toEqual([
      "WF5119 8 links of `host-leaf` have no module named at `host` and `leaf`",
    ]);
  });

  it("says nothing of copper, of sockets without modules, and where nothing is named", async () => {
    expect(await judge({ parts: cable("c", "medium = dac"), net: "cable = c" })).toEqual([]);
    expect(await judge({ parts: optic("m", ""), net: "module_a = m", leaf: "cage = rj45" })).toEqual([]);
    expect(await judge({ net: "" })).toEqual([]);
  });
});

describe("cable_tails", () => {
  it("holds a straight cable to one", async () => {
    expect(await judge({ parts: cable("c", "medium = dac tails = 1"), net: "cable = c" })).toEqual([]);
    expect(await judge({ parts: cable("c", "medium = dac tails = 4"), net: "cable = c" })).toEqual([
      "WF5120 `c` has 4 tails, but a plug of `host` carries one link, or one set of parallel links, and needs 1",
    ]);
  });
});

describe("a direct cable between cages that hold different links", () => {
  it("cannot be bought", async () => {
    const parts = `${cable("dac", "medium = dac")} part switch s { ports front x 16 at 400Gbps { per_cage = 2 } }`;
    const net = (copies: string): string =>
      `${parts} cluster small { fabric net { cable = dac switch low[4]: s switch high[2]: s connect low -> high ${copies} } }`;
    const { diagnostics } = await judgeText(net(""));
    expect(tell(diagnostics.filter(({ severity }) => severity === "error"))).toEqual([
      "WF5015 `dac` fills whole cages (2 links each at `low`, 2 at `high`), but the cages of the two ends hold different links",
    ]);
    expect(tell((await judgeText(net("x 2"))).diagnostics)).toEqual([]);
  });
});

describe("ib_generation", () => {
  const given = { host: "protocol = infiniband generation = hdr", leaf: "protocol = infiniband generation = ndr" };

  it("takes a cable for both, and ports that run Ethernet", async () => {
    const parts = cable("c", "medium = aoc generation = [ndr, hdr]");
    expect(await judge({ ...given, parts, net: "cable = c" })).toEqual([]);
    const both = { host: "generation = hdr", leaf: "generation = ndr" };
    expect(await judge({ ...both, net: "protocol = roce" })).toEqual([]);
  });

  it("refuses a cable for one, and modules for the other", async () => {
    const parts = cable("c", "medium = aoc generation = ndr");
    expect(await judge({ ...given, parts, net: "cable = c" })).toEqual([
      "WF5111 `host` is hdr and `leaf` is ndr at 400 Gbps, and `c` is for ndr",
    ]);
    const ndr = { host: given.leaf, leaf: given.leaf, net: "module = m" };
    expect(await judge({ ...ndr, parts: optic("m", "generation = [ndr, xdr]") })).toEqual([]);
    expect(await judge({ ...ndr, parts: optic("m", "generation = hdr") })).toEqual([
      "WF5111 `m` is for hdr, but the ports of `host` and `leaf` are ndr (2 ends)",
    ]);
  });
});

describe("notes", () => {
  it("say which base a figure comes from, and that it is assumed", async () => {
    const { diagnostics } = await judgeText(`
      ${optic("m", "fits = osfp")}
      part server h { ports eth at 400Gbps { cage = osfp } }
      part switch base { ports front x 16 at 400Gbps { cage = qsfp112 assumed "class" } }
      part switch s extends base { height = 2U }
      cluster small { server host[8]: h fabric net { module = m switch leaf: s connect host.eth -> leaf } }`);
    expect(tell(diagnostics).map((text) => text.slice(0, 6))).toEqual(["WF5112"]);
    expect(diagnostics[0]?.notes).toEqual([
      "`s` extends `base`; `front` and `front.cage` come from `base`",
      "`front.cage` = qsfp112 of `s` is assumed: class",
    ]);
  });
});
