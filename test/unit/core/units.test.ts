/** The table of units: complete, without doubles, exact. */
import { describe, expect, it } from "vitest";
import { unitSpellings } from "../../../grammar/units.js";
import { DIM } from "../../../src/core/dimension.js";
import { ratio } from "../../../src/core/ratio.js";
import { BARE_FLOPS, findUnit, units } from "../../../src/core/units.js";

describe("units", () => {
  it("are those of the grammar, each once", () => {
    const ours = units.map((unit) => unit.spelling);
    expect([...ours].sort()).toEqual([...unitSpellings].sort());
    expect(new Set(ours).size).toBe(ours.length);
  });

  it.each([
    ["Gbps", "1000000000", DIM.rate],
    ["G", "1000000000", DIM.rate],
    ["GB/s", "8000000000", DIM.rate],
    ["TiB", "8796093022208", DIM.data],
    ["GB", "8000000000", DIM.data],
    ["min", "60", DIM.time],
    ["mm", "1/1000", DIM.length],
    ["%", "1/100", DIM.none],
    ["kWh", "3600000", DIM.energy],
    ["TFLOPS", "1000000000000", BARE_FLOPS],
    ["CFM", "18435447/39062500000", DIM.flow],
  ])("%s is %s base units", (spelling, factor, dimension) => {
    const unit = findUnit(spelling);
    expect(unit?.factor.toFraction()).toBe(factor);
    expect(unit?.dimension).toBe(dimension);
  });

  it("makes 400Gbps and 50GB/s equal, and 400GB/s eight times that", () => {
    const gigabits = findUnit("Gbps")?.factor.mul(400);
    const gigabytes = findUnit("GB/s")?.factor ?? ratio(0);
    expect(gigabits?.equals(gigabytes.mul(50))).toBe(true);
    expect(
      gigabytes
        .mul(400)
        .div(gigabits ?? 1)
        .toFraction(),
    ).toBe("8");
  });

  it("knows no other spelling", () => {
    expect(findUnit("GiBps")).toBeNull();
    expect(findUnit("constructor")).toBeNull();
  });
});
