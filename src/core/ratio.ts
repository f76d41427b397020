/** Exact rational numbers: `fraction.js` under the name that the rest of weft knows. */
import Fraction from "fraction.js";

export type Ratio = Fraction;

/** Returns the exact ratio of a whole number, a decimal text such as `1.5` or `2.5e3`, or `top / bottom`. */
export function ratio(top: number | bigint | string, bottom: number | bigint = 1): Ratio {
  const whole = typeof top === "string" ? new Fraction(top) : new Fraction(top, 1);
  return bottom === 1 ? whole : whole.div(bottom);
}

/** Returns `16/15`, or `15` for a whole number. */
export function formatRatio(value: Ratio): string {
  return value.toFraction();
}
