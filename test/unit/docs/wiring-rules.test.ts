/** The rules about wiring that is legal but idle have a design that gives their finding alone, and one that is clean. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../src/analysis/rules.generated.js";
import { readRefusalLines } from "../fixture-lines.js";
import { judgeText, tell } from "./judge-text.js";

const wiring = rules.filter(({ code }) => code.startsWith("WF50"));

function readFixture(name: string, outcome: "fail" | "pass"): string {
  return readFileSync(`test/fixtures/rules/${name.replaceAll("_", "-")}-${outcome}.weft`, "utf8");
}

describe.each(wiring)("$name", ({ name, code }) => {
  it("finds its mistake once", async () => {
    const text = readFixture(name, "fail");
    const lines = readRefusalLines(text);
    const found = await judgeText(text);
    expect(lines.code).toBe(code);
    expect(found.map((one) => one.code)).toEqual([code]);
    const told = found.flatMap(({ message, labels, notes }) => [
      message,
      ...labels.map((label) => label.text),
      ...notes,
    ]);
    expect(lines.says.filter((part) => !told.some((text) => text.includes(part)))).toEqual([]);
  });

  it("finds nothing where there is nothing", async () => {
    expect(tell(await judgeText(readFixture(name, "pass")))).toEqual([]);
  });
});
