/** Suggestions are near, and none is better than a wrong one. */
import { describe, expect, it } from "vitest";
import { suggest } from "../../../src/core/suggest.js";

describe("suggest", () => {
  it.each([
    ["plan", ["plane", "spine"], "plane"],
    ["capasity", ["height", "capacity"], "capacity"],
    ["rials", ["rails", "planes"], "rails"],
    ["Host", ["host", "tor"], "host"],
    ["ceiling", ["ceil", "floor"], "ceil"],
    ["segment", ["segments", "spines"], "segments"],
    ["tor", ["host", "agg"], null],
    ["g", ["s", "r"], null],
    ["host", ["host"], null],
    ["x", [], null],
  ])("for %s of %j is %s", (word, candidates, wanted) => {
    expect(suggest(word, candidates)).toBe(wanted);
  });
});
