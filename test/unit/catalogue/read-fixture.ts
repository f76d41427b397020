/** Reads the data files of the tests, and loads small designs that import them. */
import { readFileSync } from "node:fs";
import type { DataFile } from "../../../src/catalogue/read-data.js";
import { readData } from "../../../src/catalogue/read-data.js";
import { writeFile } from "../../../src/catalogue/write-weft.js";
import { compileProject } from "../../../src/compile.js";
import type { Checked, Diagnostic } from "../../../src/core/diagnostic.js";
import { renderDiagnostics } from "../../../src/core/render.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";

const folder = "test/fixtures/catalogue";

/** Returns the text of a data file. */
export function readFixture(name: string): string {
  return readFileSync(`${folder}/${name}`, "utf8");
}

/** Returns the parts of a data file, with its overlay where that is named. */
export function readFixtureData(name: string, overlay: string | null = null): Checked<DataFile | null> {
  const source = { path: name, text: readFixture(name) };
  return readData(source, overlay === null ? null : { path: overlay, text: readFixture(overlay) });
}

/** Returns the parts of a text as weft, one line for each run of blanks, and the codes of what is said of it. */
export function convertText(path: string, text: string, overlay?: string): { weft: string; told: readonly string[] } {
  const over = overlay === undefined ? null : { path: path.replace(/\.(\w+)$/, ".overlay.yaml"), text: overlay };
  const { value, diagnostics } = readData({ path, text }, over);
  return { weft: value === null ? "" : writeFile(value.tree.members), told: diagnostics.map(({ code }) => code) };
}

/** A design from memory, with what weft says of it: one line each, with its place. */
export async function judgeDesign(files: Readonly<Record<string, string>>): Promise<{
  readonly compiled: ReturnType<typeof compileProject>;
  readonly diagnostics: readonly Diagnostic[];
  readonly said: string;
}> {
  const loaded = await loadProject(createMemoryHost(files), "main.weft");
  const compiled = compileProject(loaded);
  const diagnostics = compiled.diagnostics();
  return {
    compiled,
    diagnostics,
    said: renderDiagnostics(diagnostics, { format: "plain", sourceOf: compiled.sourceOf }),
  };
}
