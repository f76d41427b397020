/** NetBox types become parts: figures, ports, cages, kinds and names, in both generations of the format. */
import { describe, expect, it } from "vitest";
import { writeFile } from "../../../src/catalogue/write-weft.js";
import { convertText, readFixtureData } from "./read-fixture.js";

function convert(name: string, overlay: string | null = null) {
  const { value, diagnostics } = readFixtureData(name, overlay);
  const weft = value === null ? "" : writeFile(value.tree.members).replace(/ (published|derived) "[^"\n]*"/g, "");
  return { weft, told: diagnostics.map(({ code }) => code), aliases: [...(value?.aliases ?? [])] };
}

/** Returns the block of a port group. */
function portsOf(weft: string, name: string): string {
  return new RegExp(`  ports ${name}\\b[\\s\\S]*?\\n  }`).exec(weft)?.[0].replace(/\s+/g, " ").trim() ?? "";
}

describe("a switch", () => {
  it("has its figures, and only those that the file states", () => {
    const { weft } = convert("qm9700.yaml");
    expect(weft).toContain("part switch qm9700 {");
    for (const line of [
      "height = 1U",
      "weight = 14.8kg",
      "full_depth = true",
      "airflow = rear_to_front",
      "supplies = 2",
    ])
      expect(weft).toContain(`  ${line}\n`);
    expect(weft).not.toMatch(/^ {2}power/m);
  });

  it("has two ports in each cage that their names pair", () => {
    expect(portsOf(convert("qm9700.yaml").weft, "p")).toBe(
      "ports p x 62 at 400Gbps { lanes = 4 per_cage = 2 cage = osfp protocol = infiniband }",
    );
    expect(portsOf(convert("q3400.yaml").weft, "sw")).toBe(
      "ports sw x 144 at 800Gbps { lanes = 4 per_cage = 2 cage = osfp protocol = infiniband generation = xdr }",
    );
  });

  it("has one port a cage where the names do not pair them", () => {
    expect(portsOf(convert("sn5600.yaml").weft, "swp")).toBe(
      "ports swp x 64 at 800Gbps { lanes = 8 cage = osfp protocol = ethernet }",
    );
  });

  it("keeps management and console ports apart", () => {
    const { weft } = convert("qm9700.yaml", "qm9700.overlay.yaml");
    expect(portsOf(convert("sn5600.yaml").weft, "management")).toContain("x 1 at 1Gbps { lanes = 1 cage = rj45");
    expect(portsOf(convert("sn5600.yaml").weft, "management")).toContain("role = oob");
    expect(portsOf(weft, "console")).toBe("ports console x 1 at 115.2Kbps { cage = rj45 role = console }");
  });

  it("draws what its power ports state together", () => {
    expect(convert("q3400.yaml").weft).toContain("power = 7000W\n");
  });
});

describe("a server", () => {
  it("has ports that are told apart, and is a server by its words", () => {
    const { weft } = convert("gpu-server.yaml");
    expect(weft).toContain("part server as_8125gs_tnmr2 {");
    expect(portsOf(weft, "eth")).toBe("ports eth[port: 8] at 400Gbps { lanes = 4 cage = qsfp112 protocol = ethernet }");
    expect(portsOf(weft, "eno")).toContain("[port: 2] at 400Gbps");
    expect(portsOf(weft, "enp81s0f1np")).toContain("[port: 2] at 10Gbps");
    expect(weft).toContain("power = 18000W");
    expect(weft).not.toContain("vpc0");
  });
});

describe("other types", () => {
  it("of a panel say the same in both generations", () => {
    const [old, now] = [convert("panel-old.yaml"), convert("panel-new.yaml")];
    expect(old.weft).toContain("part panel fhd_cassette {");
    expect(now.weft).toBe(old.weft);
    expect([...old.told, ...now.told]).toEqual([]);
  });

  it("of a module with ports are NICs", () => {
    const { weft, told } = convert("card.yaml");
    expect(told).toEqual([]);
    expect(weft).toContain("part nic connectx_7_mcx755106as_heat {");
    expect(portsOf(weft, "port")).toBe(
      "ports port[port: 2] at 200Gbps { lanes = 4 cage = qsfp56 protocol = ethernet }",
    );
  });

  it("of a rack have millimetres and kilograms, exactly", () => {
    const { weft } = convert("rack.yaml");
    // 23.6 x 25.4, 47.2 x 25.4; 295.5 x 0.45359237, 3750 x 0.45359237.
    for (const line of ["width = 599.44mm", "depth = 1198.88mm", "weight = 134.036545335kg", "load = 1700.9713875kg"])
      expect(weft).toContain(`  ${line}\n`);
    expect(weft).toContain('opening = "19 inch"');
    expect(weft).not.toContain("usable_depth");
  });

  it("of a power strip have its outlets", () => {
    const { weft, told } = convert("pdu.yaml");
    expect(told).toEqual([]);
    expect(weft).toContain("part pdu ap8886 {");
    for (const line of ["c13 = 30", "c19 = 12", "phases = 3"]) expect(weft).toContain(`  ${line}\n`);
  });
});

const head = (model: string, rest = ""): string =>
  `manufacturer: Acme\nmodel: ${model}\nslug: acme-x\nu_height: 1\nis_full_depth: true\n${rest}`;
const ports = (names: readonly string[], type: string): string =>
  `interfaces:\n${names.map((name) => `  - name: ${name}\n    type: ${type}\n`).join("")}`;
const count = (length: number, write: (n: number) => string): string[] => Array.from({ length }, (_, n) => write(n));

describe("the kind of part", () => {
  it.each([
    ["model", head("Leaf Switch 5", ports(["a1"], "1000base-t")), "switch"],
    [
      "many ports",
      head(
        "X5",
        ports(
          count(16, (n) => `p${n}`),
          "100gbase-x-qsfp28",
        ),
      ),
      "switch",
    ],
    [
      "few ports",
      head(
        "X5",
        ports(
          count(4, (n) => `p${n}`),
          "100gbase-x-qsfp28",
        ),
      ),
      "appliance",
    ],
    ["key", head("X5", `weft_kind: storage_node\n${ports(["p1"], "1000base-t")}`), "storage_node"],
    ["comment", head("X5", `comments: all-flash storage\n${ports(["p1"], "1000base-t")}`), "storage_node"],
    ["maker's word", head("X5", `comments: a SuperServer\n${ports(["p1"], "1000base-t")}`), "server"],
    ["consoles", head("Console server 8", "console-server-ports:\n  - name: c1\n    type: rj-45\n"), "appliance"],
    ["bays", head("X5", `module-bays:\n  - name: CPU 1\n${ports(["p1"], "1000base-t")}`), "server"],
  ])("comes from the %s", (_, text, kind) => {
    expect(convertText("x.yaml", text).weft).toContain(`part ${kind} `);
  });

  it("is an error for a module that is no NIC, and an overlay settles it", () => {
    const supply = "manufacturer: Acme\nmodel: PSU-1\npower-ports:\n  - name: AC\n    type: iec-60320-c14\n";
    expect(convertText("psu.yaml", supply).told).toEqual(["WF9068"]);
    const settled = convertText("psu.yaml", supply, "schema: weft-overlay/1\nkind: appliance\npower: 1kW\n");
    expect(settled.weft).toContain("part appliance psu_1 {");
  });
});

describe("cages", () => {
  it.each([
    ["swp1s0", count(64, (n) => `swp${(n >> 1) + 1}s${n % 2}`), "400gbase-x-osfp", "per_cage = 2"],
    ["P0.1", count(64, (n) => `P${n >> 1}.${n % 2}`), "400gbase-x-osfp", "per_cage = 2"],
    ["sw1p2", count(64, (n) => `sw${(n >> 1) + 1}p${(n % 2) + 1}`), "infiniband-ndr", "per_cage = 2"],
    ["Ethernet1/1/1", count(64, (n) => `Ethernet1/${(n >> 1) + 1}/${(n % 2) + 1}`), "400gbase-x-osfp", "per_cage = 2"],
    [
      "Ethernet1/1/5",
      count(64, (n) => `Ethernet1/${(n >> 1) + 1}/${(n % 2) * 4 + 1}`),
      "400gbase-x-osfp",
      "per_cage = 2",
    ],
  ])("are rebuilt from names like %s", (_, names, type, wanted) => {
    const { weft, told } = convertText("x.yaml", head("X5", ports(names, type)));
    expect(told).toEqual([]);
    expect(weft).toContain(wanted);
    expect(weft).toContain("lanes = 4");
  });

  it.each([
    ["slots of a chassis", count(64, (n) => `Ethernet${(n >> 2) + 1}/${(n % 4) + 1}`), "100gbase-x-qsfp28"],
    ["whole cages", count(64, (n) => `Ethernet1/${n + 1}`), "400gbase-x-osfp"],
    ["twisted pairs", count(48, (n) => `ge${n >> 1}.${n % 2}`), "1000base-t"],
    ["one port of each", count(32, (n) => `Ethernet${n + 1}/1`), "400gbase-x-qsfpdd"],
  ])("are not shared by %s", (_, names, type) => {
    expect(convertText("x.yaml", head("X5", ports(names, type))).weft).not.toContain("per_cage");
  });

  it("with riding heat sinks take flat modules", () => {
    expect(convertText("x.yaml", head("X5", ports(["p1"], "400gbase-x-osfp-rhs"))).weft).toContain("heat_sink = flat");
  });
});

describe("names", () => {
  it("are the model without its maker; slug, file and part number stand for it", () => {
    const { aliases } = convert("q3400.yaml");
    expect(aliases).toEqual([
      ["nvidia_q3400_ra", "q3400_ra"],
      ["q3400", "q3400_ra"],
      ["nvidia_920_9b36f_00rx_8s0", "q3400_ra"],
    ]);
  });

  it.each([
    ["7060X6-64PE", "acme_7060x6_64pe"],
    ["Switch", "acme_switch"],
    ["Acme Super Leaf", "super_leaf"],
    ["7060", "acme_7060"],
    ["'?'", "acme"],
  ])("of model %s are identifiers: %s", (model, name) => {
    expect(convertText("x.yaml", head(model, "weft_kind: appliance\n")).weft).toContain(`part appliance ${name} {`);
  });
});

describe("what YAML leaves empty", () => {
  it("is as if it were not there", () => {
    const { told } = convertText("x.yaml", head("X5", "comments:\npart_number:\nweft_kind: appliance\n"));
    expect(told).toEqual([]);
  });
});
