/**
 * Pages of diagnostics about data files keep their word: their first files give the diagnostic and no other, their second
 * ones, which begin with the same name again, give nothing.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readData } from "../../../src/catalogue/read-data.js";
import { dataCodes, libraryCodes } from "../../../src/core/codes/data.js";
import { type Fence, listFences, wordOf } from "../docs/fences.js";

const kinds = Object.values({ ...dataCodes, ...libraryCodes }).filter(
  ({ code }) => code !== dataCodes.nothingToImport.code,
);

/** Returns the files before and from the second file of the first name. */
function splitFiles(fences: readonly Fence[]): readonly (readonly Fence[])[] {
  const first = fences[0] === undefined ? null : wordOf(fences[0], "file");
  const second = fences.findIndex((fence, at) => at > 0 && wordOf(fence, "file") === first);
  return [fences.slice(0, second), fences.slice(second)];
}

function judge([main, overlay]: readonly Fence[]): readonly string[] {
  const read = (fence: Fence) => ({ path: wordOf(fence, "file") ?? "", text: fence.body });
  if (main === undefined) return ["no file"];
  const { diagnostics } = readData(read(main), overlay === undefined ? null : read(overlay));
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe.each(kinds)("$code", ({ code }) => {
  const fences = listFences(readFileSync(`docs/diagnostics/${code}.md`, "utf8"));
  const [failing = [], mended = []] = splitFiles(fences);

  it("comes from the first files alone", () => {
    expect(judge(failing)).toEqual([expect.stringMatching(new RegExp(`^${code} `))]);
  });

  it("does not come from the second, and nothing else does", () => {
    expect(judge(mended)).toEqual([]);
  });
});
