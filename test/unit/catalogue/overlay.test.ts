/** Overlays: what they give wins, the figure of the file stays beside it, and their mistakes are told in their lines. */
import { describe, expect, it } from "vitest";
import { readData } from "../../../src/catalogue/read-data.js";
import { writeFile } from "../../../src/catalogue/write-weft.js";
import { readFixture } from "./read-fixture.js";

const base = readFixture("sn5600.yaml");

function apply(overlay: string, text = base) {
  const over = { path: "a.overlay.yaml", text: `schema: weft-overlay/1\n${overlay}` };
  const { value, diagnostics } = readData({ path: "a.yaml", text }, over);
  return {
    weft: value === null ? "" : writeFile(value.tree.members),
    aliases: value?.aliases ?? new Map(),
    told: diagnostics.map(({ code, message, labels }) => `${code} ${labels[0]?.span.file}: ${message}`),
  };
}

describe("an overlay", () => {
  it("gives figures, and keeps those of the file as what another source says", () => {
    const { weft } = apply("weight: { value: 24kg, grade: measured, source: our scales }\npower: 1.9kW\n");
    expect(weft).toContain('weight = 24kg measured "our scales" also 23.5kg published "NetBox device type library"');
    expect(weft).toContain("  power = 1.9kW\n");
  });

  it("says the same figure once", () => {
    expect(apply("weight: 23.5kg\n").weft).toContain("  weight = 23.5kg\n");
  });

  it("gives all its figures one grade and source", () => {
    const { weft } = apply("grade: assumed\nsource: a guess\npower: 1.9kW\nports: { swp: { lanes: 8 } }\n");
    expect(weft).toContain('power = 1.9kW assumed "a guess"');
    expect(weft).toContain('lanes = 8 assumed "a guess"');
  });

  it("changes ports key by key, adds some and removes some", () => {
    const { weft } = apply(
      "ports:\n  swp: { count: 65, splits: [2x400Gbps over 2] }\n  sfp: { count: 1, rate: 25Gbps, cage: sfp28 }\n  management: null\n",
    );
    expect(weft).toMatch(/ports swp x 65 at 800Gbps \{[^}]*lanes = 8[^}]*splits = \[2x400Gbps over 2\]/);
    expect(weft).toContain("ports sfp x 1 at 25Gbps {");
    expect(weft).not.toContain("ports management");
  });

  it("makes a group of a pool", () => {
    expect(apply("ports: { swp: { dims: { rail: 8, slot: 8 } } }\n").weft).toContain(
      "ports swp[rail: 8, slot: 8] at 800Gbps",
    );
  });

  it("gives the kind, the name and what stands inside", () => {
    const { weft, aliases } = apply(
      'kind: server\nid: our_box\nimports: { "std/nvidia": [h100] }\ninside: { gpu: { kind: gpu, dims: 8, part: h100 } }\n',
    );
    expect(weft).toContain('import { h100 } from "std/nvidia"');
    expect(weft).toContain("part server our_box {");
    expect(weft).toContain("  gpu gpu[8]: h100\n");
    expect(aliases.get("sn5600")).toBe("our_box");
  });
});

describe("a mistake in an overlay", () => {
  it.each([
    ["powr: 1kW\n", "WF9065 a.overlay.yaml: an overlay has no key `powr`"],
    ["memory: 80GB\n", "WF9065 a.overlay.yaml: an overlay has no key `memory`"],
    ["power: 1GB\n", 'WF9063 a.overlay.yaml: `power` must be a power such as 700W, found "1GB"'],
    ["kind: swich\n", 'WF9063 a.overlay.yaml: `kind` must be one of its words, found "swich"'],
    ["ports: { spw: { count: 65 } }\n", "WF9069 a.overlay.yaml: the type has no ports `spw` to mend"],
    ["ports: { swp: 65 }\n", "WF9063 a.overlay.yaml: `swp` must be an object, or `null` to remove it, found `65`"],
    ["allow: { WF1001: no }\n", "WF9063 a.overlay.yaml: `WF1001` is no name that may stand here"],
    ["power: [\n", "WF9060 a.overlay.yaml: this is not YAML"],
  ])("is told: %j", (overlay, said) => {
    const { told, weft } = apply(overlay);
    expect(weft).toBe("");
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(said);
  });

  it("of a schema that is another is told", () => {
    const { diagnostics } = readData({ path: "a.yaml", text: base }, { path: "a.overlay.yaml", text: "power: 1kW\n" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["WF9062"]);
  });
});
