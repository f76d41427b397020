/**
 * The colours of the editor and the language agree: over every design of the tree each number, text, comment and keyword
 * is coloured as one, from its first character to its last, and nothing else is.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { IGrammar } from "vscode-textmate";
import { format } from "../../../src/syntax/format.js";
import { parse } from "../../../src/syntax/parse.js";
import { createDraw } from "../../fuzz/mutate.js";
import { drawSentence } from "../../fuzz/sentence.js";
import { spellWildly } from "../../fuzz/spell.js";
import { listFiles } from "../../tidy/sources.js";
import { sampleDesign } from "../syntax/samples.js";
import { colour, listRoles, loadColours, type Role, type Stretch, type Word } from "./colour.js";

const designs = ["src/std", "examples", "test/fixtures", "bench/designs"]
  .flatMap(listFiles)
  .filter((path) => path.endsWith(".weft"))
  .filter((path) => parse({ path, text: readFileSync(path, "utf8") }).diagnostics.length === 0);

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadColours("grammar/weft.tmLanguage.generated.json");
});

/** What a stretch is, by its innermost scopes. */
function classify({ scopes }: Stretch): Role | "invalid" {
  const has = (prefix: string): boolean => scopes.some((scope) => scope.startsWith(prefix));
  if (has("invalid.")) return "invalid";
  if (has("comment.line.documentation")) return "doc";
  if (has("comment.")) return "comment";
  if (has("string.")) return "text";
  if (has("constant.numeric.")) return "number";
  if (has("variable.other.property.")) return "property";
  const isWord = has("keyword.declaration.") || has("keyword.other.") || has("keyword.control.");
  if (isWord || has("keyword.operator.word.") || has("constant.language.") || has("support.constant.grade."))
    return "keyword";
  return has("keyword.operator.") || has("punctuation.") ? "sign" : "name";
}

/** What the lexer alone knows. */
const lexical: readonly Role[] = ["number", "text", "comment", "doc"];
const all: readonly Role[] = [...lexical, "keyword", "property"];

/** Returns a line for every place where the two differ on one of those roles. */
function compare(text: string, told: readonly (Role | "invalid")[] = all): readonly string[] {
  const colours: (Role | "invalid")[] = Array.from({ length: text.length }, () => "name");
  for (const stretch of colour(grammar, text)) colours.fill(classify(stretch), stretch.start, stretch.end);
  const roles: Role[] = Array.from({ length: text.length }, () => "name");
  for (const { start, end, role } of listRoles(text)) roles.fill(role, start, end);
  const lines = text.split("\n");
  const differences: string[] = [];
  let offset = 0;
  for (const [at, line] of lines.entries()) {
    for (let column = 0; column < line.length; column++) {
      const [seen, meant] = [colours[offset + column] ?? "name", roles[offset + column] ?? "name"];
      if (seen === meant || (!told.includes(seen) && !told.includes(meant) && seen !== "invalid")) continue;
      differences.push(`${at + 1}:${column + 1} ${seen} for ${meant}: ${line}`);
      break;
    }
    offset += line.length + 1;
  }
  return differences;
}

/** Numbers and texts that stand side by side must not run together. */
function listBorders(words: readonly Word[]): readonly string[] {
  return words.filter(({ role }) => role === "number").map(({ start, end }) => `${start}-${end}`);
}

describe("the colours of every design", () => {
  it("are judged on many", () => {
    expect(designs.length).toBeGreaterThan(100);
  });

  it.each(designs)("%s", (path) => {
    const text = readFileSync(path, "utf8");
    expect(compare(text)).toEqual([]);
    const numbers = colour(grammar, text).filter((stretch) => classify(stretch) === "number");
    expect(numbers.map(({ start, end }) => `${start}-${end}`)).toEqual(listBorders(listRoles(text)));
  });

  it("are those of the sample with every construct", () => {
    expect(compare(sampleDesign)).toEqual([]);
  });
});

describe("the colours of any sentence", () => {
  it("agree on numbers, texts and comments, whatever stands around them", () => {
    for (let seed = 0; seed < 60; seed++) {
      const draw = createDraw(seed);
      const text = format({ path: "a.weft", text: spellWildly(drawSentence(draw), draw, { comments: 6 }) }).value ?? "";
      expect(compare(text, lexical), `seed ${seed}`).toEqual([]);
    }
  });
});

describe("the colour", () => {
  it.each([
    ["connect", "connect a -> b", "keyword.declaration.weft"],
    ["->", "connect a -> b", "keyword.operator.connect.weft"],
    ["at", "connect a -> b at 400Gbps", "keyword.other.clause.weft"],
    ["x", "connect a -> b x 4", "keyword.other.clause.weft"],
    ["of", "group a[3 of 15] { }", "keyword.other.clause.weft"],
    ["published", 'power = 1kW published "a"', "support.constant.grade.weft"],
    ["also", "power = 1kW also 2kW", "keyword.other.clause.weft"],
    ["power", "power = 1kW", "variable.other.property.weft"],
    ["400Gbps", "connect a -> b at 400Gbps", "constant.numeric.quantity.weft"],
    ["4x200G", "splits = [4x200G]", "constant.numeric.split.weft"],
    ["40GB/s", "let a = 40GB/s / n", "constant.numeric.quantity.weft"],
    ["15_000", "let a = 15_000", "constant.numeric.weft"],
    ["h100", "part gpu h100 { }", "entity.name.type.weft"],
    ["gpu", "part gpu h100 { }", "storage.type.kind.weft"],
    ["tor", "switch tor[4]: qm9700", "entity.name.type.weft"],
    ["count", "let a = count(tor)", "support.function.weft"],
    ["if", "let a = if b then 1 else 2", "keyword.control.weft"],
    ["mod", "let a = b mod 2", "keyword.operator.word.weft"],
    ["true", "let a = true", "constant.language.weft"],
    ['\\"', 'let a = "\\""', "constant.character.escape.weft"],
    ["/// a", "/// a", "comment.line.documentation.weft"],
    ["// a", "// a", "comment.line.double-slash.weft"],
    ["/* a */", "/* a */", "comment.block.weft"],
  ])("of %s in `%s` is %s", (part, text, scope) => {
    const start = text.indexOf(part);
    const found = colour(grammar, text).filter((one) => one.start >= start && one.end <= start + part.length);
    expect(found.length).toBeGreaterThan(0);
    for (const { scopes } of found) expect(scopes).toContain(scope);
  });

  it.each([
    ["gpu", "connect gpu.nic -> tor"],
    ["switch", "connect host -> switch[nic: gpu]"],
    ["fabric", "storage_fabric = fabric"],
    ["x", "isolate plane, x, y"],
    ["at", "let a = [at, where]"],
    ["of", "let of = 3"],
    ["storage", "saves_to = cpfs.storage"],
    ["ports", 'import { ports } from "x"'],
  ])("of %s in `%s` is that of a name", (part, text) => {
    const at = text.lastIndexOf(part);
    const found = colour(grammar, text).find(({ start, end }) => start <= at && end >= at + part.length);
    expect(found?.scopes.filter((one) => /^(keyword|invalid|storage)\./.test(one))).toEqual([]);
  });

  it.each([
    ["a number with letters that are no unit", "let a = 12quux"],
    ["a text that does not end", 'let a = "b'],
    ["an escape that stands for nothing", 'let a = "\\q"'],
  ])("of %s is that of a mistake", (_, text) => {
    expect(colour(grammar, text).some((stretch) => classify(stretch) === "invalid")).toBe(true);
  });

  it("comes back after a text that does not end", () => {
    expect(compare("let a = 1\n").length).toBe(0);
    const stretches = colour(grammar, 'let a = "b\nlet c = 2');
    expect(stretches.filter(({ scopes }) => scopes.includes("keyword.declaration.weft"))).toHaveLength(2);
  });
});
