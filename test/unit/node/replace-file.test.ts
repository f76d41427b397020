/** A file is replaced as a whole or not at all. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { diskOperations } from "../../../src/node/file-operations.js";
import { replaceFile } from "../../../src/node/replace-file.js";

const work = mkdtempSync(join(tmpdir(), "weft-replace-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

let count = 0;
function save(text: string): string {
  const folder = join(work, String(count++));
  mkdirSync(folder);
  const path = join(folder, "pod.weft");
  writeFileSync(path, text);
  return path;
}

describe("a file", () => {
  it("is replaced, and nothing is left beside it", () => {
    const path = save("old é");
    chmodSync(path, 0o640);
    expect(replaceFile(path, { old: "old é", new: "new 机" })).toBeNull();
    expect(readFileSync(path, "utf8")).toBe("new 机");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(path, ".."))).toEqual(["pod.weft"]);
  });

  it("keeps its byte-order mark and its line ends", () => {
    const path = save("\ufeffa\r\nb\r\n");
    expect(replaceFile(path, { old: "a\r\nb\r\n", new: "a\r\nc\r\n" })).toBeNull();
    expect(readFileSync(path, "utf8")).toBe("\ufeffa\r\nc\r\n");
  });

  it("is replaced where a link leads to, and the link stays", () => {
    const path = save("old");
    const link = join(path, "..", "link.weft");
    symlinkSync("pod.weft", link);
    expect(replaceFile(link, { old: "old", new: "new" })).toBeNull();
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readFileSync(link, "utf8")).toBe("new");
  });

  it("that has changed is left alone", () => {
    const path = save("newer");
    expect(replaceFile(path, { old: "old", new: "new" })).toEqual({ reason: "changed" });
    expect(readFileSync(path, "utf8")).toBe("newer");
  });

  it.each(["create", "write", "close", "rename"] as const)("is as it was when %s fails", (name) => {
    const path = save("old");
    const fail = (): never => {
      throw Object.assign(new Error("no"), { code: "ENOSPC", syscall: name });
    };
    const refusal = replaceFile(path, { old: "old", new: "new" }, { ...diskOperations, [name]: fail });
    expect(refusal).toEqual({ reason: "system", code: "ENOSPC" });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(join(path, ".."))).toEqual(["pod.weft"]);
  });

  it("that is gone is not made", () => {
    expect(replaceFile(join(work, "none"), { old: "", new: "new" })).toEqual({ reason: "system", code: "ENOENT" });
  });
});
