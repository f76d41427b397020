/** What holds for any text at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memberWords, wordTypes } from "../../../grammar/tokens.js";
import { syntaxCodes } from "../../../src/core/codes/syntax.js";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { lex } from "../../../src/syntax/lex.js";
import { parse, parseExpression } from "../../../src/syntax/parse.js";
import { mutate } from "../../fuzz/mutate.js";
import { sampleDesign } from "./samples.js";

const known = new Set<string>(Object.values(syntaxCodes).map((kind) => kind.code));

/** Checks what every diagnostic keeps to, whatever the text. */
function checkDiagnostics(diagnostics: readonly Diagnostic[], text: string): void {
  for (const diagnostic of diagnostics) {
    expect(known).toContain(diagnostic.code);
    expect(diagnostic.labels.length).toBeGreaterThan(0);
    expect(diagnostic.message).not.toMatch(/undefined|NaN|\[object|\.$/);
    for (const { span } of [...diagnostic.labels, ...diagnostic.fixes.flatMap((fix) => fix.edits)]) {
      const isInside = 0 <= span.start && span.start <= span.end && span.end <= text.length;
      if (!isInside) throw new Error(`${diagnostic.code}: span ${span.start}..${span.end} is not in the text`);
    }
  }
}

/** Checks that every node of a tree lies in the text, and in its parent. */
function checkSpans(value: unknown, outer: { readonly start: number; readonly end: number }): void {
  if (Array.isArray(value)) {
    for (const item of value) checkSpans(item, outer);
  } else if (typeof value === "object" && value !== null) {
    const span = (value as { readonly span?: { readonly start: number; readonly end: number } }).span;
    if (span !== undefined) {
      const isInside = outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
      if (!isInside) throw new Error(`span ${span.start}..${span.end} is not in ${outer.start}..${outer.end}`);
    }
    for (const [key, inner] of Object.entries(value)) if (key !== "span") checkSpans(inner, span ?? outer);
  }
}

function checkText(text: string): void {
  const file = parse({ path: "a.weft", text });
  checkDiagnostics(file.diagnostics, text);
  checkSpans(file.value.members, { start: 0, end: text.length });
  const expression = parseExpression({ path: "--set", text });
  checkDiagnostics(expression.diagnostics, text);
  checkSpans(expression.value, { start: 0, end: text.length });
}

const soup = fc
  .array(
    fc.constantFrom(
      ...wordTypes.keys(),
      "a",
      "b",
      "tor",
      "12",
      "3.5",
      "400Gbps",
      "4x200G",
      "12quux",
      '"text"',
      '"open\n',
      "{",
      "}",
      "[",
      "]",
      "(",
      ")",
      ",",
      ";",
      ":",
      ".",
      "..",
      "->",
      "<->",
      "=",
      "==",
      "<",
      "+",
      "-",
      "*",
      "**",
      "/",
      "// c\n",
      "/// d\n",
      "/* e */",
      "\n",
      "§",
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(" "));

describe("parsing", () => {
  it("takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), checkText), { numRuns: 300 });
  });

  it("takes any soup of tokens", () => {
    fc.assert(fc.property(soup, checkText), { numRuns: 600 });
  });

  it("takes damaged designs, and keeps its diagnostics in the order of the text", () => {
    for (let seed = 10_000; seed < 10_150; seed++) {
      const text = mutate(sampleDesign, seed);
      checkText(text);
      const starts = parse({ path: "a.weft", text }).diagnostics.map(
        (diagnostic) => diagnostic.labels[0]?.span.start ?? 0,
      );
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }
  });

  it("gives the same for the same text, also after a text with mistakes", () => {
    const before = parse({ path: "a.weft", text: sampleDesign });
    parse({ path: "b.weft", text: "cluster { = [ (" });
    expect(parse({ path: "a.weft", text: sampleDesign })).toEqual(before);
  });

  it("takes a text with a byte order mark and Windows line ends", () => {
    const text = `\ufeff${sampleDesign.replaceAll("\n", "\r\n")}`;
    expect(parse({ path: "a.weft", text }).diagnostics).toEqual([]);
  });

  it("takes an empty text", () => {
    expect(parse({ path: "a.weft", text: "" })).toEqual({ value: { path: "a.weft", members: [] }, diagnostics: [] });
  });
});

describe("fixes that are safe", () => {
  it("remove their diagnostic", () => {
    const slips = [
      "let a = 400Gpbs",
      "let a = 1 < b < c",
      "fabrik f { }",
      "cluster c { medium roce }",
      "cluster c { medium: roce }",
      "cluster c { medium == roce }",
      'let a = "x\\q"',
      "let a = 1;",
      "cluster c { } }",
      ...memberWords.filter((word) => word.length > 4).map((word) => `${word.slice(0, -1)}x y { }`),
    ];
    for (const text of slips) {
      const [found] = parse({ path: "a.weft", text }).diagnostics;
      const fix = found?.fixes.find((one) => one.safe);
      if (found === undefined || fix === undefined) throw new Error(`no safe fix for ${text}`);
      const mended = [...fix.edits]
        .sort((a, b) => b.span.start - a.span.start)
        .reduce((result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end), text);
      expect(
        parse({ path: "a.weft", text: mended }).diagnostics.map((one) => one.code),
        `${text} -> ${mended}`,
      ).not.toContain(found.code);
    }
  });
});

describe("the lexer's findings", () => {
  it.each([
    ["a && b", "write `and`"],
    ["# note", "a comment begins with `//`"],
    ["'a'", "a text stands in double quotes"],
    ["4 × 2", "write `x`"],
    ["café", "names that need other characters than letters, digits and `_` are quoted"],
  ])("%s: %s", (text, help) => {
    expect(lex({ path: "a.weft", text }).diagnostics[0]?.help).toBe(help);
  });
});
