/** Designs that import data files: names, aliases, overlays, and mistakes that show the lines of the data. */
import { describe, expect, it } from "vitest";
import { judgeDesign, readFixture } from "./read-fixture.js";

const fabric = (part: string, spines: string): string => `
cluster c {
  server host[32]: dgx_h100
  fabric f {
    protocol = infiniband
    switch leaf[rail: 8]: ${part}
    switch spine[${spines}]: ${part}
    connect host.compute -> leaf
    connect leaf -> spine x 8
  }
}
`;

const design = (name: string, spines = "4"): string =>
  `import { ${name} } from "./lib/QM9700.yaml"\nimport { dgx_h100 } from "std/nvidia"\n${fabric(name, spines)}`;

const files = {
  "lib/QM9700.yaml": readFixture("qm9700.yaml"),
  "lib/QM9700.overlay.yaml": readFixture("qm9700.overlay.yaml"),
};

describe("an imported NetBox type", () => {
  it("is a part like any other", async () => {
    const { compiled, said } = await judgeDesign({ "main.weft": design("qm9700"), ...files });
    expect(said).not.toContain("error");
    const part = compiled.design()?.arrays.find(({ name }) => name === "leaf")?.part;
    expect(part).toMatchObject({ id: "qm9700", powerMaxWatts: 1720, powerTypicalWatts: 747, massKilograms: 14.48 });
    const [ports] = part?.ports ?? [];
    expect(ports).toMatchObject({ name: "p", poolCount: 64, perCage: 2, lanes: 4, rateBitsPerSecond: 400e9 });
    const weight = part?.facts.find(({ property }) => property === "weight");
    expect(weight).toMatchObject({ text: "14.48kg", grade: "published" });
    expect(weight?.also).toMatchObject([{ text: "14.8kg", source: "NetBox device type library" }]);
  });

  it("is found by its slug too, and keeps its name", async () => {
    const { compiled, said } = await judgeDesign({ "main.weft": design("nvidia_qm9700"), ...files });
    expect(said).not.toContain("error");
    expect(compiled.design()?.arrays[1]?.part.id).toBe("qm9700");
  });

  it("can be extended in weft", async () => {
    const text = `import { qm9700 } from "./lib/QM9700.yaml"\nimport { dgx_h100 } from "std/nvidia"
part switch better extends qm9700 { power = 1.6kW measured "our meter" }\n${fabric("better", "4")}`;
    const { compiled, said } = await judgeDesign({ "main.weft": text, ...files });
    expect(said).not.toContain("error");
    expect(compiled.design()?.arrays[1]?.part).toMatchObject({ id: "better", powerMaxWatts: 1600, heightUnits: 1 });
  });

  it("without its overlay has its defects, each with a line of the data", async () => {
    const { said } = await judgeDesign({ "main.weft": design("qm9700"), "lib/QM9700.yaml": files["lib/QM9700.yaml"] });
    expect(said).toContain("lib/QM9700.yaml:106:11: warning[WF9082]: `P22.1` and `P23.0` are missing");
    expect(said).toContain("error[WF5101]: each `leaf` runs out of ports");
  });

  it("that is missing its name lists what it offers", async () => {
    const { diagnostics } = await judgeDesign({ "main.weft": design("nope"), ...files });
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([["WF2004", "it declares `qm9700`"]]);
  });
});

describe("a mistake in data", () => {
  it("that only the meaning shows has the line of the data too", async () => {
    const parts = readFixture("parts.json").replace('"640GB"', '"1.5TB"');
    const { said } = await judgeDesign({
      "main.weft": 'import { our_server } from "./parts.json"\ncluster c { server a[2]: our_server }\n',
      "parts.json": parts,
    });
    expect(said).toMatch(/^parts\.json:28:\d+: error\[WF4013\]/m);
  });

  it("of a split that the port cannot carry", async () => {
    const parts = readFixture("parts.yaml").replace("2x200Gbps", "2x400Gbps");
    const { said } = await judgeDesign({
      "main.weft": 'import { our_switch } from "./parts.yaml"\ncluster c { switch a[2]: our_switch }\n',
      "parts.yaml": parts,
    });
    expect(said).toMatch(/^parts\.yaml:32:\d+: error\[WF\d+\]: 2 x 400 Gbps = 800 Gbps, the port has 400 Gbps/m);
  });

  it("of a table has its cell", async () => {
    const parts = "kind,id,inside.gpu.kind,inside.gpu.part\nserver,s,gpu,h1000\n";
    const { said } = await judgeDesign({
      "main.weft": 'import { s } from "./p.csv"\ncluster c { server a[2]: s }\n',
      "p.csv": parts,
    });
    expect(said).toMatch(/^p\.csv:2:14: error\[WF2\d+\]: there is no part `h1000`/m);
  });

  it("leaves nothing else to say of what was to be imported", async () => {
    const { diagnostics } = await judgeDesign({
      "main.weft": design("qm9700"),
      "lib/QM9700.yaml": files["lib/QM9700.yaml"].replace("u_height: 1", "u_height: one"),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["WF9063"]);
  });

  it("of a missing data file is that of any file", async () => {
    const { diagnostics } = await judgeDesign({ "main.weft": design("qm9700") });
    expect(diagnostics.map(({ code }) => code)).toEqual(["WF9001"]);
  });

  it("of two parts with one name has both lines", async () => {
    const rows = "kind,id\ngpu,a\ngpu,a\n";
    const { said } = await judgeDesign({
      "main.weft": 'import { a } from "./p.csv"\npart server s { gpu gpu[8]: a }\ncluster c { server x[2]: s }\n',
      "p.csv": rows,
    });
    expect(said).toMatch(/^p\.csv:3:5: error\[WF2\d+\]: `a` is declared twice/m);
    expect(said).toContain("at p.csv:2:5: first here");
  });
});
