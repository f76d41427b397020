/** Every function of the language has an example, and the example holds. */
import { describe, expect, it } from "vitest";
import { compileProject } from "../../../src/compile.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { exampleFiles } from "../../../src/language/example-design.js";
import { functions } from "../../../src/language/functions.js";
import { loadProject } from "../../../src/load.js";

const index = functions.find(({ stage }) => stage === "index")?.example ?? "";

async function judge(condition: string) {
  const design = exampleFiles["example.weft"].replace("INDEX", index);
  const text = design.replace(/\}\n$/, `  require ${condition}\n}\n`);
  const host = createMemoryHost({ ...exampleFiles, "example.weft": text });
  const compilation = compileProject(await loadProject(host, "example.weft"));
  return { state: compilation.verdicts()[0]?.state, diagnostics: compilation.diagnostics() };
}

describe("the example of", () => {
  const conditions = functions.filter(({ stage }) => stage !== "index");

  it.each(conditions)("$name holds: $example", async ({ name, example }) => {
    expect(example).toMatch(new RegExp(`\\b${name}\\(`));
    const { state, diagnostics } = await judge(example);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(state).toBe("met");
  });

  it.each(conditions)("$name says something: it does not hold with another number", async ({ example }) => {
    const [left = "", right = ""] = example.split(" == ");
    const { diagnostics } = await judge(`${left} == 2 * (${right})`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["WF6901"]);
  });

  it("an index function gives an index of the example design", async () => {
    expect(index).not.toBe("");
    const { diagnostics } = await judge("links(host.mgmt) == 32 and planned(tor) == 2");
    expect(diagnostics).toEqual([]);
  });
});
