/**
 * Values of expressions in a scope. Exact, lazy in what does not count (`if`, `and`, `or`), with cycles of lets found.
 * Knows no dimension names: expressions over indices are compiled in `index-expression.ts`.
 */

import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { valueLimits } from "../core/limits.js";
import { readNumber, readQuantity } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { BARE_FLOPS, findUnit } from "../core/units.js";
import { withArticle } from "../core/words.js";
import { precisions } from "../language/types.js";
import type { Expr, Name } from "../syntax/ast.js";
import { applyCall } from "./call.js";
import { type Context, isGarbled, labelAt, listNames, offer, report } from "./context.js";
import { requireEarly, toWhole } from "./early.js";
import { applyBinary, applyUnary, isTruth, makeLate, numberDimension, reportMixed } from "./operators.js";
import { computeParameter } from "./parameter.js";
import { type Definition, lookUp, namesInSight, type Scope } from "./scope.js";
import { type NumberValue, poison, type Value } from "./value.js";

type ExprOf<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** What a let that waits for another adds to the depth: it takes several times the stack of an operator. */
const LET_DEPTH = 4;

/** Returns the value of an expression, early or late, or poison after a report. */
export function evaluate(ctx: Context, expr: Expr, scope: Scope): Value {
  if (ctx.depth >= valueLimits.evaluationDepth) {
    report(
      ctx,
      valueCodes.tooLarge,
      `this expression goes deeper than ${valueLimits.evaluationDepth} operators`,
      [labelAt(expr.span)],
      {
        help: "name parts of it with `let`, or use `sum`",
      },
    );
    return poison;
  }
  ctx.depth += 1;
  const value = evaluateKind(ctx, expr, scope);
  ctx.depth -= 1;
  return value;
}

function evaluateKind(ctx: Context, expr: Expr, scope: Scope): Value {
  switch (expr.kind) {
    case "number":
      return evaluateNumber(ctx, expr);
    case "quantity":
      return evaluateQuantity(ctx, expr);
    case "split":
      return evaluateSplit(ctx, expr, scope);
    case "text":
      return { kind: "text", value: expr.value };
    case "truth":
      return { kind: "truth", value: expr.value };
    case "name":
      return evaluateName(ctx, expr, scope);
    case "call":
      return applyCall(ctx, expr, (argument) => evaluate(ctx, argument, scope));
    case "unary":
      return applyUnary(
        ctx,
        expr.operator,
        { value: evaluate(ctx, expr.operand, scope), span: expr.operand.span },
        expr.span,
      );
    case "binary":
      return evaluateBinary(ctx, expr, scope);
    case "range":
      return evaluateRange(ctx, expr, scope);
    case "list":
      return {
        kind: "list",
        items: expr.items.map((item) => ({ value: evaluate(ctx, item, scope), span: item.span })),
      };
    case "if":
      return evaluateIf(ctx, expr, scope);
    case "paren":
      return evaluate(ctx, expr.inner, scope);
    case "missing":
      return poison;
  }
}

function evaluateNumber(ctx: Context, expr: ExprOf<"number">): Value {
  const value = readNumber(expr.text);
  return value === null ? reportLongNumber(ctx, expr.span) : { kind: "number", value, dimension: "", literal: expr };
}

function reportLongNumber(ctx: Context, span: Span): Value {
  report(ctx, valueCodes.tooLarge, "this number is too long to be a figure of a cluster", [labelAt(span)]);
  return poison;
}

function evaluateQuantity(ctx: Context, expr: ExprOf<"quantity">): Value {
  const unit = findUnit(expr.unit);
  if (unit === null) {
    report(ctx, valueCodes.unknownWord, `there is no unit \`${expr.unit}\``, [labelAt(expr.span)]);
    return poison;
  }
  if (!checkPrecision(ctx, expr, unit.dimension === BARE_FLOPS)) return poison;
  const quantity = readQuantity(expr.number, expr.unit, expr.precision?.text ?? null);
  if (quantity === null) return reportLongNumber(ctx, expr.span);
  return { kind: "number", ...quantity, literal: expr };
}

function checkPrecision(ctx: Context, expr: ExprOf<"quantity">, isFlops: boolean): boolean {
  const { precision } = expr;
  if (!isFlops) {
    if (precision === null) return true;
    report(ctx, valueCodes.wrongType, `\`${expr.unit}\` takes no precision, only FLOPS do`, [labelAt(precision.span)], {
      help: "leave the parentheses out",
    });
    return false;
  }
  if (precision === null) {
    report(
      ctx,
      valueCodes.bareFlops,
      `${expr.number} ${expr.unit} without a precision: the same chip does several times as many in fp8 as in fp32`,
      [labelAt(expr.span)],
      {
        help: `say of which number format, for instance \`${expr.number}${expr.unit}(bf16)\``,
      },
    );
    return false;
  }
  if ((precisions as readonly string[]).includes(precision.text)) return true;
  report(
    ctx,
    valueCodes.unknownWord,
    `there is no precision \`${precision.text}\``,
    [labelAt(precision.span)],
    offer(precision, precisions, `the precisions are ${listNames(precisions)}`),
  );
  return false;
}

function evaluateSplit(ctx: Context, expr: ExprOf<"split">, scope: Scope): Value {
  const rate = readQuantity(expr.rateNumber, expr.rateUnit, null);
  if (rate === null) return reportLongNumber(ctx, expr.span);
  const connectors =
    expr.connectors === null ? 1 : evaluateWhole(ctx, expr.connectors, scope, "the number of connectors", 1);
  return connectors === null ? poison : { kind: "split", children: expr.children, rate: rate.value, connectors };
}

/** Returns an early whole number of at least `least`, or null after a report. `what` is its name in messages. */
export function evaluateWhole(ctx: Context, expr: Expr, scope: Scope, what: string, least: number): number | null {
  return toWhole(ctx, evaluate(ctx, expr, scope), expr, what, least);
}

function evaluateName(ctx: Context, expr: ExprOf<"name">, scope: Scope): Value {
  const [first, ...rest] = expr.path;
  if (first === undefined) return poison;
  const definition = lookUp(scope, first.text);
  if (definition === null) {
    const values = namesInSight(scope, (known) => known.kind !== "part" && known.kind !== "cluster");
    report(
      ctx,
      nameCodes.unknownName,
      `there is no \`${first.text}\` in sight`,
      [labelAt(first.span)],
      offer(first, values),
    );
    return poison;
  }
  return settleName(ctx, definition, first, rest);
}

/** Returns the value of what a name means, or poison after a report. */
export function settleName(ctx: Context, definition: Definition, name: Name, rest: readonly Name[]): Value {
  switch (definition.kind) {
    case "let":
    case "param": {
      const [part] = rest;
      if (part === undefined) return valueOfDefinition(ctx, definition);
      report(
        ctx,
        nameCodes.wrongKindOfName,
        `\`${name.text}\` is ${withArticle(definition.kind)} and has no \`${part.text}\``,
        [labelAt(part.span), labelAt(definition.name.span, "declared here")],
      );
      return poison;
    }
    case "array":
    case "fabric":
    case "storage":
    case "workload":
      return { kind: "reference", definition, rest };
    case "unknown":
      return poison;
    case "part":
    case "cluster":
    case "group":
    case "phase":
      report(ctx, nameCodes.wrongKindOfName, `\`${name.text}\` is ${withArticle(definition.kind)}, expected a value`, [
        labelAt(name.span),
        labelAt(definition.name.span, "declared here"),
      ]);
      return poison;
  }
}

/** Returns the value of a let or param, computed once; a cycle is reported with every place in it. */
export function valueOfDefinition(ctx: Context, definition: Extract<Definition, { kind: "let" | "param" }>): Value {
  const known = ctx.values.get(definition);
  if (known !== undefined) return known;
  const start = ctx.active.indexOf(definition);
  if (start >= 0) return reportCycle(ctx, ctx.active.slice(start));
  ctx.active.push(definition);
  ctx.depth += LET_DEPTH;
  const value =
    definition.kind === "let"
      ? evaluate(ctx, definition.node.value, definition.scope)
      : computeParameter(ctx, definition, (expr) => evaluate(ctx, expr, definition.scope));
  ctx.depth -= LET_DEPTH;
  ctx.active.pop();
  const settled = ctx.values.get(definition) ?? (isGarbled(ctx, definition.node.span) ? poison : value);
  ctx.values.set(definition, settled);
  return settled;
}

function reportCycle(ctx: Context, cycle: readonly Definition[]): Value {
  for (const definition of cycle) ctx.values.set(definition, poison);
  const [first] = cycle;
  const names = cycle.map((definition) => definition.name.text);
  if (first !== undefined) {
    const path = [...names, names[0] ?? ""].map((name) => `\`${name}\``).join(" -> ");
    const labels = cycle.map((definition, position) =>
      labelAt(definition.name.span, position === 0 ? "" : "goes through here"),
    );
    report(ctx, nameCodes.cyclicValue, `\`${first.name.text}\` depends on itself: ${path}`, labels, {
      help: "give one of them a value of its own",
    });
  }
  return poison;
}

function evaluateBinary(ctx: Context, expr: ExprOf<"binary">, scope: Scope): Value {
  const left = evaluate(ctx, expr.left, scope);
  const settles =
    left.kind === "truth" && ((expr.operator === "and" && !left.value) || (expr.operator === "or" && left.value));
  const right = settles ? evaluateUnused(ctx, expr.right, scope) : evaluate(ctx, expr.right, scope);
  if (settles && right.kind === "poison") return left;
  return applyBinary(ctx, expr, { value: left, span: expr.left.span }, { value: right, span: expr.right.span });
}

/** Faults of value that do not count where the value is not used: `n > 0 and 10 / n > 1`. */
const forgiven: ReadonlySet<string> = new Set([
  valueCodes.divisionByZero.code,
  valueCodes.tooLarge.code,
  valueCodes.emptyRange.code,
]);

/** Evaluates for the sake of names and types only. */
function evaluateUnused(ctx: Context, expr: Expr, scope: Scope): Value {
  const before = ctx.diagnostics.length;
  const value = evaluate(ctx, expr, scope);
  const kept = ctx.diagnostics.slice(before).filter((diagnostic) => {
    const at = diagnostic.labels[0]?.span;
    const inside =
      at !== undefined && at.file === expr.span.file && at.start >= expr.span.start && at.end <= expr.span.end;
    return !(inside && forgiven.has(diagnostic.code));
  });
  ctx.diagnostics.splice(before, ctx.diagnostics.length - before, ...kept);
  return value;
}

function evaluateRange(ctx: Context, expr: ExprOf<"range">, scope: Scope): Value {
  const from = readRangeEnd(ctx, expr.from, scope);
  const to = readRangeEnd(ctx, expr.to, scope);
  if (from === null || to === null) return poison;
  if (from.dimension !== to.dimension) {
    reportMixed(
      ctx,
      { operator: "..", operatorSpan: expr.span },
      { value: from, span: expr.from.span },
      { value: to, span: expr.to.span },
      [from.dimension, to.dimension],
    );
    return poison;
  }
  if (from.value.compare(to.value) < 0) return { kind: "range", from, to };
  report(
    ctx,
    valueCodes.emptyRange,
    `the range ${from.value.toFraction()}..${to.value.toFraction()} has no members: the end is not in it`,
    [labelAt(expr.span)],
    {
      help: "write the lower end first, and the first number that is no longer in it last",
    },
  );
  return poison;
}

function readRangeEnd(ctx: Context, expr: Expr, scope: Scope): NumberValue | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, "the end of a range");
  if (value === null) return null;
  if (value.kind === "number") return value;
  numberDimension(ctx, { value, span: expr.span }, "a range");
  return null;
}

function evaluateIf(ctx: Context, expr: ExprOf<"if">, scope: Scope): Value {
  const condition = { value: evaluate(ctx, expr.condition, scope), span: expr.condition.span };
  if (!isTruth(ctx, condition, "`if`")) return poison;
  const early = condition.value.kind === "truth" ? condition.value.value : null;
  const chosen = early !== false ? evaluate(ctx, expr.then, scope) : evaluateUnused(ctx, expr.then, scope);
  const other = early !== true ? evaluate(ctx, expr.otherwise, scope) : evaluateUnused(ctx, expr.otherwise, scope);
  if (early !== null) return early ? chosen : other;
  const [then, otherwise] = [
    { value: chosen, span: expr.then.span },
    { value: other, span: expr.otherwise.span },
  ];
  if (chosen.kind === "truth" || (chosen.kind === "late" && chosen.dimension === null)) {
    return isTruth(ctx, otherwise, "`else`") ? makeLate("if", [condition, then, otherwise], null, expr.span) : poison;
  }
  const dimension = numberDimension(ctx, then, "`then`");
  const second = numberDimension(ctx, otherwise, "`else`");
  if (dimension === null || second === null) return poison;
  if (dimension === second) return makeLate("if", [condition, then, otherwise], dimension, expr.span);
  reportMixed(ctx, { operator: "if", operatorSpan: expr.span }, then, otherwise, [dimension, second]);
  return poison;
}
