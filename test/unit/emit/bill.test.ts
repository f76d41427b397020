/** Modules, cables and changed parts in the bill, the plan file, the report and the power. */
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/analysis/judge.js";
import { emitter as bom } from "../../../src/emit/bom.emitter.js";
import { emitter as plan } from "../../../src/emit/plan.emitter.js";
import { emitter as report } from "../../../src/emit/report.emitter.js";
import { compileText } from "../compile-sound.js";

type Sound = Awaited<ReturnType<typeof compileText>>;

/** `section part: quantity` of every line that is ordered. */
function listOrdered(results: Sound): readonly string[] {
  const [artifact] = [...bom.emit(results)];
  const rows = [...(artifact?.chunks ?? [])].join("").trimEnd().split("\n").slice(1);
  return rows.flatMap((row) => {
    const cells = (row.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, ""));
    return cells[9] === "" ? [`${cells[0]} ${cells[1]}: ${cells[7]}`] : [];
  });
}

function readNotes(results: Sound, part: string): string {
  const [artifact] = [...bom.emit(results)];
  const rows = [...(artifact?.chunks ?? [])].join("").trimEnd().split("\n");
  return rows.find((row) => row.split(",")[1] === part) ?? "";
}

function readTotals(results: Sound): { modules: object[]; cables: object[] } {
  const artifact = plan.finish?.(results, []);
  const file = JSON.parse([...(artifact?.chunks ?? [])].join("")) as {
    totals: { modules: object[]; cables: object[] };
  };
  return file.totals;
}

function readReport(results: Sound): string {
  const [artifact] = [...report.emit(results)];
  return [...(artifact?.chunks ?? [])].join("");
}

describe("DGX SuperPOD of 4 units (RA-11333-001 V11, tables 7 and 8)", async () => {
  const results = await compileText(`
    part optic twin { mpn = "980-9I510-00NS00" fits = osfp heat_sink = finned family = sr4 lanes = 8 optical_ports = 2 power = 17W published "LinkX" }
    part optic twin_flat extends twin { mpn = "980-9I51A-00NS00" heat_sink = flat }
    part optic single { fits = osfp heat_sink = flat family = sr4 lanes = 4 optical_ports = 1 }
    part cable fibre { mpn = "980-9I570-00N030" medium = om4 }
    part cable ndr200 { medium = om4 }
    part gpu gpu_part { memory = 80GB }
    part nic cx7 { ports port at 400Gbps { lanes = 4 cage = osfp heat_sink = flat } }
    part server dgx {
      power = 10.2kW power_has_modules = true
      gpu gpu[8]: gpu_part
      nic compute[rail: 8]: cx7
      cage osfp[4] holds compute[7], compute[4]; compute[6], compute[5]; compute[2], compute[1]; compute[3], compute[0]
    }
    part switch qm9700 { power_typical = 747W power_has_modules = false power = 1kW
      ports front x 64 at 400Gbps { lanes = 4 per_cage = 2 cage = osfp heat_sink = finned } }
    part appliance manager { ports ib[p: 2] at 400Gbps { lanes = 4 cage = osfp heat_sink = flat } }
    cluster pod {
      let units = 4
      group su[units] { server node[32]: dgx except su == units - 1 and node == 31 }
      appliance ufm[2]: manager
      fabric compute {
        module = twin
        cable  = fibre
        switch leaf[su, rail: 8]: qm9700
        switch spine[16]: qm9700
        connect node.compute -> leaf { module_a = twin_flat }
        connect leaf -> spine x 2
        connect ufm.ib -> leaf[su: units - 1, rail: ufm * 2 + p].front[31] { module_a = single  cable = ndr200 }
      }
    }`);

  it("has its modules and its fibres", () => {
    expect(listOrdered(results)).toEqual([
      "server dgx: 127",
      "appliance manager: 2",
      "switch qm9700: 48",
      "optic twin_flat: 508",
      "optic twin: 1536",
      "optic single: 4",
      "cable fibre: 2040",
      "cable ndr200: 4",
    ]);
  });

  it("has them in the plan file, a line for each end of a run", () => {
    const { modules, cables } = readTotals(results);
    expect(modules).toEqual([
      { fabric: "compute", run: "node-leaf", end: "a", array: "node", part: "twin_flat", all: 508, active: 508 },
      { fabric: "compute", run: "node-leaf", end: "z", array: "leaf", part: "twin", all: 512, active: 512 },
      { fabric: "compute", run: "leaf-spine", end: "a", array: "leaf", part: "twin", all: 512, active: 512 },
      { fabric: "compute", run: "leaf-spine", end: "z", array: "spine", part: "twin", all: 512, active: 512 },
      { fabric: "compute", run: "ufm-leaf", end: "a", array: "ufm", part: "single", all: 4, active: 4 },
    ]);
    expect(cables).toMatchObject([
      { part: "fibre", all: 1016 },
      { part: "fibre", all: 1024 },
      { part: "ndr200", all: 4 },
    ]);
  });

  it("adds their power where the device does not count it", () => {
    const { power } = results.measures;
    expect(power.arrays.map(({ array, modules }) => [array, modules])).toEqual([
      ["node", "inside"],
      ["ufm", "unsaid"],
      ["leaf", "added"],
      ["spine", "added"],
    ]);
    expect(power.max.watts.all).toBe(127 * 10_200 + 48 * 1000 + 1536 * 17);
    expect(power.max.unknown).toEqual(["ufm"]);
    expect(power.max.unknownPlugs.map(({ array, part }) => [array, part.id])).toEqual([["ufm", "single"]]);
    expect(power.typical.unknownPlugs.map(({ array, part }) => [array, part.id])).toEqual([
      ["node", "twin_flat"],
      ["ufm", "single"],
      ["leaf", "twin"],
      ["spine", "twin"],
    ]);
  });

  it("shows them in the report", () => {
    const text = readReport(results);
    expect(text).toContain("| module | twin | 1 536 | 1 536 | compute/node-leaf at leaf 512; ");
    expect(text).toContain("| cable | fibre | 2 040 | 2 040 |");
    expect(text).toContain("in its figure");
    expect(text).toContain("1 024 x twin: 17.408 kW");
    expect(text).toContain("without ufm, single in the cages of ufm.");
  });
});

const parts = `
  part optic m { fits = osfp optical_ports = 2 lanes = 8 }
  part optic wide { fits = osfp optical_ports = 2 rate = 800Gbps }
  part cable fibre { medium = om4 }
  part cable dac { medium = dac end_power = 0.1W }
  part cable split_dac { medium = dac tails = 2 }
  part nic n { ports port at 400Gbps { cage = osfp } }
  part server two { nic a[rail: 2]: n nic b[rail: 2]: n cage osfp[2] holds a[0], b[0]; a[1], b[1] }
  part server one { ports eth at 400Gbps { cage = osfp } }
  part switch twin { ports front x 32 at 400Gbps { cage = osfp per_cage = 2 } }
  part switch big { ports front x 32 at 800Gbps { cage = osfp splits = [2x400Gbps over 2] } }
`;

describe("cages", () => {
  it("that two statements share hold one module", async () => {
    const results = await compileText(`${parts} cluster c {
      server host[8]: two
      fabric net { module = m  switch leaf[rail: 2]: twin  switch other[rail: 2]: twin
        connect host.a -> leaf
        connect host.b -> other } }`);
    expect(listOrdered(results)).toContain("optic m: 32");
    expect(readTotals(results).modules).toMatchObject([
      { run: "host-leaf", array: "host", all: 16 },
      { run: "host-leaf", array: "leaf", all: 8 },
      { run: "host-other", array: "other", all: 8 },
    ]);
  });

  it("are rounded up on each device", async () => {
    const results = await compileText(`${parts} cluster c { server host[5]: one
      fabric net { module_z = m  module_a = m  switch leaf[3]: twin connect host.eth -> leaf[host mod 3] } }`);
    // 2, 2 and 1 hosts: one cage on each leaf.
    expect(listOrdered(results)).toContain("optic m: 8");
  });

  it("without a named module stand on a line of their own, and are told", async () => {
    const results = await compileText(`${parts} cluster c { server host[6]: one
      fabric net { module_a = m  cable = fibre  switch leaf: twin connect host.eth -> leaf } }`);
    expect(listOrdered(results).slice(2)).toEqual(["optic m: 6", "optic module-osfp: 3", "cable fibre: 6"]);
    expect(results.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "WF5119 6 links of `host-leaf` have no module named at `leaf`",
    ]);
    expect(readReport(results)).toContain("| module | not named | 3 | 3 |");
  });

  it("that only spare devices use are not active", async () => {
    const results = await compileText(`${parts} cluster c { server host[6]: one { spares = 3 }
      fabric net { module = m  switch leaf: twin connect host.eth -> leaf } }`);
    expect(readTotals(results).modules).toMatchObject([
      { array: "host", all: 6, active: 3 },
      { array: "leaf", all: 3, active: 2 },
    ]);
  });
});

describe("cables", () => {
  it("with plugs of their own fill cages: a splitter for each twin cage", async () => {
    const results = await compileText(`${parts} cluster c { server host[5]: one
      fabric net { cable = split_dac  switch leaf: twin connect host.eth -> leaf } }`);
    expect(listOrdered(results).slice(2)).toEqual(["cable split_dac: 3"]);
    const power = results.measures.power.arrays.flatMap(({ plugs }) =>
      plugs.map(({ part, cages }) => [part.id, cages.all]),
    );
    expect(power).toEqual([
      ["split_dac", 5],
      ["split_dac", 3],
    ]);
  });

  it("between twin cages are one for both links", async () => {
    const results = await compileText(`${parts} cluster c {
      fabric net { cable = dac  switch low[2]: twin  switch high[2]: twin connect low -> high x 4 } }`);
    expect(listOrdered(results).slice(1)).toEqual(["cable dac: 8"]);
    expect(results.measures.power.arrays.map(({ plugs }) => plugs[0]?.max?.all)).toEqual([0.1 * 8, 0.1 * 8]);
  });

  it("leave a module of two sockets twice for a link that takes all of it", async () => {
    const net = (rate: string): string => `${parts} cluster c { fabric net { module = wide  cable = fibre
      switch low[2]: big  switch high[2]: big connect low -> high x 2 at ${rate} } }`;
    expect(listOrdered(await compileText(net("800Gbps"))).slice(1)).toEqual(["optic wide: 16", "cable fibre: 16"]);
    expect(listOrdered(await compileText(net("400Gbps"))).slice(1)).toEqual(["optic wide: 8", "cable fibre: 8"]);
  });
});

describe("a part that an array changes", async () => {
  const results = await compileText(`
    part server s { description = "server" power = 10kW published "guide" ports eth at 100Gbps }
    part switch sw { ports front x 32 at 100Gbps }
    cluster c {
      server a[4]: s { power = 9kW assumed "capped" }
      server b[8]: s
      fabric net { switch leaf: sw connect a.eth -> leaf connect b.eth -> leaf }
      require power(a) <= 40kW
    }`);

  it("is ordered on a line of its own, under its own name", () => {
    expect(listOrdered(results).slice(0, 2)).toEqual(["server s: 4", "server s: 8"]);
    expect(readNotes(results, "s")).toContain(",assumed,as changed for a: power = 9kW");
  });

  it("counts with its own figure, and the verdict says that it is assumed", () => {
    expect(results.measures.power.max.watts.all).toBe(4 * 9000 + 8 * 10_000);
    const { value } = judge(results, results.measures);
    expect(value).toMatchObject([{ state: "met", rests: ["`power` = 9kW of `s`"] }]);
    expect(readReport(results)).toContain("met, on assumed figures: `power` = 9kW of `s`");
    expect(readReport(results)).toContain("| s | power | 9kW | capped | the power at most, `power(a) <= 40kW` |");
  });
});

describe("power that nobody states", async () => {
  const text = (require: string): string => `
    part gpu g { power = 700W assumed "recalled" } part nic n { ports p at 100Gbps }
    part server s { gpu g[8]: g nic n: n } part switch sw { power = 1kW ports front x 32 at 100Gbps }
    cluster c { server host[10]: s fabric net { switch leaf: sw connect host.n -> leaf } ${require} }`;
  const results = await compileText(text(""));

  it("stays unknown, and says how much it is at least", () => {
    expect(results.measures.power.max).toMatchObject({ watts: { all: 1000 }, unknown: ["host"] });
    expect(results.measures.power.arrays[0]?.least).toMatchObject({ wattsEach: 5600, unknown: [{ id: "n" }] });
    expect(readReport(results)).toContain("unknown, at least 5.6 kW");
    expect(readReport(results)).toContain(
      "it draws no less under full load, and that leaves out n; that is not its power.",
    );
  });

  it("can break an upper limit all the same", async () => {
    const { verdicts } = await compileText(text("require power() <= 60kW"));
    expect(verdicts).toMatchObject([{ state: "unknown", rests: [] }]);
    await expect(compileText(text("require power() <= 50kW"))).rejects.toThrow(
      "requirement not met: `power()` is at least 57 kW",
    );
  });
});

describe("what stands inside devices", () => {
  it("is told with what could not be compared", async () => {
    const results = await compileText(`
      part gpu g { memory = 96GB } part drive d { capacity = 3.84TB } part drive dark { } part nic n { ports p[p: 2] at 200Gbps }
      part server s { memory = 1.5TB gpu g[16]: g drive d[8]: d drive e: dark local_storage = 30TB nic n[8]: n }
      part server t { memory = 640GB }
      part switch sw { ports front x 64 at 200Gbps }
      cluster c { server a[2]: s server b[2]: t fabric net { switch leaf[p: 2]: sw connect a.n -> leaf } }`);
    const text = readReport(results);
    expect(text).toContain("| a | GPU memory | 1.5TB | 16 x 96 GB = 1.536 TB | agrees |");
    expect(text).toContain("| a | local storage | 30TB | unknown | not compared: dark does not say |");
    expect(text).toContain("| a | network, one way |  | 8 x 400 Gbps = 3.2 Tbps | from its parts |");
    expect(text).toContain("| b | GPU memory | 640GB |  | not compared: no part inside has any |");
  });
});
