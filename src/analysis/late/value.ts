/**
 * Values of late expressions: exact numbers with their dimension, truths, texts, and what cannot be known. A sum that
 * lacks unknown figures is a lower bound: it can still break an upper limit for certain.
 */
import {
  type ArithmeticOperator,
  type ComparisonOperator,
  calculate,
  flip,
  holds,
  MOST_POWER,
} from "../../core/arithmetic.js";
import { divideDimensions, multiplyDimensions, raiseDimension } from "../../core/dimension.js";
import type { Ratio } from "../../core/ratio.js";

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

/** Returns the result of an operator on two numbers. */
export function combine(operator: ArithmeticOperator, left: LateNumber, right: LateNumber): LateValue {
  const missing = [...left.missing, ...right.missing];
  if (missing.length > 0 && !keepsBound(operator, left, right))
    return makeUnknown(...missing.map((what) => `${what} is unknown`));
  const result = calculate(operator, left.value, right.value);
  switch (result) {
    case "zero divisor":
      return makeUnknown(`\`${operator}\` divides by zero`);
    case "zero power":
      return makeUnknown("zero has no negative power");
    case "exponent":
      return makeUnknown(`the exponent is not a whole number up to ${MOST_POWER}`);
    default:
      return makeNumber(result, combineDimensions(operator, left, right), missing);
  }
}

function combineDimensions(operator: ArithmeticOperator, left: LateNumber, { value, dimension }: LateNumber): string {
  switch (operator) {
    case "*":
      return multiplyDimensions(left.dimension, dimension);
    case "/":
      return divideDimensions(left.dimension, dimension);
    case "**":
      return raiseDimension(left.dimension, value.valueOf());
    case "div":
      return "";
    default:
      return left.dimension;
  }
}

/** A lower bound stays one under addition, and under multiplication and division by what is exact and not negative. */
function keepsBound(operator: ArithmeticOperator, left: LateNumber, right: LateNumber): boolean {
  const positive = left.value.compare(0) >= 0 && right.value.compare(0) >= 0;
  if (operator === "+") return true;
  if (operator === "*") return positive;
  return (operator === "/" || operator === "-") && right.missing.length === 0 && (operator === "-" || positive);
}

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
