/** Tables with places; the csv-parse package judges the cells. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../../src/catalogue/read-table.js";

function read(text: string) {
  const { value, diagnostics } = readTable({ path: "a.csv", text });
  return {
    value,
    told: diagnostics.map(({ code, message, labels }) => {
      const start = labels[0]?.span.start ?? 0;
      return `${code} line ${text.slice(0, start).split("\n").length}: ${message}`;
    }),
  };
}

/** A cell in quotes where it must be. */
function write(cell: string): string {
  return /[",\r\n]/.test(cell) || cell.trim() !== cell ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe("a table", () => {
  it("has the cells that csv-parse finds", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", " ", "é"), maxLength: 6 });
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), (cells, end) => {
        const text = cells.map((row) => row.map(write).join(",")).join(end);
        const expected = (parse(text, { relax_column_count: true }) as string[][]).filter(
          (row) => !row.every((one) => one.trim() === ""),
        );
        const found = readTable({ path: "a.csv", text }).value;
        const [heading, ...others] = expected;
        expect(found?.heading.map((one) => one.text) ?? []).toEqual(heading ?? []);
        expect(found?.rows.map((row) => row.map((one) => one.text)) ?? []).toEqual(others);
      }),
    );
  });

  it("has the place of every cell, and passes over comments and empty lines", () => {
    const text = 'kind,id\n\n# ours\nswitch,"a ""b"""\n';
    const { value, told } = read(text);
    expect(told).toEqual([]);
    const [row] = value?.rows ?? [];
    expect(row?.map(({ span }) => text.slice(span.start, span.end))).toEqual(["switch", '"a ""b"""']);
    expect(row?.[1]?.text).toBe('a "b"');
  });

  it.each([
    ["a,b\n1\n", "WF9067 line 2: this row has 1 cell, the heading has 2 columns"],
    ["a,b\n1,2,3\n", "WF9067 line 2: this row has 3 cells, the heading has 2 columns"],
    ['a\n"open\n', "WF9060 line 2: this cell begins with a quote"],
    ['a\n19" rack\n', "WF9060 line 2: expected a comma or the end of the line"],
    ['a\n"x" y\n', "WF9060 line 2: expected a comma or the end of the line"],
    ["\n\n", "WF9060 line 1: `a.csv` holds no line"],
  ])("tells what is wrong in %j", (text, said) => {
    const { told } = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(said);
  });
});
