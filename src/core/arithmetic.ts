/**
 * Exact arithmetic of the language: one meaning of each operator and function of numbers, whether its operands are known
 * before the plan or only after it. Knows neither dimensions nor places.
 */
import { type Ratio, ratio } from "./ratio.js";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "div" | "mod" | "**";
export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Why there is no result: a divisor of zero, a negative power of zero, or an exponent that is no whole number within reach. */
export type Fault = "zero divisor" | "zero power" | "exponent";

/** The largest exponent that is computed. */
export const MOST_POWER = 1_024;

const comparisons: ReadonlySet<string> = new Set<ComparisonOperator>(["==", "!=", "<", "<=", ">", ">="]);

/** Returns whether an operator compares. */
export function isComparison(operator: string): operator is ComparisonOperator {
  return comparisons.has(operator);
}

/**
 * Returns `a operator b`. `div` rounds down and `mod` is what is left of it, so that `a == b * (a div b) + a mod b`. A
 * power grows no further once `isLarge` says so: the caller refuses such a result.
 */
export function calculate(
  operator: ArithmeticOperator,
  a: Ratio,
  b: Ratio,
  isLarge: (value: Ratio) => boolean = () => false,
): Ratio | Fault {
  switch (operator) {
    case "+":
      return a.add(b);
    case "-":
      return a.sub(b);
    case "*":
      return a.mul(b);
    case "**":
      return raise(a, b, isLarge);
    default: {
      if (b.n === 0n) return "zero divisor";
      if (operator === "/") return a.div(b);
      const whole = a.div(b).floor();
      return operator === "div" ? whole : a.sub(b.mul(whole));
    }
  }
}

/** Exact by repeated multiplication. */
function raise(base: Ratio, exponent: Ratio, isLarge: (value: Ratio) => boolean): Ratio | Fault {
  if (exponent.d !== 1n || exponent.n > BigInt(MOST_POWER)) return "exponent";
  if (exponent.s < 0n && base.n === 0n) return "zero power";
  const times = Number(exponent.n);
  const factor = exponent.s < 0n ? base.inverse() : base;
  let result = ratio(1);
  for (let step = 0; step < times && !isLarge(result); step += 1) result = result.mul(factor);
  return result;
}

/** Returns whether a comparison holds, given the sign of left minus right. */
export function holds(operator: ComparisonOperator, order: number): boolean {
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

/** Returns what a function of numbers gives, or null where there is no such function or nothing to look at. */
export function applyToNumbers(name: string, numbers: readonly Ratio[]): Ratio | null {
  const [first] = numbers;
  if (name === "sum") return numbers.reduce((total, value) => total.add(value), ratio(0));
  if (first === undefined) return null;
  switch (name) {
    case "min":
      return numbers.reduce((least, value) => (value.compare(least) < 0 ? value : least), first);
    case "max":
      return numbers.reduce((most, value) => (value.compare(most) > 0 ? value : most), first);
    case "ceil":
      return first.ceil();
    case "floor":
      return first.floor();
    case "round":
      return first.add(ratio(1, 2)).floor();
    case "abs":
      return first.abs();
    default:
      return null;
  }
}
