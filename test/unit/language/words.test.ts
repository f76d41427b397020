/** The table of words is the grammar's, and what it shows can be read. */
import { describe, expect, it } from "vitest";
import * as t from "../../../grammar/tokens.js";
import { examples, formOf } from "../../../src/language/forms.js";
import { kinds } from "../../../src/language/kinds.js";
import { grades } from "../../../src/language/types.js";
import { words } from "../../../src/language/words.js";
import { parse } from "../../../src/syntax/parse.js";

/** Returns the messages of a text as members of a file: which block they stand in does not matter to the parser. */
function readMessages(text: string): readonly string[] {
  return parse({ path: "a.weft", text }).diagnostics.map(({ message }) => message);
}

describe("words", () => {
  it("are those of the grammar", () => {
    const signs = t.allTokens.flatMap(({ CATEGORIES = [], PATTERN }) =>
      CATEGORIES.includes(t.BinaryOperator) && typeof PATTERN === "string" ? [PATTERN] : [],
    );
    const known = [...t.contextualWords.keys(), ...t.operatorWords.keys(), ...signs];
    expect(words.map(({ word }) => word).sort()).toEqual(known.sort());
  });

  it("have the grades", () => {
    expect(words.filter(({ group }) => group === "grade").map(({ word }) => word)).toEqual([...grades]);
  });

  it.each(words)("$word has an example that has it", ({ word, example }) => {
    expect(readMessages(example)).toEqual([]);
    expect(example.split(/[\s[\]()]+|(?<=\d)(?=\.\.)|(?<=\.\.)(?=\d)/)).toContain(word);
  });

  it("have a binding where they join values", () => {
    const operators = words.filter(({ group }) => group === "operator");
    expect(operators.filter(({ binding }) => binding === undefined)).toEqual([]);
  });
});

describe("keywords", () => {
  it.each(kinds)("$keyword has a form and an example", (kind) => {
    expect(formOf(kind)).toMatch(new RegExp(`^${kind.keyword} `));
    const example = examples[kind.keyword] ?? "";
    expect(example).toMatch(new RegExp(`^${kind.keyword} `));
    expect(readMessages(example)).toEqual([]);
  });

  it("have no example too many", () => {
    expect(Object.keys(examples).sort()).toEqual(kinds.map(({ keyword }) => keyword).sort());
  });
});
