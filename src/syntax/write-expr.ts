/** Writes the expressions that data files can hold as weft has them: literals, names, lists. No operators. */
import type { Expr } from "./ast.js";

/** Returns an expression as weft writes it; an empty text for what is missing. */
export function writeExpr(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return expr.text;
    case "quantity":
      return `${expr.number}${expr.unit}${expr.precision === null ? "" : `(${expr.precision.text})`}`;
    case "split":
      return `${expr.children}x${expr.rateNumber}${expr.rateUnit}${expr.connectors === null ? "" : ` over ${writeExpr(expr.connectors)}`}`;
    case "text":
      return quoteText(expr.value);
    case "truth":
      return String(expr.value);
    case "name":
      return expr.path.map((name) => name.text).join(".");
    case "list":
      return `[${expr.items.map(writeExpr).join(", ")}]`;
    default:
      return "";
  }
}

/** Returns a text in quotes; control characters other than line ends and tabs, which weft cannot write, are left out. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\r\n", "\n")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t");
  return `"${[...escaped].filter((character) => (character.codePointAt(0) ?? 0) >= 32).join("")}"`;
}
