/** A compilation has a limit of rows, told before the first is written. */
import { describe, expect, it } from "vitest";
import { checkRows } from "../../../src/emit/check-rows.js";
import type { Artifact } from "../../../src/emit/emitter.js";

const origin = { file: "a.weft", start: 0, end: 1 };
const table = (path: string, rows: number | null): Artifact => ({ path, rows, chunks: [] });

describe("the limit of rows", () => {
  it("is of all tables together", () => {
    expect(checkRows([table("a.csv", 60), table("b.md", null), table("c.csv", 40)], origin, 100)).toEqual([]);
    const [found, ...more] = checkRows([table("a.csv", 60), table("c.csv", 41)], origin, 100);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: "WF9016",
      message: "the files would have 101 rows, weft writes at most 100",
      notes: ["60 in a.csv, 41 in c.csv"],
    });
  });

  it("lets ten thousand million rows pass to nobody", () => {
    expect(checkRows([table("cables.csv", 1e10)], origin)).toHaveLength(1);
  });
});
