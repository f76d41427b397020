/** `weft check --fix` and the SARIF log, as a user and a code review system meet them. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startingDesign } from "../../src/cli/start-design.js";
import { runShell, runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-fix-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

let count = 0;
function save(text: string, name = "pod.weft"): string {
  const folder = join(work, String(count++));
  mkdirSync(folder);
  writeFileSync(join(folder, name), text);
  return folder;
}

/** Three mistakes on three lines, each with a safe fix; the last one comes to light when the first is mended. */
const broken = startingDesign
  .replace("fabric backend", "fabrik backend")
  .replace("protocol = roce", "protcol = roce")
  .replace("<= 1 ", "= 1 ");

describe("weft check --fix", () => {
  it("makes every safe fix, says which, and goes on with the check", () => {
    const folder = save(broken);
    const { code, stdout, stderr } = runWeft(["check", "pod.weft", "--fix"], { cwd: folder });
    expect(code).toBe(0);
    const lines = stderr.split("\n");
    expect(lines.slice(0, 3).sort()).toEqual([
      "pod.weft:11: WF1009: write `fabric`",
      "pod.weft:12: WF2007: change to `protocol`",
      "pod.weft:22: WF1021: write `==`",
    ]);
    expect(lines.slice(3)).toEqual(["made 3 fixes in 1 file", ""]);
    expect(stdout).toMatch(/^starter /);
    expect(readFileSync(join(folder, "pod.weft"), "utf8")).toBe(startingDesign.replace("<= 1 ", "== 1 "));
  });

  it("prints the changes as a patch that applies, and writes nothing, for a dry run", () => {
    const folder = save(broken);
    const { code, stdout, stderr } = runWeft(["check", "pod.weft", "--fix", "--dry-run"], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain("would make 3 fixes in 1 file");
    expect(stdout).toContain("--- a/pod.weft\n+++ b/pod.weft\n@@ ");
    expect(stdout).toContain("-  fabrik backend {\n-    protcol = roce\n+  fabric backend {\n");
    expect(readFileSync(join(folder, "pod.weft"), "utf8")).toBe(broken);
    writeFileSync(join(folder, "changes"), stdout);
    const hasPatch = runShell("command -v patch").code === 0;
    if (!hasPatch) return;
    expect(runShell("patch -p1 < changes", { cwd: folder }).code).toBe(0);
    expect(runWeft(["check", "pod.weft"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  });

  it("keeps what it cannot mend, and ends as the check does", () => {
    const folder = save(broken.replace("x 16", "x 17"));
    const { code, stderr } = runWeft(["check", ".", "--fix"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain("made 3 fixes in 1 file");
    expect(stderr).toContain("error[WF5101]");
  });

  it("mends what a design imports, but not the standard library", () => {
    const folder = save(startingDesign.replace("std/generic", "./parts.weft"));
    const parts = "import { server_8x400g, switch_64x400g } from std/generic\nlet server = 1\n";
    writeFileSync(join(folder, "parts.weft"), parts);
    const { stderr } = runWeft(["check", "pod.weft", "--fix"], { cwd: folder });
    expect(stderr).toContain("parts.weft:1: WF1024");
    expect(readFileSync(join(folder, "parts.weft"), "utf8")).toBe(parts.replace("std/generic", '"std/generic"'));
  });

  it("says so when there is nothing to mend", () => {
    const folder = save(startingDesign);
    expect(runWeft(["check", "pod.weft", "--fix"], { cwd: folder })).toMatchObject({
      code: 0,
      stderr: "made no safe fixes\n",
    });
    expect(runWeft(["check", "pod.weft", "--fix", "--dry-run"], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: "",
    });
  });

  it("leaves one JSON value on stderr", () => {
    const folder = save(broken);
    expect(runWeft(["check", "pod.weft", "--fix", "--format", "json"], { cwd: folder }).stderr).toBe("[]\n");
  });

  it.skipIf(process.getuid?.() === 0)("reports a file that may not be written, and leaves it", () => {
    const folder = save(broken);
    chmodSync(folder, 0o555);
    const { code, stderr } = runWeft(["check", "pod.weft", "--fix"], { cwd: folder });
    chmodSync(folder, 0o755);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("error[WF9030]") });
  });

  it("is needed for a dry run", () => {
    expect(runWeft(["check", save(startingDesign), "--dry-run"])).toMatchObject({ code: 2, stdout: "" });
  });
});

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly originalUriBaseIds: object;
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: object } }[];
    }[];
  }[];
}

describe("--format sarif", () => {
  it("gives one log on stdout and nothing beside it", () => {
    const folder = save(broken);
    const first = runWeft(["check", "pod.weft", "--format", "sarif"], { cwd: folder });
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 1, stderr: "" });
    const log = JSON.parse(first.stdout) as Log;
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run?.results.map(({ ruleId }) => ruleId)).toContain("WF1009");
    expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual({
      uri: "pod.weft",
      uriBaseId: "%SRCROOT%",
      index: 0,
    });
    expect(runWeft(["check", join(folder, "pod.weft"), "--format", "sarif"], { cwd: folder }).stdout).toBe(
      first.stdout,
    );
  });

  it("has no results for a sound design, and says warnings as such", () => {
    const sound = runWeft(["check", save(startingDesign), "--format", "sarif"]);
    expect(sound.code).toBe(0);
    expect((JSON.parse(sound.stdout) as Log).runs[0]?.results).toEqual([]);
    const warned = save(startingDesign.replace(/\}\n$/, '  allow nothing_at_all "a warning"\n}\n'));
    const out = runWeft(["compile", warned, "-o", join(warned, "out"), "--format", "sarif"]);
    expect({ code: out.code, stderr: out.stderr }).toEqual({ code: 0, stderr: "" });
    expect((JSON.parse(out.stdout) as Log).runs[0]?.results).toMatchObject([{ ruleId: "WF9014", level: "warning" }]);
  });
});
