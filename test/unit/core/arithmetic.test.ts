/** Exact arithmetic: what operators and functions of numbers mean, and where they give nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArithmeticOperator,
  applyToNumbers,
  type ComparisonOperator,
  calculate,
  flip,
  holds,
  isComparison,
} from "../../../src/core/arithmetic.js";
import { ratio } from "../../../src/core/ratio.js";

const give = (operator: ArithmeticOperator, a: number | string, b: number | string): string => {
  const result = calculate(operator, ratio(a), ratio(b));
  return typeof result === "string" ? result : result.toFraction();
};

describe("operators", () => {
  it.each([
    ["+", 7, 2, "9"],
    ["-", 2, 7, "-5"],
    ["*", "1.5", "0.1", "3/20"],
    ["/", 7, 2, "7/2"],
    ["div", 7, 2, "3"],
    ["div", -7, 2, "-4"],
    ["mod", -7, 2, "1"],
    ["mod", "7.5", 2, "3/2"],
    ["**", 2, 10, "1024"],
    ["**", 2, -2, "1/4"],
    ["**", 0, 0, "1"],
    ["/", 1, 0, "zero divisor"],
    ["div", 1, 0, "zero divisor"],
    ["mod", 1, 0, "zero divisor"],
    ["**", 0, -1, "zero power"],
    ["**", 2, "0.5", "exponent"],
    ["**", 2, 1_025, "exponent"],
  ] as const)("%s of %s and %s gives %s", (operator, a, b, result) => {
    expect(give(operator, a, b)).toBe(result);
  });

  it("stop to grow where the caller says so", () => {
    const result = calculate("**", ratio(10), ratio(1_000), (value) => value.n > 1_000n);
    expect(typeof result === "string" ? result : result.toFraction()).toBe("10000");
  });

  it("divide with a remainder that is never negative for a positive divisor", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (a, b) => {
        const [whole, rest] = [calculate("div", ratio(a), ratio(b)), calculate("mod", ratio(a), ratio(b))];
        if (typeof whole === "string" || typeof rest === "string") throw new Error("no result");
        expect(whole.mul(b).add(rest).equals(a)).toBe(true);
        expect(rest.compare(0) >= 0 && rest.compare(b) < 0).toBe(true);
      }),
    );
  });
});

describe("comparisons", () => {
  const operators: readonly ComparisonOperator[] = ["==", "!=", "<", "<=", ">", ">="];

  it("hold as they do with their sides exchanged", () => {
    fc.assert(
      fc.property(fc.constantFrom(...operators), fc.integer({ min: -3, max: 3 }), (operator, order) => {
        expect(holds(operator, order)).toBe(holds(flip(operator), -order));
      }),
    );
    expect(operators.map((operator) => [-1, 0, 1].map((order) => holds(operator, order)))).toEqual([
      [false, true, false],
      [true, false, true],
      [true, false, false],
      [true, true, false],
      [false, false, true],
      [false, true, true],
    ]);
  });

  it("are told from other operators", () => {
    expect(operators.every(isComparison)).toBe(true);
    expect(["+", "and", "in", "**"].some(isComparison)).toBe(false);
  });
});

describe("functions of numbers", () => {
  it.each([
    ["min", ["3", "1", "2"], "1"],
    ["max", ["3", "1", "2"], "3"],
    ["sum", ["3", "1", "0.5"], "9/2"],
    ["sum", [], "0"],
    ["ceil", ["3.2"], "4"],
    ["floor", ["-3.2"], "-4"],
    ["round", ["2.5"], "3"],
    ["round", ["-2.5"], "-2"],
    ["abs", ["-2"], "2"],
    ["min", [], undefined],
    ["nothing", ["1"], undefined],
  ] as const)("%s of %j gives %s", (name, numbers, result) => {
    const found = applyToNumbers(
      name,
      numbers.map((one) => ratio(one)),
    );
    expect(found?.toFraction()).toBe(result);
  });
});
