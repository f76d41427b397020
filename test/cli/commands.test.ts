/** The commands as a user meets them: what goes where, and how the process ends. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startingDesign } from "../../src/cli/start-design.js";
import { inspectFolder } from "./helpers/output-folder.js";
import { runShell, runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-cli-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function save(name: string, text: string): string {
  const path = join(work, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const good = save("good/cluster.weft", startingDesign);
const bad = save("bad/bad.weft", startingDesign.replace("switch_64x400g }", "switch_64x400 }"));
const allowed = save(
  "allowed/allowed.weft",
  startingDesign.replace(/\}\n$/, '  allow nothing_at_all "a warning"\n}\n'),
);

describe("weft check", () => {
  it("prints counts on stdout and nothing else", () => {
    const { code, stdout, stderr } = runWeft(["check", good]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^starter /);
    expect(stdout).toMatch(/^host, 8 GPUs each +16$/m);
  });

  it("prints findings on stderr and no counts", () => {
    const { code, stdout, stderr } = runWeft(["check", bad]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error[WF2004]");
    expect(stderr).toContain("did you mean `switch_64x400g`?");
    expect(stderr).toContain("┌─ ");
    expect(stderr).toMatch(/\n\d errors?\n$/);
    expect(stderr).not.toContain("\u001b");
  });

  it("prints findings as plain lines or JSON", () => {
    expect(runWeft(["check", bad, "--format", "plain"]).stderr).toMatch(/^.*bad\.weft:1:\d+: error\[WF2004\]: .*\n/);
    const found = JSON.parse(runWeft(["check", bad, "--format", "json"]).stderr) as { readonly code: string }[];
    expect(found[0]?.code).toBe("WF2004");
    expect(runWeft(["check", good, "--format", "json"]).stderr).toBe("[]\n");
  });

  it("takes a folder for the design in it", () => {
    expect(runWeft(["check", join(work, "good")]).code).toBe(0);
    expect(runWeft(["check", "."], { cwd: join(work, "good") }).code).toBe(0);
    expect(runWeft(["check", work])).toMatchObject({ code: 1, stderr: expect.stringContaining("WF9009") });
    save("two/a.weft", startingDesign);
    save("two/b.weft", startingDesign);
    const { code, stderr } = runWeft(["check", join(work, "two")]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("WF9010") });
  });

  it("tells of a file that cannot be read", () => {
    const missing = runWeft(["check", join(work, "none.weft")]);
    expect(missing).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("error[WF9001]") });
    expect(missing.stderr).toContain("it starts from the folder you are in");
    const near = runWeft(["check", join(work, "good/clutser.weft")]);
    expect(near.stderr).toContain(`did you mean \`${good}\`?`);
  });

  it("sets params", () => {
    expect(runWeft(["check", "--set", "servers=3", good]).stdout).toMatch(/^host, 8 GPUs each +3$/m);
    expect(runWeft(["check", good, "--set", "server=3"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("WF2010"),
    });
  });

  it("counts warnings as errors when asked to", () => {
    const lax = runWeft(["check", allowed]);
    expect(lax).toMatchObject({ code: 0, stderr: expect.stringContaining("warning[WF9014]") });
    const strict = runWeft(["check", allowed, "--strict"]);
    expect(strict).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("a warning counts as an error"),
    });
  });
});

describe("wrong usage", () => {
  it.each([
    [["chekc", good]],
    [["check"]],
    [["check", good, "--formt", "plain"]],
    [["check", good, "--format", "xml"]],
    [["check", good, "--set", "servers"]],
    [["check", good, "--set", "=3"]],
    [["check", good, good]],
    [["explain", "WF9999"]],
    [["explain", "nonsense"]],
  ])("%j ends with 2 and says why", (args) => {
    const { code, stdout, stderr } = runWeft(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^weft: ./);
    expect(stderr).not.toContain("    at ");
  });
});

describe("a misspelt command", () => {
  it("is answered with the nearest", () => {
    expect(runWeft(["chekc", good]).stderr).toBe("weft: there is no command `chekc`; did you mean `check`?\n");
  });
});

describe("a bug of ours", () => {
  it("ends with 70 and a stack", () => {
    const trap = "data:text/javascript,process.stdout.write=()=>{throw new TypeError('a bug')}";
    const { code, stderr } = runWeft(["check", good], { env: { ...process.env, NODE_OPTIONS: `--import "${trap}"` } });
    expect(code).toBe(70);
    expect(stderr).toContain("this is a bug in weft");
    expect(stderr).toContain("TypeError: a bug");
  });
});

describe("weft compile", () => {
  it("writes a whole folder and says what is in it", () => {
    const out = join(work, "out");
    const { code, stdout, stderr } = runWeft(["compile", good, "-o", out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("cables.csv");
    expect(inspectFolder(out)).toBe("whole");
    expect(readFileSync(join(out, "cables.csv"), "utf8").split("\n").length).toBe(1 + 128 + 128 + 1);
  });

  it("writes nothing for a design with errors, or with warnings when they count", () => {
    for (const args of [[bad], [allowed, "--strict"]]) {
      const out = join(work, "none");
      const { code, stdout, stderr } = runWeft(["compile", ...args, "-o", out]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("nothing was written");
      expect(existsSync(out)).toBe(false);
    }
  });

  it("refuses a file for a folder", () => {
    const { code, stderr } = runWeft(["compile", good, "-o", good]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("error[WF9011]") });
    expect(readFileSync(good, "utf8")).toBe(startingDesign);
  });

  it("speaks JSON on both streams when asked to", () => {
    const fine = runWeft(["compile", allowed, "-o", join(work, "json"), "--format", "json"]);
    expect(JSON.parse(fine.stderr)).toMatchObject([{ code: "WF9014" }]);
    const { folder, files } = JSON.parse(fine.stdout) as {
      readonly folder: string;
      readonly files: { path: string }[];
    };
    expect([folder, files.at(-1)?.path]).toEqual([join(work, "json"), "plan.json"]);
    expect(JSON.parse(fine.stdout)).toMatchObject({
      design: "starter",
      rows: expect.arrayContaining([expect.objectContaining({ key: "gpus", active: { value: 128 } })]),
      requirements: [{ text: "oversubscription(leaf) <= 1", state: "met" }],
      findings: { warnings: 1, advice: 0 },
    });
    const refused = runWeft(["compile", allowed, "-o", allowed, "--format", "json"]);
    expect(JSON.parse(refused.stderr)).toMatchObject([{ code: "WF9014" }, { code: "WF9011" }]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
  });

  it("gives the same bytes twice", () => {
    const [one, two] = [join(work, "one"), join(work, "two-again")];
    runWeft(["compile", good, "-o", one]);
    runWeft(["compile", good, "-o", two]);
    const names = readdirSync(one);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names)
      expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name))), name).toBe(true);
  });
});

describe("weft where", () => {
  it("prints a device with its ports, or a cable with its ends", () => {
    const device = runWeft(["where", "leaf0", good]);
    expect(device).toMatchObject({ code: 0, stderr: "" });
    expect(device.stdout).toContain("leaf0\n");
    expect(device.stdout).toContain("host00");
    const cable = runWeft(["where", "host00:backend-0", good, "--format", "json"]);
    expect(JSON.parse(cable.stdout)).toMatchObject({
      cable: "host00:backend-0",
      links: [{ link: { a_device: "host00" } }],
    });
  });

  it("says what names look like if there is none of this name", () => {
    const { code, stdout, stderr } = runWeft(["where", "laef0", good]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("did you mean `leaf0`?");
    expect(runWeft(["where", "host7", good]).stderr).toContain("did you mean `host07`?");
    expect(runWeft(["where", "host99", good]).stderr).toContain("is numbered 0 to 15 in names, found 99");
    expect(runWeft(["where", "host07:backend-9", good]).stderr).toContain("has no link at `backend-9`");
  });

  it("takes the design first as well", () => {
    expect(runWeft(["where", good, "leaf0"]).stdout).toBe(runWeft(["where", "leaf0", good]).stdout);
  });
});

describe("weft explain", () => {
  it.each(["WF9001", "wf9001", "9001"])("prints the page of %s", (code) => {
    expect(runWeft(["explain", code])).toEqual({
      code: 0,
      stderr: "",
      stdout: readFileSync("docs/diagnostics/WF9001.md", "utf8"),
    });
  });

  it("explains words of the language", () => {
    const { code, stdout, stderr } = runWeft(["explain", "switch"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^# switch \(keyword\)\n[\s\S]*\n# part\.switch \(kind of part\)\n/);
    expect(runWeft(["explain", "data", "rate"]).stdout).toMatch(/^# data rate \(dimension\)\n/);
  });

  it("lists what there is, and offers what is near", () => {
    const { code, stdout } = runWeft(["explain"]);
    expect(code).toBe(0);
    for (const group of ["keywords", "functions", "units", "grades of a figure"])
      expect(stdout).toContain(`${group}\n  `);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(runWeft(["explain", "oversubscripton"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("did you mean `oversubscription`?"),
    });
  });
});

describe("weft init", () => {
  it("writes a design that compiles without a finding, and never over another", () => {
    const folder = join(work, "fresh/start");
    expect(runWeft(["init", folder])).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "cluster.weft"), "utf8")).toBe(startingDesign);
    const again = runWeft(["init", folder]);
    expect(again).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("is there already") });
    expect(runWeft(["check", folder, "--strict"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("takes the name of the file, too, and says what is in the way", () => {
    const path = join(work, "fresh/named.weft");
    expect(runWeft(["init", path])).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path, "utf8")).toBe(startingDesign);
    expect(runWeft(["init", path]).stderr).toBe(`weft: \`${path}\` is there already\n`);
    const plain = save("plain", "");
    expect(runWeft(["init", plain]).stderr).toContain("is a file; name a folder");
    expect(runWeft(["init", join(plain, "deep")]).stderr).toContain("goes through a file");
  });
});

describe("help", () => {
  it("lists the commands", () => {
    for (const args of [[], ["--help"]]) {
      const { code, stdout } = runWeft(args);
      expect(code).toBe(0);
      for (const name of ["check", "compile", "explain", "init", "where"]) expect(stdout).toContain(`  ${name}`);
    }
  });

  it("tells of each command and its flags", () => {
    const { code, stdout } = runWeft(["compile", "--help"]);
    expect(code).toBe(0);
    for (const flag of ["--format", "--output", "--set", "--strict"]) expect(stdout).toContain(flag);
    expect(stdout).not.toContain("[default: ]");
  });

  it("is had by the word as well", () => {
    expect(runWeft(["help"]).stdout).toBe(runWeft(["--help"]).stdout);
    expect(runWeft(["help", "where"]).stdout).toBe(runWeft(["where", "--help"]).stdout);
  });

  it("gives the version", () => {
    expect(runWeft(["--version"]).stdout).toMatch(/^weft-lang\/\d+\.\d+\.\d+ /);
  });
});

describe("streams", () => {
  it("may be closed by who reads them", () => {
    for (const line of [
      `{weft} check ${good} | true`,
      `{weft} check ${bad} 2>&1 | true`,
      `{weft} explain WF9012 | head -c 1`,
    ]) {
      const { stdout, stderr } = runShell(`${line}; echo "code \${PIPESTATUS[0]}"`);
      expect(`${line}: ${stderr}`).toBe(`${line}: `);
      expect(stdout).toMatch(/code [01]\n$/);
    }
  });

  const onTerminal = (command: string): string => runShell(`script -qec "${command}" /dev/null`).stdout;
  const hasScript = runShell("command -v script").code === 0;

  it.skipIf(!hasScript)("are coloured on a terminal only, unless NO_COLOR says otherwise", () => {
    const base = { ...process.env };
    delete base["NO_COLOR"];
    const coloured = runShell(`script -qec "{weft} check ${bad}" /dev/null`, { env: { ...base, TERM: "xterm" } });
    expect(coloured.stdout).toContain("\u001b[31m");
    expect(onTerminal(`NO_COLOR=1 {weft} check ${bad}`)).not.toContain("\u001b[");
    expect(onTerminal(`TERM=dumb {weft} check ${bad}`)).not.toContain("\u001b[");
    expect(onTerminal(`{weft} check ${bad} 2>${work}/err`)).not.toContain("\u001b[");
  });
});
