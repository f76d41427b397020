/** YAML with places, and what keeps a small file from becoming a large document. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { toPlain } from "../../../src/catalogue/data-node.js";
import { readYaml } from "../../../src/catalogue/read-yaml.js";

function read(text: string) {
  const { value, diagnostics } = readYaml({ path: "a.yaml", text });
  return {
    value,
    plain: value === null ? null : toPlain(value),
    told: diagnostics.map(({ code, message, labels }) => {
      const span = labels[0]?.span;
      return `${code} line ${text.slice(0, span?.start).split("\n").length}: ${message}`;
    }),
  };
}

describe("a document", () => {
  it("has the values of the yaml package", () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(values, (value) => {
        const text = stringify(value);
        expect(read(text).plain).toEqual(parse(text, { schema: "core" }));
      }),
    );
  });

  it("has its places", () => {
    const text = "model: QM9700\nports:\n  - name: 'P0.0'\n    draw: 14.80\n";
    const { value } = read(text);
    const ports = value?.kind === "map" ? value.entries[1]?.value : undefined;
    const [first] = ports?.kind === "list" ? ports.items : [];
    const [name, draw] = first?.kind === "map" ? first.entries : [];
    expect(text.slice(name?.value.span.start, name?.value.span.end)).toBe("'P0.0'");
    expect(draw?.value).toMatchObject({ kind: "number", text: "14.80", value: 14.8 });
    expect(text.slice(draw?.key.span.start, draw?.key.span.end)).toBe("draw");
  });

  it("follows aliases without copying", () => {
    const { plain, told } = read("a: &x [1, 2]\nb: *x\n");
    expect(told).toEqual([]);
    expect(plain).toEqual({ a: [1, 2], b: [1, 2] });
  });
});

describe("a mistake", () => {
  it.each([
    ["a: [1,\nb: 2\n", "WF9060 line 2: this is not YAML: flow sequence"],
    ['a: "x\nb: 1\n', "WF9060 line 2: this is not YAML: missing closing"],
    ["\ta: b", "WF9060 line 1: this is not YAML: tabs are not allowed"],
    ["a: 1\na: 2\n", "WF9064 line 2: `a` is given twice in one object"],
    ["a: *nope\n", "WF9060 line 1: the alias `*nope` has no anchor before it"],
    ["a: &x\n  b: *x\n", "WF9060 line 2: the alias `*x` stands inside its own anchor"],
    ["a: 1\n---\nb: 2\n", "WF9060 line 2: the file holds several YAML documents"],
    ["? [x]\n: y\n", "WF9060 line 1: a key must be one word or number"],
    ["", "WF9060 line 1: `a.yaml` holds nothing"],
    ["# only a comment\n", "WF9060 line 1: `a.yaml` holds nothing"],
  ])("in %j is told with its line", (text, said) => {
    const { told } = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(said);
  });

  it("never throws, whatever the text", () => {
    const pieces = fc.constantFrom(
      "a",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "\n",
      "  ",
      "&x ",
      "*x",
      "'",
      '"',
      "|",
      "#",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (words) => {
        const { value, told } = read(words.join(""));
        expect(value !== null || told.length > 0).toBe(true);
      }),
    );
  });
});

describe("limits", () => {
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level++)
    bomb.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);

  it.each([
    ["aliases of aliases", bomb.join("\n"), "more than 500 000 values"],
    ["brackets in brackets", "[".repeat(20_000), "inside one another more than 50 times"],
    ["lists in lists on one line", `${"- ".repeat(20_000)}x`, "inside one another more than 50 times"],
    ["keys in keys", `${"? ".repeat(20_000)}x`, "inside one another more than 50 times"],
    ["more text than YAML may have", `a: ${"x".repeat(2 * 1024 * 1024)}`, "YAML may have 2 097 152"],
  ])("refuse %s", (_, text, said) => {
    const { value, told } = read(text);
    expect(value).toBeNull();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^WF9061/);
    expect(told[0]).toContain(said);
  });
});
