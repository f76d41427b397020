/** The oracle's reading of index expressions. */
import { expect, test } from "vitest";
import type { IndexExpr } from "../../../src/core/index-expr.js";
import { evaluate } from "../../oracle/evaluate.js";

const values = { s: 7, t: -3, zero: 0 };

test.each<[IndexExpr, number]>([
  [["div", "s", 2], 3],
  [["div", "t", 2], -2],
  [["mod", "t", 4], 1],
  [["mod", 8, 4], 0],
  [["/", 6, 3], 2],
  [["/", "s", 2], Number.NaN],
  [["div", "s", "zero"], Number.NaN],
  [["mod", "s", "zero"], Number.NaN],
  [["+", ["*", "s", 2], ["neg", "t"]], 17],
  [["-", "t", "s"], -10],
  [["**", 2, 5], 32],
  [["abs", "t"], 3],
  [["min", "s", "t"], -3],
  [["max", "s", "t"], 7],
  [["in", "s", 1, 7, 4], 1],
  [["in", 7, 1, 4], 0],
  [["if", ["<", "s", 5], 1, 2], 2],
  [["not", ["and", ["==", "s", 7], ["!=", "t", 0]]], 0],
  [["or", [">", "t", 0], [">=", "s", 7]], 1],
  [["<=", "s", 6], 0],
])("%j is %d", (expr, expected) => {
  expect(evaluate(expr, values)).toBe(expected);
});

test("a name without a value is an error of the test", () => {
  expect(() => evaluate("u", values)).toThrow("no value for u");
});
