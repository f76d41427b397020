/** Tokens: which text becomes which, and that no character is lost. */
import { Lexer, type TokenType } from "chevrotain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allTokens,
  blockWords,
  contextualWords,
  lexer,
  memberWords,
  operatorWords,
  wordTypes,
} from "../../../grammar/tokens.js";
import { unitSpellings } from "../../../grammar/units.js";
import { units } from "../../../src/core/units.js";
import { sampleDesign } from "../syntax/samples.js";

const kinds = (text: string): string[] =>
  lexer.tokenize(text).tokens.map((token) => `${token.tokenType.name} ${token.image}`);

describe("units", () => {
  it("are the same set as those with a meaning", () => {
    expect([...unitSpellings].sort()).toEqual(units.map((unit) => unit.spelling).sort());
  });

  it("are listed once", () => {
    expect(new Set(unitSpellings).size).toBe(unitSpellings.length);
  });

  it.each(unitSpellings)("`1.5%s` is one token, and the whole unit is in it", (unit) => {
    expect(kinds(`1.5${unit}`)).toEqual([`Quantity 1.5${unit}`]);
    expect(kinds(`1_000${unit} / n`)[0]).toBe(`Quantity 1_000${unit}`);
  });
});

describe("numbers", () => {
  it.each([
    ["15_000", ["NumberLiteral 15_000"]],
    ["2.5e3", ["NumberLiteral 2.5e3"]],
    ["1..64", ["NumberLiteral 1", "DotDot ..", "NumberLiteral 64"]],
    ["40GB/s / n", ["Quantity 40GB/s", "Slash /", "Identifier n"]],
    ["40GB/step", ["Quantity 40GB", "Slash /", "Identifier step"]],
    ["1MB/s/TiB", ["Quantity 1MB/s/TiB"]],
    ["92%", ["Quantity 92%"]],
    ["8x200G", ["Split 8x200G"]],
    ["2x400Gbps", ["Split 2x400Gbps"]],
    ["4x200", ["UnknownQuantity 4x200"]],
    ["400Gpbs", ["UnknownQuantity 400Gpbs"]],
    ["1e3x", ["UnknownQuantity 1e3x"]],
    ["1.5x", ["UnknownQuantity 1.5x"]],
    ["5µs", ["UnknownQuantity 5µs"]],
    ["5m", ["Quantity 5m"]],
    ["5min", ["Quantity 5min"]],
    ["a.5", ["Identifier a", "Dot .", "NumberLiteral 5"]],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });
});

describe("texts and comments", () => {
  it.each([
    ['"a \\" b"', ['StringLiteral "a \\" b"']],
    ['"open\nx', ['UnterminatedString "open', "Identifier x"]],
    ['"ends in \\', ['UnterminatedString "ends in \\']],
    ["a // b", ["Identifier a"]],
    ["a /* b */ c", ["Identifier a", "Identifier c"]],
    ["a /* b", ["Identifier a"]],
    ["a <-> b -> c", ["Identifier a", "PeerArrow <->", "Identifier b", "Arrow ->", "Identifier c"]],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it("takes `///` as documentation and `////` as a comment", () => {
    const { groups } = lexer.tokenize("/// one\n//// two\n// three");
    expect(groups["docs"]?.map((token) => token.image)).toEqual(["/// one"]);
    expect(groups["comments"]?.map((token) => token.image)).toEqual(["//// two", "// three"]);
  });
});

describe("words", () => {
  it("have one meaning each", () => {
    expect(wordTypes.size).toBe(memberWords.length + contextualWords.size + operatorWords.size);
    expect(memberWords).toEqual(expect.arrayContaining([...blockWords]));
  });
});

/** Puts the text together again from tokens, comments, errors and what lies between them. */
function reassemble(text: string): string {
  const { tokens, groups, errors } = lexer.tokenize(text);
  const pieces = [...tokens, ...(groups["docs"] ?? []), ...(groups["comments"] ?? [])]
    .map((token) => ({ start: token.startOffset, text: token.image }))
    .concat(
      errors.map((error) => ({ start: error.offset, text: text.slice(error.offset, error.offset + error.length) })),
    )
    .sort((a, b) => a.start - b.start);
  let result = "";
  for (const piece of pieces) {
    const gap = text.slice(result.length, piece.start);
    expect(gap.trim()).toBe("");
    result += gap + piece.text;
  }
  const rest = text.slice(result.length);
  expect(rest.trim()).toBe("");
  return result + rest;
}

describe("the lexer", () => {
  it("loses no character of a design", () => {
    expect(reassemble(sampleDesign)).toBe(sampleDesign);
  });

  it("loses no character of any text", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(...`"'/*\n{}[]()=<>-.,:;x1% µé\\é`) }),
    );
    fc.assert(
      fc.property(anything, (text) => reassemble(text) === text),
      { numRuns: 200 },
    );
  });

  it("knows the first characters of every pattern", () => {
    const lexed = allTokens.filter((token) => token.PATTERN !== undefined && token.PATTERN !== Lexer.NA);
    const plain = new Lexer([...lexed] as TokenType[], { positionTracking: "onlyOffset", safeMode: true });
    const look = (chosen: Lexer, text: string): unknown => {
      const { tokens, groups, errors } = chosen.tokenize(text);
      return [
        tokens.map((token) => [token.image, token.tokenType.name]),
        Object.values(groups).flat().length,
        errors.length,
      ];
    };
    for (let code = 0; code < 0x10000; code++) {
      const text = String.fromCharCode(code);
      if (code < 0x400 || text.trim() === "") expect(look(lexer, text), `character ${code}`).toEqual(look(plain, text));
    }
  });

  it("takes a text of 8 million characters", () => {
    const long = "a".repeat(8_000_000);
    for (const text of [
      `"${long}"`,
      `"${long}`,
      `/*${long}*/`,
      `/*${long}`,
      long,
      "1".repeat(8_000_000),
      `"${"\\n".repeat(4_000_000)}"`,
    ]) {
      expect(() => lexer.tokenize(text), text.slice(0, 3)).not.toThrow();
    }
  });
});
