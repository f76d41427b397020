/** Every page of a diagnostic keeps its word: its first example produces the diagnostic, its second produces nothing. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { compileProject } from "../src/compile.js";
import { designCodes } from "../src/core/codes/design.js";
import { createMemoryHost } from "../src/host/memory.js";
import { loadProject } from "../src/load.js";
import { listFiles } from "./tidy/sources.js";

/** Codes that no single design can produce: they depend on the disk, on very many files or on a very large one. */
const withoutExample = [
  "WF1019",
  "WF1020",
  "WF9003",
  "WF9004",
  "WF9005",
  "WF9008",
  "WF9009",
  "WF9010",
  "WF9011",
  "WF9012",
  "WF9013",
];

/** Returns the settings that a first line such as `// --set spines=4` gives. */
function readSettings(text: string): Record<string, string> {
  const [, name, value] = /^\/\/ --set (\w+)=(.*)$/m.exec(text) ?? [];
  return name === undefined || value === undefined ? {} : { [name]: value };
}

async function compileAsIs(text: string): Promise<string[]> {
  const loaded = await loadProject(createMemoryHost({ "main.weft": text }), "main.weft");
  const diagnostics = compileProject(loaded, { set: readSettings(text) }).diagnostics();
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** An example without a cluster stands for a file that designs import: that it has none is not to be said. */
async function compile(text: string): Promise<string[]> {
  const said = await compileAsIs(text);
  const isParts = !/^\s*cluster\b/m.test(text);
  return said.filter((line) => !(isParts && line.startsWith(designCodes.noCluster.code)));
}

const pages = listFiles("docs/diagnostics").map((path) => ({ path, code: basename(path, ".md") }));

describe.each(pages)("$code", ({ path, code }) => {
  const text = readFileSync(path, "utf8");
  const examples = [...text.matchAll(/^```weft(?: failing| mended)?\n([\s\S]*?)^```$/gm)].map(
    (match) => match[1] ?? "",
  );

  it("has two examples", () => {
    expect(examples).toHaveLength(withoutExample.includes(code) ? 0 : 2);
  });

  it.skipIf(examples.length === 0)("comes from the first and not from the second", async () => {
    const [first = "", second = ""] = examples;
    const said = code === designCodes.noCluster.code ? await compileAsIs(first) : await compile(first);
    expect(
      said.filter((line) => line.startsWith(code)),
      said.join("\n"),
    ).not.toEqual([]);
    expect(await compile(second)).toEqual([]);
  });
});
