/**
 * Values of late expressions: exact numbers with their dimension, truths, texts, and what cannot be known. A sum that
 * lacks unknown figures is a lower bound: it can still break an upper limit for certain.
 */
import { divideDimensions, multiplyDimensions, raiseDimension } from "../../core/dimension.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { LateOperator } from "../../model/late.js";

export interface LateNumber {
  readonly kind: "number";
  /** In base units (core/quantity.ts); the least it can be where `missing` is not empty. */
  readonly value: Ratio;
  readonly dimension: string;
  /** Figures that nobody states and that the value lacks. */
  readonly missing: readonly string[];
}

export type LateValue =
  | LateNumber
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "text"; readonly value: string }
  /** Why it cannot be computed. */
  | { readonly kind: "unknown"; readonly reasons: readonly string[] };

/** Returns an exact number. */
export function makeNumber(value: Ratio, dimension: string, missing: readonly string[] = []): LateNumber {
  return { kind: "number", value, dimension, missing };
}

/** Returns a value that cannot be computed, for these reasons. */
export function makeUnknown(...reasons: readonly string[]): LateValue {
  return { kind: "unknown", reasons };
}

/** Returns the reasons why a value is not known. */
export function reasonsOf(value: LateValue): readonly string[] {
  if (value.kind === "unknown") return value.reasons;
  if (value.kind === "number") return value.missing.map((what) => `${what} is unknown`);
  return [];
}

export type ArithmeticOperator = Extract<LateOperator, "+" | "-" | "*" | "/" | "div" | "mod" | "**">;

/** The largest exponent that is computed. */
const MOST_POWER = 1024;

/** Returns the result of an operator on two numbers. */
export function combine(operator: ArithmeticOperator, left: LateNumber, right: LateNumber): LateValue {
  const missing = [...left.missing, ...right.missing];
  if (missing.length > 0 && !keepsBound(operator, left, right))
    return makeUnknown(...missing.map((what) => `${what} is unknown`));
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case "+":
      return makeNumber(a.add(b), left.dimension, missing);
    case "-":
      return makeNumber(a.sub(b), left.dimension, missing);
    case "*":
      return makeNumber(a.mul(b), multiplyDimensions(left.dimension, right.dimension), missing);
    case "**":
      return raise(left, right);
    default: {
      if (b.equals(0)) return makeUnknown(`\`${operator}\` divides by zero`);
      if (operator === "/") return makeNumber(a.div(b), divideDimensions(left.dimension, right.dimension), missing);
      const whole = a.div(b).floor();
      return operator === "div" ? makeNumber(whole, "") : makeNumber(a.sub(b.mul(whole)), left.dimension);
    }
  }
}

/** A lower bound stays one under addition, and under multiplication and division by what is exact and not negative. */
function keepsBound(operator: ArithmeticOperator, left: LateNumber, right: LateNumber): boolean {
  const positive = left.value.compare(0) >= 0 && right.value.compare(0) >= 0;
  if (operator === "+") return true;
  if (operator === "*") return positive;
  return (operator === "/" || operator === "-") && right.missing.length === 0 && (operator === "-" || positive);
}

function raise(left: LateNumber, right: LateNumber): LateValue {
  const times = Number(right.value.n);
  if (right.value.d !== 1n || times > MOST_POWER) return makeUnknown("the exponent is not a whole number below 1 024");
  if (right.value.s < 0n && left.value.equals(0)) return makeUnknown("zero has no negative power");
  const factor = right.value.s < 0n ? left.value.inverse() : left.value;
  let result = ratio(1);
  for (let step = 0; step < times; step++) result = result.mul(factor);
  return makeNumber(result, raiseDimension(left.dimension, Number(right.value.s) * times));
}

export type ComparisonOperator = Extract<LateOperator, "==" | "!=" | "<" | "<=" | ">" | ">=">;

/** Returns whether a comparison of two numbers holds, or null where unknown figures may decide it. */
export function compare(operator: ComparisonOperator, left: LateNumber, right: LateNumber): boolean | null {
  const order = left.value.compare(right.value);
  if (left.missing.length === 0 && right.missing.length === 0) return holds(operator, order);
  if (left.missing.length > 0 && right.missing.length > 0) return null;
  const lowerBoundAtLeft = left.missing.length > 0;
  const least = lowerBoundAtLeft ? order : -order;
  const wanted = lowerBoundAtLeft ? operator : flip(operator);
  if (least > 0) return holds(wanted, 1);
  return wanted === ">=" && least === 0 ? true : wanted === "<" && least === 0 ? false : null;
}

function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Returns the operator with its sides exchanged. */
export function flip(operator: ComparisonOperator): ComparisonOperator {
  switch (operator) {
    case "<":
      return ">";
    case "<=":
      return ">=";
    case ">":
      return "<";
    case ">=":
      return "<=";
    default:
      return operator;
  }
}
