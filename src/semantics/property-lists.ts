/** Properties that take a list: texts, quantities, FLOPS by precision, splits of a port. */
import { valueCodes } from "../core/codes/values.js";
import { type Dimension, describeWithArticle, precisionOf } from "../core/dimension.js";
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { PropertyRow } from "../language/kinds.js";
import type { Expr } from "../syntax/ast.js";
import { type Context, labelAt, report } from "./context.js";
import { requireEarly } from "./early.js";
import { evaluate } from "./evaluate.js";
import type { PropertyValue, SplitValue } from "./property.js";
import type { Scope } from "./scope.js";
import { describeType, describeValue, type ListItem, type Value } from "./value.js";

/** Reports a value of the wrong type for a property. */
export function reportType(ctx: Context, row: PropertyRow, wanted: string, value: Value, span: Span): void {
  if (value.kind === "poison") return;
  report(
    ctx,
    valueCodes.wrongType,
    `\`${row.name}\` must be ${wanted}, found ${describeType(value)}`,
    [labelAt(span, describeValue(value))],
    { notes: [`\`${row.name}\`: ${row.doc}`] },
  );
}

/** Returns the early items of a list, or the one value as a list; null after a report. */
function readItems(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): readonly ListItem[] | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, `\`${row.name}\``);
  if (value === null) return null;
  const items = value.kind === "list" ? value.items : [{ value, span: expr.span }];
  return items.some((item) => item.value.kind === "poison") ? null : items;
}

/** Returns one text or a list of them, or null after a report. */
export function readTexts(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
  const items = readItems(ctx, row, expr, scope);
  if (items === null) return null;
  const values: string[] = [];
  for (const { value, span } of items) {
    if (value.kind !== "text") {
      reportType(ctx, row, "a list of texts in double quotes", value, span);
      return null;
    }
    values.push(value.value);
  }
  return { kind: "texts", values };
}

/** Returns quantities of one dimension in the order written, or null after a report. */
export function readSeries(
  ctx: Context,
  row: PropertyRow,
  dimension: Dimension,
  expr: Expr,
  scope: Scope,
): PropertyValue | null {
  const items = readItems(ctx, row, expr, scope);
  if (items === null) return null;
  const values: Ratio[] = [];
  for (const { value, span } of items) {
    if (value.kind !== "number" || value.dimension !== dimension || value.value.s < 0n) {
      reportType(ctx, row, `a list, each ${describeWithArticle(dimension)}`, value, span);
      return null;
    }
    values.push(value.value);
  }
  return { kind: "series", values };
}

/** Returns FLOPS by precision, or null after a report. */
export function readFlops(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
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

/** Returns the splits of a port, or null after a report. */
export function readSplits(ctx: Context, row: PropertyRow, expr: Expr, scope: Scope): PropertyValue | null {
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
