/** Params: their type, their bounds, and the value that `--set` or the default gives them. */

import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { describeWithArticle } from "../core/dimension.js";
import { formatQuantity } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { type ParamType, paramTypes } from "../language/types.js";
import type { Expr } from "../syntax/ast.js";
import { parseExpression } from "../syntax/parse.js";
import { type Context, labelAt, listNames, offer, report, textOf } from "./context.js";
import type { Definition } from "./scope.js";
import { describeType, poison, type Value } from "./value.js";

export type ParamDefinition = Extract<Definition, { kind: "param" }>;

/** Evaluates in the scope of the param; given by the evaluator, so that this file does not import it. */
type Evaluate = (expr: Expr) => Value;

/** The file name in the spans of a text after `--set`; no such file is in the project. */
export const SETTING_FILE = "--set";

/** Returns the value of a param, or poison after a report. */
export function computeParameter(ctx: Context, definition: ParamDefinition, evaluate: Evaluate): Value {
  const { node } = definition;
  const type = paramTypes.find((row) => row.name === node.type.text) ?? null;
  if (type === null) {
    const names = paramTypes.map((row) => row.name);
    report(
      ctx,
      valueCodes.unknownWord,
      `there is no type \`${node.type.text}\` of params`,
      [labelAt(node.type.span)],
      offer(node.type, names, `the types are ${listNames(names)}`),
    );
  }
  const fallback =
    node.value === null ? null : checkParameter(ctx, definition, type, evaluate(node.value), node.value.span, evaluate);
  const text = settingOf(ctx, definition);
  if (text !== null) return type === null ? poison : readSetting(ctx, definition, type, text, evaluate);
  if (fallback !== null) return fallback;
  report(
    ctx,
    valueCodes.noValue,
    `\`${node.name.text}\` has no default and no value was given`,
    [labelAt(node.name.span)],
    {
      help: `give it a default, or run with \`--set ${node.name.text}=...\``,
    },
  );
  return poison;
}

/** Returns the text after `--set name=`, or null; only params of the file that was asked for can be set. */
export function settingOf(ctx: Context, definition: ParamDefinition): string | null {
  if (definition.scope.file !== ctx.project.entry) return null;
  const { set } = ctx.settings;
  return Object.hasOwn(set, definition.node.name.text) ? (set[definition.node.name.text] ?? null) : null;
}

function readSetting(
  ctx: Context,
  definition: ParamDefinition,
  type: ParamType,
  text: string,
  evaluate: Evaluate,
): Value {
  const { name } = definition.node;
  if (type.kind === "text" && !text.trimStart().startsWith('"'))
    return checkSetText(ctx, definition, { kind: "text", value: text }, type, evaluate);
  const parsed = parseExpression({ path: SETTING_FILE, text });
  const before = ctx.diagnostics.length;
  const value = parsed.diagnostics.length > 0 ? poison : evaluate(parsed.value);
  const problem = parsed.diagnostics[0]?.message ?? ctx.diagnostics[before]?.message;
  ctx.diagnostics.length = before;
  if (value.kind !== "poison") return checkSetText(ctx, definition, value, type, evaluate);
  report(
    ctx,
    valueCodes.unreadableSetting,
    `\`--set ${name.text}=${text}\` cannot be read as ${type.doc}`,
    [labelAt(name.span, "the param")],
    {
      notes: problem === undefined ? [] : [problem],
    },
  );
  return poison;
}

function checkSetText(
  ctx: Context,
  definition: ParamDefinition,
  value: Value,
  type: ParamType,
  evaluate: Evaluate,
): Value {
  return checkParameter(ctx, definition, type, value, definition.node.name.span, evaluate);
}

function checkParameter(
  ctx: Context,
  definition: ParamDefinition,
  type: ParamType | null,
  value: Value,
  span: Span,
  evaluate: Evaluate,
): Value {
  if (value.kind === "poison" || type === null) return poison;
  if (!hasType(ctx, definition, type, value, span)) return poison;
  return isWithinBounds(ctx, definition, value, span, evaluate) ? value : poison;
}

function hasType(ctx: Context, definition: ParamDefinition, type: ParamType, value: Value, span: Span): boolean {
  const { name, type: typeName } = definition.node;
  const labels = [labelAt(span), labelAt(typeName.span, `\`${type.name}\`: ${type.doc}`)];
  const what = `\`${name.text}\``;
  if (value.kind === "late") {
    report(
      ctx,
      valueCodes.lateValue,
      `${what} must be known before the plan is built, this is known only from the plan`,
      [...labels, labelAt(value.cause, "counts the compiled cluster")],
    );
    return false;
  }
  if (type.kind === "text" || type.kind === "truth") {
    if (value.kind === type.kind) return true;
    report(ctx, valueCodes.wrongType, `${what} must be ${type.doc}, found ${describeType(value)}`, labels);
    return false;
  }
  if (value.kind !== "number") {
    report(ctx, valueCodes.wrongType, `${what} must be ${type.doc}, found ${describeType(value)}`, labels);
    return false;
  }
  if (value.dimension !== type.dimension) {
    report(
      ctx,
      valueCodes.wrongDimension,
      `${what} must be ${type.doc}, found ${describeWithArticle(value.dimension)}`,
      labels,
    );
    return false;
  }
  if (type.kind !== "count") return true;
  if (value.value.d === 1n && value.value.s >= 0n) return true;
  report(ctx, valueCodes.notWhole, `${what} must be ${type.doc}, found ${value.value.toFraction()}`, labels);
  return false;
}

function isWithinBounds(
  ctx: Context,
  definition: ParamDefinition,
  value: Value,
  span: Span,
  evaluate: Evaluate,
): boolean {
  const { bounds, name } = definition.node;
  if (bounds === null) return true;
  const allowed = evaluate(bounds);
  if (allowed.kind === "poison") return true;
  if (allowed.kind === "list")
    return isListed(
      ctx,
      definition,
      allowed.items.map((item) => item.value),
      value,
      span,
    );
  if (allowed.kind !== "range" || value.kind !== "number" || allowed.from.dimension !== value.dimension) {
    report(
      ctx,
      valueCodes.wrongType,
      `the bounds of \`${name.text}\` must be a range or a list of values like its own, found ${describeType(allowed)}`,
      [labelAt(bounds.span)],
    );
    return true;
  }
  const { from, to } = allowed;
  if (value.value.compare(from.value) >= 0 && value.value.compare(to.value) < 0) return true;
  const [low, high, found] = [from, to, value].map((end) => formatQuantity(end.value, end.dimension));
  const last =
    value.dimension === "" && to.value.d === 1n ? `, so ${formatQuantity(to.value.sub(1), "")} is the most` : "";
  report(
    ctx,
    valueCodes.outOfBounds,
    `\`${name.text}\` is ${found ?? ""}, it must be from ${low ?? ""} to below ${high ?? ""}`,
    [
      labelAt(
        span,
        `${found ?? ""} is ${value.value.compare(from.value) < 0 ? "below" : "not below"} the ${value.value.compare(from.value) < 0 ? "lower" : "upper"} bound`,
      ),
      labelAt(bounds.span, `the end of a range is not in it${last}`),
    ],
    { help: "choose a value within the bounds, or change them" },
  );
  return false;
}

function isListed(
  ctx: Context,
  definition: ParamDefinition,
  items: readonly Value[],
  value: Value,
  span: Span,
): boolean {
  const { bounds, name } = definition.node;
  const found = items.some((item) => {
    if (item.kind === "number" && value.kind === "number")
      return item.dimension === value.dimension && item.value.equals(value.value);
    return (
      item.kind === value.kind &&
      (item.kind === "text" || item.kind === "truth") &&
      item.value === (value as { value: unknown }).value
    );
  });
  if (found || bounds === null) return true;
  report(
    ctx,
    valueCodes.outOfBounds,
    `\`${name.text}\` must be one of ${textOf(ctx, bounds.span)}, found ${writeValue(value)}`,
    [labelAt(span), labelAt(bounds.span, "the values it may have")],
  );
  return false;
}

/** Returns a value as a person would write it. */
export function writeValue(value: Value): string {
  if (value.kind === "number") return formatQuantity(value.value, value.dimension);
  if (value.kind === "text") return value.value;
  return value.kind === "truth" ? String(value.value) : describeType(value);
}

/** Reports every name after `--set` that is no param of the design. */
export function checkSettings(ctx: Context, names: readonly string[]): void {
  for (const name of Object.keys(ctx.settings.set)) {
    if (names.includes(name)) continue;
    const near = offer(
      { text: name, span: { file: SETTING_FILE, start: 0, end: 0 } },
      names,
      names.length === 0 ? "the design has no params" : `its params are ${listNames(names)}`,
    );
    report(ctx, nameCodes.unknownParameter, `the design has no param \`${name}\` to set`, [], { help: near.help });
  }
}
