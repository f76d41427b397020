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
    expect(count, "sentences with a layout").toBeGreaterThan(60);
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

describe("the time of a layout", () => {
  const once = readFileSync("examples/hpn-7.0/hpn.weft", "utf8");
  const shapes: readonly (readonly [string, (size: number) => string])[] = [
    ["designs", (size) => once.repeat(size)],
    ["one list", (size) => `let a = [${"1 + 2, ".repeat(size * 200)}]`],
    ["lists in lists", (size) => `let a = [${"[1, [2, 3], (4 + 5) * 6], ".repeat(size * 50)}]`],
    ["names", (size) => `isolate ${"a, ".repeat(size * 300)}b`],
    ["comments on one line", (size) => "/* */ ".repeat(size * 300)],
    ["comments at line ends", (size) => "a = 1 // c\n".repeat(size * 100)],
    ["requirements", (size) => 'require a == 1 "text"\n'.repeat(size * 100)],
    ["empty lines", (size) => `a = 1${"\n \t".repeat(size * 3000)}b = 2`],
  ];

  it.each(shapes)("grows as the text does: %s", (_, make) => {
    const time = (size: number): number => {
      const text = make(size);
      return Math.min(...[1, 2, 3].map(() => measure(() => layOut(text))));
    };
    time(2);
    // Eight times the text; a quadratic layout would take 64 times as long.
    expect(time(32)).toBeLessThan(24 * Math.max(time(4), 4));
  });
});

/** Returns the milliseconds that the process has worked, however busy the machine is with others. */
function measure(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user / 1000;
}
