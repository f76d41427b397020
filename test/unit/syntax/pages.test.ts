/** The pages of WF1: the failing example produces the code and nothing else of WF1, the mended one produces nothing. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { syntaxCodes } from "../../../src/core/codes/syntax.js";
import type { DiagnosticKind } from "../../../src/core/diagnostic.js";
import { parse } from "../../../src/syntax/parse.js";

/** Codes of limits that no page could show going beyond; `limits.test.ts` does. */
const withoutExample: readonly string[] = [syntaxCodes.fileTooLarge.code, syntaxCodes.tooManyMembers.code];

const kinds: readonly DiagnosticKind[] = Object.values(syntaxCodes);

describe.each(kinds)("$code: $title", ({ code, title }) => {
  const page = readFileSync(`docs/diagnostics/${code}.md`, "utf8");
  const blocks = [...page.matchAll(/```weft\n([\s\S]*?)```/g)].map(([, text = ""]) =>
    parse({ path: `${code}.weft`, text }).diagnostics.map((diagnostic) => diagnostic.code),
  );

  it("has a title and both examples", () => {
    expect(page.split("\n")[0]).toBe(`# ${code}: ${title}`);
    expect(blocks).toHaveLength(withoutExample.includes(code) ? 0 : 2);
  });

  it.skipIf(blocks.length === 0)("fails and is mended", () => {
    expect(new Set(blocks[0])).toEqual(new Set([code]));
    expect(blocks[1]).toEqual([]);
  });
});

describe("the codes of WF1", () => {
  it("are used once each", () => {
    expect(new Set(kinds.map((kind) => kind.code)).size).toBe(kinds.length);
  });
});
