/** The limits of one file, and text made to break the parser. */
import { describe, expect, it } from "vitest";
import { syntaxLimits } from "../../../src/core/limits.js";
import { parse, parseExpression } from "../../../src/syntax/parse.js";

const codes = (text: string): readonly string[] =>
  parse({ path: "a.weft", text }).diagnostics.map((diagnostic) => diagnostic.code);

describe("limits", () => {
  it("allow 200 blocks inside one another, and refuse 201", () => {
    const nested = (depth: number): string => `${"cluster c {\n".repeat(depth)}${"}".repeat(depth)}`;
    expect(codes(nested(200))).toEqual([]);
    expect(codes(nested(201))).toEqual(["WF1017"]);
  });

  it("count brackets and choices with the blocks around them", () => {
    const brackets = (depth: number): string => `cluster c { a = ${"(".repeat(depth)}1${")".repeat(depth)} }`;
    expect(codes(brackets(199))).toEqual([]);
    expect(codes(brackets(200))).toEqual(["WF1017"]);
    const choices = (depth: number): string => `let a = ${"if b then 1 else ".repeat(depth)}2`;
    expect(codes(choices(200))).toEqual([]);
    expect(codes(choices(201))).toEqual(["WF1017"]);
  });

  it("allow 500 operators in one expression, and any number of items in a list", () => {
    const sum = (terms: number): string => Array.from({ length: terms }, () => "1").join(" + ");
    expect(codes(`let a = ${sum(501)}`)).toEqual([]);
    expect(codes(`let a = ${sum(502)}`)).toEqual(["WF1018"]);
    expect(codes(`let a = ${"not ".repeat(2000)}b`)).toEqual(["WF1018"]);
    expect(codes(`let a = ${"2 ** ".repeat(2000)}2`)).toEqual(["WF1018"]);
    expect(codes(`let a = [${Array.from({ length: 5000 }, () => "1 + 2").join(", ")}]`)).toEqual([]);
    expect(codes(`let a = (${sum(300)}) + (${sum(300)})`)).toEqual([]);
    expect(codes(`let a = ${sum(300)} + (${sum(300)})`)).toEqual(["WF1018"]);
  });

  it("refuse a file over 8 MB before reading it", () => {
    const long = `// ${"x".repeat(syntaxLimits.fileCharacters)}`;
    const { value, diagnostics } = parse({ path: "a.weft", text: long });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["WF1019"]);
    expect(diagnostics[0]?.message).toBe("the file has 8388611 characters, expected at most 8388608");
    expect(value.members).toEqual([]);
  });

  it("refuse a million and one members", () => {
    expect(syntaxLimits.members).toBe(1_000_000);
    const few = { ...syntaxLimits, members: 3 };
    const read = (text: string): number => parse({ path: "a.weft", text }, few).diagnostics.length;
    expect(read("cluster c { a = 1, b = 2 }")).toBe(0);
    expect(parse({ path: "a.weft", text: "cluster c { a = 1, b = 2 } let c = 3" }, few).diagnostics[0]?.code).toBe(
      "WF1020",
    );
  });

  it("stop reading after 200 mistakes, and say so", () => {
    for (const line of ["let a =", "foo bar baz", "}", "let a = 1 2", "let a = 12quux", "§ §"]) {
      const { diagnostics } = parse({ path: "a.weft", text: `${line}\n`.repeat(1000) });
      expect(diagnostics.length, line).toBe(200);
      expect(diagnostics.at(-1)?.notes, line).toEqual(["reading stops after 200 mistakes"]);
    }
  });

  it("hold for lone expressions too", () => {
    const deep = `${"[".repeat(300)}${"]".repeat(300)}`;
    expect(parseExpression({ path: "--set", text: deep }).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "WF1017",
    ]);
  });

  it.each([
    ["{", 50_000],
    ["}", 50_000],
    ["(", 50_000],
    ["[a", 190],
    ["if ", 150],
    ['"', 20_000],
    ["{}", 50_000],
    ["a {", 199],
    ["a }", 20_000],
    ["let a = ]\n", 20_000],
    ["a b ", 20_000],
    ["connect ", 20_000],
    ["a = 1 } ", 20_000],
    ["/* ", 20_000],
    ["/// x\n", 20_000],
  ])("hold up against %j, %i times", (piece, count) => {
    expect(() => parse({ path: "a.weft", text: piece.repeat(count) })).not.toThrow();
  });
});
