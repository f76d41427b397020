/** Params files, phases and growth on the command line: what is printed where, and how the process ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-params-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function save(name: string, text: string): string {
  writeFileSync(join(work, name), text);
  return name;
}

const run = (...args: readonly string[]) => runWeft(args, { cwd: work });

const design = save(
  "pod.weft",
  `import { server_8x400g, switch_64x400g } from "std/generic"

cluster pod {
  param servers: count in 1..33 = 32 "servers of the pod"
  param spines: count = 4

  server host[servers of 32]: server_8x400g

  fabric backend {
    switch leaf[rail: 8]: switch_64x400g
    switch spine[spines]: switch_64x400g
    connect host.backend -> leaf
    connect leaf -> spine x 8
  }

  phase first { host = 8 }
}
`,
);

describe("--params", () => {
  it("gives values, later files win, and --set over all", () => {
    const files = [save("a.json", '{ "servers": 8 }'), save("b.json", '{ "servers": 16 }')];
    const counted = (...rest: readonly string[]) =>
      /^host, 8 GPUs each +(\d+)/m.exec(run("check", design, ...rest).stdout)?.[1];
    expect(counted("--params", files[0] ?? "")).toBe("8");
    expect(counted("--params", files[0] ?? "", "--params", files[1] ?? "")).toBe("16");
    expect(counted("--params", files[1] ?? "", "--set", "servers=24")).toBe("24");
  });

  it("shows the line of the file and the param", () => {
    const { code, stdout, stderr } = run("check", design, "--params", save("large.json", '{\n  "servers": 33\n}\n'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error[WF3006]: `servers` is 33, it must be from 1 to below 33");
    expect(stderr).toContain("large.json:2:14");
    expect(stderr).toContain('2 │   "servers": 33');
    expect(stderr).toContain("pod.weft:4:27");
  });

  it("shows the line of a value of another form, and of what is no JSON", () => {
    const quoted = run("check", design, "--params", save("quoted.json", '{ "servers": "8" }'), "--format", "plain");
    expect(quoted.stderr).toContain("quoted.json:1:14: error[WF9023]: `servers` must be a whole number without quotes");
    expect(quoted.stderr).toContain("at pod.weft:4:9");
    const broken = run("check", design, "--params", save("broken.json", '{ "servers": 8\n'), "--format", "plain");
    expect(broken.stderr).toMatch(/^broken\.json:\d+:\d+: error\[WF9020\]/);
    const missing = run("check", design, "--params", "none.json");
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining("error[WF9001]") });
  });

  it("is held to the schema that `weft params` prints", () => {
    const schema = JSON.parse(run("params", design, "--schema").stdout) as object;
    expect(schema).toMatchObject({
      additionalProperties: false,
      properties: { servers: { type: "integer", minimum: 1, maximum: 32, description: "servers of the pod" } },
    });
    const table = run("params", design);
    expect(table).toMatchObject({ code: 0, stderr: "" });
    expect(table.stdout).toMatch(/^ +servers +count +1\.\.33 +32 +servers of the pod$/m);
    expect(JSON.parse(run("params", design, "--format", "json").stdout)).toMatchObject([
      { name: "servers" },
      { name: "spines" },
    ]);
    expect(run("params", save("bad.weft", "cluster {")).code).toBe(1);
  });
});

describe("--phase", () => {
  it("compiles a phase, which the outputs name", () => {
    const { code, stdout } = run("compile", design, "--phase", "first", "-o", "out");
    expect({ code, first: stdout.split("\n")[0] }).toEqual({ code: 0, first: "pod, phase first" });
    const plan = JSON.parse(readFileSync(join(work, "out/plan.json"), "utf8")) as {
      readonly plan: { readonly phase: string };
    };
    expect(plan.plan.phase).toBe("first");
    expect(readFileSync(join(work, "out/report.md"), "utf8")).toContain("This is phase 1 of 2, first: host 8 of 32.");
    expect(run("check", design, "--phase", "first").stdout).toMatch(/^host, 8 GPUs each +8$/m);
    expect(run("where", "host31", design, "--phase", "first").code).toBe(1);
    expect(run("where", "host31", design).code).toBe(0);
  });

  it("must be one of the design", () => {
    const { code, stderr } = run("check", design, "--phase", "frist");
    expect(code).toBe(1);
    expect(stderr).toContain("error[WF9024]: there is no phase `frist`");
    expect(stderr).toContain("did you mean `first`?");
  });
});

describe("weft grow", () => {
  it("ends with 0, and with --strict with 1 only if a link moves", () => {
    const moving = ["grow", design, "--set-b", "spines=2"];
    expect(run(...moving)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("256 kept") });
    expect(run("grow", design, "--from", "first", "--strict").code).toBe(0);
    const strict = run("grow", design, "--set-a", "spines=2", "--set-b", "spines=4", "--strict");
    expect(strict.code).toBe(1);
    expect(strict.stdout).toContain("because `spine` goes from 2 to 4 without `of`");
  });

  it("takes values for both sides or for one, and prints JSON", () => {
    const { stdout } = run(
      "grow",
      design,
      "--set",
      "servers=16",
      "--params-b",
      save("c.json", '{ "spines": 4 }'),
      "--format",
      "json",
    );
    expect(JSON.parse(stdout)).toMatchObject({ moved: 0, links: { before: 384, after: 384, kept: 384 } });
  });

  it("compares two files, and says what is wrong with one that cannot be wired", () => {
    const other = save("other.weft", readFileSync(join(work, design), "utf8").replace("rail: 8", "rail: 4"));
    const { code, stderr } = run("grow", design, other);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("other.weft") });
    expect(run("grow", design, "--set", "nothing=1").stderr).toContain("WF2010");
    expect(run("grow").code).toBe(2);
  });
});
