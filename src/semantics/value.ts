/** Values of expressions, early and late, and how they are described. Knows nothing of trees or scopes. */
import type { Dimension } from "../core/dimension.js";
import { describeWithArticle } from "../core/dimension.js";
import { formatQuantity } from "../core/quantity.js";
import { type Ratio, ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import type { LateExpr } from "../model/late.js";
import type { Expr, Name } from "../syntax/ast.js";
import type { Definition } from "./scope.js";

/** A number as written, with its unit or without. */
export type Literal = Extract<Expr, { kind: "number" | "quantity" }>;

export interface NumberValue {
  readonly kind: "number";
  /** In base units. */
  readonly value: Ratio;
  readonly dimension: Dimension;
  /** The literal that it comes from, when nothing was computed: how precisely a total is stated. */
  readonly literal: Literal | null;
}

export interface ListItem {
  readonly value: Value;
  readonly span: Span;
}

/** A value that is known only after analysis; `cause` is the call that makes it so. */
export interface LateValue {
  readonly kind: "late";
  readonly expr: LateExpr;
  /** The dimension of a number, or null for a truth. */
  readonly dimension: Dimension | null;
  readonly cause: Span;
}

export type Value =
  | NumberValue
  | LateValue
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "split"; readonly children: number; readonly rate: Ratio; readonly connectors: number }
  | { readonly kind: "range"; readonly from: NumberValue; readonly to: NumberValue }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  /** Something of the cluster; `rest` are the names after its own. */
  | { readonly kind: "reference"; readonly definition: Definition; readonly rest: readonly Name[] }
  /** Stands for what was already complained of: everything made from it is silent. */
  | { readonly kind: "poison" };

export const poison: Value = { kind: "poison" };

/** Returns a plain number or a computed quantity. */
export function makeNumber(value: Ratio | number, dimension: Dimension = ""): NumberValue {
  return { kind: "number", value: typeof value === "number" ? ratio(value) : value, dimension, literal: null };
}

/** Returns the type of a value in words with an article: `a data rate`, `a text`, `a list`. */
export function describeType(value: Value): string {
  switch (value.kind) {
    case "number":
      return describeWithArticle(value.dimension);
    case "late":
      return value.dimension === null ? "a truth" : describeWithArticle(value.dimension);
    case "truth":
      return "a truth";
    case "text":
      return "a text";
    case "split":
      return "a split of a port";
    case "range":
      return "a range";
    case "list":
      return "a list";
    case "reference":
      return `the ${value.definition.kind} \`${value.definition.name.text}\``;
    case "poison":
      return "nothing";
  }
}

/** Returns the value with its type: `80 GB, a data size`; only the type where there is no short value. */
export function describeValue(value: Value): string {
  switch (value.kind) {
    case "number":
      return `${formatQuantity(value.value, value.dimension)} is ${describeWithArticle(value.dimension)}`;
    case "truth":
      return `\`${String(value.value)}\` is a truth`;
    case "text":
      return "this is a text";
    default:
      return `this is ${describeType(value)}`;
  }
}

/** Returns what a late expression sees of a value, or null when it cannot stand in one. */
export function toLate(value: Value, origin: Span): LateExpr | null {
  switch (value.kind) {
    case "late":
      return value.expr;
    case "number":
      return { kind: "number", value: value.value, dimension: value.dimension, origin };
    case "truth":
      return { kind: "truth", value: value.value, origin };
    case "text":
      return { kind: "text", value: value.value, origin };
    default:
      return null;
  }
}
