/** Suggestions are near, and none is better than a wrong one. */
import { describe, expect, it } from "vitest";
import { suggest, suggestCertainly } from "../../../src/core/suggest.js";

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

describe("a suggestion", () => {
  it.each([
    ["swicth", ["switch", "server"], "switch"],
    ["protcol", ["protocol", "color"], "protocol"],
    ["oversubscripton", ["oversubscription"], "oversubscription"],
    ["storage_nodx", ["storage", "storage_node"], "storage_node"],
    ["Host", ["host"], "host"],
  ])("for %s of %j is certain", (word, candidates, wanted) => {
    expect(suggestCertainly(word, candidates)).toEqual({ word: wanted, isCertain: true });
  });

  it.each([
    // Another number, another short piece of a name, two that are as near, too far, too short.
    ["host2", ["host1"]],
    ["host_b", ["host_a"]],
    ["leaf_x", ["leaf_a", "leaf_b"]],
    ["hosts", ["hosta", "hostb"]],
    ["frontal", ["frontend"]],
    ["min", ["max"]],
    ["tor", ["tors"]],
    ["segment", ["segment_count"]],
  ])("for %s of %j is not", (word, candidates) => {
    expect(suggestCertainly(word, candidates)?.isCertain ?? false).toBe(false);
  });
});
