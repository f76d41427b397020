/**
 * Sentences drawn from the grammar's own record are read without a mistake, however they are spelt; damaged ones are
 * refused in time, without an exception, and without making more than the text accounts for.
 */
import type { CstNode, IToken } from "chevrotain";
import { describe, expect, it } from "vitest";
import { parser, parseTokens } from "../../grammar/parser.js";
import { allTokens, lexer } from "../../grammar/tokens.js";
import { resolveWords } from "../../grammar/words.js";
import { syntaxLimits } from "../../src/core/limits.js";
import { format } from "../../src/syntax/format.js";
import { parse } from "../../src/syntax/parse.js";
import { createDraw, mutate } from "./mutate.js";
import { drawSentence, type Sentence } from "./sentence.js";
import { spellPlainly, spellWildly } from "./spell.js";

const SENTENCES = 1_500;
const MUTANTS = 1_500;

function* listSentences(count: number): Generator<{ readonly seed: number; readonly sentence: Sentence }> {
  for (let seed = 1; seed <= count; seed++) yield { seed, sentence: drawSentence(createDraw(seed)) };
}

/** The names of all rules and tokens below. */
function collectNames(node: CstNode, into: Set<string>): void {
  into.add(node.name);
  for (const child of Object.values(node.children).flat()) {
    if ("children" in child) collectNames(child, into);
    else into.add(child.tokenType.name);
  }
}

function readTokens(text: string): {
  readonly tokens: IToken[];
  readonly node: CstNode | undefined;
  readonly errors: number;
} {
  const { tokens } = lexer.tokenize(text);
  resolveWords(tokens, text);
  const { node, errors } = parseTokens(tokens, "file", 200);
  return { tokens, node, errors: errors.length };
}

describe("sentences of the grammar", () => {
  it("are the same for the same seed, and use every rule and every token", () => {
    const seen = new Set<string>();
    for (const { seed, sentence } of listSentences(600)) {
      expect(drawSentence(createDraw(seed))).toEqual(sentence);
      const { node } = readTokens(spellPlainly(sentence));
      if (node !== undefined) collectNames(node, seen);
    }
    expect(Object.keys(parser.getGAstProductions()).filter((rule) => !seen.has(rule))).toEqual([]);
    // What only texts with mistakes have, what stands between tokens, and the names of classes of tokens.
    const others = /^(Unknown|Unterminated|WhiteSpace|DocComment|LineComment|BlockComment)/;
    const concrete = allTokens.filter(
      ({ name, categoryMatches }) => !others.test(name) && (categoryMatches ?? []).length === 0,
    );
    expect(concrete.map(({ name }) => name).filter((name) => !seen.has(name) && name !== "EOF")).toEqual([]);
  });

  it("have a token for each word, and a tree without a mistake, whatever stands between", () => {
    for (const { seed, sentence } of listSentences(SENTENCES)) {
      const draw = createDraw(seed);
      for (const text of [
        spellPlainly(sentence),
        sentence.words.join(" "),
        spellWildly(sentence, draw, { comments: 5 }),
      ]) {
        const { tokens, errors } = readTokens(text);
        expect(
          tokens.map(({ image }) => image),
          `seed ${seed}`,
        ).toEqual(sentence.words);
        expect(errors, `seed ${seed}: ${text}`).toBe(0);
      }
    }
  });

  it("give no diagnostic, however they are laid out", () => {
    for (const { seed, sentence } of listSentences(SENTENCES)) {
      const draw = createDraw(seed);
      for (const text of [
        spellPlainly(sentence),
        sentence.words.join(" "),
        spellWildly(sentence, draw, { comments: 5 }),
      ]) {
        const { diagnostics } = parse({ path: "a.weft", text });
        expect(
          diagnostics.map(({ code, message }) => `${code} ${message}`),
          `seed ${seed}: ${text}`,
        ).toEqual([]);
      }
    }
  });
});

/** Returns how many nodes a tree has. */
function countNodes(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 1;
  for (const inner of Object.values(value)) count += countNodes(inner);
  return count;
}

describe("damaged sentences", () => {
  it("never throw, end soon, and make no more than the text accounts for", () => {
    for (const { seed, sentence } of listSentences(MUTANTS)) {
      const text = mutate(spellPlainly(sentence), seed);
      const start = process.cpuUsage();
      const { value, diagnostics } = parse({ path: "a.weft", text });
      const milliseconds = process.cpuUsage(start).user / 1000;
      expect(milliseconds, `seed ${seed}`).toBeLessThan(1_000);
      expect(diagnostics.length).toBeLessThanOrEqual(syntaxLimits.mistakes);
      // A token gives at most a name with its span in a node with its span, in a list.
      expect(countNodes(value), `seed ${seed}`).toBeLessThanOrEqual(12 * lexer.tokenize(text).tokens.length + 12);
    }
  });

  it("have a layout only if they have no mistake, and then one that stays", () => {
    let laidOut = 0;
    for (const { seed, sentence } of listSentences(MUTANTS / 3)) {
      const text = mutate(spellPlainly(sentence), seed);
      const { value, diagnostics } = format({ path: "a.weft", text });
      expect(value === null, `seed ${seed}`).toBe(diagnostics.some(({ severity }) => severity === "error"));
      if (value === null) continue;
      laidOut++;
      expect(format({ path: "a.weft", text: value }).value, `seed ${seed}`).toBe(value);
    }
    expect(laidOut).toBeGreaterThan(20);
  });
});

describe("texts made to be hard", () => {
  const pieces = [
    "{",
    "}",
    "[",
    "(",
    "]",
    ")",
    '"',
    "if ",
    "not ",
    "- ",
    "a.",
    "a[",
    "x ",
    ", ",
    "; ",
    "let a = ",
    "connect a -> ",
    "/* ",
    "/// x\n",
    "1 ",
    "..",
    "also ",
  ];

  it.each(pieces)("%j, many times over and mixed with others", (piece) => {
    const draw = createDraw(piece.length);
    const mixed = Array.from({ length: 4_000 }, () => (draw(3) > 0 ? piece : pieces[draw(pieces.length)])).join("");
    for (const text of [piece.repeat(20_000), mixed, `cluster c { a = ${mixed}`]) {
      const start = process.cpuUsage();
      const { diagnostics } = parse({ path: "a.weft", text });
      expect(diagnostics.length).toBeLessThanOrEqual(syntaxLimits.mistakes);
      expect(() => format({ path: "a.weft", text })).not.toThrow();
      expect(process.cpuUsage(start).user / 1e6, "seconds").toBeLessThan(10);
    }
  });
});
