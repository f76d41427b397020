/**
 * The params that a design can be given, as declared: type, bounds, default, doc. Computes no value: that needs all
 * of them together.
 */
import { readNumber } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { type ParamType, paramTypes } from "../language/types.js";
import { type Bindings, bindProject } from "../semantics/bind.js";
import { openContext, textOf } from "../semantics/context.js";
import type { ParamDefinition } from "../semantics/parameter.js";
import type { Expr } from "../syntax/ast.js";
import type { Project } from "../syntax/project.js";

/** Bounds that are plain literals, so that they can be said without computing anything. */
export type PlainBounds =
  /** From `low` to below `high`. */
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "choices"; readonly values: readonly (number | string | boolean)[] };

/** One param as declared. */
export interface DeclaredParameter {
  readonly name: string;
  /** Null for a type that does not exist. */
  readonly type: ParamType | null;
  readonly typeName: string;
  /** As written, or null. */
  readonly bounds: string | null;
  readonly plainBounds: PlainBounds | null;
  readonly default: string | null;
  /** Where the default is one literal, its value: a quantity as text. */
  readonly plainDefault: number | string | boolean | null;
  readonly doc: string;
  /** The name. */
  readonly origin: Span;
}

/** Returns the params that can be set from outside: those of the entry file and of its cluster. */
export function listDefinitions({ cluster, files }: Bindings, entry: string): ParamDefinition[] {
  return [...(files.get(entry)?.values ?? []), ...(cluster?.values ?? [])].filter(
    (value): value is ParamDefinition => value.kind === "param",
  );
}

/** Returns the params of a project in the order of the source; what is wrong in it is left to `buildDesign`. */
export function listParameters(project: Project): readonly DeclaredParameter[] {
  const ctx = openContext(project, { set: {} });
  return listDefinitions(bindProject(ctx), project.entry).map(({ node }) => ({
    name: node.name.text,
    type: paramTypes.find(({ name }) => name === node.type.text) ?? null,
    typeName: node.type.text,
    bounds: node.bounds === null ? null : textOf(ctx, node.bounds.span),
    plainBounds: node.bounds === null ? null : readBounds(node.bounds),
    default: node.value === null ? null : textOf(ctx, node.value.span),
    plainDefault: node.value === null ? null : readLiteral(node.value),
    doc: node.text ?? node.doc,
    origin: node.name.span,
  }));
}

function readBounds(expr: Expr): PlainBounds | null {
  if (expr.kind === "paren") return readBounds(expr.inner);
  if (expr.kind === "range") {
    const [low, high] = [readLiteral(expr.from), readLiteral(expr.to)];
    return typeof low === "number" && typeof high === "number" ? { kind: "range", low, high } : null;
  }
  if (expr.kind !== "list") return null;
  const values = expr.items.map(readLiteral);
  return values.every((value) => value !== null) ? { kind: "choices", values } : null;
}

function readLiteral(expr: Expr): number | string | boolean | null {
  switch (expr.kind) {
    case "number":
      return readNumber(expr.text)?.valueOf() ?? null;
    case "quantity":
      return `${expr.number}${expr.unit}`;
    case "text":
    case "truth":
      return expr.value;
    case "paren":
      return readLiteral(expr.inner);
    case "unary": {
      const value = expr.operator === "-" ? readLiteral(expr.operand) : null;
      return typeof value === "number" ? -value : null;
    }
    default:
      return null;
  }
}
