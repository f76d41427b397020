/** Catalogues of our own: the same parts from JSON, YAML and a table; mistakes told in their lines; the schemas agree. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Schema, shareProperties } from "../../../scripts/generators/share-properties.js";
import { readData } from "../../../src/catalogue/read-data.js";
import { writeFile } from "../../../src/catalogue/write-weft.js";
import { validateCatalogue1, validateOverlay1 } from "../../../src/core/data-validators.generated.js";
import { partKinds } from "../../../src/language/part-kinds.js";
import { readFixture, readFixtureData } from "./read-fixture.js";

describe("a catalogue", () => {
  it("says the same in JSON, in YAML and as a table", () => {
    const [json, yaml, csv] = ["parts.json", "parts.yaml", "parts.csv"].map((name) => {
      const { value, diagnostics } = readFixtureData(name);
      expect(diagnostics).toEqual([]);
      return value === null ? "" : writeFile(value.tree.members);
    });
    expect(yaml).toBe(json);
    expect(csv).toBe(json);
    expect(json).toContain('  power = 10.2kW measured "rack 12"\n');
    expect(json).toContain("  compute = [989TFLOPS(bf16), 1979TFLOPS(fp8)] published");
    expect(json).toContain("  nic backend[rail: 8]: our_nic\n");
    expect(json).toContain("  ports port[port: 2] at 200Gbps {\n");
    expect(json).toContain("    splits = [2x200Gbps, 4x100Gbps]");
  });

  it("takes cages, extends, imports and other sources", () => {
    const text = JSON.stringify({
      schema: "weft-catalogue/1",
      imports: { "std/nvidia": ["cx7_400g", "dgx_h100"] },
      parts: [
        {
          kind: "server",
          id: "mine",
          extends: "dgx_h100",
          doc: "ours",
          power: { value: "9.8kW", grade: "measured", also: [{ value: "10.2kW", source: "user guide" }] },
          ports: { compute: { lanes: 4 } },
          inside: { net: { kind: "nic", dims: { rail: 2 }, part: "cx7_400g" } },
          cages: { osfp: [["net[1]", "net[0]"]] },
        },
      ],
    });
    const { value, diagnostics } = readData({ path: "a.json", text });
    expect(diagnostics).toEqual([]);
    const weft = value === null ? "" : writeFile(value.tree.members);
    expect(weft).toBe(`import { cx7_400g, dgx_h100 } from "std/nvidia"

/// ours
part server mine extends dgx_h100 {
  power = 9.8kW measured also 10.2kW published "user guide"
  nic net[rail: 2]: cx7_400g

  ports compute {
    lanes = 4
  }
  cage osfp[1] holds net[1], net[0]
}`);
  });
});

function tell(path: string, text: string): readonly string[] {
  return readData({ path, text }).diagnostics.map(({ code, message, labels }) => {
    const before = text.slice(0, labels[0]?.span.start ?? 0).split("\n");
    return `${code} ${before.length}:${(before.at(-1) ?? "").length + 1} ${message}`;
  });
}

const part = (lines: string): string => `schema: weft-catalogue/1\nparts:\n  - kind: switch\n    id: a\n${lines}`;

describe("a mistake", () => {
  it.each([
    ["a.yaml", "parts: []\n", "WF9066 1:1 a catalogue needs the key `schema`"],
    ["a.yaml", "schema: weft-catalogue/2\nparts: []\n", "WF9063 1:9 `schema` must be `weft-catalogue/1`"],
    ["a.yaml", part("    capcity: 1Tbps\n"), "WF9065 5:5 this part has no key `capcity`"],
    ["a.yaml", part("    memory: 80GB\n"), "WF9065 5:5 this part has no key `memory`"],
    ["a.yaml", part("    power: 5Gbps\n"), 'WF9063 5:12 `power` must be a power such as 700W, found "5Gbps"'],
    ["a.yaml", part("    height: 2\n"), "WF9063 5:13 `height` must be a height such as 8U, found `2`"],
    ["a.yaml", part("    power: { value: 1kW, grade: rumoured }\n"), "WF9063 5:33 `grade` must be one of its words"],
    ["a.yaml", part("    power: { grade: measured }\n"), "WF9066 5:5 this object needs the key `value`"],
    ["a.yaml", part("    power: { value: 1kW, sorce: x }\n"), "WF9065 5:26 this object has no key `sorce`"],
    ["a.yaml", part("    ports: { front: { count: 64 } }\n"), "WF9066 5:14 this object needs the key `rate`"],
    [
      "a.yaml",
      part("    ports: { front: { rate: 1Gbps, cuont: 64 } }\n"),
      "WF9065 5:36 this object has no key `cuont`",
    ],
    ["a.yaml", part("    ports: { front: { rate: 5GB } }\n"), "WF9063 5:29 `rate` must be a data rate such as 400Gbps"],
    [
      "a.yaml",
      part("    ports: { front: { rate: 1Gbps, splits: [4x] } }\n"),
      "WF9063 5:45 this must be a split such as",
    ],
    ["a.yaml", part("    ports: { fr-ont: { rate: 1Gbps } }\n"), "WF9063 5:14 `fr-ont` is no name that may stand here"],
    ["a.yaml", part("    subnet_manager: yes\n"), "WF9063 5:21 `subnet_manager` must be true or false"],
    ["a.yaml", part("    id: b\n"), "WF9064 5:5 `id` is given twice in one object"],
    [
      "a.yaml",
      "schema: weft-catalogue/1\nparts:\n  - kind: swich\n    id: a\n",
      "WF9063 3:11 `kind` must be one of its words",
    ],
    ["a.yaml", "schema: weft-catalogue/1\nparts:\n  - id: a\n", "WF9066 3:5 this part needs the key `kind`"],
    ["a.yaml", "schema: weft-catalogue/1\nparts: 5\n", "WF9063 2:8 `parts` must be a list, found `5`"],
    ["a.json", "[]", "WF9062 1:1 `a.json` is no file of parts: an object was expected at the top"],
    ["a.json", '{"x": 1}', "WF9062 1:1 `a.json` is no file of parts: NetBox types have"],
    ["a.json", '{"schema": "weft-prices/1"}', "WF9062 1:1 `a.json` is no file of parts: it is a price book"],
    [
      "b.overlay.yaml",
      "schema: weft-overlay/1\n",
      "WF9062 1:1 `b.overlay.yaml` is no file of parts: it is the overlay of `b`",
    ],
    ["a.csv", "id,height\na,1U\n", "WF9062 1:1 `a.csv` is no file of parts: a table of parts has a column `kind`"],
    ["a.csv", "kind,id,hieght\nswitch,a,1U\n", "WF9065 1:9 this part has no key `hieght`"],
    ["a.csv", "kind,id,height\nswitch,a,1W\n", 'WF9063 2:10 `height` must be a height such as 8U, found "1W"'],
    ["a.csv", 'kind,id,compute\ngpu,a,"[1TFLOPS(bf16), 2TF]"\n', "WF9063 2:24 this must be FLOPS with a precision"],
    [
      "a.csv",
      "kind,id,ports.p.count,ports.p.rate\nswitch,a,many,1Gbps\n",
      "WF9063 2:10 `count` must be a whole number",
    ],
    ["x.yaml", "manufacturer: A\nmodel: B\nu_height: tall\n", 'WF9063 3:11 `u_height` must be a number, found "tall"'],
    ["x.yaml", "manufacturer: A\nmodel: B\nweight: -1\n", "WF9063 3:9 `weight` must be at least 0, found `-1`"],
    [
      "x.yaml",
      "manufacturer: A\nmodel: B\ninterfaces:\n  - type: 1000base-t\n",
      "WF9066 4:5 this entry needs the key `name`",
    ],
    [
      "x.yaml",
      "manufacturer: A\nmodel: B\nweight: 1\nweight_unit: stone\n",
      "WF9063 4:14 `weight_unit` must be one of its words",
    ],
  ])("in %s is told with its place: %j", (path, text, said) => {
    const told = tell(path, text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(said);
  });

  it("of the same kind is told for each place, in the order of the text", () => {
    const text = part("    power: 1\n    weight: 2\n    depth: 3\n");
    expect(tell("a.yaml", text).map((one) => one.slice(0, 9))).toEqual(["WF9063 5:", "WF9063 6:", "WF9063 7:"]);
  });

  it("offers the nearest word, and a fix that keeps the quotes", () => {
    const text = '{"schema": "weft-catalogue/1", "parts": [{"kind": "switch", "id": "a", "capcity": "1Tbps"}]}';
    const [found] = readData({ path: "a.json", text }).diagnostics;
    const [edit] = found?.fixes[0]?.edits ?? [];
    expect(found?.help).toBe("did you mean `capacity`?");
    expect(text.slice(0, edit?.span.start) + edit?.text + text.slice(edit?.span.end)).toContain('"capacity": "1Tbps"');
  });

  it("beyond a hundred is not told", () => {
    const rows = Array.from({ length: 150 }, (_, n) => `switch,a${n},1W`).join("\n");
    expect(tell("a.csv", `kind,id,height\n${rows}\n`)).toHaveLength(100);
  });
});

describe("the compiled schemas", () => {
  const schemas = ["catalogue-1", "overlay-1"].map(
    (name) => JSON.parse(readFileSync(`docs/schemas/${name}.json`, "utf8")) as Schema,
  );
  const ajv = new Ajv({ strict: true, strictTuples: false, allErrors: true });
  for (const schema of schemas) ajv.addSchema(schema);
  const published = schemas.map((schema) => ajv.getSchema(String(schema["$id"])));

  it("have a definition for each kind of part", () => {
    const definitions = Object.keys(schemas[0]?.["definitions"] as object);
    for (const { kind } of partKinds) expect(definitions).toContain(`part_${kind}`);
  });

  it("give the verdict of the published ones", () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>("700W", "8U", "1Tbps", "80GB", "osfp", 5, true, null, "1TFLOPS(bf16)", ["80GB"], {
        value: "700W",
        grade: "assumed",
      }),
      fc.record({ value: fc.constantFrom("700W", "1"), also: fc.constant([{ value: "700W" }]) }),
    );
    const names = fc.constantFrom(
      ...new Set(partKinds.flatMap(({ properties }) => properties.map(({ name }) => name))),
      ...["doc", "extends", "ports", "inside", "nonsense"],
    );
    const parts = fc.record({
      kind: fc.constantFrom(...partKinds.map(({ kind }) => kind), "nonsense"),
      id: fc.constantFrom("a", "1"),
      more: fc.dictionary(names, value, { maxKeys: 4 }),
    });
    let accepted = 0;
    fc.assert(
      fc.property(parts, ({ kind, id, more }) => {
        const own = { kind, id, ...more };
        const catalogue = { schema: "weft-catalogue/1", parts: [own] };
        const overlay = { schema: "weft-overlay/1", ...own };
        expect(validateCatalogue1(catalogue)).toBe(published[0]?.(catalogue));
        expect(validateOverlay1(overlay)).toBe(published[1]?.(overlay));
        if (validateCatalogue1(catalogue)) accepted += 1;
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it("are made smaller without a loss", () => {
    const slim = shareProperties(schemas[0] ?? {}, "part");
    expect(JSON.stringify(slim).length * 2).toBeLessThan(JSON.stringify(schemas[0]).length);
  });

  it("take every fixture", () => {
    const check = published[0];
    expect(check?.(JSON.parse(readFixture("parts.json")))).toBe(true);
  });
});
