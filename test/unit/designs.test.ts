/** Known designs give their known counts, and known slips are refused. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Compilation, compileProject } from "../../src/compile.js";
import type { Diagnostic } from "../../src/core/diagnostic.js";
import { loadProject } from "../../src/load.js";
import { createNodeHost } from "../../src/node/node-host.js";
import { readDesignLines, readRefusalLines, readSettings } from "./fixture-lines.js";
import { measure } from "./measure-design.js";

const designs = "test/fixtures/designs";

function listFixtures(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".weft"))
    .map((name) => `${folder}/${name}`);
}

async function compileFile(path: string, set: Readonly<Record<string, string>>): Promise<Compilation> {
  return compileProject(await loadProject(createNodeHost(), path), { set });
}

function listErrors(compiled: Compilation): readonly Diagnostic[] {
  return compiled.diagnostics().filter(({ severity }) => severity === "error");
}

function describeErrors(compiled: Compilation): readonly string[] {
  return listErrors(compiled).map(({ code, message }) => `${code} ${message}`);
}

describe.each(listFixtures(designs))("%s", (path) => {
  const { cases, needs } = readDesignLines(readFileSync(path, "utf8"));
  it.skipIf(needs !== null).each(cases)(
    needs === null ? "has its counts with $set" : `needs ${needs}`,
    async ({ set, expectations }) => {
      const compiled = await compileFile(path, set);
      expect(describeErrors(compiled)).toEqual([]);
      const grow = (settings: string) => compileFile(path, { ...set, ...readSettings(settings, settings) });
      const found = [];
      for (const one of expectations) {
        found.push({ ...one, number: await measure(compiled, one.measure, one.subject, grow) });
      }
      expect(found).toEqual(expectations);
    },
  );
});

describe.each([...listFixtures(`${designs}/slips`), ...listFixtures("test/fixtures/refused")])("%s", (path) => {
  it("is refused", async () => {
    const { code, says } = readRefusalLines(readFileSync(path, "utf8"));
    const errors = listErrors(await compileFile(path, {}));
    const told = errors.map((one) =>
      [one.code, one.message, ...one.labels.map(({ text }) => text), ...one.notes].join("\n"),
    );
    const wanted = told.filter(
      (text) => (code === null || text.startsWith(code)) && says.every((part) => text.includes(part)),
    );
    expect(wanted, told.join("\n\n")).not.toEqual([]);
  });
});
