/** What stands in two places stands the same in both: generated files, pages and codes, keywords, units. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { blockWords, statementWords } from "../grammar/tokens.js";
import { unitSpellings } from "../grammar/units.js";
import { generateAll } from "../scripts/generators/generate-all.js";
import { rules } from "../src/analysis/rules.generated.js";
import type { DiagnosticKind } from "../src/core/diagnostic.js";
import { units } from "../src/core/units.js";
import { kinds } from "../src/language/kinds.js";
import { listFiles } from "./tidy/sources.js";

describe("generated files", () => {
  it("are what `npm run generate` makes", async () => {
    const files = await generateAll(process.cwd());
    const stale = files.filter(({ path, text }) => readFileSync(path, "utf8") !== text);
    expect(stale.map(({ path }) => path)).toEqual([]);
    const made = new Set(files.map(({ path }) => path));
    const extra = ["src", "grammar"]
      .flatMap(listFiles)
      .filter((path) => path.includes(".generated.") && !made.has(path));
    expect(extra).toEqual([]);
  });
});

async function listKinds(): Promise<DiagnosticKind[]> {
  const found: DiagnosticKind[] = [...rules];
  for (const path of listFiles("src/core/codes").filter((file) => !file.includes(".generated."))) {
    const tables = (await import(`../src/core/codes/${basename(path, ".ts")}.ts`)) as Record<
      string,
      Record<string, DiagnosticKind>
    >;
    found.push(...Object.values(tables).flatMap((table) => Object.values(table)));
  }
  return found;
}

describe("codes", () => {
  it("have one page each, and pages a code", async () => {
    const codes = (await listKinds()).map((kind) => kind.code).sort();
    const pages = listFiles("docs/diagnostics")
      .map((path) => basename(path, ".md"))
      .sort();
    expect(pages).toEqual(codes);
  });

  it("are WF and four digits, used once", async () => {
    const codes = (await listKinds()).map((kind) => kind.code);
    expect(codes.filter((code) => !/^WF[1-9]\d{3}$/.test(code))).toEqual([]);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  it("have the title of their page", async () => {
    const wrong = (await listKinds()).flatMap((kind) => {
      const first = readFileSync(`docs/diagnostics/${kind.code}.md`, "utf8").split("\n")[0];
      return first === `# ${kind.code}: ${kind.title}` ? [] : [`${kind.code}: ${kind.title}, page: ${first}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe("rules", () => {
  it("are called by the name of their file", () => {
    const files = listFiles("src/analysis/rules")
      .map((path) => basename(path, ".rule.ts").replaceAll("-", "_"))
      .sort();
    expect(rules.map((rule) => rule.name).sort()).toEqual(files);
  });
});

describe("the grammar and the language", () => {
  it("have the same keywords", () => {
    expect([...blockWords, ...statementWords.keys()].sort()).toEqual(kinds.map((kind) => kind.keyword).sort());
  });

  it("have the same units", () => {
    expect([...unitSpellings].sort()).toEqual(units.map((unit) => unit.spelling).sort());
  });
});

describe("the lock file", () => {
  it("names every optional package, so that `npm ci` runs everywhere", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages),
      ),
    );
    // npm leaves out what the registry at hand does not have; `npm ci` refuses such a file.
    expect(missing).toEqual([]);
  });
});
