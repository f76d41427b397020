/** Fifty mistakes in one file give fifty messages: one at each marked line, with its code, and none elsewhere. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locateOffset, tabulateLines } from "../../src/core/lines.js";
import { judgeText } from "./docs/judge-text.js";

const text = readFileSync("test/fixtures/fifty-mistakes.weft", "utf8");

/** The mistakes as `line code`: each stands on the line below the comment that names it. */
function listMistakes(): readonly string[] {
  return text.split("\n").flatMap((line, at) => {
    const code = /^\s*\/\/ mistake (WF\d{4})$/.exec(line)?.[1];
    return code === undefined ? [] : [`${at + 2} ${code}`];
  });
}

describe("a file with fifty mistakes", async () => {
  const table = tabulateLines(text);
  const found = (await judgeText(text)).map(({ code, labels, message }) => {
    const span = labels[0]?.span;
    const line = span === undefined || span.file !== "main.weft" ? 0 : locateOffset(table, span.start).line + 1;
    return { place: `${line} ${code}`, message };
  });

  it("has fifty", () => {
    expect(listMistakes()).toHaveLength(50);
  });

  it("gives one message for each, and no other", () => {
    const expected = listMistakes();
    const extra = found.filter(({ place }) => !expected.includes(place));
    const missing = expected.filter((place) => !found.some((one) => one.place === place));
    expect({ extra, missing }).toEqual({ extra: [], missing: [] });
    expect(found).toHaveLength(expected.length);
  });
});
