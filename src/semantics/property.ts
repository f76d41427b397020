/** Values of properties: each is checked against its row of the kinds table and brought into a plain form. */
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { DIM, type Dimension, describeWithArticle, precisionOf } from "../core/dimension.js";
import { formatQuantity } from "../core/quantity.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { PropertyRow } from "../language/kinds.js";
import type { PropertyType, ReferenceTarget } from "../language/types.js";
import type { Attribute, Expr, Name } from "../syntax/ast.js";
import type { CheckedBlock } from "./block.js";
import { type Context, labelAt, listNames, offer, report, textOf } from "./context.js";
import { requireEarly, toWhole } from "./early.js";
import { evaluate } from "./evaluate.js";
import { type DeclaredThing, lookUp, namesInSight, type Scope } from "./scope.js";
import { describeType, describeValue, type ListItem, type Literal, type NumberValue, type Value } from "./value.js";

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
  | { readonly kind: "dimension"; readonly name: Name };

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

function reportType(ctx: Context, row: PropertyRow, wanted: string, value: Value, span: Span): void {
  if (value.kind === "poison") return;
  report(
    ctx,
    valueCodes.wrongType,
    `\`${row.name}\` must be ${wanted}, found ${describeType(value)}`,
    [labelAt(span, describeValue(value))],
    { notes: [`\`${row.name}\`: ${row.doc}`] },
  );
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
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  if (value.kind === "text") return { kind: "text", value: value.value };
  reportType(ctx, row, "a text in double quotes", value, expr.span);
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

/** Returns the early items of a list, or the one value as a list; null after a report. */
function readItems(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): readonly ListItem[] | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  const items = value.kind === "list" ? value.items : [{ value, span: expr.span }];
  return items.some((item) => item.value.kind === "poison") ? null : items;
}

function readFlops(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const items = readItems(ctx, row, expr, scope);
  if (items === null) return null;
  const byPrecision = new Map<string, Ratio>();
  const places = new Map<string, Span>();
  for (const { value, span } of items) {
    const precision = value.kind === "number" ? precisionOf(value.dimension) : null;
    if (value.kind !== "number" || precision === null) {
      reportType(ctx, row, "FLOPS with a precision, such as 989TFLOPS(bf16)", value, span);
      return null;
    }
    const first = places.get(precision);
    if (first !== undefined) {
      report(ctx, valueCodes.wrongType, `\`${row.name}\` gives two figures for ${precision}, expected one`, [
        labelAt(span),
        labelAt(first, "the first"),
      ]);
      return null;
    }
    places.set(precision, span);
    byPrecision.set(precision, value.value);
  }
  return { kind: "flops", byPrecision };
}

function readSplits(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const items = readItems(ctx, row, expr, scope);
  if (items === null) return null;
  const splits: SplitValue[] = [];
  for (const { value, span } of items) {
    if (value.kind !== "split") {
      reportType(ctx, row, "splits such as 4x200Gbps", value, span);
      return null;
    }
    splits.push({ children: value.children, rate: value.rate, connectors: value.connectors, origin: span });
  }
  return { kind: "splits", splits };
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
    `\`${row.name}\` must name ${referenceWords[to]}, \`${first.text}\` is a ${found.kind}`,
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
