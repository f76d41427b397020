/** Fixes that are made together: which are chosen, and the text that comes out. */
import { describe, expect, it } from "vitest";
import { type Diagnostic, diagnose, type Edit, type Fix } from "../../../src/core/diagnostic.js";
import { applyEdits, chooseFixes } from "../../../src/core/edits.js";

const kind = { code: "WF1001", severity: "error", title: "something" } as const;
const edit = (start: number, end: number, text: string, file = "a.weft"): Edit => ({
  span: { file, start, end },
  text,
});
const mend = (...edits: Edit[]): Fix => ({ title: "mend", edits, safe: true });
const find = (...fixes: Fix[]): Diagnostic => diagnose(kind, "message", [], { fixes });
const choose = (...diagnostics: Diagnostic[]): readonly (readonly Edit[])[] =>
  chooseFixes(diagnostics, (path) => path === "a.weft").map(({ fix }) => fix.edits);

describe("edits", () => {
  it("are made where they stand, in whatever order they come", () => {
    expect(applyEdits("0123456789", [edit(7, 8, "seven"), edit(0, 0, "<"), edit(2, 4, ""), edit(10, 10, ">")])).toBe(
      "<01456seven89>",
    );
    expect(applyEdits("same", [])).toBe("same");
  });
});

describe("the fixes that are chosen", () => {
  it("are safe, one a diagnostic", () => {
    const [one, two] = [edit(0, 1, "a"), edit(2, 3, "b")];
    expect(
      choose(find({ ...mend(one), safe: false }, mend(two)), find(), find(mend(edit(4, 5, "c")), mend(one))),
    ).toEqual([[two], [edit(4, 5, "c")]]);
  });

  it.each([
    ["an overlap", edit(0, 4, "a"), edit(3, 6, "b")],
    ["one inside the other", edit(0, 9, "a"), edit(3, 6, "b")],
    ["two insertions at one place", edit(3, 3, "a"), edit(3, 3, "b")],
    ["an insertion before what is replaced", edit(3, 5, "a"), edit(3, 3, "b")],
  ])("leave %s for the next round", (_, first, second) => {
    expect(choose(find(mend(first)), find(mend(second)))).toEqual([[first]]);
  });

  it("may stand side by side", () => {
    expect(choose(find(mend(edit(0, 3, "a"))), find(mend(edit(3, 6, "b"))))).toHaveLength(2);
  });

  it("leave out files that may not be changed, also in part", () => {
    expect(choose(find(mend(edit(0, 1, "a"), edit(0, 1, "a", "std/generic"))))).toEqual([]);
  });
});
