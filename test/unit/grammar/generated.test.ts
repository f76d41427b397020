/** What is generated from the grammar is current and does what it is for. */
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { blockWords, contextualWords, operatorWords, statementWords } from "../../../grammar/tokens.js";
import { generateGrammarFiles } from "../../../scripts/generate-grammar.js";
import { sampleDesign } from "../syntax/samples.js";

const files = generateGrammarFiles();
const textOf = (ending: string): string => files.find((file) => file.path.endsWith(ending))?.text ?? "";

describe("the files generated from the grammar", () => {
  it.each(files.map((file) => file.path))("%s is what is committed", (path) => {
    expect(readFileSync(path, "utf8")).toBe(files.find((file) => file.path === path)?.text);
  });

  it("name every word in the reference", () => {
    const ebnf = textOf(".ebnf");
    for (const word of [...blockWords, ...statementWords.keys(), ...contextualWords.keys(), ...operatorWords.keys()]) {
      expect(ebnf).toContain(`"${word}"`);
    }
  });

  it("use no name in the reference that it does not define", () => {
    const ebnf = textOf(".ebnf").replace(/\/\*[\s\S]*?\*\//g, "");
    const defined = new Set([...ebnf.matchAll(/^(\w+) ::=/gm)].map(([, name]) => name));
    const syntax = ebnf.slice(0, ebnf.indexOf("propertyName ::="));
    const used = [...syntax.replace(/"[^"]*"/g, "").matchAll(/[A-Za-z]\w*/g)].map(([name]) => name);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });

  it("draw the diagrams without a network", () => {
    const page = textOf(".html");
    expect(page).not.toMatch(/<(?:script|link)[^>]*(?:src|href)=/);
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
    const target = { innerHTML: "" };
    const document = { getElementById: () => target, getElementsByClassName: () => [], querySelectorAll: () => [] };
    runInNewContext(scripts.join("\n"), { document, window: { setTimeout: () => 0 } });
    expect(target.innerHTML).toContain("connectStatement");
    expect(target.innerHTML).toContain("<svg");
  });
});

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly patterns?: readonly Pattern[];
}

describe("the TextMate grammar", () => {
  const grammar = JSON.parse(textOf(".json")) as { readonly repository: Readonly<Record<string, Pattern>> };
  const patterns = Object.values(grammar.repository).flatMap((entry) => [entry, ...(entry.patterns ?? [])]);

  it("has patterns that compile", () => {
    for (const { match, begin, end } of patterns) {
      for (const source of [match, begin, end])
        if (source !== undefined) expect(() => new RegExp(source, "g")).not.toThrow();
    }
  });

  it.each([
    ["keyword.control.weft", "if"],
    ["keyword.declaration.weft", "connect"],
    ["keyword.other.clause.weft", "at"],
    ["support.constant.grade.weft", "published"],
    ["constant.numeric.quantity.weft", "800Gbps"],
    ["constant.numeric.split.weft", "4x200Gbps"],
    ["keyword.operator.connect.weft", "<->"],
    ["comment.line.documentation.weft", "/// One pod."],
    ["support.function.weft", "oversubscription"],
    ["variable.other.property.weft", "protocol"],
  ])("gives %s to %s", (scope, text) => {
    const sources = patterns.filter((pattern) => pattern.name === scope).map((pattern) => pattern.match ?? "");
    const found = sources.flatMap((source) =>
      [...sampleDesign.matchAll(new RegExp(source, "gm"))].map(([match]) => match),
    );
    expect(found).toContain(text);
  });
});
