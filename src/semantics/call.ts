/** Calls of built-in functions: arguments checked against the functions table, early ones computed, late ones kept. */
import { applyToNumbers } from "../core/arithmetic.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { DIM, type Dimension, describeWithArticle } from "../core/dimension.js";
import { findCurrency } from "../core/price-file.js";
import type { Span } from "../core/span.js";
import {
  type ArgumentType,
  type BuiltIn,
  type FunctionTarget,
  findFunction,
  functions,
  scopeWords,
} from "../language/functions.js";
import type { LateExpr, ReferenceKind } from "../model/late.js";
import type { Expr } from "../syntax/ast.js";
import { type Context, labelAt, offer, report } from "./context.js";
import { numberDimension, type Operand } from "./operators.js";
import type { Definition } from "./scope.js";
import { describeType, describeValue, makeNumber, poison, toLate, type Value } from "./value.js";

export type CallExpr = Extract<Expr, { kind: "call" }>;

/** Evaluates one argument; given by the evaluator, so that this file does not import it. */
export type EvaluateArgument = (expr: Expr) => Value;

/** Returns the value of a call, or poison after a report. */
export function applyCall(ctx: Context, call: CallExpr, evaluate: EvaluateArgument): Value {
  const row = findFunction(call.callee.text);
  if (row === null) {
    const names = functions.map((known) => known.name);
    report(
      ctx,
      nameCodes.unknownFunction,
      `there is no function \`${call.callee.text}\``,
      [labelAt(call.callee.span)],
      offer(call.callee, names),
    );
    return poison;
  }
  if (row.stage === "index") {
    report(
      ctx,
      nameCodes.wrongKindOfName,
      `\`${row.name}\` gives the index of a device and stands only where devices are indexed`,
      [labelAt(call.span)],
      {
        help: "use it in the index lists, `where` or `except` of an array",
      },
    );
    return poison;
  }
  const scope = readScopeWord(row, call);
  const given = scope === null ? call.args : call.args.slice(0, -1);
  if (!checkArgumentCount(ctx, row, call, given.length)) return poison;
  const operands = given.map((expr): Operand => ({ value: evaluate(expr), span: expr.span }));
  if (operands.some((operand) => operand.value.kind === "poison")) return poison;
  const [first] = operands;
  if (row.name === "count" && first?.value.kind === "list") return makeNumber(first.value.items.length);
  return row.stage === "early" ? applyEarly(ctx, row, call, operands) : applyLate(ctx, row, call, operands, scope);
}

/** Returns the place of a last argument `all` or `active`. */
function readScopeWord(row: BuiltIn, call: CallExpr): { readonly word: string; readonly span: Span } | null {
  const last = call.args.at(-1);
  if (!row.scope || last?.kind !== "name" || last.path.length !== 1) return null;
  const word = last.path[0]?.text ?? "";
  return (scopeWords as readonly string[]).includes(word) ? { word, span: last.span } : null;
}

function checkArgumentCount(ctx: Context, row: BuiltIn, call: CallExpr, given: number): boolean {
  const most = row.repeats ? Number.POSITIVE_INFINITY : row.args.length;
  if (given >= row.least && given <= most) return true;
  const wanted = row.repeats ? `at least ${row.least}` : row.least === most ? String(most) : `${row.least} to ${most}`;
  report(
    ctx,
    valueCodes.wrongArguments,
    `\`${row.name}\` takes ${wanted} ${wanted === "1" ? "argument" : "arguments"}, found ${given}`,
    [labelAt(call.span)],
    {
      notes: [row.doc],
    },
  );
  return false;
}

function applyEarly(ctx: Context, row: BuiltIn, call: CallExpr, operands: readonly Operand[]): Value {
  const items = row.args[0]?.kind === "list" ? listItems(ctx, row, operands[0]) : operands;
  if (items === null) return poison;
  const dimension = commonDimension(ctx, row, items);
  if (dimension === null) return poison;
  const late = items.find((item) => item.value.kind === "late");
  if (late !== undefined) {
    const args: LateExpr[] = items.flatMap((item) => toLate(item.value, item.span) ?? []);
    const cause = late.value.kind === "late" ? late.value.cause : call.span;
    return { kind: "late", expr: { kind: "call", function: row.name, args, origin: call.span }, dimension, cause };
  }
  const numbers = items.flatMap((item) => (item.value.kind === "number" ? [item.value.value] : []));
  return makeNumber(applyToNumbers(row.name, numbers) ?? 0, dimension);
}

function listItems(ctx: Context, row: BuiltIn, operand: Operand | undefined): readonly Operand[] | null {
  if (operand === undefined) return null;
  if (operand.value.kind === "list") return operand.value.items;
  report(
    ctx,
    valueCodes.wrongArguments,
    `\`${row.name}\` needs a list, found ${describeType(operand.value)}`,
    [labelAt(operand.span)],
    {
      help: `write \`${row.name}([a, b])\``,
    },
  );
  return null;
}

/** Returns the dimension that all have, or null after a report; an empty list is a plain number. */
function commonDimension(ctx: Context, row: BuiltIn, items: readonly Operand[]): Dimension | null {
  const user = `\`${row.name}\``;
  const fixed = row.args[0]?.kind === "quantity" ? row.args[0].dimension : null;
  let common: Dimension | null = fixed;
  for (const item of items) {
    const dimension = numberDimension(ctx, item, user);
    if (dimension === null) return null;
    common ??= dimension;
    if (dimension === common) continue;
    const [first] = items;
    const labels = [labelAt(item.span, describeValue(item.value))];
    if (fixed === null && first !== undefined) labels.push(labelAt(first.span, describeValue(first.value)));
    const wanted = describeWithArticle(common);
    report(
      ctx,
      fixed === null ? valueCodes.mixedDimensions : valueCodes.wrongDimension,
      `${user} needs ${wanted} here, found ${describeWithArticle(dimension)}`,
      labels,
    );
    return null;
  }
  return common ?? "";
}

function applyLate(
  ctx: Context,
  row: BuiltIn,
  call: CallExpr,
  operands: readonly Operand[],
  scope: { readonly word: string; readonly span: Span } | null,
): Value {
  const args: LateExpr[] = [];
  for (const [position, operand] of operands.entries()) {
    const type = row.args[Math.min(position, row.args.length - 1)];
    const arg = type === undefined ? null : readReference(ctx, row, type, operand);
    if (arg === null) return poison;
    args.push(arg);
  }
  if (scope !== null) args.push({ kind: "text", value: scope.word, origin: scope.span });
  const dimension = resultOf(ctx, row);
  return {
    kind: "late",
    expr: { kind: "call", function: row.name, args, origin: call.span },
    dimension,
    cause: call.span,
  };
}

/** Money has the currency of the price books; without one it is in dollars, and nobody knows how many. */
function resultOf(ctx: Context, row: BuiltIn): Dimension {
  if (row.result === "same") return DIM.none;
  return row.result === "money" ? findCurrency(ctx.project.priceFiles ?? []) : row.result;
}

function readReference(ctx: Context, row: BuiltIn, type: ArgumentType, operand: Operand): LateExpr | null {
  const { value, span } = operand;
  const targets = type.kind === "reference" ? type.to : [];
  if (value.kind === "reference") {
    const of = referenceKind(value.definition);
    const rest = value.rest.map((name) => name.text).join(".");
    const accepted = targets.some((target) => target === (rest === "" ? of : of === null ? null : innerTarget(of)));
    if (of !== null && accepted)
      return {
        kind: "reference",
        of,
        name: value.definition.name.text,
        ports: rest === "" ? null : rest,
        origin: span,
      };
  }
  report(
    ctx,
    valueCodes.wrongArguments,
    `\`${row.name}\` takes ${describeTargets(targets)}, found ${describeType(value)}`,
    [labelAt(span)],
    { notes: [row.doc] },
  );
  return null;
}

/** What stands after the dot of such a thing. */
function innerTarget(of: ReferenceKind): FunctionTarget | null {
  if (of === "array") return "ports";
  return of === "storage" ? "tier" : null;
}

const targetWords = {
  array: "an array",
  ports: "the ports of an array",
  fabric: "a fabric",
  storage: "a storage",
  tier: "a tier of one",
  workload: "a workload",
} as const;

/** Returns `an array, the ports of an array or a fabric`. */
function describeTargets(targets: readonly (keyof typeof targetWords)[]): string {
  const named = targets.map((target) => targetWords[target]);
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} or ${named.at(-1) ?? ""}`;
}

function referenceKind(definition: Definition): ReferenceKind | null {
  switch (definition.kind) {
    case "array":
    case "fabric":
    case "storage":
    case "workload":
      return definition.kind;
    default:
      return null;
  }
}
