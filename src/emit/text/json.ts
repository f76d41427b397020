/** JSON whose numbers are the same on every engine. */
import { roundNumber } from "./figure.js";

/** Returns the value as indented JSON with a line feed at its end; numbers that are not whole keep 12 digits. */
export function writeJson(value: object): string {
  const text = JSON.stringify(
    value,
    (_, one: unknown) => (typeof one === "number" && !Number.isInteger(one) ? roundNumber(one) : one),
    1,
  );
  return `${text}\n`;
}
