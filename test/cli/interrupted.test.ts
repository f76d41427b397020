/** `weft compile` cut short, by Ctrl-C and by the kernel: the output folder is whole, of one run or the other. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fingerprintFolder, inspectFolder, listTemporaries } from "./helpers/output-folder.js";
import { runWeft, weft } from "./helpers/run-weft.js";

const work = mkdtempSync(join(tmpdir(), "weft-cut-"));
const large = "examples/hpn-7.0/hpn.weft";
const design = join(work, "small.weft");
const [earlier, later] = [join(work, "earlier"), join(work, "later")];
let runMilliseconds = 0;

/** Small enough to be killed fifty times; what it writes takes a fifth of its time. */
const small = `import { server_8x400g, switch_64x400g } from "std/generic"
cluster small {
  param groups: count = 4
  group pod[groups] { server host[32]: server_8x400g }
  fabric net {
    switch leaf[pod, leaf: 8]: switch_64x400g
    switch spine[spine: 32]: switch_64x400g
    connect host.backend -> leaf[leaf: rail]
    connect leaf -> spine
  }
}
`;

function compileArgs(folder: string, path: string, setting: string): string[] {
  return ["compile", path, "--set", setting, "-o", folder];
}

beforeAll(() => {
  writeFileSync(design, small);
  expect(runWeft(compileArgs(earlier, design, "groups=3")).code).toBe(0);
  cpSync(earlier, later, { recursive: true });
  const start = performance.now();
  expect(runWeft(compileArgs(later, design, "groups=4")).code).toBe(0);
  runMilliseconds = performance.now() - start;
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Starts a run and ends it with the signal as soon as `isTime` holds; returns how it ended. */
async function cut(args: readonly string[], signal: NodeJS.Signals, isTime: () => boolean): Promise<number | string> {
  const child = spawn(process.execPath, [weft, ...args], { stdio: "ignore" });
  const watch = setInterval(() => !child.killed && isTime() && child.kill(signal), 1);
  const ended = await new Promise<number | string>((resolve) =>
    child.on("exit", (code, by) => resolve(code ?? by ?? "")),
  );
  clearInterval(watch);
  return ended;
}

it("by the kernel, at 50 seeded moments, leaves one of the two runs", { timeout: 180_000 }, async () => {
  const [before, after] = [fingerprintFolder(earlier), fingerprintFolder(later)];
  const folder = join(work, "killed");
  for (const share of fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 50, seed: 50 })) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(earlier, folder, { recursive: true });
    // Start-up is half of so short a run; most moments are laid where files are written.
    const moment = performance.now() + runMilliseconds * (0.4 + 0.7 * share);
    await cut(compileArgs(folder, design, "groups=4"), "SIGKILL", () => performance.now() >= moment);
    const state = inspectFolder(folder);
    if (state === "whole") expect([before, after]).toContain(fingerprintFolder(folder));
    else expect(state).toMatch(/^mixed/);
  }
  expect(runWeft(compileArgs(folder, design, "groups=4")).code).toBe(0);
  expect(fingerprintFolder(folder)).toBe(after);
  expect(listTemporaries(folder)).toEqual([]);
});

it("by Ctrl-C leaves the earlier files and nothing else", { timeout: 60_000 }, async () => {
  const folder = join(work, "interrupted");
  cpSync(earlier, folder, { recursive: true });
  const isWriting = (): boolean => existsSync(folder) && listTemporaries(folder).length > 0;
  expect(await cut(compileArgs(folder, large, "segments=15"), "SIGINT", isWriting)).toBe(130);
  expect(fingerprintFolder(folder)).toBe(fingerprintFolder(earlier));
  expect(listTemporaries(folder)).toEqual([]);
});
