/** `weft parts import` and `--prices` as a user meets them. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startingDesign } from "../../src/cli/start-design.js";
import { runWeft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-import-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const fixtures = "test/fixtures/catalogue";
const types = join(work, "types");

function copy(name: string, folder: string, as = name): string {
  mkdirSync(join(types, folder), { recursive: true });
  const path = join(types, folder, as);
  copyFileSync(join(fixtures, name), path);
  return path;
}

const qm9700 = copy("qm9700.yaml", "Nvidia");
copy("qm9700.overlay.yaml", "Nvidia");
copy("q3400.yaml", "Nvidia");
copy("qm9700.yaml", "Mellanox", "copy.yaml");
copy("parts.json", ".");
writeFileSync(join(types, "package.json"), '{ "name": "not a part" }\n');

describe("weft parts import", () => {
  it("prints one file as weft", () => {
    const { code, stdout, stderr } = runWeft(["parts", "import", qm9700]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\/\/ Made by `weft parts import` out of qm9700\.yaml\./);
    expect(stdout).toContain("part switch qm9700 {");
    expect(stdout).toMatch(/power += 1720W +published "figures for tests"/);
  });

  it("writes a folder of files into one, tells names apart, and the result checks clean", () => {
    const output = join(work, "all.weft");
    const { code, stdout, stderr } = runWeft(["parts", "import", types, "-o", output]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${join(types, "Nvidia", "q3400.yaml")}: q3400_ra\n`);
    expect(stdout).toMatch(/copy\.yaml: qm9700, 3 findings\n/);
    expect(stdout).toMatch(/wrote 7 parts to /);
    expect(stderr).toContain("warning[WF9082]");
    expect(stderr).toContain("1 file of other data passed over\n");
    const text = readFileSync(output, "utf8");
    expect(text).toContain("part switch qm9700 {");
    expect(text).toContain("part switch nvidia_qm9700 {");
    expect(runWeft(["fmt", "--check", output]).code).toBe(0);
    const design = join(work, "design.weft");
    writeFileSync(
      design,
      'import { our_server } from "./all.weft"\n\ncluster small {\n  server host[2]: our_server\n}\n',
    );
    expect(runWeft(["check", design]).stderr).not.toContain("error");
  });

  it("writes a folder into a folder", () => {
    const output = join(work, "out");
    expect(runWeft(["parts", "import", types, "-o", output]).code).toBe(0);
    expect(readdirSync(output).sort()).toEqual(["Mellanox", "Nvidia", "parts.weft"]);
    expect(readdirSync(join(output, "Nvidia")).sort()).toEqual(["q3400.weft", "qm9700.weft"]);
  });

  it("writes its own file again, and no other", () => {
    const output = join(work, "again.weft");
    expect(runWeft(["parts", "import", qm9700, "-o", output]).code).toBe(0);
    expect(runWeft(["parts", "import", qm9700, "-o", output]).code).toBe(0);
    writeFileSync(output, "// mine\n");
    const { code, stderr } = runWeft(["parts", "import", qm9700, "-o", output]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("WF9013") });
    expect(readFileSync(output, "utf8")).toBe("// mine\n");
  });

  it("leaves out files with errors, says so, and fails", () => {
    const folder = join(work, "mixed");
    mkdirSync(folder);
    copyFileSync(join(fixtures, "card.yaml"), join(folder, "card.yaml"));
    writeFileSync(join(folder, "broken.yaml"), "manufacturer: A\nmodel: [\n");
    const output = join(work, "mixed.weft");
    const { code, stderr } = runWeft(["parts", "import", folder, "-o", output]);
    expect(code).toBe(1);
    expect(stderr).toContain("error[WF9060]");
    expect(stderr).toContain("1 file with errors left out\n");
    expect(readFileSync(output, "utf8")).toContain("part nic ");
  });

  it.each([
    ["an empty folder", () => mkdtempSync(join(work, "empty-")), "WF9070"],
    ["a file that is not there", () => join(work, "none.yaml"), "WF9001"],
    ["an overlay", () => join(types, "Nvidia", "qm9700.overlay.yaml"), "WF9062"],
  ])("refuses %s", (_, path, wanted) => {
    const { code, stdout, stderr } = runWeft(["parts", "import", path()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(wanted);
  });

  it("stops at findings with --strict", () => {
    const output = join(work, "strict.weft");
    expect(runWeft(["parts", "import", types, "-o", output, "--strict"]).code).toBe(1);
    expect(existsSync(output)).toBe(false);
  });

  it("tells programs what it wrote", () => {
    const output = join(work, "json.weft");
    const { stdout } = runWeft(["parts", "import", qm9700, "-o", output, "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      files: [{ file: qm9700, parts: ["qm9700"], findings: 0 }],
      written: [output],
    });
  });
});

describe("--prices", () => {
  const design = join(work, "priced.weft");
  const book = join(work, "book.csv");
  writeFileSync(design, startingDesign);
  writeFileSync(
    book,
    "part,low,high,currency,basis,as_of,source\nserver_8x400g,270000,290000,USD,quote,2026-09,us\nswitch_64x400g,18500,18500,USD,quote,2026-09,us\n",
  );

  it("of check points out what has no price", () => {
    const { code, stderr } = runWeft(["check", design, "--prices", book]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("warning[WF8020]") });
  });

  it("of compile prices the bill", () => {
    const output = join(work, "compiled");
    expect(runWeft(["compile", design, "--prices", book, "-o", output]).code).toBe(0);
    expect(readFileSync(join(output, "bom.csv"), "utf8")).toMatch(
      /^server,server_8x400g,.*,270000,290000,USD,quote,2026-09$/m,
    );
    expect(readFileSync(join(output, "report.md"), "utf8")).toContain("## Cost");
  });

  it("that cannot be read ends in an error", () => {
    const { code, stderr } = runWeft(["check", design, "--prices", join(work, "none.json")]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("WF9001") });
  });
});
