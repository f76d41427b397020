/** Files of params: what is read of them, and what is said of those that are none. */
import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadParams, readParams } from "../../src/load-params.js";

function read(text: string) {
  const { value, diagnostics } = readParams("site.json", text);
  const told = diagnostics.map(({ code, message, labels }) => ({
    code,
    message,
    at: labels.map(({ span }) => text.slice(span.start, span.end)),
  }));
  return { value, told };
}

describe("a file of params", () => {
  it("gives values with their places, numbers with the digits of the file", () => {
    const text = '{ "segments": 4, "ratio": 1.50, "big": 12345678901234567890, "rate": "400Gbps", "lean": true }';
    const { value, told } = read(text);
    expect(told).toEqual([]);
    expect(value?.values.map(({ name, form, text: value }) => [name.text, form, value])).toEqual([
      ["segments", "number", "4"],
      ["ratio", "number", "1.50"],
      ["big", "number", "12345678901234567890"],
      ["rate", "text", "400Gbps"],
      ["lean", "truth", "true"],
    ]);
    expect(
      value?.values.map(({ name, span }) => [name.span, span].map(({ start, end }) => text.slice(start, end))),
    ).toEqual([
      ['"segments"', "4"],
      ['"ratio"', "1.50"],
      ['"big"', "12345678901234567890"],
      ['"rate"', '"400Gbps"'],
      ['"lean"', "true"],
    ]);
  });

  it("may be YAML, and may name its schema", () => {
    const { value, told } = read("$schema: pod.schema.json\nsegments: 4 # for now\nrate: 400Gbps\nnegative: -3\n");
    expect(told).toEqual([]);
    expect(value?.values.map(({ name, form, text }) => [name.text, form, text])).toEqual([
      ["segments", "number", "4"],
      ["rate", "text", "400Gbps"],
      ["negative", "number", "-3"],
    ]);
    expect(value?.data).toEqual({ segments: 4, rate: "400Gbps", negative: -3 });
  });

  it("may be an empty object, and may hold any name", () => {
    expect(read("{}")).toMatchObject({ value: { values: [] }, told: [] });
    const { value } = read('{ "__proto__": 4 }');
    expect(value?.values.map(({ name }) => name.text)).toEqual(["__proto__"]);
    expect(Object.keys(value?.data ?? {})).toEqual(["__proto__"]);
  });

  it.each([
    ["", "WF9021", "`site.json` holds nothing"],
    ["[1, 2]", "WF9021", "`site.json` holds a list"],
    ["4", "WF9021", "`site.json` holds one value"],
    ['{ "a": 1, 2: 3 }', "WF9021", "the name of a param is a word, found `2`"],
    ['{ "a": [1] }', "WF9023", "`a` has no single value here"],
    ['{ "a": { "b": 1 } }', "WF9023", "`a` has no single value here"],
    ['{ "a": null }', "WF9023", "`a` has no single value here"],
    ['{ "a": 1, "a": 2 }', "WF9022", "`a` is given twice in one file"],
    ['{ "a": 1 "b": 2 }', "WF9020", "`site.json` is neither JSON nor YAML"],
    ['{ "a": 1', "WF9020", "`site.json` is neither JSON nor YAML"],
    ["a: &x 1\nb: *x\n", "WF9023", "`b` has no single value here"],
    ["a: 1\n---\nb: 2\n", "WF9020", "`site.json` is neither JSON nor YAML"],
  ])("%j is refused with %s", (text, code, message) => {
    const { told } = read(text);
    expect(told.map((one) => one.code)).toEqual([code]);
    expect(told[0]?.message).toContain(message);
  });

  it("shows both places of a value that stands twice, and keeps the first", () => {
    const { value, told } = read('{ "a": 1, "b": 2, "a": 3 }');
    expect(told[0]?.at).toEqual(['"a"', '"a"']);
    expect(value?.values.map(({ text }) => text)).toEqual(["1", "2"]);
  });

  it("that cannot be had is told of like any other file", async () => {
    const host = createMemoryHost({ "folder/x.json": "{}" });
    const codeOf = async (path: string) => (await loadParams(host, path)).diagnostics.map(({ code }) => code);
    expect(await codeOf("none.json")).toEqual(["WF9001"]);
    expect(await codeOf("folder")).toEqual(["WF9002"]);
  });
});
