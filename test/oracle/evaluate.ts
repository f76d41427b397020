/** A plain reading of index expressions, written apart from src/core/index-expr.ts so that it can judge it. */
import type { IndexExpr } from "../../src/core/index-expr.js";

export type Values = Readonly<Record<string, number>>;

/** Returns the whole number that the expression has under these values; truth is 1 and 0; NaN where it has none. */
export function evaluate(expr: IndexExpr, values: Values): number {
  if (typeof expr === "number") return expr;
  if (typeof expr === "string") {
    const value = values[expr];
    if (value === undefined) throw new Error(`no value for ${expr}`);
    return value;
  }
  const [operator, ...operands] = expr;
  if (operator === "if") {
    return isTrue(operands[0], values) ? at(operands, 1, values) : at(operands, 2, values);
  }
  if (operator === "and") return isTrue(operands[0], values) && isTrue(operands[1], values) ? 1 : 0;
  if (operator === "or") return isTrue(operands[0], values) || isTrue(operands[1], values) ? 1 : 0;
  if (operator === "not") return isTrue(operands[0], values) ? 0 : 1;
  const numbers = operands.map((operand) => evaluate(operand, values));
  const [left = Number.NaN, right = Number.NaN] = numbers;
  switch (operator) {
    case "neg":
      return -left;
    case "abs":
      return left < 0 ? -left : left;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "**":
      return left ** right;
    case "/":
      return remainder(left, right) === 0 ? left / right : Number.NaN;
    case "div":
      return (left - remainder(left, right)) / right;
    case "mod":
      return remainder(left, right);
    case "min":
      return Math.min(left, right);
    case "max":
      return Math.max(left, right);
    case "==":
      return left === right ? 1 : 0;
    case "!=":
      return left !== right ? 1 : 0;
    case "<":
      return left < right ? 1 : 0;
    case "<=":
      return left <= right ? 1 : 0;
    case ">":
      return left > right ? 1 : 0;
    case ">=":
      return left >= right ? 1 : 0;
    case "in":
      return numbers.slice(1).includes(left) ? 1 : 0;
  }
}

/** Returns whether the expression is true: anything but 0. */
export function isTrue(expr: IndexExpr | undefined, values: Values): boolean {
  if (expr === undefined) throw new Error("an operand is missing");
  return evaluate(expr, values) !== 0;
}

function at(operands: readonly IndexExpr[], position: number, values: Values): number {
  const operand = operands[position];
  if (operand === undefined) throw new Error("an operand is missing");
  return evaluate(operand, values);
}

/** The remainder that has the divisor's sign, by counting down or up: `-1 mod 4` is 3. NaN for a divisor of 0. */
function remainder(left: number, right: number): number {
  if (right === 0) return Number.NaN;
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}
