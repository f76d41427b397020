/** Values of properties in data files: weft literals in texts, and plain JSON where it says the same. */
import type { SourceText, Span } from "../core/span.js";
import type { PropertyType } from "../language/types.js";
import type { Expr } from "../syntax/ast.js";
import type { DataNode } from "./data-node.js";
import { contentSpan, makeCount, makeName, makeText, makeWord } from "./make-tree.js";

/** What a number looks like in weft, without its unit. */
const numberPattern = /^\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d+)?/;

/**
 * Returns the expression of a property's value. What the schema of the file would refuse gives `missing`, of which
 * later stages say nothing.
 */
export function makeValue(source: SourceText, type: PropertyType, node: DataNode): Expr {
  if (node.kind === "list") {
    const items = node.items.map((item) => makeValue(source, type, item));
    return { kind: "list", items, span: node.span };
  }
  switch (type.kind) {
    case "text":
    case "texts":
      return node.kind === "text" ? makeText(node.value, node.span) : makeMissing(node.span);
    case "truth":
      return node.kind === "truth" ? { kind: "truth", value: node.value, span: node.span } : makeMissing(node.span);
    case "word":
    case "words":
    case "part":
    case "dimension":
    case "reference":
      if (node.kind !== "text") return makeMissing(node.span);
      return makeWord(node.value, contentSpan(source, node.value, node.span));
    default:
      return makeLiteral(source, node);
  }
}

function makeMissing(span: Span): Expr {
  return { kind: "missing", span };
}

/** Returns a number, a quantity or a split; a text holds it as weft has it. */
function makeLiteral(source: SourceText, node: DataNode): Expr {
  if (node.kind === "number") return makeCount(node.text, node.span);
  if (node.kind !== "text") return makeMissing(node.span);
  return readLiteral(node.value, contentSpan(source, node.value, node.span));
}

/** Returns the number, quantity or split that a text is, all of it at one place; `missing` for anything else. */
export function readLiteral(text: string, span: Span): Expr {
  const split = /^(\d+)x(\S+?)(?: +over +(\d+))?$/.exec(text);
  if (split !== null) return makeSplit(split, span);
  const number = numberPattern.exec(text)?.[0];
  if (number === undefined) return makeMissing(span);
  const digits = number.replaceAll("_", "");
  const rest = text.slice(number.length);
  if (rest === "") return { kind: "number", text: digits, span };
  const [, unit = "", precision] = /^([^()]+)(?:\((\w+)\))?$/.exec(rest) ?? [];
  if (unit === "") return makeMissing(span);
  return {
    kind: "quantity",
    number: digits,
    unit,
    precision: precision === undefined ? null : makeName(precision, span),
    span,
  };
}

function makeSplit([, children = "1", rate = "", over]: readonly (string | undefined)[], span: Span): Expr {
  const number = numberPattern.exec(rate)?.[0] ?? "";
  return {
    kind: "split",
    children: Number(children),
    rateNumber: number.replaceAll("_", ""),
    rateUnit: rate.slice(number.length),
    connectors: over === undefined ? null : { kind: "number", text: over, span },
    span,
  };
}

/** Returns the items of `[a, b]` as they stand in a cell, or null for a text that is no such list. */
export function splitList(text: string): readonly { readonly text: string; readonly at: number }[] | null {
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  const items: { readonly text: string; readonly at: number }[] = [];
  for (const match of text.slice(1, -1).matchAll(/"(?:[^"\\]|\\.)*"|[^,"]+/g)) {
    const item = match[0].trim();
    if (item !== "") items.push({ text: item, at: 1 + match.index + match[0].indexOf(item) });
  }
  return items;
}
