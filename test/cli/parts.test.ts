/** `weft parts` as a user meets it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-parts-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function save(name: string, text: string): string {
  const path = join(work, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe("weft parts", () => {
  it("counts the parts of each kind where nothing is asked", () => {
    const { code, stdout, stderr } = runWeft(["parts"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d{3} parts in \d+ files\n/);
    expect(stdout).toMatch(/\n {2}switch +\d+\n/);
  });

  it("shows the one part that is meant", () => {
    const { code, stdout, stderr } = runWeft(["parts", "qm9700"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^qm9700 {2}switch {2}NVIDIA Quantum-2 QM9700\n/);
    expect(stdout).not.toContain("\u001b");
  });

  it("lists what words and filters leave", () => {
    const { code, stdout } = runWeft(["parts", "--kind", "switch", "--speed", "400G", "--maker", "nvidia"]);
    expect(code).toBe(0);
    expect(stdout).toContain("\nstd/nvidia\n  qm9700 ");
    expect(stdout).not.toContain("sn5600");
  });

  it("writes JSON", () => {
    const one = JSON.parse(runWeft(["parts", "h100", "--kind", "gpu", "--format", "json"]).stdout) as { id: string };
    expect(one.id).toBe("h100");
    const many = JSON.parse(runWeft(["parts", "--kind", "cdu", "--format", "json"]).stdout) as { parts: unknown[] };
    expect(many.parts.length).toBeGreaterThan(1);
  });

  it("offers a near name", () => {
    expect(runWeft(["parts", "qm9701"])).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "weft: no part has `qm9701`; did you mean `qm9700`?\n",
    });
    expect(runWeft(["parts", "qm9700", "--kind", "cable"]).stderr).toBe(
      "weft: no part has `qm9700`; without the filters 2 do\n",
    );
    expect(runWeft(["parts", "--kind", "swich"])).toMatchObject({
      code: 2,
      stderr: "weft: --kind swich: no part has it; did you mean `switch`?\n",
    });
    expect(runWeft(["parts", "--speed", "fast"]).code).toBe(2);
  });

  it("searches the files of a folder as well, and says what is wrong with them", () => {
    save(
      "own/mine.weft",
      'import { qm9700 } from "std/nvidia"\n\n/// Ours.\npart switch my_qm9700 extends qm9700 {\n  weight = 15kg measured "our scales"\n}\n',
    );
    save("own/broken.weft", "part switch broken { weight = 3W }\n");
    const { code, stdout, stderr } = runWeft(["parts", "my_qm9700", "--in", join(work, "own")]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^weft: .*broken\.weft has 1 error; parts with mistakes are left out\n$/);
    expect(stdout).toMatch(/\n {2}weight +15kg +measured +our scales\n/);
    expect(stdout).toContain("mine.weft");
    expect(runWeft(["parts", "--in", join(work, "nowhere")]).code).toBe(2);
  });
});
