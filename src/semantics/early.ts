/** Values that must be known before the plan is built: early at all, and whole where things are counted. */
import { valueCodes } from "../core/codes/values.js";
import type { Label } from "../core/diagnostic.js";
import { valueLimits } from "../core/limits.js";
import type { Span } from "../core/span.js";
import type { Expr } from "../syntax/ast.js";
import { type Context, labelAt, report } from "./context.js";
import { describeType, describeValue, type NumberValue, type Value } from "./value.js";

/** Returns a value as a whole number of at least `least`, or null after a report. */
export function toWhole(ctx: Context, value: Value, expr: Expr, what: string, least: number): number | null {
  const number = requireEarly(ctx, value, expr.span, what);
  if (number === null) return null;
  if (number.kind !== "number" || number.dimension !== "") {
    report(
      ctx,
      number.kind === "number" ? valueCodes.wrongDimension : valueCodes.wrongType,
      `${what} must be a whole number, found ${describeType(number)}`,
      [labelAt(expr.span, describeValue(number))],
    );
    return null;
  }
  const exact = number.value;
  if (exact.d !== 1n) {
    reportNotWhole(ctx, number, expr, what);
    return null;
  }
  if (exact.n > BigInt(valueLimits.product)) {
    report(ctx, valueCodes.tooLarge, `${what} may be at most 2**53 - 1, found ${exact.toFraction()}`, [
      labelAt(expr.span),
    ]);
    return null;
  }
  const whole = Number(exact.s * exact.n);
  if (whole >= least) return whole;
  report(ctx, valueCodes.outOfRange, `${what} must be at least ${least}, found ${whole}`, [labelAt(expr.span)]);
  return null;
}

/** Says what a fraction is between; for a division, what `div` and `ceil` would give. */
export function reportNotWhole(ctx: Context, number: NumberValue, expr: Expr, what: string): void {
  const exact = number.value;
  let inner = expr;
  while (inner.kind === "paren") inner = inner.inner;
  const [below, above] = [exact.floor().toFraction(), exact.ceil().toFraction()];
  const help =
    inner.kind === "binary" && inner.operator === "/"
      ? `\`/\` is exact: use \`div\` for ${below}, or \`ceil(...)\` for ${above}`
      : `use \`floor(...)\` for ${below}, or \`ceil(...)\` for ${above}`;
  report(
    ctx,
    valueCodes.notWhole,
    `${what} must be a whole number, found ${exact.toFraction()}`,
    [labelAt(expr.span)],
    { help },
  );
}

/** Returns an early value, or null after a report with both places. */
export function requireEarly(
  ctx: Context,
  value: Value,
  span: Span,
  what: string,
): Exclude<Value, { kind: "late" | "poison" }> | null {
  if (value.kind === "poison") return null;
  if (value.kind !== "late") return value;
  report(
    ctx,
    valueCodes.lateValue,
    `${what} must be known before the plan is built, this is known only from the plan`,
    lateLabels(span, value.cause),
    { help: "compute it from literals, params and lets of such; use this value in `require`" },
  );
  return null;
}

/** One label where the late call itself stands in the early place. */
function lateLabels(span: Span, cause: Span): readonly Label[] {
  const counts = labelAt(cause, "counts the compiled cluster");
  const isSame = span.file === cause.file && span.start === cause.start && span.end === cause.end;
  return isSame ? [counts] : [labelAt(span, "needed early"), counts];
}
