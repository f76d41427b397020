/** What writing an output folder does when something is in its way. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Artifact, WrittenFile } from "../../../src/emit/emitter.js";
import { diskOperations, type FileOperations } from "../../../src/node/file-operations.js";
import { type FolderRequest, writeFolder } from "../../../src/node/write-folder.js";
import { fingerprintFolder, inspectFolder, listTemporaries } from "../../cli/helpers/output-folder.js";

let work = "";
let folder = "";
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "weft-write-"));
  folder = join(work, "out");
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const table = (path: string, ...chunks: string[]): Artifact => ({ path, rows: chunks.length, chunks });

function listAll(files: readonly WrittenFile[]): Artifact {
  return { path: "plan.json", rows: null, chunks: [JSON.stringify({ weft_plan: 1, files })] };
}

function write(artifacts: Iterable<Artifact>, more: Partial<FolderRequest> = {}): ReturnType<typeof writeFolder> {
  return writeFolder({ folder, artifacts, finish: listAll, ...more });
}

async function refused(artifacts: Iterable<Artifact>, more: Partial<FolderRequest> = {}): Promise<string> {
  const { value, diagnostics } = await write(artifacts, more);
  expect(value).toBeNull();
  expect(diagnostics).toHaveLength(1);
  return `${diagnostics[0]?.code} ${diagnostics[0]?.message}`;
}

/** Returns operations of which one fails with a code of the system, from its `nth` call on. */
function failing(name: keyof FileOperations, code: string, nth = 0): FileOperations {
  let calls = 0;
  const fail = (...args: never[]): unknown => {
    if (calls++ >= nth) throw Object.assign(new Error(code), { code, syscall: name });
    return (diskOperations[name] as (...all: never[]) => unknown)(...args);
  };
  return { ...diskOperations, [name]: fail };
}

describe("a folder", () => {
  it("is made, with every file, its rows, bytes and digest", async () => {
    const { value } = await write([table("a.csv", "x\n", "y\n"), table("deep/er/b.csv", "z")]);
    expect(value?.map(({ path, rows, bytes }) => [path, rows, bytes])).toEqual([
      ["a.csv", 2, 4],
      ["deep/er/b.csv", 1, 1],
      ["plan.json", null, value?.[2]?.bytes],
    ]);
    expect(inspectFolder(folder)).toBe("whole");
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("x\ny\n");
  });

  it("holds any text as UTF-8, in chunks of any size", async () => {
    const text = `机柜-é😀${"x".repeat(300_000)}ÿ`;
    await write([table("a.csv", text, "", "é")]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe(`${text}é`);
    expect(inspectFolder(folder)).toBe("whole");
  });

  it("keeps what weft did not write", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "notes.txt"), "mine");
    await write([table("a.csv", "1")]);
    await write([table("b.csv", "1")]);
    expect(readdirSync(folder).sort()).toEqual(["b.csv", "notes.txt", "plan.json"]);
  });

  it("keeps a stale file that somebody changed", async () => {
    await write([table("a.csv", "1")]);
    writeFileSync(join(folder, "a.csv"), "edited");
    await write([table("b.csv", "1")]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("edited");
  });

  it("replaces a file of its own that somebody changed", async () => {
    await write([table("a.csv", "1")]);
    writeFileSync(join(folder, "a.csv"), "edited");
    await write([table("a.csv", "2")]);
    expect(inspectFolder(folder)).toBe("whole");
  });
});

describe("what is in the way", () => {
  it("is never replaced unless weft wrote it", async () => {
    mkdirSync(join(folder, "dir.csv"), { recursive: true });
    writeFileSync(join(folder, "a.csv"), "mine");
    symlinkSync("a.csv", join(folder, "link.csv"));
    const before = fingerprintFolder(folder);
    expect(await refused([table("x.csv", "1"), table("a.csv", "1")])).toMatch(/^WF9013 `.*a\.csv` is there already/);
    expect(await refused([table("dir.csv", "1")])).toMatch(/^WF9013 `.*dir\.csv` is a folder/);
    expect(await refused([table("link.csv", "1")])).toMatch(/^WF9013/);
    writeFileSync(join(folder, "plan.json"), '{"files": "mine"}');
    expect(await refused([table("x.csv", "1")])).toMatch(/^WF9013 `.*plan\.json`/);
    rmSync(join(folder, "plan.json"));
    expect(fingerprintFolder(folder)).toBe(before);
    expect(listTemporaries(folder)).toEqual([]);
  });

  it("may be a file where the folder should be", async () => {
    writeFileSync(folder, "a file");
    expect(await refused([table("a.csv", "1")])).toMatch(/^WF9011 `.*out` is a file/);
    expect(await refused([table("a.csv", "1")], { folder: join(folder, "deeper") })).toMatch(/^WF9011 a folder above/);
    expect(readFileSync(folder, "utf8")).toBe("a file");
  });

  it("is not reached by a list that names files elsewhere", async () => {
    mkdirSync(folder);
    writeFileSync(join(work, "outside.csv"), "mine");
    const sha256 = "0".repeat(64);
    const files = ["../outside.csv", "/etc/x", "a/../../outside.csv", ""].map((path) => ({ path, sha256 }));
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ weft_plan: 1, files }));
    await write([table("a.csv", "1")]);
    expect(readFileSync(join(work, "outside.csv"), "utf8")).toBe("mine");
  });
});

describe("a disk that fails", () => {
  const cases = [
    ["write", "ENOSPC", "the disk is full", 1],
    ["create", "EACCES", "may not be written", 0],
    ["create", "EROFS", "may only be read", 1],
    ["makeFolder", "EACCES", "may not be written", 0],
    ["list", "EACCES", "may not be written", 0],
    ["rename", "EPERM", "may not be written", 0],
    ["close", "EIO", "the system says EIO", 1],
  ] as const;

  it.each(cases)("at %s with %s leaves the earlier run whole", async (name, code, says, nth) => {
    await write([table("a.csv", "1"), table("old.csv", "1")]);
    const before = fingerprintFolder(folder);
    const message = await refused([table("a.csv", "2"), table("b.csv", "2")], { operations: failing(name, code, nth) });
    expect(message).toMatch(/^WF9012 /);
    expect(message).toContain(says);
    expect(fingerprintFolder(folder)).toBe(before);
    expect(listTemporaries(folder)).toEqual([]);
  });

  it("half-way into place says that the folder is mixed", async () => {
    await write([table("a.csv", "1"), table("b.csv", "1")]);
    const { diagnostics } = await write([table("a.csv", "2"), table("b.csv", "2")], {
      operations: failing("rename", "EIO", 1),
    });
    expect(diagnostics[0]?.notes[0]).toContain("files of two runs");
    expect(inspectFolder(folder)).toBe("mixed: a.csv");
  });

  it.skipIf(process.getuid?.() === 0)("because the folder is read-only is told", async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    expect(await refused([table("a.csv", "1")])).toMatch(/^WF9012/);
  });
});

describe("a run that ends early", () => {
  it("by the signal leaves the folder as it was", async () => {
    await write([table("a.csv", "1")]);
    const before = fingerprintFolder(folder);
    const interruption = new AbortController();
    function* chunks(): Generator<string> {
      for (let at = 0; at < 400; at++) {
        if (at === 300) interruption.abort();
        yield "x".repeat(100_000);
      }
    }
    const artifacts = [{ path: "a.csv", rows: null, chunks: chunks() }];
    const { value, diagnostics } = await write(artifacts, { signal: interruption.signal });
    expect([value, diagnostics]).toEqual([null, []]);
    expect(fingerprintFolder(folder)).toBe(before);
    expect(listTemporaries(folder)).toEqual([]);
  });

  it("by a bug of an emitter throws it and cleans up", async () => {
    function* chunks(): Generator<string> {
      yield "x";
      throw new TypeError("a bug");
    }
    await expect(write([{ path: "a.csv", rows: null, chunks: chunks() }])).rejects.toThrow("a bug");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(["../a.csv", "/a.csv", "", "a/./b", "a\\b"])("by the path %j, which is a bug", async (path) => {
    await expect(write([table(path, "1")])).rejects.toThrow("bad or repeated path");
  });

  it("tells its progress", async () => {
    const seen: [string, number][] = [];
    await write([table("a.csv", "12", "34")], { onProgress: (path, bytes) => void seen.push([path, bytes]) });
    expect(seen[0]).toEqual(["a.csv", 2]);
  });
});

describe("temporary files", () => {
  it("of a run that is over are removed, those of one at work are not", async () => {
    mkdirSync(folder);
    const mine = `.weft-${process.ppid}-a.csv.tmp`;
    for (const name of [".weft-999999999-a.csv.tmp", ".weft-999999999-plan.json.tmp", mine])
      writeFileSync(join(folder, name), "");
    await write([table("a.csv", "1")]);
    expect(listTemporaries(folder)).toEqual([mine]);
    expect(existsSync(join(folder, "a.csv"))).toBe(true);
  });
});
