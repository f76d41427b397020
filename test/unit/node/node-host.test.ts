/** Reading files from disk: what is wrong with a file is told, not thrown. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadLimits } from "../../../src/core/limits.js";
import { createNodeHost } from "../../../src/node/node-host.js";

const work = mkdtempSync(join(tmpdir(), "weft-host-"));
const host = createNodeHost();
const at = (name: string): string => join(work, name);

beforeAll(() => {
  mkdirSync(at("folder"));
  writeFileSync(at("good.weft"), "\ufefflet x = 1 // 机柜");
  writeFileSync(at("latin.weft"), Buffer.from([0x6c, 0xe9, 0x74]));
  writeFileSync(at("binary.weft"), Buffer.from([0x6c, 0, 0x74]));
  writeFileSync(at("large.weft"), "");
  truncateSync(at("large.weft"), loadLimits.fileBytes + 1);
  symlinkSync("loop.weft", at("loop.weft"));
  symlinkSync("good.weft", at("link.weft"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

it.each(["good.weft", "link.weft"])("reads %s without its byte-order mark", async (name) => {
  expect(await host.readText(at(name))).toEqual({ ok: true, text: "let x = 1 // 机柜" });
});

it.each([
  ["nothing.weft", "missing"],
  ["good.weft/below.weft", "missing"],
  ["folder", "folder"],
  ["latin.weft", "not-text"],
  ["binary.weft", "not-text"],
  ["large.weft", "too-large"],
  ["loop.weft", "loop"],
  [`${"x".repeat(300)}.weft`, "failed"],
])("tells what is wrong with %s", async (name, reason) => {
  expect(await host.readText(at(name))).toMatchObject({ ok: false, reason });
});

it("stops reading what has no end", async () => {
  expect(await host.readText("/dev/zero")).toMatchObject({ ok: false, reason: "too-large" });
});

it("finds files from the folder of the file that names them", () => {
  expect(host.resolve("designs/pod.weft", "./parts.weft")).toBe("designs/parts.weft");
  expect(host.resolve("pod.weft", "../parts/x.weft")).toBe("../parts/x.weft");
  expect(host.resolve("/a/b.weft", "c.weft")).toBe("/a/c.weft");
  expect(host.resolve("a/b.weft", "/c/../d.weft")).toBe("/d.weft");
});
