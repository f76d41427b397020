/** Which files arguments name. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listSources } from "../../../src/node/list-sources.js";

const work = mkdtempSync(join(tmpdir(), "weft-sources-"));
const at = (name: string): string => join(work, name);

beforeAll(() => {
  for (const name of ["b.weft", "a.weft", "c.txt", ".d.weft", "x/e.weft", ".y/f.weft", "node_modules/z/g.weft"]) {
    mkdirSync(join(at(name), ".."), { recursive: true });
    writeFileSync(at(name), "");
  }
  symlinkSync("x", at("link"));
  symlinkSync("loop", at("loop"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

it("is every file below a folder but hidden ones and packages, in order", () => {
  expect(listSources([work])).toEqual({ files: ["a.weft", "b.weft", "x/e.weft"].map(at), closed: [] });
});

it("is each file once, in the order of the arguments, and whatever is named", () => {
  const { files } = listSources([at("c.txt"), at("x/../b.weft"), work, at(".y")]);
  expect(files).toEqual(["c.txt", "b.weft", "a.weft", "x/e.weft", ".y/f.weft"].map(at));
});

it("leaves what is not there, or leads nowhere, for the reader to tell of", () => {
  expect(listSources([at("none.weft"), at("loop")])).toEqual({ files: [at("none.weft"), at("loop")], closed: [] });
});
