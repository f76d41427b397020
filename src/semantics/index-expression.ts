/**
 * Expressions over the indices of devices: `where`, `except`, entries of index lists. Lets and params become numbers,
 * bound names stay. Knows which names are bound from its caller, nothing of arrays.
 */
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import type { IndexExpr, IndexOperator } from "../core/index-expr.js";
import { valueLimits } from "../core/limits.js";
import type { Span } from "../core/span.js";
import { findFunction } from "../language/functions.js";
import type { Expr, Name } from "../syntax/ast.js";
import { applyCall, type CallExpr } from "./call.js";
import { type Context, labelAt, listNames, offer, replaceFix, report } from "./context.js";
import { reportNotWhole, requireEarly } from "./early.js";
import { evaluate } from "./evaluate.js";
import { applyBinary, applyUnary, isTruth, type Operand } from "./operators.js";
import { lookUp, lookUpValue, type Scope } from "./scope.js";
import { describeType, describeValue, type Value } from "./value.js";

/** What an index expression may use. */
export interface IndexEnvironment {
  readonly scope: Scope;
  /** Returns where a name that stands for an index is bound, or null when it stands for none. */
  readonly findBound: (name: string) => Span | null;
  readonly boundNames: () => readonly string[];
  /** Where names are bound, in words: `on either end of this connect`. */
  readonly where: string;
  /** Returns the flat index of a device of that array in terms of bound names, or null after a report. */
  readonly flatIndex: (array: Name, call: Span) => IndexExpr | null;
}

/** A number or a truth over indices. */
interface Indexed {
  readonly kind: "indexed";
  readonly expr: IndexExpr;
  readonly isTruth: boolean;
}

type Partial = Value | Indexed;

interface PartialOperand {
  readonly value: Partial;
  readonly span: Span;
}

const silent: Value = { kind: "poison" };

/** Returns a whole number over indices, or null after a report. */
export function compileIndexNumber(ctx: Context, expr: Expr, env: IndexEnvironment, what: string): IndexExpr | null {
  const operand = { value: compile(ctx, expr, env), span: expr.span };
  return asNumber(ctx, operand, expr, what);
}

/** Returns a condition over indices, or null after a report. */
export function compileIndexTruth(ctx: Context, expr: Expr, env: IndexEnvironment, what: string): IndexExpr | null {
  return asTruth(ctx, { value: compile(ctx, expr, env), span: expr.span }, what);
}

function compile(ctx: Context, expr: Expr, env: IndexEnvironment): Partial {
  if (ctx.depth >= valueLimits.evaluationDepth) return evaluate(ctx, expr, env.scope);
  ctx.depth += 1;
  const value = compileKind(ctx, expr, env);
  ctx.depth -= 1;
  return value;
}

function compileKind(ctx: Context, expr: Expr, env: IndexEnvironment): Partial {
  switch (expr.kind) {
    case "name":
      return compileName(ctx, expr, env);
    case "paren":
      return compile(ctx, expr.inner, env);
    case "unary":
      return compileUnary(ctx, expr, env);
    case "binary":
      return expr.operator === "in" ? compileIn(ctx, expr, env) : compileBinary(ctx, expr, env);
    case "if":
      return compileIf(ctx, expr, env);
    case "call":
      return compileCall(ctx, expr, env);
    default:
      return evaluate(ctx, expr, env.scope);
  }
}

function compileName(ctx: Context, expr: Extract<Expr, { kind: "name" }>, env: IndexEnvironment): Partial {
  const [name] = expr.path;
  if (name === undefined) return silent;
  if (expr.path.length > 1) return compilePath(ctx, expr, env);
  const bound = env.findBound(name.text);
  const value = lookUpValue(env.scope, name.text);
  if (bound !== null && value !== null) {
    report(
      ctx,
      nameCodes.ambiguousName,
      `\`${name.text}\` is both a dimension here and a ${value.kind}`,
      [labelAt(name.span), labelAt(bound, "the dimension"), labelAt(value.name.span, `the ${value.kind}`)],
      { help: "give one of the two another name" },
    );
    return silent;
  }
  if (bound !== null) return { kind: "indexed", expr: name.text, isTruth: false };
  if (value !== null || lookUp(env.scope, name.text) !== null) return evaluate(ctx, expr, env.scope);
  const names = env.boundNames();
  const otherwise = names.length === 0 ? "no name is bound here" : `bound here: ${listNames(names)}`;
  report(
    ctx,
    nameCodes.unboundName,
    `\`${name.text}\` is not bound ${env.where}, and no let or param has that name`,
    [labelAt(name.span)],
    offer(name, names, otherwise),
  );
  return silent;
}

/** `leaf.rail`: a dimension goes by its name alone, the same at both ends. Other paths are values, or none. */
function compilePath(ctx: Context, expr: Extract<Expr, { kind: "name" }>, env: IndexEnvironment): Partial {
  const [owner, last] = [expr.path[0], expr.path.at(-1)];
  if (owner === undefined || last === undefined) return silent;
  const definition = lookUp(env.scope, owner.text);
  if (definition?.kind !== "array" && (definition !== null || env.findBound(last.text) === null))
    return evaluate(ctx, expr, env.scope);
  const written = expr.path.map((name) => name.text).join(".");
  const names = env.boundNames();
  const isBound = env.findBound(last.text) !== null;
  report(
    ctx,
    nameCodes.indexWithArray,
    `\`${written}\` is no index: a dimension goes by its name alone, whichever array has it`,
    [labelAt(expr.span)],
    isBound
      ? { help: `write \`${last.text}\``, fixes: [{ ...replaceFix(expr.span, last.text), safe: true }] }
      : offer(last, names, names.length === 0 ? "no name is bound here" : `bound here: ${listNames(names)}`),
  );
  return silent;
}

function compileUnary(ctx: Context, expr: Extract<Expr, { kind: "unary" }>, env: IndexEnvironment): Partial {
  const operand = { value: compile(ctx, expr.operand, env), span: expr.operand.span };
  if (operand.value.kind !== "indexed") return applyUnary(ctx, expr.operator, operand as Operand, expr.span);
  const isNot = expr.operator === "not";
  const inner = isNot ? asTruth(ctx, operand, "`not`") : asNumber(ctx, operand, expr.operand, "`-`");
  return inner === null ? silent : { kind: "indexed", expr: [isNot ? "not" : "neg", inner], isTruth: isNot };
}

function compileBinary(ctx: Context, expr: Extract<Expr, { kind: "binary" }>, env: IndexEnvironment): Partial {
  const left = { value: compile(ctx, expr.left, env), span: expr.left.span };
  const right = { value: compile(ctx, expr.right, env), span: expr.right.span };
  if (left.value.kind === "poison" || right.value.kind === "poison") return silent;
  if (left.value.kind !== "indexed" && right.value.kind !== "indexed")
    return applyBinary(ctx, expr, left as Operand, right as Operand);
  const user = `\`${expr.operator}\``;
  const logic = expr.operator === "and" || expr.operator === "or";
  const one = logic ? asTruth(ctx, left, user) : asNumber(ctx, left, expr.left, user);
  const other = logic ? asTruth(ctx, right, user) : asNumber(ctx, right, expr.right, user);
  if (one === null || other === null) return silent;
  if ((expr.operator === "/" || expr.operator === "div" || expr.operator === "mod") && other === 0) {
    report(ctx, valueCodes.divisionByZero, `${user} divides by zero`, [
      labelAt(expr.right.span, "this is 0"),
      labelAt(expr.operatorSpan),
    ]);
    return silent;
  }
  return {
    kind: "indexed",
    expr: [expr.operator as IndexOperator, one, other],
    isTruth: logic || comparisons.has(expr.operator),
  };
}

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

function compileIn(ctx: Context, expr: Extract<Expr, { kind: "binary" }>, env: IndexEnvironment): Partial {
  const value = { value: compile(ctx, expr.left, env), span: expr.left.span };
  let members = expr.right;
  while (members.kind === "paren") members = members.inner;
  if (members.kind === "list") {
    const items = members.items.map((item) =>
      asNumber(ctx, { value: compile(ctx, item, env), span: item.span }, item, "a member of the list"),
    );
    const number = asNumber(ctx, value, expr.left, "`in`");
    if (number === null || items.includes(null)) return silent;
    return { kind: "indexed", expr: ["in", number, ...(items as IndexExpr[])], isTruth: true };
  }
  const range = members.kind === "range" ? compileRange(ctx, members, env) : constantRange(ctx, members, env);
  const number = asNumber(ctx, value, expr.left, "`in`");
  if (range === null || number === null) return silent;
  return { kind: "indexed", expr: ["and", [">=", number, range[0]], ["<", number, range[1]]], isTruth: true };
}

function compileRange(
  ctx: Context,
  expr: Extract<Expr, { kind: "range" }>,
  env: IndexEnvironment,
): readonly [IndexExpr, IndexExpr] | null {
  const from = compileIndexNumber(ctx, expr.from, env, "the end of a range");
  const to = compileIndexNumber(ctx, expr.to, env, "the end of a range");
  return from === null || to === null ? null : [from, to];
}

/** A range that is the value of a let. */
function constantRange(ctx: Context, expr: Expr, env: IndexEnvironment): readonly [IndexExpr, IndexExpr] | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, env.scope), expr.span, "the right side of `in`");
  if (value === null) return null;
  if (value.kind === "range") return [value.from.value.valueOf(), value.to.value.valueOf()];
  report(
    ctx,
    valueCodes.wrongType,
    `\`in\` needs a list or a range, found ${describeType(value)}`,
    [labelAt(expr.span, describeValue(value))],
    {
      help: "write `x in [1, 4]` or `x in 0..4`",
    },
  );
  return null;
}

function compileIf(ctx: Context, expr: Extract<Expr, { kind: "if" }>, env: IndexEnvironment): Partial {
  const condition = asTruth(ctx, { value: compile(ctx, expr.condition, env), span: expr.condition.span }, "`if`");
  const then = { value: compile(ctx, expr.then, env), span: expr.then.span };
  const otherwise = { value: compile(ctx, expr.otherwise, env), span: expr.otherwise.span };
  if (condition === null) return silent;
  const truth = isTruthful(then.value) && isTruthful(otherwise.value);
  const one = truth ? asTruth(ctx, then, "`then`") : asNumber(ctx, then, expr.then, "`then`");
  const other = truth ? asTruth(ctx, otherwise, "`else`") : asNumber(ctx, otherwise, expr.otherwise, "`else`");
  return one === null || other === null
    ? silent
    : { kind: "indexed", expr: ["if", condition, one, other], isTruth: truth };
}

function isTruthful(value: Partial): boolean {
  return value.kind === "indexed" ? value.isTruth : value.kind === "truth";
}

function compileCall(ctx: Context, expr: CallExpr, env: IndexEnvironment): Partial {
  const row = findFunction(expr.callee.text);
  if (row?.stage === "index") return compileFlatIndex(ctx, expr, env);
  if (row?.stage !== "early") return evaluate(ctx, expr, env.scope);
  const args = expr.args.map((arg) => ({ value: compile(ctx, arg, env), span: arg.span }));
  if (args.every((arg) => arg.value.kind !== "indexed")) {
    let next = 0;
    return applyCall(ctx, expr, () => (args[next++]?.value ?? silent) as Value);
  }
  const numbers = args.map((arg, position) => asNumber(ctx, arg, expr.args[position] ?? expr, `\`${row.name}\``));
  if (numbers.includes(null)) return silent;
  const result = callOnIndices(row.name, numbers as IndexExpr[]);
  if (result !== null && (row.repeats || numbers.length === 1))
    return { kind: "indexed", expr: result, isTruth: false };
  report(ctx, valueCodes.wrongArguments, `\`${row.name}\` cannot be computed of these indices`, [labelAt(expr.span)], {
    notes: [row.doc],
  });
  return silent;
}

/** Returns a built-in function as index arithmetic, or null when there is none. */
function callOnIndices(name: string, args: readonly IndexExpr[]): IndexExpr | null {
  const [first, ...rest] = args;
  if (first === undefined) return null;
  switch (name) {
    case "min":
    case "max":
      return rest.reduce<IndexExpr>((so, next) => [name, so, next], first);
    case "abs":
      return ["abs", first];
    // Indices are whole, so rounding does something only to a quotient; `-((-a) div b)` is the quotient rounded up.
    case "floor":
      return isQuotient(first) ? ["div", first[1], first[2]] : first;
    case "ceil":
      return isQuotient(first) ? ["neg", ["div", ["neg", first[1]], first[2]]] : first;
    case "round":
      return isQuotient(first) ? ["div", ["+", ["*", 2, first[1]], first[2]], ["*", 2, first[2]]] : first;
    default:
      return null;
  }
}

function isQuotient(expr: IndexExpr): expr is readonly ["/", IndexExpr, IndexExpr] {
  return typeof expr === "object" && expr[0] === "/";
}

function compileFlatIndex(ctx: Context, expr: CallExpr, env: IndexEnvironment): Partial {
  const [arg] = expr.args;
  const name = arg?.kind === "name" && arg.path.length === 1 ? arg.path[0] : undefined;
  if (name === undefined || expr.args.length !== 1) {
    report(ctx, valueCodes.wrongArguments, "`index` takes the name of one array", [labelAt(expr.span)], {
      help: "write `index(host)`",
    });
    return silent;
  }
  const flat = env.flatIndex(name, expr.span);
  return flat === null ? silent : { kind: "indexed", expr: flat, isTruth: false };
}

/** Returns a partial value as a whole number over indices, or null after a report. */
function asNumber(ctx: Context, operand: PartialOperand, expr: Expr, user: string): IndexExpr | null {
  const { value, span } = operand;
  if (value.kind === "indexed") {
    if (!value.isTruth) return value.expr;
    report(ctx, valueCodes.wrongType, `${user} needs a number, found a truth`, [labelAt(span)]);
    return null;
  }
  const early = requireEarly(ctx, value, span, user);
  if (early === null) return null;
  if (early.kind !== "number" || early.dimension !== "") {
    const code = early.kind === "number" ? valueCodes.wrongDimension : valueCodes.wrongType;
    report(ctx, code, `${user} needs a plain whole number among indices, found ${describeType(early)}`, [
      labelAt(span, describeValue(early)),
    ]);
    return null;
  }
  if (early.value.d !== 1n) {
    reportNotWhole(ctx, early, expr, `${user} among indices`);
    return null;
  }
  return early.value.valueOf();
}

/** Returns a partial value as a condition over indices, or null after a report. */
function asTruth(ctx: Context, operand: PartialOperand, user: string): IndexExpr | null {
  const { value, span } = operand;
  if (value.kind === "indexed") {
    if (value.isTruth) return value.expr;
    report(ctx, valueCodes.wrongType, `${user} needs a truth, found a number`, [labelAt(span)], {
      help: "compare it with something",
    });
    return null;
  }
  const early = requireEarly(ctx, value, span, user);
  if (early === null || !isTruth(ctx, { value: early, span }, user)) return null;
  return early.kind === "truth" && early.value ? 1 : 0;
}
