/** What the tests of the layout share. */
import { expect } from "vitest";
import { format } from "../../../src/syntax/format.js";

/** Returns the layout of a text without mistakes; laid out again it must be the same. */
export function layOut(text: string): string {
  const { value, diagnostics } = format({ path: "a.weft", text });
  expect(diagnostics).toEqual([]);
  expect(format({ path: "a.weft", text: value ?? "" }).value).toBe(value);
  return value ?? "";
}

/** Lines without the indentation and the line break that the test's own layout brings. */
export function trim(text: string): string {
  const lines = text.split("\n").slice(1, -1);
  const indentation = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => `${line.slice(indentation)}\n`).join("");
}
