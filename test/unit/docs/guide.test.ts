/**
 * The designs in README.md and docs/guide: a whole one compiles without findings, `fragment` is only parsed, and
 * `error=WFnnnn` gives that diagnostic. What the command line prints is compared in test/cli.
 */
import { describe, expect, it } from "vitest";
import { parse } from "../../../src/syntax/parse.js";
import { listDataFiles, listFences, readGuide, wordOf } from "./fences.js";
import { judgeFile, tell } from "./judge-text.js";

const blocks = readGuide().flatMap(({ path, text }) =>
  listFences(text)
    .filter(({ language }) => language === "weft")
    .map((fence) => ({ place: `${path}:${fence.line}`, fence, beside: listDataFiles(text) })),
);

describe.each(blocks)("$place", ({ fence, beside }) => {
  const error = wordOf(fence, "error");
  const isFragment = fence.words.includes("fragment");

  it.runIf(isFragment)("is well formed", () => {
    expect(tell(parse({ path: "main.weft", text: fence.body }).diagnostics)).toEqual([]);
  });

  it.runIf(error !== null)("gives what it says and no other error", async () => {
    const found = await judgeFile(fence.body, beside);
    expect(found.map(({ code }) => code)).toContain(error);
    expect(tell(found.filter(({ code, severity }) => severity === "error" && code !== error))).toEqual([]);
  });

  it.runIf(!isFragment && error === null)("compiles without findings", async () => {
    expect(tell(await judgeFile(fence.body, beside))).toEqual([]);
  });
});

describe("the guide", () => {
  it("has designs", () => {
    expect(blocks.length).toBeGreaterThan(20);
  });
});
