/**
 * Operators on values: types, dimensions and exact results. A late operand gives a late result. Knows nothing of names.
 */
import {
  type ArithmeticOperator,
  type ComparisonOperator,
  calculate,
  holds,
  isComparison,
  MOST_POWER,
} from "../core/arithmetic.js";
import { valueCodes } from "../core/codes/values.js";
import {
  type Dimension,
  describeWithArticle,
  divideDimensions,
  multiplyDimensions,
  precisionOf,
  raiseDimension,
} from "../core/dimension.js";
import { isReasonable } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { LateExpr, LateOperator } from "../model/late.js";
import type { BinaryOperator } from "../syntax/ast.js";
import { type Context, labelAt, report } from "./context.js";
import {
  describeType,
  describeValue,
  type LateValue,
  makeNumber,
  type NumberValue,
  poison,
  toLate,
  type Value,
} from "./value.js";

/** An operand with its place. */
export interface Operand {
  readonly value: Value;
  readonly span: Span;
}

/** The operator with its place and that of the whole operation. */
export interface OperatorPlace {
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly span: Span;
}

/** Returns the value of `left operator right`, or poison after a report. */
export function applyBinary(ctx: Context, place: OperatorPlace, left: Operand, right: Operand): Value {
  if (left.value.kind === "poison" || right.value.kind === "poison") return poison;
  const { operator } = place;
  if (operator === "and" || operator === "or") return applyLogic(ctx, place, left, right);
  if (operator === "in") return applyIn(ctx, place, left, right);
  if (isComparison(operator)) return applyComparison(ctx, { ...place, operator }, left, right);
  return applyArithmetic(ctx, place, left, right);
}

/** Returns the value of `-x` or `not x`, or poison after a report. */
export function applyUnary(ctx: Context, operator: "-" | "not", operand: Operand, span: Span): Value {
  const { value } = operand;
  if (value.kind === "poison") return poison;
  if (operator === "-") {
    const dimension = numberDimension(ctx, operand, "`-`");
    if (dimension === null) return poison;
    if (value.kind === "number") return makeNumber(value.value.neg(), dimension);
    return makeLate("neg", [operand], dimension, span);
  }
  if (!isTruth(ctx, operand, "`not`")) return poison;
  if (value.kind === "truth") return { kind: "truth", value: !value.value };
  return makeLate("not", [operand], null, span);
}

/** Returns the dimension of a number, early or late, or null after a report. */
export function numberDimension(ctx: Context, operand: Operand, user: string): Dimension | null {
  const { value, span } = operand;
  if (value.kind === "number") return value.dimension;
  if (value.kind === "late" && value.dimension !== null) return value.dimension;
  if (value.kind !== "poison") {
    report(ctx, valueCodes.wrongType, `${user} needs a number, found ${describeType(value)}`, [
      labelAt(span, describeValue(value)),
    ]);
  }
  return null;
}

/** True when the operand is a truth, early or late; false after a report. */
export function isTruth(ctx: Context, operand: Operand, user: string): boolean {
  const { value, span } = operand;
  if (value.kind === "truth" || (value.kind === "late" && value.dimension === null)) return true;
  if (value.kind !== "poison") {
    report(
      ctx,
      valueCodes.wrongType,
      `${user} needs a truth, found ${describeType(value)}`,
      [labelAt(span, describeValue(value))],
      {
        help: "compare it with something",
      },
    );
  }
  return false;
}

/** Reports two dimensions that one operator mixes, at the operator. */
export function reportMixed(
  ctx: Context,
  place: { readonly operator: string; readonly operatorSpan: Span },
  left: Operand,
  right: Operand,
  dimensions: readonly [Dimension, Dimension],
): void {
  const [one, other] = dimensions;
  const precisions = precisionOf(one) !== null && precisionOf(other) !== null;
  report(
    ctx,
    valueCodes.mixedDimensions,
    `\`${place.operator}\` mixes ${describeWithArticle(one)} and ${describeWithArticle(other)}, both sides must be alike`,
    [
      labelAt(place.operatorSpan),
      labelAt(left.span, describeValue(left.value)),
      labelAt(right.span, describeValue(right.value)),
    ],
    {
      help: precisions
        ? "compare figures of one precision"
        : one === "" || other === ""
          ? "give the plain number its unit"
          : "compare or add like with like",
    },
  );
}

function applyArithmetic(ctx: Context, place: OperatorPlace, left: Operand, right: Operand): Value {
  const user = `\`${place.operator}\``;
  const one = numberDimension(ctx, left, user);
  const other = numberDimension(ctx, right, user);
  if (one === null || other === null) return poison;
  const dimension = combineDimensions(ctx, place, left, right, [one, other]);
  if (dimension === null) return poison;
  if (left.value.kind !== "number" || right.value.kind !== "number") {
    return makeLate(place.operator as LateOperator, [left, right], dimension, place.span);
  }
  const result = compute(ctx, place, left.value, right.value, right.span);
  if (result === null) return poison;
  if (!isReasonable(result)) {
    reportTooLarge(ctx, place.span);
    return poison;
  }
  return makeNumber(result, dimension);
}

/** Returns the dimension of the result, or null after a report. */
function combineDimensions(
  ctx: Context,
  place: OperatorPlace,
  left: Operand,
  right: Operand,
  pair: readonly [Dimension, Dimension],
): Dimension | null {
  const [one, other] = pair;
  switch (place.operator) {
    case "*":
      return multiplyDimensions(one, other);
    case "/":
      return divideDimensions(one, other);
    case "**":
      return raisedDimension(ctx, left, right, pair);
    default:
      if (one !== other) {
        reportMixed(ctx, place, left, right, pair);
        return null;
      }
      return place.operator === "div" ? "" : one;
  }
}

function raisedDimension(
  ctx: Context,
  left: Operand,
  right: Operand,
  pair: readonly [Dimension, Dimension],
): Dimension | null {
  const [one, other] = pair;
  if (other !== "") {
    report(ctx, valueCodes.wrongDimension, `an exponent must be a plain number, found ${describeWithArticle(other)}`, [
      labelAt(right.span, describeValue(right.value)),
    ]);
    return null;
  }
  if (right.value.kind !== "number")
    return one === "" && left.value.kind !== "poison" ? "" : reportLateExponent(ctx, right);
  const exponent = right.value.value;
  if (exponent.d !== 1n) {
    report(ctx, valueCodes.notWhole, `an exponent must be a whole number, found ${exponent.toFraction()}`, [
      labelAt(right.span),
    ]);
    return null;
  }
  if (exponent.n > BigInt(MOST_POWER)) {
    reportTooLarge(ctx, right.span);
    return null;
  }
  return raiseDimension(one, Number(exponent.s * exponent.n));
}

function reportLateExponent(ctx: Context, right: Operand): null {
  if (right.value.kind === "late") {
    report(ctx, valueCodes.lateValue, "the exponent of a quantity with a unit must be known before the plan is built", [
      labelAt(right.span),
      labelAt(right.value.cause, "known only afterwards"),
    ]);
  }
  return null;
}

function compute(
  ctx: Context,
  place: OperatorPlace,
  left: NumberValue,
  right: NumberValue,
  rightSpan: Span,
): Ratio | null {
  const result = calculate(place.operator as ArithmeticOperator, left.value, right.value, (one) => !isReasonable(one));
  switch (result) {
    case "zero divisor":
      report(ctx, valueCodes.divisionByZero, `\`${place.operator}\` divides by zero`, [
        labelAt(rightSpan, "this is 0"),
        labelAt(place.operatorSpan),
      ]);
      return null;
    case "zero power":
      report(ctx, valueCodes.divisionByZero, "zero has no negative power", [labelAt(place.span)]);
      return null;
    case "exponent":
      // What the exponent may be was judged with the dimensions.
      return null;
    default:
      return result;
  }
}

function reportTooLarge(ctx: Context, span: Span): void {
  report(ctx, valueCodes.tooLarge, "this number has more than 150 digits, far beyond any figure of a cluster", [
    labelAt(span),
  ]);
}

interface ComparisonPlace extends OperatorPlace {
  readonly operator: ComparisonOperator;
}

function applyComparison(ctx: Context, place: ComparisonPlace, left: Operand, right: Operand): Value {
  const equality = place.operator === "==" || place.operator === "!=";
  if (equality && left.value.kind === right.value.kind && (left.value.kind === "truth" || left.value.kind === "text")) {
    const equal = left.value.value === (right.value as { value: unknown }).value;
    return { kind: "truth", value: equal === (place.operator === "==") };
  }
  const user = `\`${place.operator}\``;
  if (equality && isTruthLike(left.value) && isTruthLike(right.value))
    return makeLate(place.operator as LateOperator, [left, right], null, place.span);
  const one = numberDimension(ctx, left, user);
  const other = numberDimension(ctx, right, user);
  if (one === null || other === null) return poison;
  if (one !== other) {
    reportMixed(ctx, place, left, right, [one, other]);
    return poison;
  }
  if (left.value.kind !== "number" || right.value.kind !== "number")
    return makeLate(place.operator as LateOperator, [left, right], null, place.span);
  return { kind: "truth", value: holds(place.operator, left.value.value.compare(right.value.value)) };
}

function isTruthLike(value: Value): boolean {
  return value.kind === "truth" || (value.kind === "late" && value.dimension === null);
}

function applyLogic(ctx: Context, place: OperatorPlace, left: Operand, right: Operand): Value {
  const user = `\`${place.operator}\``;
  const fine = isTruth(ctx, left, user);
  if (!isTruth(ctx, right, user) || !fine) return poison;
  if (left.value.kind === "truth" && right.value.kind === "truth") {
    return {
      kind: "truth",
      value: place.operator === "and" ? left.value.value && right.value.value : left.value.value || right.value.value,
    };
  }
  return makeLate(place.operator as LateOperator, [left, right], null, place.span);
}

/** `x in [1, 4]`, `x in 0..4`: a chain of comparisons, so that each is checked as such. */
function applyIn(ctx: Context, place: OperatorPlace, left: Operand, right: Operand): Value {
  const members = right.value;
  if (members.kind === "range") {
    const low = applyComparison(ctx, { ...place, operator: ">=" }, left, { value: members.from, span: right.span });
    const high = applyComparison(ctx, { ...place, operator: "<" }, left, { value: members.to, span: right.span });
    if (low.kind === "poison" || high.kind === "poison") return poison;
    return applyLogic(
      ctx,
      { ...place, operator: "and" },
      { value: low, span: place.span },
      { value: high, span: place.span },
    );
  }
  if (members.kind !== "list") {
    report(
      ctx,
      valueCodes.wrongType,
      `\`in\` needs a list or a range, found ${describeType(members)}`,
      [labelAt(right.span, describeValue(members))],
      {
        help: "write `x in [1, 4]` or `x in 0..4`",
      },
    );
    return poison;
  }
  let result: Value = { kind: "truth", value: false };
  for (const item of members.items) {
    const equal = applyComparison(ctx, { ...place, operator: "==" }, left, item);
    if (equal.kind === "poison") return poison;
    result = applyLogic(
      ctx,
      { ...place, operator: "or" },
      { value: result, span: place.span },
      { value: equal, span: place.span },
    );
  }
  return result;
}

/** Returns a late operation; its cause is that of its first late operand. */
export function makeLate(
  operator: LateOperator,
  operands: readonly Operand[],
  dimension: Dimension | null,
  span: Span,
): Value {
  const args: LateExpr[] = [];
  for (const operand of operands) {
    const arg = toLate(operand.value, operand.span);
    if (arg === null) return poison;
    args.push(arg);
  }
  const late = operands.find((operand): operand is { value: LateValue; span: Span } => operand.value.kind === "late");
  return {
    kind: "late",
    expr: { kind: "operation", operator, args, origin: span },
    dimension,
    cause: late?.value.cause ?? span,
  };
}
