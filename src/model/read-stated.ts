/** Totals as they are written: the value, and by how much a sum may differ from it and still agree. */
import { lastDigit } from "../core/quantity.js";
import { ratio } from "../core/ratio.js";
import { findUnit } from "../core/units.js";
import { type Context, textOfExpr } from "../semantics/context.js";
import type { Properties } from "../semantics/property.js";
import type { StatedTotal } from "./part.js";

/** Data is counted in bits. */
const BITS_A_BYTE = 8;

/**
 * Returns the total that a property states, or null where it is not given; data in bytes, anything else in base units.
 * A computed total has no written precision: only the very sum agrees with it.
 */
export function readStated(
  ctx: Context,
  properties: Properties,
  name: string,
  of: "data" | "other" = "data",
): StatedTotal | null {
  const property = properties.get(name);
  if (property === undefined || property.value.kind !== "number") return null;
  const { value, literal } = property.value;
  const { span } = property.attribute.value;
  const unit = literal?.kind === "quantity" ? findUnit(literal.unit) : null;
  const share = ratio(1, of === "data" ? BITS_A_BYTE : 1);
  // Half of the last digit written.
  const tolerance =
    literal?.kind === "quantity" && unit !== null
      ? lastDigit(literal.number).mul(unit.factor).mul(share).div(2).valueOf()
      : 0;
  return {
    value: value.mul(share).valueOf(),
    tolerance,
    text: textOfExpr(ctx, property.attribute.value),
    origin: span,
  };
}
