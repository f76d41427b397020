/** Every code of names, values and design has a page whose first example gives it, alone, and whose second gives nothing. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { designCodes } from "../../../src/core/codes/design.js";
import { nameCodes } from "../../../src/core/codes/names.js";
import { valueCodes } from "../../../src/core/codes/values.js";
import { buildText, listCodes } from "./build-text.js";

const rows = [...Object.values(nameCodes), ...Object.values(valueCodes), ...Object.values(designCodes)];

/** Returns the settings that a block asks for: a line `// --set name=value` a setting. */
function readSettings(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/^\/\/ --set (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

describe.each(rows)("$code", ({ code, title }) => {
  const path = `docs/diagnostics/${code}.md`;
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const [failing = "", mended = ""] = [...text.matchAll(/```weft\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

  it("has a page of its title", () => {
    expect(text.split("\n")[0]).toBe(`# ${code}: ${title}`);
  });

  it("is what the failing example gives, and nothing else", () => {
    expect(listCodes(buildText(failing, readSettings(failing)))).toEqual([code]);
  });

  it("is gone from the mended example", () => {
    expect(mended).not.toBe("");
    expect(listCodes(buildText(mended, readSettings(mended)))).toEqual([]);
  });
});

describe("codes", () => {
  it("are given once", () => {
    const codes = rows.map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
