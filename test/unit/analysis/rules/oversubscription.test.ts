/** The limit of an array is compared with its active devices; the figure with spares is a note. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rule } from "../../../../src/analysis/rules/oversubscription.rule.js";
import { type Ratio, ratio } from "../../../../src/core/ratio.js";
import { judgeText } from "./judge-text.js";

const text = readFileSync("test/fixtures/rules/oversubscription-fail.weft", "utf8").replace(/ \{ max_over.*\}/, "");

async function judgeWithLimit(limit: Ratio | null) {
  const { design, plan } = await judgeText(text);
  const arrays = design.arrays.map((array) => ({
    ...array,
    maxOversubscription: array.name === "leaf" ? limit : null,
  }));
  return [...rule.check({ design: { ...design, arrays }, plan })];
}

it("refuses more than the limit", async () => {
  const found = await judgeWithLimit(ratio("1.5"));
  expect(found.map(({ message }) => message)).toEqual([
    "`leaf` is oversubscribed 2:1 in fabric `net`, at most 3/2 (1.5:1) was expected",
  ]);
  expect(found[0]?.labels.map((label) => label.text)).toEqual([
    "8 x 400 Gbps = 3.2 Tbps down",
    "4 x 400 Gbps = 1.6 Tbps up",
    "at most 3/2 (1.5:1)",
  ]);
  expect(found[0]?.notes).toEqual([
    "3.2 Tbps down / 1.6 Tbps up",
    "only active devices count; with spares it is 3.6 Tbps down / 1.6 Tbps up, 9/4 (2.25:1)",
  ]);
});

it("accepts the limit itself, and arrays without one", async () => {
  expect(await judgeWithLimit(ratio(2))).toEqual([]);
  expect(await judgeWithLimit(null)).toEqual([]);
});
