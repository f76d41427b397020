/** Every rule of ports and networks has a page, a fixture that it alone finds something in, and one that is clean. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../../src/analysis/rules.generated.js";
import type { Diagnostic } from "../../../../src/core/diagnostic.js";
import { readRefusalLines } from "../../fixture-lines.js";
import { judgeText, tell } from "./judge-text.js";

const judged = rules.filter(({ code }) => /^WF(51|60)/.test(code));

function readFixture(name: string, outcome: "fail" | "pass"): string {
  return readFileSync(`test/fixtures/rules/${name.replaceAll("_", "-")}-${outcome}.weft`, "utf8");
}

function readBlocks(page: string): readonly string[] {
  return [...page.matchAll(/```weft\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
}

function wordsOf({ code, message, labels, notes }: Diagnostic): string {
  return [code, message, ...labels.map(({ text }) => text), ...notes].join("\n");
}

it("are all here", () => {
  expect(judged.length).toBeGreaterThanOrEqual(35);
  expect(new Set(judged.map(({ code }) => code)).size).toBe(judged.length);
});

describe.each(judged)("$name", (rule) => {
  const { code, name, severity, title } = rule;

  it("finds its mistake once, with the numbers and both places", async () => {
    const text = readFixture(name, "fail");
    const { says, code: wanted } = readRefusalLines(text);
    const { diagnostics } = await judgeText(text);
    expect(wanted).toBe(code);
    expect(tell(diagnostics)).toEqual([expect.stringMatching(new RegExp(`^${code} `))]);
    const [found] = diagnostics;
    expect(found?.severity).toBe(severity);
    expect(found?.labels.length).toBeGreaterThan(1);
    if (name !== "protocol_mismatch") expect(found?.message).toMatch(/\d/);
    expect(found?.help).toBeTruthy();
    for (const { span } of found?.labels ?? []) expect(text.slice(span.start, span.end)).not.toBe("");
    for (const part of says) expect(found === undefined ? "" : wordsOf(found)).toContain(part);
  });

  it("finds nothing where there is nothing", async () => {
    expect(tell((await judgeText(readFixture(name, "pass"))).diagnostics)).toEqual([]);
  });

  it("has a page whose first example fails and whose second is mended", async () => {
    const path = `docs/diagnostics/${code}.md`;
    expect(existsSync(path)).toBe(true);
    const page = readFileSync(path, "utf8");
    expect(page.split("\n")[0]).toBe(`# ${code}: ${title}`);
    const [failing = "", mended = ""] = readBlocks(page);
    expect((await judgeText(failing)).diagnostics.map((one) => one.code)).toEqual([code]);
    expect(tell((await judgeText(mended)).diagnostics)).toEqual([]);
  });

  it("is called after its file", () => {
    expect(existsSync(`src/analysis/rules/${name.replaceAll("_", "-")}.rule.ts`)).toBe(true);
  });
});
