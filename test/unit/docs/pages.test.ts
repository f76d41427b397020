/**
 * Pages of diagnostics keep their word: the first block of weft gives the diagnostic and no other error, the second
 * gives nothing. That every code has a page with its title is held by test/registries.test.ts.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../../src/analysis/rules.generated.js";
import { designCodes } from "../../../src/core/codes/design.js";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { listFiles } from "../../tidy/sources.js";
import { listDataFiles, listFences } from "./fences.js";
import { type Beside, judgeFile, judgeText, tell } from "./judge-text.js";

const pages = listFiles("docs/diagnostics")
  .sort((a, b) => (a < b ? -1 : 1))
  .map((path) => ({ code: basename(path, ".md"), text: readFileSync(path, "utf8") }));

/** Codes of files and folders: no design alone gives them, and their pages show a command instead. */
const shown = pages.filter(({ text }) => listFences(text).some(({ language }) => language === "weft"));

/** Where one mistake brings a second with it: what a broken label or a file that imports itself leaves unknown. */
const alsoGives: Readonly<Record<string, readonly string[]>> = { WF1014: ["WF2011"], WF9007: ["WF2004"] };

function judge(code: string, text: string, beside: Beside): Promise<readonly Diagnostic[]> {
  return code === designCodes.noCluster.code ? judgeText(text, beside) : judgeFile(text, beside);
}

describe.each(shown)("$code", ({ code, text }) => {
  const [failing, mended, ...more] = listFences(text).filter(({ language }) => language === "weft");
  const beside = listDataFiles(text);

  it("has two designs", () => {
    expect(mended).toBeDefined();
    expect(more).toEqual([]);
  });

  it("comes from the first and brings no other error", async () => {
    const found = await judge(code, failing?.body ?? "", beside);
    expect(found.map((one) => one.code)).toContain(code);
    const others = found.filter((one) => one.severity === "error" && one.code !== code);
    expect(tell(others.filter((one) => !(alsoGives[code] ?? []).includes(one.code)))).toEqual([]);
  });

  it("does not come from the second, and nothing else does", async () => {
    expect(tell(await judge(code, mended?.body ?? "", beside))).toEqual([]);
  });
});

describe("the page without a design", () => {
  const others = pages.filter((page) => !shown.includes(page));

  it.each(others)("of $code is about files, folders or very large files", ({ code }) => {
    expect(code).toMatch(/^WF9|^WF1019$|^WF1020$/);
  });
});

describe("the page of a rule whose findings may be allowed", () => {
  it.each(rules.filter((rule) => rule.severity !== "error"))("$code gives the name of the rule", ({ code, name }) => {
    expect(pages.find((page) => page.code === code)?.text).toContain(`\`allow ${name} `);
  });
});
