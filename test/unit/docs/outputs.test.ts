/** docs/outputs.md names every output file and every column of the tables, in their order. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bomColumns } from "../../../src/emit/bom.emitter.js";
import { cableColumns } from "../../../src/emit/cables.emitter.js";
import { portColumns } from "../../../src/emit/ports.emitter.js";

const text = readFileSync("docs/outputs.md", "utf8");

/** Returns the names in the first column of the table under a heading; a pair of ends stands in one row. */
function listDocumented(heading: string): readonly string[] {
  const section = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  const cells = [...section.matchAll(/^\| (`.*?`) \|/gm)].map((match) => match[1] ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
}

describe("docs/outputs.md", () => {
  it.each([
    ["bom.csv", bomColumns],
    ["ports.csv", portColumns],
  ])("has the columns of %s", (file, columns) => {
    expect(listDocumented(file)).toEqual([...columns]);
  });

  it("has the columns of cables.csv, those of both ends in one row", () => {
    const ofA = cableColumns.filter((name) => !name.startsWith("z_"));
    const documented = listDocumented("cables.csv");
    expect(documented.filter((name) => !name.startsWith("z_"))).toEqual(ofA);
    expect([...documented].sort()).toEqual([...cableColumns].sort());
  });

  it.each(["report.md", "bom.csv", "cables.csv", "ports.csv", "performance.json", "plan.json"])("has %s", (file) => {
    expect(text).toContain(`\n## ${file}\n`);
  });
});
