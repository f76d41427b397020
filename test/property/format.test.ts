/**
 * The layout of any text: laid out again it is the same, it has the same tokens, comments and tree, and it takes time in
 * proportion to the text. Over sentences of the grammar spelt as untidily as can be, and over every design of the tree.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexer } from "../../grammar/tokens.js";
import { resolveWords } from "../../grammar/words.js";
import { format } from "../../src/syntax/format.js";
import { parse } from "../../src/syntax/parse.js";
import { createDraw } from "../fuzz/mutate.js";
import { drawSentence } from "../fuzz/sentence.js";
import { spellWildly } from "../fuzz/spell.js";
import { listFiles } from "../tidy/sources.js";
import { strip } from "../unit/syntax/help.js";
import { sampleDesign } from "../unit/syntax/samples.js";

const designs = ["src/std", "examples", "test/fixtures", "bench/designs"]
  .flatMap(listFiles)
  .filter((path) => path.endsWith(".weft"));

const layOut = (text: string): string | null => format({ path: "a.weft", text }).value;
const treeOf = (text: string): unknown => strip(parse({ path: "a.weft", text }).value);

/** Tokens that mean something, and comments: what stands between them is layout. */
function listWords(text: string): { readonly tokens: readonly string[]; readonly comments: readonly string[] } {
  const { tokens, groups } = lexer.tokenize(text);
  resolveWords(tokens, text);
  const comments = Object.values(groups).flat();
  return {
    tokens: tokens.filter(({ tokenType }) => tokenType.name !== "Separator").map((one) => one.image),
    comments: [...comments].sort((a, b) => a.startOffset - b.startOffset).map(({ image }) => trimLines(image)),
  };
}

function trimLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .join("\n");
}

/** Everything that a layout must keep, and all that is said of its white space. */
function judge(text: string): void {
  const once = layOut(text);
  if (once === null) return;
  expect(layOut(once), "laid out twice").toBe(once);
  expect(listWords(once)).toEqual(listWords(text));
  expect(treeOf(once)).toEqual(treeOf(text));
  expect(once).not.toMatch(/[\r\ufeff]|[^\S\n]\n|\n\n\n|^\n|\n\n$|[^\n]$/);
}

describe("the layout of any sentence", () => {
  it.each([
    ["without comments", 0],
    ["with a few comments", 2],
    ["with comments everywhere", 20],
  ])("%s keeps what it says", (_, comments) => {
    let count = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fff_ffff }), (seed) => {
        const draw = createDraw(seed);
        const text = spellWildly(drawSentence(draw), draw, { comments });
        if (layOut(text) !== null) count++;
        judge(text);
      }),
      { numRuns: 120 },
    );
    expect(count, "sentences with a layout").toBe(120);
  });

  it("is at most 120 columns wide where there is anything to break", () => {
    for (let seed = 0; seed < 100; seed++) {
      const draw = createDraw(seed);
      const text = layOut(spellWildly(drawSentence(draw), draw, { comments: 0 })) ?? "";
      expect(text.split("\n").filter((line) => line.length > 120 && !line.includes('"'))).toEqual([]);
    }
  });
});

describe("the layout of every design of the tree", () => {
  it.each(designs)("%s", (path) => {
    const text = readFileSync(path, "utf8");
    judge(text);
    judge(text.replaceAll("\n", "\r\n"));
    judge(text.replaceAll(/[^\S\n]+/g, " "));
  });

  it("is that of the same design on as few lines as can be", () => {
    const flat = sampleDesign.replaceAll(/\/\/\/?.*|\/\*.*?\*\//g, "").replaceAll(/\s+/g, " ");
    judge(flat);
    judge(sampleDesign);
  });
});

describe("the designs that are shown to others", () => {
  const shown = designs.filter((path) => /^(src\/std|examples|test\/fixtures\/designs)\//.test(path));

  it.each(shown)("%s is laid out", (path) => {
    const text = readFileSync(path, "utf8");
    expect(layOut(text)).toBe(text);
  });
});
