/** Phases: how they are held to the design and to each other, and what a plan of one holds. */

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../../src/compile.js";
import { emitter as planEmitter } from "../../../src/emit/plan.emitter.js";
import { emitter as reportEmitter } from "../../../src/emit/report.emitter.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";
import { countDevices, countLinks } from "../../../src/plan/count.js";
import { enumerateLinks, readPlan } from "../../../src/plan/enumerate.js";
import { arrayNamed } from "../../../src/plan/plan.js";
import { buildText, labelledTexts, listMessages } from "./build-text.js";

function writeDesign(phases: string, rest = ""): string {
  return `import { server_8x400g, switch_64x400g } from "std/generic"
cluster c {
  param units: count = 4
  group seg[units of 6] { server host[8]: server_8x400g { spares = 2 } }
  fabric net {
    switch leaf[seg, rail: 8]: switch_64x400g
    switch spine[4]: switch_64x400g
    switch core[set: 2, n: 2]: switch_64x400g
    connect host.backend -> leaf
    connect leaf -> spine
    connect spine -> core[set: spine div 2] x 4
  }
  ${phases}
  ${rest}
}`;
}

async function compile(text: string, phase?: string) {
  const compilation = compileProject(await loadProject(createMemoryHost({ "main.weft": text }), "main.weft"), {
    phase,
  });
  const told = compilation.diagnostics().map(({ code, severity, message }) => `${code} ${severity} ${message}`);
  const plan = compilation.plan();
  if (plan === null) throw new Error(told.join("\n"));
  const devices = Object.fromEntries(
    plan.arrays.map((array) => [array.spec.name, [countDevices(array, "all"), countDevices(array, "active")]]),
  );
  const links = plan.runs.map((run) => countLinks(run, "all"));
  return { compilation, told, plan, devices, links };
}

describe("a phase", () => {
  const phases = "phase first { seg = 2  spine = 1 }  phase second { spine = 3 }";

  it("has as many as it says, and all of what it does not name", async () => {
    const first = await compile(writeDesign(phases), "first");
    expect(first.devices).toEqual({ host: [16, 12], leaf: [16, 16], spine: [1, 1], core: [4, 4] });
    expect(first.links).toEqual([2 * 8 * 8, 16 * 1, 1 * 2 * 4]);
    const second = await compile(writeDesign(phases), "second");
    expect(second.devices).toEqual({ host: [32, 24], leaf: [32, 32], spine: [3, 3], core: [4, 4] });
    expect(second.links).toEqual([4 * 8 * 8, 32 * 3, 3 * 2 * 4]);
  });

  it("is not there unless it is asked for, and the order of the text is the order of building", async () => {
    const whole = await compile(writeDesign(phases));
    expect(whole.told).toEqual([]);
    expect(whole.links).toEqual([4 * 8 * 8, 32 * 4, 4 * 2 * 4]);
    const design = whole.compilation.design();
    expect([design?.phase, design?.phases.map(({ name }) => name)]).toEqual([null, ["first", "second"]]);
  });

  it("leaves lets and index expressions as they are: a link to a device of a later phase is not there yet", async () => {
    const { links, told } = await compile(writeDesign("phase first { set = 1 }"), "first");
    expect(links).toEqual([256, 128, 2 * 2 * 4]);
    expect(told).toEqual([]);
  });

  it("has the spares of the whole design, as far as they exist", async () => {
    const spares = async (hosts: number) =>
      (await compile(writeDesign(`phase first { host = ${hosts} }`), "first")).devices["host"];
    expect(await spares(8)).toEqual([32, 24]);
    expect(await spares(7)).toEqual([28, 24]);
    expect(await spares(6)).toEqual([24, 24]);
    expect(await spares(3)).toEqual([12, 12]);
  });

  it("keeps the places that a constant index takes, and makes no link there", async () => {
    const text = writeDesign("phase first { spine = 3 }").replace("connect leaf -> spine", "connect leaf -> spine[3]");
    const { links, told } = await compile(text, "first");
    expect(links).toEqual([256, 0, 3 * 2 * 4]);
    expect(told.filter((line) => line.includes("error"))).toEqual([]);
  });

  it("may have none of a tier that comes later", async () => {
    const { devices, links, told } = await compile(writeDesign("phase first { set = 0 }"), "first");
    expect(devices["core"]).toEqual([0, 0]);
    expect(links).toEqual([256, 128, 0]);
    expect(told.filter((line) => line.includes("error"))).toEqual([]);
  });

  it("takes values of lets and params", async () => {
    const { devices } = await compile(writeDesign("phase first { seg = units div 2 }"), "first");
    expect(devices["leaf"]).toEqual([16, 16]);
  });

  it("stands in the report and in plan.json, which a reader opens to the same rows", async () => {
    const { compilation, plan } = await compile(writeDesign("phase first { seg = 2  set = 1 }"), "first");
    const [design, measures] = [compilation.design(), compilation.measures()];
    if (design === null || measures === null) throw new Error("it does not compile");
    const results = {
      design,
      plan,
      measures,
      estimates: compilation.estimates(),
      verdicts: compilation.verdicts(),
      diagnostics: compilation.diagnostics(),
    };
    const report = [...reportEmitter.emit(results)].flatMap(({ chunks }) => [...chunks]).join("");
    expect(report).toContain("This is phase 1 of 2, first: seg 2 of 4, set 1 of 2.");
    const file = JSON.parse([...(planEmitter.finish?.(results, [])?.chunks ?? [])].join("")) as {
      readonly plan: typeof plan.spec;
    };
    expect(file.plan.phase).toBe("first");
    const schema = JSON.parse(readFileSync("docs/schemas/plan-1.json", "utf8")) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(file);
    expect(validate.errors).toBeNull();
    const read = readPlan(file);
    const rows = (of: typeof plan): string[] =>
      of.runs.flatMap((run) => [...enumerateLinks(of, run)].map((row) => Object.values(row).join(",")));
    expect(rows(read)).toEqual(rows(plan));
    expect(arrayNamed(read, "core").spec.dims[0]).toMatchObject({ extent: 1, planned: 2 });
  });
});

describe("a phase is held to less than the design", () => {
  it("where a requirement or a rule fails only because not everything exists yet", async () => {
    const rest = "require gpus(host) >= 192\n  require count(spine) == 5";
    const text = writeDesign("phase first { seg = 2  spine = 1 }", rest).replace(
      "spine[4]: switch_64x400g",
      "spine[4]: switch_64x400g { max_oversubscription = 4 }",
    );
    const { told } = await compile(text, "first");
    expect(told.filter((line) => line.startsWith("WF69"))).toEqual([
      "WF6901 warning requirement not met: `gpus(host)` is 96, at least 192 is required",
      "WF6901 error requirement not met: `count(spine)` is 1, exactly 5 is required",
    ]);
    const whole = await compile(text);
    expect(whole.told).toEqual(["WF6901 error requirement not met: `count(spine)` is 4, exactly 5 is required"]);
  });
});

describe("mistakes in phases", () => {
  function judge(phases: string, rest = "") {
    const built = buildText(writeDesign(phases, rest));
    return { messages: listMessages(built), places: built.diagnostics.map((one) => labelledTexts(built, one)) };
  }

  it.each([
    ["phase a { spin = 2 }", "WF2014 no array or group has a dimension `spin`", ["spin", "4"]],
    ["phase a { other = 2 }", "WF2014 no array or group has a dimension `other`", ["other"]],

    ["phase a { seg = 5 }", "WF4032 phase `a` has 5 of `seg`, the design itself has 4 of 6", ["5", "units of 6"]],
    [
      "phase a { seg = 3 } phase b { seg = 2 }",
      "WF4033 `seg` shrinks from 3 in phase `a` to 2 in phase `b`",
      ["2", "3"],
    ],
    ["phase a { } phase b { seg = 2 }", "WF4033 `seg` shrinks from 4 in phase `a` to 2 in phase `b`", ["2", "a"]],
    ["phase a { seg = 1 } phase a { seg = 2 }", "WF2002 `a` is declared twice, first as a phase", ["a", "a"]],
    ["phase a { seg = 1  seg = 2 }", "WF4005 `seg` is given twice in one block", ["seg", "seg"]],
    ["phase a { seg = 1 / 2 }", "WF3004 `seg` of phase `a` must be a whole number, found 1/2", ["1 / 2"]],
    ["phase a { seg = -1 }", "WF3015 `seg` of phase `a` must be at least 0, found -1", ["-1"]],
    [
      "phase a { seg = gpus() }",
      "WF3009 `seg` of phase `a` must be known before the plan is built, this is known only from the plan",
      ["gpus()"],
    ],
  ])("%s", (phases, message, places) => {
    const found = judge(phases);
    expect(found.messages).toEqual([message]);
    expect(found.places[0]?.slice(0, places.length)).toEqual(places);
  });

  it("of a dimension of ports, or with two extents, show where each is declared", () => {
    const ports = buildText(
      "part server s { ports nic[port: 2] at 400Gbps }\ncluster c { server host[4]: s  phase a { port = 1 } }",
    );
    expect(listMessages(ports)).toEqual([
      "WF4031 `port` is a dimension of the ports `host.nic`, a phase names dimensions of devices",
    ]);
    expect(labelledTexts(ports, ports.diagnostics[0])[0]).toBe("port");
    const two = buildText(
      "part switch s { }\ncluster c { fabric f { switch a[rail: 8]: s  switch b[rail: 4]: s }  phase p { rail = 2 } }",
    );
    expect(listMessages(two)).toEqual(["WF4030 `rail` has 8 in `a` and 4 in `b`, and a phase could mean either"]);
    expect(labelledTexts(two, two.diagnostics[0])).toEqual(["rail", "rail: 8", "rail: 4"]);
  });

  it("stand in a cluster alone, with a name and a block", () => {
    expect(judge("group g[2] { phase a { seg = 1 } }").messages[0]).toMatch(/^WF4003 /);
    expect(judge("phase { seg = 1 }").messages[0]).toMatch(/^WF4006 /);
  });

  it("are told of an unknown phase, with the phases that there are", async () => {
    const known = await compile(writeDesign("phase first { seg = 1 }  phase second { seg = 2 }"), "fist");
    expect(known.told).toEqual(["WF9024 error there is no phase `fist`"]);
    expect(known.compilation.diagnostics()[0]).toMatchObject({ help: "did you mean `first`?" });
    expect((await compile(writeDesign(""), "first")).told).toEqual([
      "WF9024 error the design has no phases, found `--phase first`",
    ]);
  });
});
