/** Values that files give to params: how they are read, and that whatever is said of them shows both places. */
import { describe, expect, it } from "vitest";
import { readParams } from "../../../src/cli/read-params.js";
import { compileProject } from "../../../src/compile.js";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";

type Files = Readonly<Record<string, string>>;

async function compile(design: string, files: Files, set: Files = {}) {
  const texts: Files = { "main.weft": design, ...files };
  const host = createMemoryHost(texts);
  const { value, diagnostics } = await loadProject(host, "main.weft");
  const read = await readParams(host, Object.keys(files), value);
  const compilation = compileProject(
    { value, diagnostics: [...diagnostics, ...read.diagnostics] },
    { set, given: read.given, givenTexts: read.texts },
  );
  const told = compilation.diagnostics().map((one: Diagnostic) => ({
    code: one.code,
    message: one.message,
    places: one.labels.map(({ span }) => `${span.file}: ${texts[span.file]?.slice(span.start, span.end) ?? ""}`),
    help: one.help,
    fixes: one.fixes,
  }));
  return { values: compilation.design()?.parameters.map(({ text }) => text), told, compilation };
}

const params = `
  param n: count in 1..64 = 15 "segments"
  param rate: rate in 100Gbps..1Tbps = 400Gbps
  param share: number = 0.5
  param site: text = "a"
  param lean: truth = false`;

const design = (...members: string[]): string => `cluster x { ${params} ${members.join("\n")} }`;

describe("values of files", () => {
  it("take the place of defaults, the last file wins, and --set over all", async () => {
    const first = '{ "n": 3, "rate": "50GB/s", "share": "92%", "site": "\\"b\\" c", "lean": true }';
    expect((await compile(design(), { "a.json": first })).values).toEqual(["3", "50GB/s", "92%", '"b" c', "true"]);
    const files = { "a.json": first, "b.json": '{ "n": 4 }' };
    expect((await compile(design(), files)).values?.slice(0, 2)).toEqual(["4", "50GB/s"]);
    expect((await compile(design(), files, { n: "5" })).values?.slice(0, 2)).toEqual(["5", "50GB/s"]);
    expect((await compile(design(), files)).told).toEqual([]);
  });

  it.each([
    ['{ "n": 64 }', "WF3006", ["site.json: 64", "main.weft: 1..64"]],
    ['{ "n": 2.5 }', "WF9023", ["site.json: 2.5", "main.weft: n"]],
    ['{ "n": -1 }', "WF3004", ["site.json: -1", "main.weft: count"]],
    ['{ "n": "4" }', "WF9023", ['site.json: "4"', "main.weft: n"]],
    ['{ "n": true }', "WF9023", ["site.json: true", "main.weft: n"]],
    ['{ "rate": 400 }', "WF9023", ["site.json: 400", "main.weft: rate"]],
    ['{ "rate": "400GB" }', "WF3002", ['site.json: "400GB"', "main.weft: rate"]],
    ['{ "rate": "4Tbps" }', "WF3006", ['site.json: "4Tbps"', "main.weft: 100Gbps..1Tbps"]],
    ['{ "rate": "fast" }', "WF3013", ['site.json: "fast"', "main.weft: rate"]],
    ['{ "rate": "400 Gbps of it" }', "WF3013", ['site.json: "400 Gbps of it"', "main.weft: rate"]],
    ['{ "site": 4 }', "WF9023", ["site.json: 4", "main.weft: site"]],
    ['{ "lean": "yes" }', "WF9023", ['site.json: "yes"', "main.weft: lean"]],
    ['{ "sites": "b" }', "WF2010", ['site.json: "sites"', "main.weft: site"]],
    ['{ "quite_other": 4 }', "WF2010", ['site.json: "quite_other"', "main.weft: n"]],
  ])("%s is refused once, with %s and both places", async (text, code, places) => {
    const { told } = await compile(design(), { "site.json": text });
    expect(told.map((one) => one.code)).toEqual([code]);
    expect(told[0]?.places).toEqual(places);
  });

  it("offers what is certain as a fix, and the nearest name in quotes", async () => {
    const quoted = await compile(design(), { "site.json": '{ "n": "4" }' });
    expect(quoted.told[0]?.fixes).toMatchObject([{ edits: [{ text: "4" }], safe: true }]);
    const misspelt = await compile(design(), { "site.json": '{ "rates": "400Gbps" }' });
    expect(misspelt.told[0]).toMatchObject({ help: "did you mean `rate`?", fixes: [{ edits: [{ text: '"rate"' }] }] });
  });

  it("are pointed at by later findings about them, through lets too", async () => {
    const { told } = await compile(design("let all = 2 * n", "group seg[n of 15] { }", "group unit[all of 15] { }"), {
      "site.json": '{ "n": 16 }',
    });
    expect(told.map(({ code, places }) => [code, places])).toEqual([
      ["WF4008", ["main.weft: n", "main.weft: 15", "site.json: 16"]],
      ["WF4008", ["main.weft: all", "main.weft: 15", "site.json: 16"]],
    ]);
  });

  it("are not pointed at where --set has the last word", async () => {
    const { told } = await compile(design("group seg[n of 15] { }"), { "site.json": '{ "n": 4 }' }, { n: "16" });
    expect(told.flatMap(({ places }) => places)).toEqual(["main.weft: n", "main.weft: 15"]);
  });

  it("are missed where the param is declared, unless a file could not be read", async () => {
    const needed = "cluster x { param n: count }";
    expect((await compile(needed, { "site.json": "{}" })).told).toMatchObject([
      { code: "WF3007", places: ["main.weft: n", "main.weft: count"] },
    ]);
    expect((await compile(needed, { "site.json": "{" })).told).toMatchObject([{ code: "WF9020" }]);
    expect((await compile(needed, { "site.json": '{ "n": "x" }' })).told).toMatchObject([{ code: "WF9023" }]);
  });
});
