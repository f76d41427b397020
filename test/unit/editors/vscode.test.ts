/** The extension for Visual Studio Code is whole, and its patterns do what they are for. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateEditors } from "../../../scripts/generators/editors.js";
import { listFiles } from "../../tidy/sources.js";

const folder = "editors/vscode";
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly extensions: string[];
      readonly configuration: string;
    }[];
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
  };
}

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly appendText?: string };
}

interface Configuration {
  readonly comments: { readonly lineComment: string; readonly blockComment: readonly string[] };
  readonly brackets: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly { readonly open: string; readonly close: string }[];
  readonly wordPattern: string;
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly onEnterRules: readonly EnterRule[];
}

const manifest = readJson(`${folder}/package.json`) as Manifest;
const configuration = readJson(`${folder}/language-configuration.json`) as Configuration;

describe("the extension", () => {
  it("names files that are there, and one language and its grammar", () => {
    const { languages, grammars } = manifest.contributes;
    for (const path of [languages[0]?.configuration, grammars[0]?.path])
      expect(existsSync(`${folder}/${path}`), path).toBe(true);
    expect(languages).toMatchObject([{ id: "weft", extensions: [".weft"] }]);
    expect(grammars).toMatchObject([{ language: "weft", scopeName: "source.weft" }]);
  });

  it("has the version and the licence of weft", () => {
    expect(manifest).toMatchObject({ version: (readJson("package.json") as Manifest).version, license: "Apache-2.0" });
  });

  it("has the generated colours and no others", () => {
    const files = generateEditors();
    for (const { path, text } of files) expect(readFileSync(path, "utf8")).toBe(text);
    const made = listFiles("editors").filter((path) => path.includes(".generated."));
    expect(made).toEqual(files.map(({ path }) => path));
    const grammar = manifest.contributes.grammars[0];
    expect(readJson(`${folder}/${grammar?.path}`)).toMatchObject({ scopeName: grammar?.scopeName });
  });
});

describe("its language configuration", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

  it("has the comments and brackets of the language", () => {
    expect(configuration.comments).toEqual({ lineComment: "//", blockComment: ["/*", "*/"] });
    expect(configuration.brackets.map((pair) => pair.join(""))).toEqual(["{}", "[]", "()"]);
    expect(configuration.autoClosingPairs.map(({ open, close }) => `${open}${close}`)).toEqual([
      "{}",
      "[]",
      "()",
      '""',
      "/* */",
    ]);
  });

  it.each(["cluster c {", "  let a = [", "require max(", 'group "a{" [3] {  // b', "x { a = 1 } y {", "a = [1] b = {"])(
    "indents after `%s`",
    (line) => {
      expect(new RegExp(increaseIndentPattern).test(line)).toBe(true);
    },
  );

  it.each(["// cluster {", 'a = "{"', "server a: p { spares = 8 }", "let a = [1]", "/* { */", "a = 1 // {", '"{'])(
    "does not indent after `%s`",
    (line) => {
      expect(new RegExp(increaseIndentPattern).test(line)).toBe(false);
    },
  );

  it("takes the indentation back at what closes", () => {
    for (const line of ["}", "  ] // a", ")"]) expect(new RegExp(decreaseIndentPattern).test(line)).toBe(true);
    for (const line of ["a }", "// }"]) expect(new RegExp(decreaseIndentPattern).test(line)).toBe(false);
  });

  it.each([
    ["/// a doc comment", "", "/// "],
    ["  ///", "", "/// "],
    ["/*", " */", " * "],
    ["  /* a", "", " * "],
    ["// a comment", "", null],
    ["//// a ruler", "", null],
    ["a = 1", "", null],
    ["/* a */", "", null],
  ])("goes on after `%s` as it should", (before, after, appended) => {
    expect(findEnterRule(before, after, "")?.action.appendText ?? null).toBe(appended);
  });

  it("goes on inside a comment of several lines, and not after it", () => {
    expect(findEnterRule(" * b", "", "/* a")?.action.appendText).toBe("* ");
    expect(findEnterRule(" * c", "", " * b")?.action.appendText).toBe("* ");
    expect(findEnterRule("  * 2", "", "let a = 3")).toBeUndefined();
  });

  it("takes a number and its unit for one word", () => {
    const words = (text: string): readonly string[] => text.match(new RegExp(configuration.wordPattern, "g")) ?? [];
    expect(words("power_typical = 10.2kW at 40GB/s, 92% of x")).toEqual([
      "power_typical",
      "10.2kW",
      "at",
      "40GB/s",
      "92%",
      "of",
      "x",
    ]);
  });
});

/** The first rule that fits, as the editor finds it. */
function findEnterRule(before: string, after: string, previous: string): EnterRule | undefined {
  return configuration.onEnterRules.find(
    (rule) =>
      new RegExp(rule.beforeText).test(before) &&
      (rule.afterText === undefined || new RegExp(rule.afterText).test(after)) &&
      (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous)),
  );
}
