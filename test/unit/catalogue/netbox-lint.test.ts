/** The known defects of library files are found where they are, and an overlay silences what it mends. */
import { describe, expect, it } from "vitest";
import { readData } from "../../../src/catalogue/read-data.js";
import { libraryCodes } from "../../../src/core/codes/data.js";
import { readFixture, readFixtureData } from "./read-fixture.js";

const head = (model: string, rest: string): string =>
  `manufacturer: Acme\nmodel: ${model}\nslug: acme-x\nu_height: 1\nis_full_depth: true\n${rest}`;
const count = (length: number, write: (n: number) => string): string[] => Array.from({ length }, (_, n) => write(n));
const ports = (names: readonly string[], type: string, more = ""): string =>
  `interfaces:\n${names.map((name) => `  - name: ${name}\n    type: ${type}\n${more}`).join("")}`;
const power = (type: string, watts: number | null, inlets = 1): string =>
  `power-ports:\n${count(inlets, (n) => `  - name: PSU${n}\n    type: ${type}\n${watts === null ? "" : `    maximum_draw: ${watts}\n`}`).join("")}`;

const switchPorts = ports(
  count(16, (n) => `p${n}`),
  "100gbase-x-qsfp28",
);

/** A file with the defect, what must be said, at which text, and what mends it: another file, or an overlay. */
interface Case {
  readonly code: keyof typeof libraryCodes;
  readonly text: string;
  readonly says: string;
  readonly at: string;
  readonly mended?: string;
  readonly overlay?: string;
}

const cases: readonly Case[] = [
  {
    code: "unknownType",
    text: head("Switch", ports(["Port 1", "Port 2"], "800gbase-osfp800")),
    says: "NetBox has no interface type `800gbase-osfp800`, so 2 ports of it are left out",
    at: "800gbase-osfp800",
    mended: head("Switch", ports(["Port 1", "Port 2"], "800gbase-x-osfp")),
    overlay: "ports: { port: { count: 64, rate: 800Gbps } }",
  },
  {
    code: "unknownKey",
    text: head("Switch", ports(["a1"], "1000base-t").replace("interfaces", "intefaces")),
    says: "no key `intefaces`",
    at: "intefaces",
    mended: head("Switch", ports(["a1"], "1000base-t")),
  },
  {
    code: "missingPorts",
    text: head(
      "Switch",
      ports(
        count(16, (n) => `p${n + 1}`).filter((name) => name !== "p7"),
        "100gbase-x-qsfp28",
      ),
    ),
    says: "`p7` is missing: 15 ports are listed, the numbers run over 16",
    at: "p6",
    mended: head(
      "Switch",
      ports(
        count(16, (n) => `p${n + 1}`),
        "100gbase-x-qsfp28",
      ),
    ),
    overlay: "ports: { p: { count: 16 } }",
  },
  {
    code: "missingPorts",
    text: head(
      "Switch",
      ports(
        count(32, (n) => `P${n >> 1}.${n % 2}`).filter((_, n) => n < 20 || n > 21),
        "400gbase-x-osfp",
      ),
    ),
    says: "`P10.0` and `P10.1` are missing: 30 ports are listed, 16 cages of 2 hold 32",
    at: "P9.1",
    overlay: "ports: { p: { count: 32 } }",
  },
  {
    code: "missingKey",
    text: "manufacturer: Acme\nmodel: Switch\nu_height: 1\n",
    says: "`slug` and `is_full_depth` are not given",
    at: "Switch",
    mended: head("Switch", ""),
  },
  {
    code: "foreignNames",
    text: head(
      "Server",
      ports(
        count(36, (n) => `Ethernet1/${n + 1}`),
        "100gbase-x-qsfp28",
      ),
    ),
    says: "36 ports are called as on a switch",
    at: "Ethernet1/1",
    overlay: "ports: { ethernet: null }",
  },
  {
    code: "notEthernet",
    text: head(
      "QM8700",
      ports(
        count(40, (n) => `IB1/${n + 1}`),
        "200gbase-x-qsfp56",
      ),
    ),
    says: "40 ports of `QM8700`, an InfiniBand switch, have the Ethernet type `200gbase-x-qsfp56`",
    at: "200gbase-x-qsfp56",
    overlay: "ports: { ib: { protocol: infiniband } }",
  },
  {
    code: "unflagged",
    text: head("Switch", `${switchPorts}  - name: Management1\n    type: 1000base-t\n`),
    says: "`Management1` is for management by name and speed",
    at: "Management1",
    mended: head("Switch", `${switchPorts}  - name: Management1\n    type: 1000base-t\n    mgmt_only: true\n`),
    overlay: "ports: { management: { count: 1, rate: 1Gbps, role: oob } }",
  },
  {
    code: "missingDraw",
    text: head("Switch", power("iec-60320-c14", null, 2)),
    says: "2 of 2 power ports state no `maximum_draw`",
    at: "PSU0",
    mended: head("Switch", power("iec-60320-c14", 500, 2)),
    overlay: "power: 940W",
  },
  {
    code: "supplyCount",
    text: head("Switch", "module-bays:\n  - name: PSU1\n    position: '1'\n"),
    says: "1 bay for power supplies, but no power port",
    at: "PSU1",
    mended: head("Switch", `module-bays:\n  - name: PSU1\n    position: '1'\n${power("iec-60320-c14", 500)}`),
    overlay: "power: 940W",
  },
  {
    code: "smallInlet",
    text: head("Switch", power("iec-60320-c14", 3000)),
    says: "one inlet draws 3 kW, `iec-60320-c14` takes 10 A x 240 V = 2.4 kW",
    at: "iec-60320-c14",
    mended: head("Switch", power("iec-60320-c20", 3000)),
    overlay: 'inlet: "IEC 60320 C20"',
  },
  {
    code: "smallInlet",
    text: head("Server", power("iec-60320-c14", 1071, 2)),
    says: "a server of 2.142 kW has C14 inlets",
    at: "iec-60320-c14",
    mended: head("Server", power("iec-60320-c14", 1000, 2)),
  },
  {
    code: "otherCage",
    text: head("Switch", ports(["SFP+1", "SFP+2"], "1000base-x-sfp")),
    says: "`SFP+1` is SFP+ by its name, its type `1000base-x-sfp` is another",
    at: "1000base-x-sfp",
    mended: head("Switch", ports(["SFP+1", "SFP+2"], "10gbase-x-sfpp")),
    overlay: "ports: { sfp: { rate: 10Gbps } }",
  },
  {
    code: "twice",
    text: head("Switch", ports(["a1", "a1"], "1000base-t")),
    says: "two of the interfaces are called `a1`",
    at: "a1",
    mended: head("Switch", ports(["a1", "a2"], "1000base-t")),
  },
  {
    code: "doubtfulWeight",
    text: head("Switch", "weight: 14.8\nweight_unit: g\n"),
    says: "0.0148 kg in 1U is 0.0148 kg a rack unit",
    at: "14.8",
    mended: head("Switch", "weight: 14.8\nweight_unit: kg\n"),
    overlay: "weight: 14.8kg",
  },
  {
    code: "doubtfulWeight",
    text: head("Switch", "weight: 14.8\n"),
    says: "the weight has no `weight_unit`",
    at: "14.8",
    overlay: "weight: 14.8kg",
  },
  {
    code: "mountingDepth",
    text: "manufacturer: APC\nmodel: AR3300\nform_factor: 4-post-cabinet\nmounting_depth: 191\n",
    says: "191 mm is how near the rails can be set",
    at: "191",
    mended: "manufacturer: APC\nmodel: AR3300\nform_factor: 4-post-cabinet\nmounting_depth: 915\n",
    overlay: "usable_depth: 915mm",
  },
  {
    code: "looseMapping",
    text: readFixture("panel-old.yaml").replace("rear_port: MPO-1\n    rear_port_position: 2", "rear_port: MPO-2"),
    says: "there is no rear port `MPO-2`",
    at: "MPO-2",
    mended: readFixture("panel-old.yaml"),
  },
  {
    code: "looseMapping",
    text: readFixture("panel-new.yaml").replace("front_port: LC-2", "front_port: LC-9"),
    says: "there is no front port `LC-9`",
    at: "LC-9",
    mended: readFixture("panel-new.yaml"),
  },
  {
    code: "guessedKind",
    text: head("X5", ""),
    says: "nothing in the file tells what `X5` is",
    at: "X5",
    mended: head("X5 Switch", ""),
    overlay: "kind: appliance",
  },
  {
    code: "twoAccelerators",
    text: head(
      "Server",
      ports(["eth0"], "400gbase-x-qsfp112", "    description: NIC of MI325X\n") +
        "module-bays:\n  - name: GPU 1\n    description: MI300X\n",
    ),
    says: "speaks of MI300X and of MI325X",
    at: "eth0",
    mended: head("Server", "module-bays:\n  - name: GPU 1\n    description: MI300X\n"),
  },
  {
    code: "beyondCage",
    text: head(
      "Switch",
      ports(
        count(16, (n) => `swp${n >> 2}s${n % 4}`),
        "100gbase-x-qsfp28",
      ),
    ),
    says: "4 ports of 4 lanes share each cage by their names, 4 x 4 = 16, but it has 4",
    at: "100gbase-x-qsfp28",
    overlay: "ports: { swp: { count: 4, per_cage: 1, lanes: 4 } }",
  },
];

function judge(text: string, overlay: string | null = null) {
  const source = { path: "x.yaml", text };
  const over = overlay === null ? null : { path: "x.overlay.yaml", text: `schema: weft-overlay/1\n${overlay}\n` };
  return readData(source, over).diagnostics;
}

describe.each(cases)("$code: $says", ({ code, text, says, at, mended, overlay }) => {
  const kind = libraryCodes[code];

  it("is said once, of the place", () => {
    const found = judge(text).filter((one) => one.code === kind.code);
    expect(found).toHaveLength(1);
    const [first] = found;
    expect(first?.severity).toBe(kind.severity);
    expect(first?.message).toContain(says);
    expect(text.slice(first?.labels[0]?.span.start, first?.labels[0]?.span.end)).toBe(at);
    expect(first?.help).toBeTruthy();
  });

  it.runIf(mended !== undefined)("is not said of a file without it, and nothing else is", () => {
    expect(judge(mended ?? "").map((one) => `${one.code} ${one.message}`)).toEqual([]);
  });

  it.runIf(overlay !== undefined)("is not said where an overlay mends it", () => {
    const found = judge(text, overlay);
    expect(found.filter((one) => one.severity === "error").map((one) => one.message)).toEqual([]);
    expect(found.map((one) => one.code)).not.toContain(kind.code);
  });

  it("is not said where an overlay accepts it", () => {
    const found = judge(text, `allow: { ${kind.code}: asked the maker }`);
    expect(found.map((one) => one.code)).not.toContain(kind.code);
  });
});

it("every check has a case", () => {
  expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(Object.keys(libraryCodes)));
});

describe("the files of the library", () => {
  it.each([
    ["qm9700.yaml", ["WF9082", "WF9085", "WF9087"]],
    ["sn5600.yaml", ["WF9088"]],
    ["gpu-server.yaml", ["WF9088", "WF9096"].sort()],
    ["q3400.yaml", []],
    ["rack.yaml", ["WF9093"]],
    ["pdu.yaml", []],
  ])("%s has its known defects", (name, codes) => {
    expect(
      readFixtureData(name)
        .diagnostics.map(({ code }) => code)
        .sort(),
    ).toEqual(codes);
  });

  it("have none left under an overlay that mends them", () => {
    expect(readFixtureData("qm9700.yaml", "qm9700.overlay.yaml").diagnostics).toEqual([]);
  });
});
