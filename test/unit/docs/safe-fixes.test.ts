/** A safe fix removes its diagnostic and makes no new error: shown on the failing design of every page that has one. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEdits, chooseFixes } from "../../../src/core/edits.js";
import { listFiles } from "../../tidy/sources.js";
import { listFences } from "./fences.js";
import { judgeFile, tell } from "./judge-text.js";

const pages = listFiles("docs/diagnostics")
  .sort((a, b) => (a < b ? -1 : 1))
  .flatMap((path) => {
    const [failing] = listFences(readFileSync(path, "utf8")).filter(({ language }) => language === "weft");
    return failing === undefined ? [] : [{ code: basename(path, ".md"), body: failing.body }];
  });

const isMain = (path: string): boolean => path === "main.weft";

/** Codes whose example has a safe fix: more may come, none may be lost unseen. */
const known = [
  "WF1004",
  "WF1007",
  "WF1008",
  "WF1009",
  "WF1012",
  "WF1013",
  "WF1016",
  "WF1021",
  "WF1022",
  "WF1023",
  "WF1024",
  "WF2001",
  "WF2004",
  "WF2007",
  "WF2008",
  "WF2017",
  "WF2050",
  "WF3012",
  "WF4020",
  "WF9006",
  "WF9014",
];

const fixed = await Promise.all(
  pages.map(async ({ code, body }) => {
    const found = await judgeFile(body);
    const chosen = chooseFixes(found, isMain).filter(({ diagnostic }) => diagnostic.code === code);
    return { code, body, found, chosen };
  }),
);
const withFix = fixed.filter(({ chosen }) => chosen.length > 0);

describe.each(withFix)("the safe fix of $code", ({ code, body, found, chosen }) => {
  it("removes what it mends and makes no new error", async () => {
    const mended = applyEdits(
      body,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    const left = await judgeFile(mended);
    const count = (diagnostics: typeof found): number => diagnostics.filter((one) => one.code === code).length;
    expect(count(left)).toBe(count(found) - chosen.length);
    const before = tell(found.filter(({ severity }) => severity === "error"));
    const errors = tell(left.filter(({ severity }) => severity === "error"));
    expect(errors.filter((one) => !before.includes(one))).toEqual([]);
  });
});

describe("codes with a safe fix", () => {
  it("are these at least", () => {
    expect(withFix.map(({ code }) => code)).toEqual(expect.arrayContaining([...known]));
  });
});
