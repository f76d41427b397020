/** What parts inside a part add up to, and how a part is changed: by what extends it, and by an array. */
import { describe, expect, it } from "vitest";
import { kinds } from "../../../src/language/kinds.js";
import { changeableRows, findPartKind } from "../../../src/language/part-kinds.js";
import { noteAssumed, noteInherited } from "../../../src/model/note-figure.js";
import type { Part } from "../../../src/model/part.js";
import { countGpus } from "../../../src/model/part.js";
import { rollUp, sumPower } from "../../../src/model/roll-up.js";
import { arrayOf, buildSound, buildText, labelledTexts, listCodes, listMessages } from "./build-text.js";

function partOf(text: string, kind = "server"): Part {
  return arrayOf(buildSound(`${text}\ncluster x { ${kind} a: p }`), "a").part;
}

const leaves = `
part gpu g { memory = 80GB power = 700W }
part gpu dark { power = 500W }
part cpu c { power = 350W }
part drive d { capacity = 3.84TB power = 20W }
part nic n { ports port[port: 2] at 200Gbps { lanes = 2 } }
part dpu u { power = 150W ports port at 400Gbps }
`;

describe("totals", () => {
  it.each([
    ["local_storage = 30.7TB drive d[8]: d", []],
    ["local_storage = 30.72TB drive d[8]: d", []],
    ["local_storage = 31TB drive d[8]: d", []],
    [
      "local_storage = 30.6TB drive d[8]: d",
      ["WF4050 the drives of `p` have 8 x 3.84 TB = 30.72 TB, it states 30.6TB"],
    ],
    ["network = 3.6Tbps nic a[8]: n nic b: u", []],
    ["network = 450GB/s nic a[8]: n nic b: u", []],
    [
      "network = 3.2Tbps nic a[8]: n nic b: u",
      ["WF4051 the NIC ports of `p` have 8 x 400 Gbps + 1 x 400 Gbps = 3.6 Tbps, it states 3.2Tbps"],
    ],
    ["network = 3.2Tbps nic a[8]: n ports bmc at 1Gbps", []],
    ["memory = 640GB gpu g[8]: g", []],
    ["memory = 640GB gpu g[7]: g gpu h: dark", []],
    ["memory = 640GB", []],
    ["network = 1Tbps", []],
  ])("%s", (server, messages) => {
    expect(listMessages(buildText(`${leaves} part server p { ${server} }\ncluster x { }`))).toEqual(messages);
  });

  it("roll up through boards and trays", () => {
    const rack = partOf(`${leaves}
      part baseboard hgx { gpu g[8]: g }
      part server tray { gpu board: hgx  drive d[4]: d  nic a[8]: n }
      part server p { server tray[18]: tray  memory = 11.52TB  local_storage = 276.48TB  network = 57.6Tbps }`);
    expect(countGpus(rack)).toBe(144);
    expect(rollUp(rack, "memory")?.sum).toBe(144 * 80e9);
    expect(rollUp(rack, "storage")?.sum).toBe(18 * 4 * 3.84e12);
    expect(rollUp(rack, "network")?.sum).toBe(18 * 8 * 400e9);
    expect(
      rack.ports.map(({ name, dims, nicDims, stems }) => [name, dims.map((dim) => dim.extent), nicDims, stems]),
    ).toEqual([["tray.a", [18, 8, 2], 2, [1, 1]]]);
  });

  it("take what a tray states where its parts say nothing", () => {
    const rack = partOf(
      `${leaves} part server tray { memory = 1TB gpu g[8]: dark } part server p { server tray[2]: tray }`,
    );
    expect(rollUp(rack, "memory")).toMatchObject({ sum: 2e12, unknown: [] });
    const open = partOf(`${leaves} part server tray { gpu g[8]: dark } part server p { server tray[2]: tray }`);
    expect(rollUp(open, "memory")).toMatchObject({ sum: 0, unknown: [{ id: "dark" }] });
  });
});

describe("the power of the parts inside", () => {
  it("is a lower bound that names what it lacks", () => {
    const part = partOf(`${leaves} part server p { gpu g[8]: g cpu c[2]: c nic a[8]: n nic b: u }`);
    const least = sumPower(part);
    expect(least.watts).toBe(8 * 700 + 2 * 350 + 150);
    expect(least.unknown.map(({ id }) => id)).toEqual(["n"]);
    expect(part.powerMaxWatts).toBeNull();
  });

  it("of a tray that states none is that of what it holds", () => {
    const least = sumPower(
      partOf(`${leaves} part server tray { gpu g[4]: g nic a: n } part server p { server t[2]: tray }`),
    );
    expect(least.watts).toBe(2 * 4 * 700);
    expect(least.unknown.map(({ id }) => id)).toEqual(["tray", "n"]);
  });
});

describe("ports of trays", () => {
  const rack = `part nic n { ports port[port: 2] at 200Gbps }
    part server tray { nic a[rail: 4]: n ports bmc at 1Gbps cage osfp[4] holds a[0, 0], a[0, 1]; a[1, 0], a[1, 1]; a[2, 0], a[2, 1]; a[3, 0], a[3, 1] }
    part server rack { server tray[tray: 3]: tray }
    part switch sw { ports front x 64 at 200Gbps }\n`;
  const connect = (path: string): ReturnType<typeof buildText> =>
    buildText(`${rack} cluster x { server r[2]: rack fabric net { switch leaf[8]: sw connect ${path} } }`);

  it.each([
    "r.tray.a[rail: *, port: *] -> leaf[0]",
    "r.tray[1].a[rail: *, port: *] -> leaf[0]",
    "r.tray[t].a[rail, port] -> leaf[(t * 2 + port) mod 8]",
    "r.tray[2].a[rail].port[0] -> leaf[rail]",
    "r.tray[t].bmc -> leaf[t]",
  ])("are named through the tray: %s", (path) => {
    expect(listMessages(connect(path))).toEqual([]);
  });

  it("take indices at each name", () => {
    const { design } = connect("r.tray[1].a[rail: 2, port: p] -> leaf[p]");
    expect(design?.fabrics[0]?.connects[0]?.a.portIndex).toMatchObject([
      { kind: "fixed", expr: 1 },
      { kind: "fixed", expr: 2 },
      { kind: "name", name: "p" },
    ]);
    expect(listCodes(connect("r.tray[1, 2].a -> leaf[0]"))).toEqual(["WF4014"]);
  });

  it("stand in the cages of their tray", () => {
    const part = arrayOf(buildSound(`${rack} cluster x { server r[2]: rack }`), "r").part;
    expect(part.cages.map(({ name, slots }) => [name, slots.length])).toEqual([["tray-osfp", 12]]);
    expect(part.cages[0]?.slots[5]).toEqual([
      { group: "tray.a", port: 10 },
      { group: "tray.a", port: 11 },
    ]);
  });
});

describe("a rail map", () => {
  const judge = (map: string, ports = "nic a[rail: 4]: n"): readonly string[] =>
    listMessages(buildText(`${leaves} part server p { rail_map = ${map} gpu g[4]: g ${ports} }\ncluster x { }`));

  it.each([
    ["[3, 2, 0, 1]", []],
    ["[0, 0, 1, 1]", []],
    ["[0, 1, 2]", ["WF4053 `p` has 4 GPUs, its rail map names the rail of 3"]],
    ["[0, 1, 2, 4]", ["WF4053 GPU 3 of `p` is mapped to rail 4, expected 0 to 3"]],
    ["[0, 1, 2, 0.5]", ["WF4053 GPU 3 of `p` is mapped to rail 0.5, expected 0 to 3"]],
  ])("%s", (map, messages) => {
    expect(judge(map)).toEqual(messages);
  });

  it("is held to whole numbers where there are no rails", () => {
    expect(judge("[0, 7, 8, 9]", "")).toEqual([]);
    expect(judge("[0, 1, 2, 2.5]", "")).toEqual(["WF4053 GPU 3 of `p` is mapped to rail 2.5, expected a whole number"]);
  });
});

describe("extends", () => {
  const base = `part switch base {
    capacity = 25.6Tbps published "manual"
    ports front x 64 at 400Gbps { lanes = 4 assumed "class" splits = [2x200Gbps] per_cage = 2 }
  }\n`;

  it("refines ports that are named without a rate", () => {
    const part = partOf(`${base} part switch p extends base { ports front { lanes = 8 published "mine" } }`, "switch");
    expect(part.ports).toMatchObject([
      { name: "front", poolCount: 64, rateBitsPerSecond: 400e9, lanes: 8, perCage: 2, splits: [{ children: 2 }] },
    ]);
    expect(part.facts.find(({ property }) => property === "front.lanes")).toMatchObject({
      text: "8",
      grade: "published",
      source: "mine",
    });
    expect(part.facts.filter(({ property }) => property === "front.lanes")).toHaveLength(1);
    expect(part.inherited).toEqual({
      capacity: "base",
      front: "base",
      "front.splits": "base",
      "front.per_cage": "base",
    });
  });

  it("refines in several steps, the count too", () => {
    const part = partOf(
      `${base} part switch middle extends base { ports front { lanes = 8 } }
       part switch p extends middle { ports front x 32 { per_cage = 1 } }`,
      "switch",
    );
    expect(part.ports).toMatchObject([{ poolCount: 32, lanes: 8, perCage: 1, rateBitsPerSecond: 400e9 }]);
    expect(part.inherited["front.lanes"]).toBe("middle");
    expect(noteInherited(part, ["capacity"])).toEqual([
      "`p` extends `middle` extends `base`; `capacity` comes from `base`",
    ]);
  });

  it("declares ports anew where they have a rate", () => {
    const part = partOf(`${base} part switch p extends base { ports front x 32 at 800Gbps }`, "switch");
    expect(part.ports).toMatchObject([
      { poolCount: 32, lanes: null, perCage: 1, splits: [], rateBitsPerSecond: 800e9 },
    ]);
    expect(part.inherited).toEqual({ capacity: "base" });
  });

  it("checks refined splits against the inherited rate", () => {
    const built = buildText(
      `${base} part switch p extends base { ports front { splits = [4x200Gbps] } }\ncluster x { }`,
    );
    expect(listCodes(built)).toEqual(["WF4016"]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["4x200Gbps", "400Gbps"]);
    expect(built.diagnostics[0]?.notes).toEqual(["`p` extends `base`; `front` comes from `base`"]);
  });

  it("says where cages come from that no longer fit", () => {
    const built = buildText(`part nic n { ports port at 400Gbps }
      part server base { nic a[rail: 4]: n cage osfp[2] holds a[0], a[1]; a[2], a[3] }
      part server p extends base { nic a[rail: 2]: n }\ncluster x { }`);
    expect(listMessages(built)[0]).toBe("WF3015 `rail` of `a` goes from 0 to 1, found 2");
    expect(built.diagnostics[0]?.notes).toEqual(["`p` extends `base`; `osfp` comes from `base`"]);
  });

  it("needs a rate where there is nothing to refine", () => {
    expect(listCodes(buildText("part switch p { ports front { lanes = 4 } }\ncluster x { }"))).toEqual(["WF4004"]);
  });

  it("replaces a component in its place, and says where a total that no longer fits comes from", () => {
    const text = `${leaves}
      part gpu big { memory = 141GB }
      part server h100 { memory = 640GB gpu g[8]: g nic a[8]: n }
      part server h200 extends h100 { gpu g[8]: big }
      part server p extends h200 { memory = 1.128TB }\ncluster x { server a: p }`;
    const built = buildText(text);
    expect(listMessages(built)).toEqual(["WF4013 the GPUs of `h200` have 8 x 141 GB = 1.128 TB, it states 640GB"]);
    expect(built.diagnostics[0]?.notes).toEqual(["`h200` extends `h100`; `memory` comes from `h100`"]);
    expect(built.design?.arrays[0]?.part.components.map(({ name, part }) => [name, part.id])).toEqual([
      ["g", "big"],
      ["a", "n"],
    ]);
  });

  it("notes what is assumed", () => {
    expect(noteAssumed(partOf(base.replace("base", "p"), "switch"), ["front.lanes", "capacity"])).toEqual([
      "`front.lanes` = 4 of `p` is assumed: class",
    ]);
  });
});

describe("an array", () => {
  const text = (body: string): string =>
    `${leaves}part server base { height = 8U }
    part server s extends base { power = 10kW published "guide" memory = 640GB gpu g[8]: g }
    cluster x { param watts: power = 9kW  server a[4]: s { ${body} } server b: s }`;

  it("changes figures of its part for itself alone", () => {
    const design = buildSound(text('spares = 1 power = watts measured "in the hall" note = "capped"'));
    const [a, b] = [arrayOf(design, "a"), arrayOf(design, "b")];
    expect(a.spares).toBe(1);
    expect(a.part).toMatchObject({
      id: "s",
      powerMaxWatts: 9000,
      heightUnits: 8,
      change: { array: "a", properties: ["power", "note"] },
      bases: [{ id: "s" }, { id: "base" }],
    });
    expect(a.part.facts.find(({ property }) => property === "power")).toMatchObject({
      text: "watts",
      grade: "measured",
      source: "in the hall",
    });
    expect(b.part).toMatchObject({ powerMaxWatts: 10_000, change: null });
    expect(noteInherited(a.part, ["height", "power", "memory"])).toEqual([
      "`a` changes `s` extends `base`; `height` comes from `base`, `memory` comes from `s`",
    ]);
  });

  it("is held to what its part adds up to", () => {
    const built = buildText(text("memory = 1.0TB"));
    expect(listMessages(built)).toEqual(["WF4013 the GPUs of `s` have 8 x 80 GB = 640 GB, it states 1.0TB"]);
    expect(built.diagnostics[0]?.notes).toEqual(["`a` changes `s` extends `base`; `g` comes from `s`"]);
  });

  it.each([
    ["powr = 9kW", "WF2007 `server` has no property `powr`", "did you mean `power`?"],
    ["power = 9GB", "WF3002 `power` must be power, found a data size", null],
    ["capacity = 1Tbps", "WF2007 `server` has no property `capacity`", null],
  ])("refuses %s", (body, message, help) => {
    const built = buildText(text(body));
    expect(listMessages(built)).toEqual([message]);
    if (help !== null) expect(built.diagnostics[0]?.help).toBe(help);
  });

  it("lists what it takes and what its part takes", () => {
    const [found] = buildText(text("zzzzzz = 1")).diagnostics;
    expect(found?.help).toMatch(/^it takes `spares`, .*, and of its part `manufacturer`, .* and `rail_map`$/);
  });
});

describe("the properties of an array", () => {
  it("and those of its part that it may change have names of their own", () => {
    for (const kind of kinds.filter(({ form }) => form === "array")) {
      const own = kind.properties.map(({ name }) => name);
      expect(changeableRows(kind).filter(({ name }) => own.includes(name))).toEqual([]);
      const hidden = (findPartKind(kind.keyword)?.properties ?? []).filter(({ name }) => own.includes(name));
      expect(hidden.map(({ name }) => name)).toEqual([]);
    }
  });
});
