/** Whole compilations, everything written: time and peak memory of the process. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateDesign } from "./generate-design.js";
import { median, runWithPeak, type Sample } from "./measure.js";
import type { Verdict } from "./verdict.js";
import { checkWarm } from "./warm.js";

/** Measures a million GPUs, a Clos of 1 024 switches, and a design of 2 000 lines. */
export async function measureWhole(): Promise<readonly Verdict[]> {
  const million = compileOnce("bench/designs/clos-1m.weft");
  const thousand = [1, 2, 3, 4, 5].map(() => compileOnce("bench/designs/clos-1k.weft"));
  const seconds = median(thousand.map((sample) => sample.milliseconds)) / 1000;
  const megabytes = median(thousand.map((sample) => sample.megabytes));
  return [
    {
      name: "clos-1m, all files: MB resident / 400 MB",
      ratio: million.megabytes / 400,
      limit: 1,
      detail: `${million.megabytes.toFixed(0)} MB, ${(million.milliseconds / 1000).toFixed(1)} s`,
    },
    { name: "clos-1k, all files, cold: time / 1 s", ratio: seconds, limit: 1, detail: `${seconds.toFixed(2)} s` },
    {
      name: "clos-1k, all files, cold: MB / 250 MB",
      ratio: megabytes / 250,
      limit: 1,
      detail: `${megabytes.toFixed(0)} MB`,
    },
    await measureLines(),
  ];
}

function compileOnce(design: string): Sample {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  try {
    return runWithPeak({
      name: `compile ${design}`,
      args: ["bin/weft.js", "compile", design, "-o", join(folder, "out")],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureLines(): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  try {
    const path = join(folder, "lines.weft");
    const text = generateDesign(2_000);
    writeFileSync(path, text);
    const milliseconds = median(await checkWarm(path, 15));
    const lines = text.split("\n").length - 1;
    return {
      name: "2 000 lines, checked warm: time / 50 ms",
      ratio: milliseconds / 50,
      limit: null,
      detail: `${milliseconds.toFixed(1)} ms for ${lines} lines, aim 50`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
