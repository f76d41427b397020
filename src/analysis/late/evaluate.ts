/** Evaluates late expressions over the measures of a plan, keeping a trace of calls and comparisons for messages. */
import {
  type ArithmeticOperator,
  applyToNumbers,
  type ComparisonOperator,
  isComparison,
} from "../../core/arithmetic.js";
import type { Span } from "../../core/span.js";
import type { LateExpr } from "../../model/late.js";
import type { Answer, Query, Target } from "./answer.js";
import { lateFunctions } from "./functions.js";
import { combine, compare, type LateNumber, type LateValue, makeNumber, makeUnknown, reasonsOf } from "./value.js";

/** A call that was answered. */
export interface TracedCall {
  readonly expr: Extract<LateExpr, { kind: "call" }>;
  readonly answer: Answer;
  readonly which: "all" | "active";
}

/** A comparison that was made, with the calls in it. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  readonly leftExpr: LateExpr;
  readonly rightExpr: LateExpr;
  readonly left: LateValue;
  readonly right: LateValue;
  /** Null where it cannot be known. */
  readonly holds: boolean | null;
  readonly calls: readonly TracedCall[];
  readonly origin: Span;
}

export interface Evaluation {
  readonly value: LateValue;
  readonly comparisons: readonly Comparison[];
  readonly calls: readonly TracedCall[];
  /** True if the condition is one comparison, or several that must all hold. */
  readonly isConjunction: boolean;
}

type Scope = Pick<Query, "design" | "plan" | "measures">;

interface Trace {
  readonly scope: Scope;
  readonly comparisons: Comparison[];
  readonly calls: TracedCall[];
}

/** Returns the value of an expression with all that was computed on the way. */
export function evaluateLate(scope: Scope, expr: LateExpr): Evaluation {
  const trace: Trace = { scope, comparisons: [], calls: [] };
  const value = evaluate(trace, expr);
  return { value, comparisons: trace.comparisons, calls: trace.calls, isConjunction: isConjunction(expr) };
}

function isConjunction(expr: LateExpr): boolean {
  if (expr.kind !== "operation") return false;
  return expr.operator === "and" ? expr.args.every(isConjunction) : isComparison(expr.operator);
}

function evaluate(trace: Trace, expr: LateExpr): LateValue {
  switch (expr.kind) {
    case "number":
      return makeNumber(expr.value, expr.dimension);
    case "truth":
    case "text":
      return { kind: expr.kind, value: expr.value } as LateValue;
    case "reference":
      return makeUnknown(`\`${expr.name}\` is no value`);
    case "call":
      return call(trace, expr);
    case "operation":
      return operate(trace, expr);
  }
}

function call(trace: Trace, expr: TracedCall["expr"]): LateValue {
  const late = lateFunctions.get(expr.function);
  if (late === undefined) return callEarly(trace, expr);
  const [first] = expr.args;
  const word = expr.args.find((arg) => arg.kind === "text");
  const which = word?.kind === "text" && (word.value === "all" || word.value === "active") ? word.value : late.scope;
  const target: Target | null = first?.kind === "reference" && first.of !== "cluster" ? first : null;
  const answer = late.answer({ ...trace.scope, target, which });
  if ("impossible" in answer) return makeUnknown(answer.impossible);
  trace.calls.push({ expr, answer, which });
  return makeNumber(answer.value[which], answer.dimension, answer.missing);
}

/** The functions of numbers, where one of the numbers is late. */
function callEarly(trace: Trace, expr: TracedCall["expr"]): LateValue {
  const values = expr.args.map((arg) => evaluate(trace, arg));
  const numbers = values.filter((value): value is LateNumber => value.kind === "number");
  const reasons = values.flatMap(reasonsOf);
  const [first] = numbers;
  if (reasons.length > 0 || numbers.length !== values.length) return makeUnknown(...reasons);
  const result = applyToNumbers(
    expr.function,
    numbers.map(({ value }) => value),
  );
  return result === null
    ? makeUnknown(`\`${expr.function}\` has no numbers to look at`)
    : makeNumber(result, first?.dimension ?? "");
}

function operate(trace: Trace, expr: Extract<LateExpr, { kind: "operation" }>): LateValue {
  const { operator, args } = expr;
  const [first, second, third] = args;
  if (first === undefined) return makeUnknown(`\`${operator}\` has no operands`);
  switch (operator) {
    case "and":
    case "or":
      return decide(
        args.map((arg) => evaluate(trace, arg)),
        operator === "or",
      );
    case "not": {
      const value = evaluate(trace, first);
      return value.kind === "truth" ? { kind: "truth", value: !value.value } : value;
    }
    case "if": {
      const condition = evaluate(trace, first);
      const chosen = condition.kind === "truth" && condition.value ? second : third;
      return condition.kind === "truth" && chosen !== undefined ? evaluate(trace, chosen) : condition;
    }
    case "neg": {
      const value = evaluate(trace, first);
      if (value.kind !== "number" || value.missing.length > 0) return makeUnknown(...reasonsOf(value));
      return makeNumber(value.value.neg(), value.dimension);
    }
    case "in":
      return decide(
        args.slice(1).map((member) => compareTwo(trace, "==", first, member, expr.origin)),
        true,
      );
    default:
      if (second === undefined) return makeUnknown(`\`${operator}\` lacks an operand`);
      if (isComparison(operator)) return compareTwo(trace, operator, first, second, expr.origin);
      return calculate(operator, evaluate(trace, first), evaluate(trace, second));
  }
}

/** `or` is true if any is; `and`, false if any is. Otherwise one that is unknown leaves it open. */
function decide(values: readonly LateValue[], decisive: boolean): LateValue {
  if (values.some((value) => value.kind === "truth" && value.value === decisive))
    return { kind: "truth", value: decisive };
  const open = values.filter((value) => value.kind !== "truth");
  return open.length > 0 ? makeUnknown(...open.flatMap(reasonsOf)) : { kind: "truth", value: !decisive };
}

function calculate(operator: ArithmeticOperator, left: LateValue, right: LateValue): LateValue {
  if (left.kind === "number" && right.kind === "number") return combine(operator, left, right);
  return makeUnknown(...reasonsOf(left), ...reasonsOf(right));
}

function compareTwo(
  trace: Trace,
  operator: ComparisonOperator,
  leftExpr: LateExpr,
  rightExpr: LateExpr,
  origin: Span,
): LateValue {
  const before = trace.calls.length;
  const left = evaluate(trace, leftExpr);
  const right = evaluate(trace, rightExpr);
  const holds = compareValues(operator, left, right);
  trace.comparisons.push({
    operator,
    leftExpr,
    rightExpr,
    left,
    right,
    holds,
    calls: trace.calls.slice(before),
    origin,
  });
  return holds === null ? makeUnknown(...reasonsOf(left), ...reasonsOf(right)) : { kind: "truth", value: holds };
}

function compareValues(operator: ComparisonOperator, left: LateValue, right: LateValue): boolean | null {
  if (left.kind === "number" && right.kind === "number")
    return left.dimension === right.dimension ? compare(operator, left, right) : null;
  if (left.kind === "unknown" || right.kind === "unknown" || left.kind !== right.kind) return null;
  if (operator === "==") return left.value === right.value;
  return operator === "!=" ? left.value !== right.value : null;
}
