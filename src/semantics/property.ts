/** Values of properties: each is checked against its row of the kinds table and brought into a plain form. */

import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { DIM, type Dimension, describeWithArticle } from "../core/dimension.js";
import { formatQuantity } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import { suggest } from "../core/suggest.js";
import { withArticle } from "../core/words.js";
import type { PropertyRow } from "../language/kinds.js";
import type { PropertyType, ReferenceTarget } from "../language/types.js";
import type { Attribute, Expr, Name } from "../syntax/ast.js";
import type { CheckedBlock } from "./block.js";
import { type Context, labelAt, listNames, offer, replaceFix, report, textOf } from "./context.js";
import { requireEarly, toWhole } from "./early.js";
import { evaluate } from "./evaluate.js";
import { readFlops, readSeries, readSplits, readTexts, reportType } from "./property-lists.js";
import { type DeclaredThing, lookUp, namesInSight, type Scope } from "./scope.js";
import { describeValue, type Literal, type NumberValue } from "./value.js";

export interface SplitValue {
  readonly children: number;
  readonly rate: Ratio;
  readonly connectors: number;
  readonly origin: Span;
}

export type PropertyValue =
  /** In base units; `literal` when nothing was computed. */
  | { readonly kind: "number"; readonly value: Ratio; readonly literal: Literal | null }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "flops"; readonly byPrecision: ReadonlyMap<string, Ratio> }
  | { readonly kind: "splits"; readonly splits: readonly SplitValue[] }
  | { readonly kind: "reference"; readonly to: DeclaredThing; readonly rest: Name | null }
  | { readonly kind: "dimension"; readonly name: Name }
  | { readonly kind: "truth"; readonly value: boolean }
  /** In base units. */
  | { readonly kind: "series"; readonly values: readonly Ratio[] }
  | { readonly kind: "texts"; readonly values: readonly string[] }
  /** The name of a part, which the model looks up. */
  | { readonly kind: "part"; readonly name: Name; readonly kinds: readonly string[] };

export interface Property {
  readonly value: PropertyValue;
  readonly attribute: Attribute;
}

/** The properties of a block that have a usable value. */
export type Properties = ReadonlyMap<string, Property>;

/** Returns every usable property of a block; the others were reported. */
export function readProperties(
  ctx: Context,
  block: CheckedBlock,
  rows: readonly PropertyRow[],
  scope: Scope,
): Properties {
  const properties = new Map<string, Property>();
  for (const row of rows) {
    const attribute = block.attributes.get(row.name);
    if (attribute === undefined) continue;
    const value = readProperty(ctx, row, attribute.value, scope);
    if (value !== null) properties.set(row.name, { value, attribute });
  }
  return properties;
}

/** Returns the value of one property in its plain form, or null after a report. */
export function readProperty(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const { type } = row;
  switch (type.kind) {
    case "quantity":
      return readQuantityProperty(ctx, row, type.dimension, expr, scope);
    case "count":
      return readCount(ctx, row, type, expr, scope);
    case "text":
      return readText(ctx, row, expr, scope);
    case "texts":
      return readTexts(ctx, row, expr, scope);
    case "truth":
      return readTruth(ctx, row, expr, scope);
    case "quantities":
      return readSeries(ctx, row, type.dimension, expr, scope);
    case "part":
      return readPartName(ctx, row, type.kinds, expr);
    case "word":
    case "words":
      return readWords(ctx, row, type, expr);
    case "flops":
      return readFlops(ctx, row, expr, scope);
    case "splits":
      return readSplits(ctx, row, expr, scope);
    case "reference":
      return readReference(ctx, row, type.to, expr, scope);
    case "dimension": {
      const name = bareName(expr);
      if (name !== null) return { kind: "dimension", name };
      reportType(ctx, row, "the name of a dimension", evaluate(ctx, expr, scope), expr.span);
      return null;
    }
  }
}

function readQuantityProperty(
  ctx: Context,
  row: PropertyRow,
  dimension: Dimension,
  expr: Expr,
  scope: Scope,
): PropertyValue | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  if (value.kind !== "number") {
    reportType(ctx, row, describeWithArticle(dimension), value, expr.span);
    return null;
  }
  if (value.dimension !== dimension) {
    report(
      ctx,
      valueCodes.wrongDimension,
      `\`${row.name}\` must be ${describeWithArticle(dimension)}, found ${describeWithArticle(value.dimension)}`,
      [labelAt(expr.span, describeValue(value))],
      { help: explainDimension(dimension, value, textOf(ctx, expr.span)), notes: [`\`${row.name}\`: ${row.doc}`] },
    );
    return null;
  }
  if (value.value.s >= 0n) return { kind: "number", value: value.value, literal: value.literal };
  report(
    ctx,
    valueCodes.outOfRange,
    `\`${row.name}\` must not be negative, found ${formatQuantity(value.value, dimension)}`,
    [labelAt(expr.span)],
  );
  return null;
}

const examples: ReadonlyMap<Dimension, string> = new Map([
  [DIM.rate, "400Gbps` or `50GB/s"],
  [DIM.data, "80GB"],
  [DIM.power, "700W"],
  [DIM.mass, "130kg"],
  [DIM.rackUnits, "8U"],
  [DIM.length, "30m"],
  [DIM.time, "5us"],
]);

/** Says in words what is the difference between the dimension wanted and the one found. */
function explainDimension(wanted: Dimension, found: NumberValue, text: string): string {
  const isLiteral = /^[\d._]+\w+$/.test(text);
  if (wanted === DIM.rate && found.dimension === DIM.data) {
    return `a data rate is data per time${isLiteral ? `: write \`${text}/s\`` : ""}`;
  }
  if (wanted === DIM.data && found.dimension === DIM.rate)
    return "a data size is an amount, not an amount per time: write it without `/s` or `ps`";
  const example = examples.get(wanted);
  return example === undefined
    ? `write ${describeWithArticle(wanted)}`
    : `write it with its unit, such as \`${example}\``;
}

function readCount(
  ctx: Context,
  row: PropertyRow,
  type: Extract<PropertyType, { kind: "count" }>,
  expr: Expr,
  scope: Scope,
): PropertyValue | null {
  const value = evaluate(ctx, expr, scope);
  const whole = toWhole(ctx, value, expr, `\`${row.name}\``, type.least);
  if (whole === null || value.kind !== "number") return null;
  if (whole <= type.most) return { kind: "number", value: value.value, literal: null };
  report(
    ctx,
    valueCodes.outOfRange,
    `\`${row.name}\` must be at most ${type.most}, found ${whole}`,
    [labelAt(expr.span)],
    { notes: [`\`${row.name}\`: ${row.doc}`] },
  );
  return null;
}

function readText(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const bare = bareName(expr);
  if (bare !== null && lookUp(scope, bare.text) === null) return reportUnquoted(ctx, row, bare, scope);
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  if (value.kind === "text") return { kind: "text", value: value.value };
  reportType(ctx, row, "a text in double quotes", value, expr.span);
  return null;
}

/** A name that nothing declares is probably a text without its quotes, unless a value has nearly that name. */
function reportUnquoted(ctx: Context, row: PropertyRow, name: Name, scope: Scope): null {
  const values = namesInSight(scope, (definition) => definition.kind === "let" || definition.kind === "param");
  const isOther = suggest(name.text, values) !== null;
  report(
    ctx,
    valueCodes.wrongType,
    `\`${row.name}\` must be a text in double quotes, found the name \`${name.text}\`, which is nowhere declared`,
    [labelAt(name.span)],
    {
      help: `write \`"${name.text}"\``,
      fixes: [{ ...replaceFix(name.span, `"${name.text}"`), safe: !isOther }],
    },
  );
  return null;
}

/** Returns the name that an expression is, or null when it is more than one lone name. */
export function bareName(expr: Expr): Name | null {
  if (expr.kind !== "name" || expr.path.length !== 1) return null;
  return expr.path[0] ?? null;
}

function readWords(
  ctx: Context,
  row: PropertyRow,
  type: Extract<PropertyType, { kind: "word" | "words" }>,
  expr: Expr,
): PropertyValue | null {
  const items = expr.kind === "list" && type.kind === "words" ? expr.items : [expr];
  const words: string[] = [];
  for (const item of items) {
    if (item.kind === "missing") return null;
    const name = bareName(item);
    const word = name?.text ?? (item.kind === "text" ? item.value : null);
    if (word === null || !type.words.includes(word)) {
      const found = word === null ? "something else" : `\`${word}\``;
      const help = `the words are ${listNames(type.words)}`;
      report(
        ctx,
        valueCodes.unknownWord,
        `\`${row.name}\` must be one of its words, found ${found}`,
        [labelAt(item.span)],
        word === null ? { help } : { notes: [help], ...offer({ text: word, span: item.span }, type.words) },
      );
      return null;
    }
    if (!words.includes(word)) words.push(word);
  }
  return { kind: "words", words };
}

function readTruth(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  if (value.kind === "truth") return { kind: "truth", value: value.value };
  reportType(ctx, row, "true or false", value, expr.span);
  return null;
}

function readPartName(ctx: Context, row: PropertyRow, kinds: readonly string[], expr: Expr): PropertyValue | null {
  if (expr.kind === "missing") return null;
  const name = bareName(expr);
  if (name !== null) return { kind: "part", name, kinds };
  report(
    ctx,
    valueCodes.wrongType,
    `\`${row.name}\` must be the name of a part of kind ${kinds.join(" or ")}`,
    [labelAt(expr.span)],
    { notes: [`\`${row.name}\`: ${row.doc}`] },
  );
  return null;
}

const referenceWords = {
  array: "an array of devices",
  fabric: "a fabric",
  tier: "a storage or a tier of one",
} as const;

function readReference(
  ctx: Context,
  row: PropertyRow,
  to: ReferenceTarget,
  expr: Expr,
  scope: Scope,
): PropertyValue | null {
  if (expr.kind === "missing") return null;
  const [first, second, third] = expr.kind === "name" ? expr.path : [];
  const wantedKind = to === "tier" ? "storage" : to;
  if (first === undefined || third !== undefined || (second !== undefined && to !== "tier")) {
    report(
      ctx,
      valueCodes.wrongType,
      `\`${row.name}\` must be the name of ${referenceWords[to]}`,
      [labelAt(expr.span)],
      { notes: [`\`${row.name}\`: ${row.doc}`] },
    );
    return null;
  }
  const found = lookUp(scope, first.text);
  if (found === null) {
    const names = namesInSight(scope, (definition) => definition.kind === wantedKind);
    report(
      ctx,
      nameCodes.unknownName,
      `there is no ${wantedKind} \`${first.text}\``,
      [labelAt(first.span)],
      offer(
        first,
        names,
        names.length === 0 ? `the cluster declares no ${wantedKind}` : `there are ${listNames(names)}`,
      ),
    );
    return null;
  }
  if (found.kind === "unknown") return null;
  if (found.kind === wantedKind) return { kind: "reference", to: found, rest: second ?? null };
  report(
    ctx,
    nameCodes.wrongKindOfName,
    `\`${row.name}\` must name ${referenceWords[to]}, \`${first.text}\` is ${withArticle(found.kind)}`,
    [labelAt(first.span), labelAt(found.name.span, "declared here")],
  );
  return null;
}

/** Returns a number in base units as a double, or null when the property is not there. */
export function numberOf(properties: Properties, name: string): number | null {
  const value = properties.get(name)?.value;
  return value?.kind === "number" ? value.value.valueOf() : null;
}

/** Returns an exact number in base units, or null when the property is not there. */
export function ratioOf(properties: Properties, name: string): Ratio | null {
  const value = properties.get(name)?.value;
  return value?.kind === "number" ? value.value : null;
}

/** Returns bits as bytes, or null when the property is not there. */
export function bytesOf(properties: Properties, name: string): number | null {
  const value = properties.get(name)?.value;
  return value?.kind === "number" ? value.value.div(8).valueOf() : null;
}

/** Returns a text, or null when the property is not there. */
export function textProperty(properties: Properties, name: string): string | null {
  const value = properties.get(name)?.value;
  return value?.kind === "text" ? value.value : null;
}

/** Returns the words of a property; none when it is not there. */
export function wordsOf(properties: Properties, name: string): readonly string[] {
  const value = properties.get(name)?.value;
  return value?.kind === "words" ? value.words : [];
}
