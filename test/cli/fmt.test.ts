/** `weft fmt` as a user meets it: which files change, what goes where, and how the process ends. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-fmt-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const untidy = "let  a=1\r\nlet b = 2";
const tidy = "let a = 1\nlet b = 2\n";
const broken = "let a =\n";

const at = (name: string): string => join(work, name);
const read = (name: string): string => readFileSync(at(name), "utf8");

function save(name: string, text: string): string {
  mkdirSync(join(at(name), ".."), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
}

beforeEach(() => {
  rmSync(work, { recursive: true, force: true });
  save("untidy.weft", untidy);
  save("tidy.weft", tidy);
  save("below/deep/untidy.weft", untidy);
  save("below/notes.txt", untidy);
  save(".hidden/untidy.weft", untidy);
  save("node_modules/x/untidy.weft", untidy);
});

describe("weft fmt", () => {
  it("writes files and all below folders, and says which changed", () => {
    const { code, stdout, stderr } = runWeft(["fmt", "tidy.weft", "untidy.weft", "below", "./tidy.weft"], {
      cwd: work,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "untidy.weft\nbelow/deep/untidy.weft\n" });
    expect(stderr).toBe("2 of 3 files changed\n");
    expect([read("untidy.weft"), read("below/deep/untidy.weft")]).toEqual([tidy, tidy]);
    expect(read("below/notes.txt")).toBe(untidy);
    expect(runWeft(["fmt", "."], { cwd: work })).toEqual({ code: 0, stdout: "", stderr: "0 of 3 files changed\n" });
  });

  it("passes over hidden folders and other people's packages, unless they are named", () => {
    runWeft(["fmt", "."], { cwd: work });
    expect([read(".hidden/untidy.weft"), read("node_modules/x/untidy.weft")]).toEqual([untidy, untidy]);
    runWeft(["fmt", ".hidden"], { cwd: work });
    expect(read(".hidden/untidy.weft")).toBe(tidy);
  });

  it("does not touch a file that is laid out already", () => {
    const before = statSync(at("tidy.weft"), { bigint: true });
    runWeft(["fmt", "tidy.weft"], { cwd: work });
    const after = statSync(at("tidy.weft"), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it("keeps permissions, links and a byte-order mark", () => {
    chmodSync(at("untidy.weft"), 0o640);
    symlinkSync("untidy.weft", at("link.weft"));
    save("marked.weft", `\ufeff${untidy}`);
    expect(runWeft(["fmt", "link.weft", "marked.weft"], { cwd: work }).code).toBe(0);
    expect(lstatSync(at("link.weft")).isSymbolicLink()).toBe(true);
    expect(statSync(at("untidy.weft")).mode & 0o777).toBe(0o640);
    expect([read("untidy.weft"), read("marked.weft")]).toEqual([tidy, `\ufeff${tidy}`]);
  });

  it("leaves a file with mistakes as it is, says what they are, and goes on with the others", () => {
    save("broken.weft", broken);
    const { code, stdout, stderr } = runWeft(["fmt", "broken.weft", "untidy.weft"], { cwd: work });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "untidy.weft\n" });
    expect(stderr).toContain("error[WF1011]");
    expect(stderr).toContain("broken.weft:1:");
    expect(stderr).toContain("1 of 2 files changed, 1 left as they are\n");
    expect([read("broken.weft"), read("untidy.weft")]).toEqual([broken, tidy]);
  });

  it("tells of a file that cannot be read or written", () => {
    expect(runWeft(["fmt", "none.weft"], { cwd: work })).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("error[WF9001]"),
    });
    save("latin.weft", "");
    writeFileSync(at("latin.weft"), Buffer.from([0x2f, 0x2f, 0xe9]));
    expect(runWeft(["fmt", "latin.weft"], { cwd: work }).stderr).toContain("error[WF9004]");
    symlinkSync("loop.weft", at("loop.weft"));
    expect(runWeft(["fmt", "loop.weft"], { cwd: work })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error[WF9003]"),
    });
    // The temporary name beside it would be longer than a name may be.
    const long = `${"x".repeat(249)}.weft`;
    save(long, untidy);
    const { code, stdout, stderr } = runWeft(["fmt", long], { cwd: work });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error[WF9040]");
    expect(read(long)).toBe(untidy);
  });
});

describe("weft fmt --check", () => {
  it("lists what would change, writes nothing, and fails if there is any", () => {
    const { code, stdout, stderr } = runWeft(["fmt", "--check", "."], { cwd: work });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "below/deep/untidy.weft\nuntidy.weft\n" });
    expect(stderr).toBe("2 of 3 files would change\n");
    expect(read("untidy.weft")).toBe(untidy);
    expect(runWeft(["fmt", "tidy.weft", "--check"], { cwd: work })).toMatchObject({ code: 0, stdout: "" });
  });

  it("speaks JSON when asked to", () => {
    const { stdout, stderr } = runWeft(["fmt", "--check", ".", "--format", "json"], { cwd: work });
    expect(JSON.parse(stdout)).toEqual({ would_change: ["below/deep/untidy.weft", "untidy.weft"] });
    expect(stderr).toBe("[]\n");
  });
});

describe("weft fmt, from standard input", () => {
  it.each([[["fmt"]], [["fmt", "-"]]])("%j writes the layout to standard output", (args) => {
    expect(runWeft(args, { input: untidy })).toEqual({ code: 0, stdout: tidy, stderr: "" });
    expect(runWeft(args, { input: "" })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("says what is wrong with a text that has no layout, and writes nothing", () => {
    const { code, stdout, stderr } = runWeft(["fmt"], { input: broken });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("<stdin>:1:");
  });

  it("checks", () => {
    expect(runWeft(["fmt", "--check", "-"], { input: untidy })).toMatchObject({ code: 1, stdout: "<stdin>\n" });
    expect(runWeft(["fmt", "--check"], { input: tidy })).toMatchObject({ code: 0, stdout: "" });
  });

  it("stands alone", () => {
    expect(runWeft(["fmt", "-", "tidy.weft"], { cwd: work, input: tidy })).toMatchObject({ code: 2, stdout: "" });
  });
});
