/** Short ways to parse in tests, and to compare trees without their places. */
import { expect } from "vitest";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import type { Expr, Member } from "../../../src/syntax/ast.js";
import { parse, parseExpression } from "../../../src/syntax/parse.js";

/** A diagnostic in one line: code, line, the text under its first label. */
export function showDiagnostic(diagnostic: Diagnostic, text: string): string {
  const span = diagnostic.labels[0]?.span ?? { start: 0, end: 0 };
  const line = text.slice(0, span.start).split("\n").length;
  return `${diagnostic.code} ${line} ${text.slice(span.start, span.end)}`.trimEnd();
}

/** Returns all diagnostics of a file in one line each. */
export function listDiagnostics(text: string): readonly string[] {
  return parse({ path: "a.weft", text }).diagnostics.map((diagnostic) => showDiagnostic(diagnostic, text));
}

/** Returns the members of a file that must have no mistake. */
export function readMembers(text: string): readonly Member[] {
  const { value, diagnostics } = parse({ path: "a.weft", text });
  expect(diagnostics.map((diagnostic) => `${showDiagnostic(diagnostic, text)}: ${diagnostic.message}`)).toEqual([]);
  return value.members;
}

/** Returns the one member of a file that must have no mistake. */
export function readMember(text: string): Member {
  const [member, ...others] = readMembers(text);
  expect(others).toEqual([]);
  return member as Member;
}

/** Returns an expression that must have no mistake. */
export function readExpression(text: string): Expr {
  const { value, diagnostics } = parseExpression({ path: "a.weft", text });
  expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([]);
  return value;
}

/** Returns a tree without its spans, and without empty docs. */
export function strip(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      key === "span" || key === "operatorSpan" || (key === "doc" && inner === "") ? undefined : inner,
    ),
  );
}

/** Returns an expression with every operation in brackets: `(a + (b * c))`. */
export function show(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return expr.text;
    case "quantity":
      return `${expr.number}${expr.unit}${expr.precision === null ? "" : `(${expr.precision.text})`}`;
    case "split":
      return `${expr.children}x${expr.rateNumber}${expr.rateUnit}${expr.connectors === null ? "" : ` over ${show(expr.connectors)}`}`;
    case "text":
      return JSON.stringify(expr.value);
    case "truth":
      return String(expr.value);
    case "name":
      return expr.path.map((name) => name.text).join(".");
    case "call":
      return `${expr.callee.text}(${expr.args.map(show).join(", ")})`;
    case "unary":
      return `(${expr.operator} ${show(expr.operand)})`;
    case "binary":
      return `(${show(expr.left)} ${expr.operator} ${show(expr.right)})`;
    case "range":
      return `(${show(expr.from)} .. ${show(expr.to)})`;
    case "list":
      return `[${expr.items.map(show).join(", ")}]`;
    case "if":
      return `(if ${show(expr.condition)} then ${show(expr.then)} else ${show(expr.otherwise)})`;
    case "paren":
      return `{${show(expr.inner)}}`;
    case "missing":
      return "?";
  }
}
