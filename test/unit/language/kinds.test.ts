/** The tables of the language agree with the grammar and with each other. */
import { describe, expect, it } from "vitest";
import { blockWords, statementWords } from "../../../grammar/tokens.js";
import { functions } from "../../../src/language/functions.js";
import { childrenOf, findKind, kinds } from "../../../src/language/kinds.js";
import { findPartKind, keywordOf, partKinds } from "../../../src/language/part-kinds.js";
import { paramTypes } from "../../../src/language/types.js";

const listDoubles = (names: readonly string[]): string[] =>
  names.filter((name, position) => names.indexOf(name) !== position);

describe("kinds", () => {
  it("have the keywords of the grammar", () => {
    const words = [...blockWords, ...statementWords.keys()];
    expect(kinds.map((row) => row.keyword).sort()).toEqual([...words].sort());
  });

  it("stand in blocks that exist, each property once, each with a doc", () => {
    for (const row of kinds) {
      expect(row.parents.filter((parent) => parent !== "file" && findKind(parent) === null)).toEqual([]);
      expect(listDoubles(row.properties.map((property) => property.name))).toEqual([]);
      expect([row.doc, ...row.properties.map((property) => property.doc)].filter((doc) => doc === "")).toEqual([]);
    }
    expect(listDoubles(kinds.map((row) => row.keyword))).toEqual([]);
  });

  it("say what a block may hold", () => {
    expect(childrenOf("storage").map((row) => row.keyword)).toEqual(["tier", "require", "allow"]);
    expect(childrenOf("fabric").map((row) => row.keyword)).toContain("connect");
  });

  it("have an array for each kind of part that stands in a cluster or a part", () => {
    const arrays = kinds.filter((row) => row.form === "array").map((row) => row.keyword);
    expect(arrays.filter((keyword) => findPartKind(keyword) === null)).toEqual([]);
    const held = [...new Set(partKinds.flatMap((row) => row.components))];
    expect(held.filter((keyword) => !arrays.includes(keyword))).toEqual([]);
    expect(
      partKinds.filter((row) => !arrays.includes(keywordOf(row.kind)) && row.hasPorts).map((row) => row.kind),
    ).toEqual(["cdu"]);
    for (const row of partKinds) {
      expect(listDoubles(row.properties.map((property) => property.name))).toEqual([]);
      expect(row.components.filter((kind) => findPartKind(kind) === null)).toEqual([]);
    }
  });
});

describe("functions and param types", () => {
  it("have names of their own and say what they are", () => {
    expect(listDoubles(functions.map((row) => row.name))).toEqual([]);
    expect(listDoubles(paramTypes.map((row) => row.name))).toEqual([]);
    expect([...functions, ...paramTypes].filter((row) => row.doc === "")).toEqual([]);
  });
});
