/** Late expressions and their values as a person would write them. */
import { DIM } from "../../core/dimension.js";
import { formatQuantity } from "../../core/quantity.js";
import { formatRatio, type Ratio } from "../../core/ratio.js";
import type { LateExpr, LateOperator } from "../../model/late.js";

const precedence: Readonly<Record<LateOperator, number>> = {
  if: 0,
  or: 1,
  and: 2,
  not: 3,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  in: 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  div: 6,
  mod: 6,
  neg: 7,
  "**": 8,
};

/** Returns the expression as text: `oversubscription(tor, all)`. */
export function writeLate(expr: LateExpr): string {
  switch (expr.kind) {
    case "number":
      return formatValue(expr.value, expr.dimension);
    case "truth":
      return String(expr.value);
    case "text":
      return expr.value;
    case "reference":
      return expr.ports === null ? expr.name : `${expr.name}.${expr.ports}`;
    case "call":
      return `${expr.function}(${expr.args.map(writeLate).join(", ")})`;
    case "operation":
      return writeOperation(expr.operator, expr.args);
  }
}

function writeOperation(operator: LateOperator, args: readonly LateExpr[]): string {
  const parts = args.map((arg) => {
    const text = writeLate(arg);
    return arg.kind === "operation" && precedence[arg.operator] <= precedence[operator] ? `(${text})` : text;
  });
  const [first = "", second = "", third = ""] = parts;
  if (operator === "neg") return `-${first}`;
  if (operator === "not") return `not ${first}`;
  if (operator === "if") return `if ${first} then ${second} else ${third}`;
  if (operator === "in") return `${first} in [${parts.slice(1).join(", ")}]`;
  return parts.join(` ${operator} `);
}

/** Returns a value of a dimension: `15 360`, `1.07`, `17/15 (1.133)`, `6.4 Tbps`. */
export function formatValue(value: Ratio, dimension: string): string {
  if (dimension !== DIM.none || value.d === 1n) return formatQuantity(value, dimension);
  const exact = Number(value.valueOf().toPrecision(7));
  if (1_000_000n % value.d === 0n) return String(exact);
  return value.d < 10_000n ? `${formatRatio(value)} (${Number(exact.toPrecision(4))})` : String(exact);
}
