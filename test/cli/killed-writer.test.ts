/** A run that is killed leaves the earlier files whole or its own whole; between, the digests tell, and the next run mends. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WrittenFile } from "../../src/emit/emitter.js";
import { writeFolder } from "../../src/node/write-folder.js";
import { fingerprintFolder, inspectFolder, listTemporaries } from "./helpers/output-folder.js";
import { emitSmallRun, listSmallRun } from "./helpers/small-run.js";

const work = mkdtempSync(join(tmpdir(), "weft-killed-"));
const script = join(work, "write-script.mjs");
const [earlier, later] = [join(work, "earlier"), join(work, "later")];
/** What the later run does over the earlier one, in order. */
let operations: readonly string[] = [];

interface Outcome {
  readonly signal: string | null;
  readonly log: readonly string[];
  readonly isWritten: boolean;
}

function write(folder: string, run: string, stop = -1): Outcome {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [script, folder, run, String(stop)], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const said = signal === null ? JSON.parse(stdout) : { log: [], isWritten: false };
  return { signal, ...said };
}

/** Runs the later run again, to its end. */
async function mend(folder: string): Promise<void> {
  const finish = (files: readonly WrittenFile[]) => listSmallRun("B", files);
  const { diagnostics } = await writeFolder({ folder, artifacts: emitSmallRun("B"), finish });
  expect(diagnostics).toEqual([]);
}

/** Returns a folder with the earlier run in it and a file that is not weft's. */
function prepare(name: string): string {
  const folder = join(work, name);
  cpSync(earlier, folder, { recursive: true });
  return folder;
}

beforeAll(() => {
  buildSync({
    entryPoints: ["test/cli/helpers/write-script.ts"],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  mkdirSync(earlier);
  writeFileSync(join(earlier, "notes.txt"), "mine");
  expect(write(earlier, "A").isWritten).toBe(true);
  cpSync(earlier, later, { recursive: true });
  operations = write(later, "B").log;
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("a later run", () => {
  it("replaces the earlier one and leaves what is not weft's", () => {
    expect(inspectFolder(later)).toBe("whole");
    expect(readFileSync(join(later, "notes.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(later, "bom.csv"), "utf8")).toContain("B,0");
    expect(existsSync(join(later, "only-A.csv"))).toBe(false);
    expect(existsSync(join(later, "drawings/A"))).toBe(false);
    expect(listTemporaries(later)).toEqual([]);
  });

  it("can be killed at any of 50 moments", { timeout: 120_000 }, async () => {
    const first = operations.indexOf("rename");
    const last = operations.lastIndexOf("rename");
    const [whole, next] = [fingerprintFolder(earlier), fingerprintFolder(later)];
    // Every moment at which files are put in place, and as many others as make fifty.
    const placing = operations.flatMap((_, at) => (at >= first && at <= last + 2 ? [at] : []));
    const others = fc.sample(fc.nat(operations.length - 1), { numRuns: 50 - placing.length, seed: 7 });
    for (const moment of [...placing, ...others]) {
      const folder = prepare(`killed-${moment}`);
      expect(write(folder, "B", moment).signal, `moment ${moment}`).toBe("SIGKILL");
      const state = fingerprintFolder(folder);
      if (moment <= first) expect(state, `before ${operations[moment]} ${moment}`).toBe(whole);
      else if (moment > last) expect(state, `after ${operations[moment]} ${moment}`).toBe(next);
      else expect(inspectFolder(folder), `at ${operations[moment]} ${moment}`).toMatch(/^mixed/);
      await mend(folder);
      expect(inspectFolder(folder)).toBe("whole");
      expect(listTemporaries(folder)).toEqual([]);
      expect(fingerprintFolder(folder).replaceAll(folder, later)).toBe(next);
      rmSync(folder, { recursive: true });
    }
  });

  it("takes over from a first run that was killed half-way into place", () => {
    const folder = join(work, "first");
    const log = write(folder, "A").log;
    rmSync(folder, { recursive: true });
    write(folder, "A", log.indexOf("rename") + 2);
    expect(inspectFolder(folder)).toBe("no plan.json");
    expect(write(folder, "B").isWritten).toBe(true);
    expect(inspectFolder(folder)).toBe("whole");
    expect(existsSync(join(folder, "bom.csv"))).toBe(true);
    expect(existsSync(join(folder, "only-A.csv"))).toBe(false);
  });
});
