/** Params: their type, their bounds, and the value that `--set` or the default gives them. */

import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import type { Label } from "../core/diagnostic.js";
import { describeWithArticle } from "../core/dimension.js";
import type { GivenValue } from "../core/given-value.js";
import { formatQuantity } from "../core/quantity.js";
import { suggest } from "../core/suggest.js";
import { type ParamType, paramTypes } from "../language/types.js";
import type { Expr } from "../syntax/ast.js";
import { parseExpression } from "../syntax/parse.js";
import { type Context, labelAt, listNames, offer, replaceFix, report, textOf } from "./context.js";
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
    node.value === null
      ? null
      : checkParameter(ctx, definition, type, evaluate(node.value), labelAt(node.value.span), evaluate);
  const setting = settingOf(ctx, definition);
  if (setting !== null) return type === null ? poison : readSetting(ctx, definition, type, setting, evaluate);
  if (fallback !== null) return fallback;
  if (ctx.settings.given?.complete !== false) reportNoValue(ctx, definition);
  return poison;
}

function reportNoValue(ctx: Context, { node: { name, type } }: ParamDefinition): void {
  report(
    ctx,
    valueCodes.noValue,
    `\`${name.text}\` has no default and no value was given`,
    [labelAt(name.span), labelAt(type.span, "of this type")],
    {
      help: `give it a default, run with \`--set ${name.text}=...\`, or name it in a file after \`--params\``,
    },
  );
}

/** A value from outside the design: typed after `--set name=`, or given by a file. */
export type Setting =
  | { readonly from: "command"; readonly text: string }
  | { readonly from: "file"; readonly text: string; readonly given: GivenValue };

/** Returns the value from outside, or null; only params of the file that was asked for can have one. */
export function settingOf(ctx: Context, definition: ParamDefinition): Setting | null {
  if (definition.scope.file !== ctx.project.entry) return null;
  const { set, given } = ctx.settings;
  const name = definition.node.name.text;
  if (Object.hasOwn(set, name)) return { from: "command", text: set[name] ?? "" };
  const value = given?.values.get(name);
  return value === undefined ? null : { from: "file", text: value.text, given: value };
}

function readSetting(
  ctx: Context,
  definition: ParamDefinition,
  type: ParamType,
  setting: Setting,
  evaluate: Evaluate,
): Value {
  const { name } = definition.node;
  const { text } = setting;
  if (setting.from === "file" && setting.given.form === "refused") return poison;
  const place = labelSetting(definition, setting);
  if (isPlainText(type, setting))
    return checkParameter(ctx, definition, type, { kind: "text", value: text }, place, evaluate);
  const parsed = parseExpression({ path: SETTING_FILE, text });
  const before = ctx.diagnostics.length;
  const value = parsed.diagnostics.length > 0 ? poison : evaluate(parsed.value);
  const problem = parsed.diagnostics[0]?.message ?? ctx.diagnostics[before]?.message;
  ctx.diagnostics.length = before;
  if (value.kind !== "poison") return checkParameter(ctx, definition, type, value, place, evaluate);
  const written = setting.from === "file" ? textOfGiven(setting.given) : `--set ${name.text}=${text}`;
  const labels = [labelAt(name.span, "the param")];
  report(
    ctx,
    valueCodes.unreadableSetting,
    `\`${written}\` cannot be read as ${type.doc}`,
    setting.from === "file" ? [place, ...labels] : labels,
    { notes: problem === undefined ? [] : [problem] },
  );
  return poison;
}

/** A value from the command line has no place in a file: its label names the flag. */
function labelSetting(definition: ParamDefinition, setting: Setting): Label {
  if (setting.from === "file") return labelAt(setting.given.span);
  const { name } = definition.node;
  return labelAt(name.span, `\`--set ${name.text}=${setting.text}\` gives it this value`);
}

/** A text needs no quotes of its own, neither in a file nor after `--set`. */
function isPlainText(type: ParamType, setting: Setting): boolean {
  if (type.kind !== "text") return false;
  return setting.from === "file" ? setting.given.form === "text" : !setting.text.trimStart().startsWith('"');
}

function textOfGiven({ form, text }: GivenValue): string {
  return form === "text" ? `"${text}"` : text;
}

function checkParameter(
  ctx: Context,
  definition: ParamDefinition,
  type: ParamType | null,
  value: Value,
  place: Label,
  evaluate: Evaluate,
): Value {
  if (value.kind === "poison" || type === null) return poison;
  if (!hasType(ctx, definition, type, value, place)) return poison;
  return isWithinBounds(ctx, definition, value, place, evaluate) ? value : poison;
}

function hasType(ctx: Context, definition: ParamDefinition, type: ParamType, value: Value, place: Label): boolean {
  const { name, type: typeName } = definition.node;
  const labels = [place, labelAt(typeName.span, `\`${type.name}\`: ${type.doc}`)];
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
  place: Label,
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
      place,
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
  const isCount = definition.node.type.text === "count" && to.value.d === 1n;
  const last = isCount ? `, so ${formatQuantity(to.value.sub(1), "")} is the most` : "";
  const isBelow = value.value.compare(from.value) < 0;
  const why = `${found ?? ""} is ${isBelow ? "below the lower" : "not below the upper"} bound`;
  report(
    ctx,
    valueCodes.outOfBounds,
    `\`${name.text}\` is ${found ?? ""}, it must be from ${low ?? ""} to below ${high ?? ""}`,
    [
      { ...place, text: place.text === "" ? why : `${place.text}: ${why}` },
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
  place: Label,
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
    [place, labelAt(bounds.span, "the values it may have")],
  );
  return false;
}

/** Returns a value as a person would write it. */
export function writeValue(value: Value): string {
  if (value.kind === "number") return formatQuantity(value.value, value.dimension);
  if (value.kind === "text") return value.value;
  return value.kind === "truth" ? String(value.value) : describeType(value);
}

/** Reports every name after `--set`, and in files of params, that is no param of the design. */
export function checkSettings(ctx: Context, params: readonly ParamDefinition[]): void {
  const names = params.map((param) => param.name.text);
  for (const given of ctx.settings.given?.values.values() ?? []) {
    if (!names.includes(given.name.text)) reportUnknownGiven(ctx, given, params);
  }
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

/** A name in a file stands in quotes there, so its fix does too. */
function reportUnknownGiven(ctx: Context, { name }: GivenValue, params: readonly ParamDefinition[]): void {
  const near = suggest(
    name.text,
    params.map((param) => param.name.text),
  );
  const meant = params.find((param) => param.name.text === near);
  const names = params.map((param) => param.name.text);
  report(
    ctx,
    nameCodes.unknownParameter,
    `the design has no param \`${name.text}\``,
    [
      labelAt(name.span),
      ...(meant === undefined ? params.slice(0, 1) : [meant]).map((param) =>
        labelAt(param.name.span, meant === undefined ? "the first of its params" : "the param with the nearest name"),
      ),
    ],
    meant === undefined
      ? { help: names.length === 0 ? "the design has no params" : `its params are ${listNames(names)}` }
      : {
          help: `did you mean \`${meant.name.text}\`?`,
          fixes: [replaceFix(name.span, JSON.stringify(meant.name.text))],
        },
  );
}
