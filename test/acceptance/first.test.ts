/** The first issue, sentence by sentence; each test runs the shipped `bin/weft.js`. Proofs in process are in `test/property`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it, test } from "vitest";
import { enumerateLinks, readPlan } from "../../src/plan/enumerate.js";
import { compileTo, lineOf, readOutput, readTable, weft, writeDesign } from "./run.js";

const HPN = "examples/hpn-7.0/hpn.weft";
const PANJIU = "examples/panjiu-16/panjiu.weft";
const SUPERPOD = "examples/superpod-h100/superpod.weft";
const MILLION = "bench/designs/clos-1m.weft";

/** A design with one warning: a port that nothing uses. */
const WARNS = `part server one_port { ports nic at 100Gbps }
cluster dark { server host[2]: one_port }
`;

/** Exit code and standard error of a check that should fail. */
function refuse(path: string, ...words: readonly string[]): string {
  const ran = weft("check", path, ...words);
  expect(ran.status, ran.stderr).toBe(1);
  return ran.stderr;
}

describe("1. the house", () => {
  it("is an ES module for Node >= 20.19 with the bin weft", () => {
    const own = JSON.parse(readFileSync("package.json", "utf8"));
    expect(own.type).toBe("module");
    expect(own.engines.node).toBe(">=20.19");
    expect(own.bin.weft).toBe("bin/weft.js");
    expect(own.scripts.prepare).toBeDefined();
  });

  it("has its folders and its licence", () => {
    for (const path of ["grammar", "src", "templates", "examples", "test", "bench", "docs", "README.md", ".ci/run"]) {
      expect(existsSync(path), path).toBe(true);
    }
    expect(readFileSync("LICENSE", "utf8")).toContain("Apache License");
    expect(readFileSync(".ci/run", "utf8")).toContain("npm ci && npm test");
  });
});

describe("2. the language, front to back", () => {
  it("refuses cyclic imports with both places", () => {
    writeDesign("one", 'import { b } from "./two.weft"\ncluster c { }\n');
    const two = writeDesign("two", 'import { a } from "./one.weft"\n');
    const told = refuse(two.replace("two.weft", "one.weft"));
    expect(told).toContain("one.weft:1");
    expect(told).toContain("two.weft:1");
  });

  it("refuses deep nesting and giant extents without falling over", () => {
    const deep = writeDesign("deep", `let a = ${"(".repeat(5000)}1${")".repeat(5000)}\ncluster c { }\n`);
    expect(refuse(deep)).toContain("WF1");
    const giant = writeDesign(
      "giant",
      "part server s { ports p x 1 at 1Gbps }\ncluster c { server a[900_000_000, b: 900_000_000]: s }\n",
    );
    expect(refuse(giant)).toMatch(/error\[WF/);
  });

  it("names both places of a duplicate, and suggests the property that was meant", () => {
    const twice = writeDesign("twice", "part switch s { }\npart switch s { }\ncluster c { }\n");
    expect(refuse(twice).match(/twice\.weft:\d/g)?.length).toBeGreaterThanOrEqual(1);
    const typo = writeDesign("typo", "part switch s { capcity = 51.2Tbps }\ncluster c { switch a[1]: s }\n");
    expect(refuse(typo)).toContain("`capacity`");
  });

  it("refuses to mix units, in words", () => {
    const mixed = writeDesign("mixed", "let a = 400Gbps + 3m\ncluster c { require a > 1Gbps }\n");
    expect(refuse(mixed)).toMatch(/length/);
  });
});

describe("3. model and plan", () => {
  it("finds a device by name, with its index, ports and far ends", () => {
    const { stdout, status } = weft("where", "seg03-tor-r2-p1", HPN);
    expect(status).toBe(0);
    expect(stdout).toContain("segment 3 of 15, rail 2 of 8, plane 1 of 2");
    expect(stdout).toMatch(/3\/1\s+seg03-host007\s+backend-2-1/);
    expect(stdout).toMatch(/127\s+agg-p1-spine59/);
  });

  it("finds a cable by either end and by its assembly", () => {
    for (const name of ["seg03-host007:backend-2-1", "seg03-tor-r2-p1:3/1"]) {
      const { stdout } = weft("where", name, HPN);
      expect(stdout).toContain("seg03-host007:backend-2-1");
      expect(stdout).toContain("seg03-tor-r2-p1:3/1");
    }
    const both = weft("where", "seg03-tor-r2-p1:3", HPN).stdout;
    expect(both).toContain("seg03-host006");
    expect(both).toContain("seg03-host007");
  });

  it("answers at a million GPUs", () => {
    const { stdout, status } = weft("where", "pod127-segment7-host127", MILLION, "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).index).toEqual({ pod: 127, segment: 7, host: 127 });
  });
});

describe("4. outputs of compile", () => {
  const cables = () => readTable(compileTo(HPN), "cables.csv");

  it("writes the columns in their order", () => {
    const folder = compileTo(HPN);
    expect(readOutput(folder, "cables.csv").split("\n")[0]).toBe(
      "link_id,fabric,run,a_device,a_part,a_port,a_cage,a_lane,z_device,z_part,z_port,z_cage,z_lane,speed_gbps,medium,assembly,branch",
    );
    expect(readOutput(folder, "bom.csv")).toMatch(
      /^section,part_id,manufacturer,mpn,description,qty_base,qty_spare,qty_order/,
    );
    expect(readOutput(folder, "ports.csv")).toMatch(/^device,part,port,cage,lane,speed_gbps,state,/);
  });

  it("puts the lower end first and names every port once", () => {
    const rows = cables();
    expect(rows.length).toBe(56_432);
    const first = rows[0];
    expect(first).toMatchObject({ a_device: "seg00-host000", z_device: "seg00-tor-r0-p0", speed_gbps: "200" });
    const ends = rows.flatMap((row) => [`${row["a_device"]}:${row["a_port"]}`, `${row["z_device"]}:${row["z_port"]}`]);
    expect(new Set(ends).size).toBe(ends.length);
    expect(rows.every((row) => row["link_id"] === `${row["a_device"]}:${row["a_port"]}`)).toBe(true);
    expect(rows.every((row) => /^\d+$/.test(row["speed_gbps"] ?? ""))).toBe(true);
  });

  it("shares an assembly among the links of a breakout", () => {
    const access = cables().filter((row) => row["run"] === "host-tor");
    expect(access.length).toBe(32_640);
    expect(new Set(access.map((row) => row["assembly"])).size).toBe(16_320);
  });

  it("orders rows by statement, then by index", () => {
    const runs = [...new Set(cables().map((row) => row["run"]))];
    expect(runs.slice(0, 3)).toEqual(["host-tor", "tor-agg", "agg-core"]);
  });

  it("lists every switch port", () => {
    const rows = readTable(compileTo(HPN), "ports.csv");
    const tor = rows.filter((row) => row["device"] === "seg00-tor-r0-p0");
    expect(tor.filter((row) => row["state"] === "used").length).toBe(128 + 60);
    expect(tor.filter((row) => row["state"] === "spare").length).toBe(8);
    expect(tor.filter((row) => row["state"] === "free").length).toBe(0);
    const core = rows.filter((row) => row["device"] === "core-p0-set0-n0");
    expect(core.filter((row) => row["state"] === "used").length).toBe(15);
    expect(core.length).toBe(128);
  });

  it("writes a plan that is valid and enumerates to cables.csv", () => {
    const folder = compileTo(SUPERPOD);
    const file = JSON.parse(readOutput(folder, "plan.json"));
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync("docs/schemas/plan-1.json", "utf8")));
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
    const plan = readPlan(file);
    const rows = plan.runs.flatMap((run) => [...enumerateLinks(plan, run)].map((row) => Object.values(row).join(",")));
    expect(rows).toEqual(readOutput(folder, "cables.csv").trimEnd().split("\n").slice(1));
    expect(readOutput(compileTo(HPN), "plan.json").length).toBeLessThan(5_000_000);
  });

  it("writes a performance file that is valid", () => {
    const file = JSON.parse(readOutput(compileTo(HPN), "performance.json"));
    const schema = JSON.parse(readFileSync("docs/schemas/performance-1.json", "utf8"));
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  });

  it("writes a report", () => {
    const report = readOutput(compileTo(HPN), "report.md");
    for (const word of ["15 360", "16/15", "17/15", "bisection", "Power", "Findings"]) {
      expect(report.replaceAll(/[\u2009\u202f\u00a0]/g, " ").toLowerCase(), word).toContain(word.toLowerCase());
    }
  });

  it("is replaced whole, and a summary says what was written", () => {
    const folder = compileTo(PANJIU);
    expect(readdirSync(folder).sort()).toEqual([
      "bom.csv",
      "cables.csv",
      "performance.json",
      "plan.json",
      "ports.csv",
      "report.md",
    ]);
    const again = weft("compile", PANJIU, "-o", folder);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain("cables.csv");
  });
});

describe("5. storage", () => {
  it("names the tier: 460.8 TB in 23.04 s", () => {
    const report = readOutput(compileTo(HPN), "report.md");
    expect(report).toContain("460.8 TB, in 23.04 s: limited by tier hot of cpfs");
    for (const figure of ["96 TB/s", "48 TB/s", "20 TB/s"]) expect(report).toContain(figure);
    expect(readOutput(compileTo(HPN), "performance.json")).toContain("23.04");
  });

  it("names the clients when the tier gives 100 TB/s", () => {
    const faster = readFileSync(HPN, "utf8").replace(/write( +)= 20TB\/s/, "write$1= 100TB/s");
    const report = readOutput(compileTo(writeDesign("faster", faster)), "report.md");
    expect(report).toContain("limited by clients of cpfs");
  });
});

describe("6. performance", () => {
  const report = () => readOutput(compileTo(HPN), "report.md");

  it("gives bandwidth per GPU, bisection, hops and paths of each fabric", () => {
    expect(report()).toContain("| bandwidth per GPU | 400 Gbps | 400 Gbps |");
    expect(report()).toMatch(/Bisection: 2\.688 Pbps/);
    expect(report()).toContain("| host, different segment | seg00-host000 | seg01-host000, seg14-host000 | 4 | 60 |");
  });

  it("gives the ring all-reduce of 5.5 GB over 512 ranks at 400 and at 25 Gbps", () => {
    expect(report()).toMatch(/\| tor \| 400 Gbps \| 2 \| [^|]+\| 219\.57 ms/);
    expect(report()).toMatch(/\| core \| 25 Gbps \| 6 \| [^|]+\| 3\.513/);
    expect(report()).toContain("Known error");
  });
});

describe("7. the command line", () => {
  it("explains a code and starts a design that compiles", () => {
    expect(weft("explain", "WF5001").stdout).toContain("one name with two extents");
    const folder = `${compileTo(SUPERPOD)}-init`;
    expect(weft("init", folder).status).toBe(0);
    expect(weft("check", folder, "--strict").status).toBe(0);
  });

  it("speaks pretty, plain and json", () => {
    const bad = "test/fixtures/refused/planes-joined.weft";
    expect(weft("check", bad).stderr).toContain("┌─");
    expect(weft("check", bad, "--format", "plain").stderr).toMatch(/^\S+:\d+:\d+: error\[WF6006\]/m);
    const { stdout, stderr } = weft("check", bad, "--format", "json");
    expect(() => JSON.parse(stderr === "" ? stdout : stderr)).not.toThrow();
  });

  it("sets params and counts warnings with --strict", () => {
    expect(weft("check", HPN, "--set", "segments=2").stdout).toMatch(/host, 8 GPUs each\s+256\s+272/);
    expect(weft("check", HPN, "--set", "segmants=2").status).toBe(1);
    const warns = writeDesign("warns", WARNS);
    expect(weft("check", warns).status).toBe(0);
    expect(weft("check", warns, "--strict").status).toBe(1);
  });

  it("exits with 0, 1 and 2", () => {
    expect(weft("check", HPN).status).toBe(0);
    expect(weft("check", "no-such-file.weft").status).toBe(1);
    expect(weft("check", HPN, "--no-such-flag").status).toBe(2);
    expect(weft("explain", "nonsense").status).not.toBe(0);
  });

  it("takes a folder for its only design with a cluster", () => {
    expect(weft("check", "examples/hpn-7.0").status).toBe(0);
    expect(weft("check", "examples").status).toBe(1);
  });

  it("keeps data on stdout and findings on stderr, without colour in a pipe", () => {
    const ran = weft("check", writeDesign("dark", WARNS));
    expect(ran.stdout).not.toContain("warning");
    expect(ran.stderr).toContain("warning[WF5017]");
    expect(ran.stdout + ran.stderr).not.toContain("\u001b[");
  });
});

describe("8. the examples", () => {
  const { stdout } = weft("check", HPN);

  test.each([
    ["host, 8 GPUs each", "1920", "2040"],
    ["GPUs", "15360", "16320"],
    ["host-tor links, 200 Gbps", "30720", "32640"],
    ["host-tor breakout assemblies, 2x200G", "15360", "16320"],
    ["tor-agg links, 400 Gbps", "14400", ""],
    ["agg-core links, 400 Gbps", "960", ""],
    ["tor", "240", ""],
    ["agg", "120", ""],
    ["oversubscription at agg", "15", ""],
    ["end to end", "16", "17"],
    ["host-ftor links, 200 Gbps", "3840", "4080"],
    ["ftor", "32", ""],
    ["fagg", "32", ""],
    ["fcore", "16", ""],
    ["stor", "2", ""],
    ["cpfs_host", "128", ""],
  ])("hpn-7.0: %s %s, %s with spares", (label, active, all) => {
    const cells = lineOf(stdout, `${label} `).trim().slice(label.length).trim();
    expect(cells.split(/\s+/)).toEqual(all === "" ? [active] : [active, all]);
  });

  test.each(["16/15", "17/15", "1.067", "1.133", "68 + 60 = 128 of 128"])("hpn-7.0 prints %s", (text) => {
    expect(stdout.replaceAll(/[\u2009\u202f\u00a0]/g, " ")).toContain(text);
  });

  it("superpod-h100 reproduces the rows of 1 to 4 units", () => {
    const rows: readonly (readonly [number, number, number, number, number])[] = [
      [1, 31, 8, 4, 256],
      [2, 63, 16, 8, 512],
      [3, 95, 24, 16, 768],
      [4, 127, 32, 16, 1024],
    ];
    for (const [units, nodes, leaves, spines, links] of rows) {
      const folder = compileTo(SUPERPOD, "--set", `units=${units}`);
      const { totals } = JSON.parse(readOutput(folder, "plan.json"));
      const devices = Object.fromEntries(
        totals.devices.map((one: { array: string; all: number }) => [one.array, one.all]),
      );
      const runs = Object.fromEntries(totals.links.map((one: { run: string; all: number }) => [one.run, one.all]));
      expect(devices).toMatchObject({ node: nodes, leaf: leaves, spine: spines });
      expect(runs).toMatchObject({ "node-leaf": 8 * nodes, "ufm-leaf": 4, "leaf-spine": links });
    }
  });

  it("panjiu-16 has its counts, and shows what is assumed", () => {
    const folder = compileTo(PANJIU);
    const { totals } = JSON.parse(readOutput(folder, "plan.json"));
    expect(totals.links).toContainEqual(expect.objectContaining({ run: "host-tor", all: 2048 }));
    expect(totals.devices).toContainEqual(expect.objectContaining({ array: "tor", all: 16 }));
    const printed = lineOf(weft("check", PANJIU).stdout, "GPUs");
    expect(printed).toContain("1024");
    expect(readOutput(folder, "report.md")).toContain("98.304");
    expect(readOutput(folder, "report.md")).toContain("assumed");
  });
});

describe("designs that are refused, with the arithmetic", () => {
  test.each([
    ["tor-73t", ["73.6 Tbps", "51.2 Tbps"]],
    ["agg-16-segments", ["136 of 128"]],
    ["nic-on-one-tor", ["ports 0 and 1 of one NIC"]],
    ["planes-joined", ["plane 1", "plane 0"]],
    ["flops-without-precision", ["precision"]],
    ["memory-16x80", ["1.28 TB", "1.5TB"]],
    ["memory-16x141", ["2.256 TB", "1.5TB"]],
    ["lanes-4x50-2x100", ["4 lanes of 50 Gbps", "2 lanes of 100 Gbps"]],
  ] as const)("%s", (name, texts) => {
    const told = refuse(`test/fixtures/refused/${name}.weft`);
    for (const text of texts) expect(told).toContain(text);
  });
});
