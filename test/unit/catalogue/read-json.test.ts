/** JSON with places: the same values as `JSON.parse`, every span on its value, and mistakes told where they stand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DataNode, toPlain } from "../../../src/catalogue/data-node.js";
import { readJson } from "../../../src/catalogue/read-json.js";
import type { DataLimits } from "../../../src/core/limits.js";

const small: DataLimits = { yamlCharacters: 100, nesting: 5, values: 20, mistakes: 10 };

function read(text: string) {
  const { value, diagnostics } = readJson({ path: "a.json", text });
  const told = diagnostics.map(({ code, message, labels }) => ({
    code,
    message,
    at: text.slice(labels[0]?.span.start, labels[0]?.span.end),
  }));
  return { value, told };
}

function listNodes(node: DataNode): readonly DataNode[] {
  if (node.kind === "list") return [node, ...node.items.flatMap(listNodes)];
  return node.kind === "map" ? [node, ...node.entries.flatMap(({ value }) => listNodes(value))] : [node];
}

describe("a document", () => {
  it("has the values that JSON.parse gives, and each value its own text", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 2), (written, indent) => {
        const text = JSON.stringify(JSON.parse(written), null, indent);
        const { value, diagnostics } = readJson({ path: "a.json", text });
        expect(diagnostics).toEqual([]);
        expect(value === null ? undefined : toPlain(value)).toEqual(JSON.parse(text));
        for (const node of value === null ? [] : listNodes(value))
          expect(JSON.parse(text.slice(node.span.start, node.span.end))).toEqual(toPlain(node));
      }),
    );
  });

  it("keeps the digits of numbers", () => {
    const { value } = read("[0.1000, 12345678901234567890, 1e3]");
    expect(value?.kind === "list" ? value.items.map((item) => (item.kind === "number" ? item.text : "")) : []).toEqual([
      "0.1000",
      "12345678901234567890",
      "1e3",
    ]);
  });

  it("knows the key `__proto__` as any other", () => {
    const { value } = read('{"__proto__": 1, "constructor": 2}');
    expect(value === null ? [] : Object.keys(toPlain(value) as object)).toEqual(["__proto__", "constructor"]);
  });
});

describe("a mistake", () => {
  it.each([
    ['{"a": 1,}', "expected a key in double quotes, found `}`", "}"],
    ["[1, 2", "expected `,` or `]`, found the end of the file", ""],
    ['{"a" 1}', "expected `:` after the key, found `1`", "1"],
    ["{a: 1}", "expected a key in double quotes, found `a`", "a"],
    ["[nul]", "expected a value, found `nul`", "nul"],
    ["[01]", "expected `,` or `]`, found `1`", "1"],
    ['"a\\x"', "expected an escape such as", "\\"],
    ['{"a": 1} x', "expected the end of the file, found `x`", "x"],
    ["", "expected a value, found the end of the file", ""],
    ["// no\n1", "expected a value", "/"],
  ])("in %s is told", (text, said, at) => {
    const { value, told } = read(text);
    expect(value).toBeNull();
    expect(told).toHaveLength(1);
    expect(told[0]?.code).toBe("WF9060");
    expect(told[0]?.message).toContain(said);
    expect(told[0]?.at).toBe(at);
  });

  it("of a key that stands twice leaves the first value", () => {
    const { value, told } = read('{"a": 1, "a": 2}');
    expect(told).toEqual([{ code: "WF9064", message: "`a` is given twice in one object", at: "a" }]);
    expect(value === null ? null : toPlain(value)).toEqual({ a: 1 });
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.nat(40), (text, cut) => {
        const { value, diagnostics } = readJson({ path: "a.json", text: text.slice(0, cut) });
        expect(value !== null || diagnostics.length > 0).toBe(true);
      }),
    );
  });
});

describe("limits", () => {
  it.each([
    ["too deep", "[".repeat(100_000), "inside one another more than 50 times"],
    ["too many values", `[${"1,".repeat(600_000)}1]`, "more than 500 000 values"],
  ])("refuse a file that is %s", (_, text, said) => {
    const { value, told } = read(text);
    expect(value).toBeNull();
    expect(told.map(({ code }) => code)).toEqual(["WF9061"]);
    expect(told[0]?.message).toContain(said);
  });

  it("let through what is within them", () => {
    expect(readJson({ path: "a.json", text: "[[[[[1]]]]]" }, small).diagnostics).toEqual([]);
    expect(readJson({ path: "a.json", text: "[[[[[[1]]]]]]" }, small).diagnostics).toHaveLength(1);
  });
});
