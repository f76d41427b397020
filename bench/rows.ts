/** Writing `cables.csv` of a million GPUs against a plain loop on the same disk in the same run. */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileProject } from "../src/compile.js";
import { writeCables } from "../src/emit/cables.emitter.js";
import { loadProject } from "../src/load.js";
import { createNodeHost } from "../src/node/node-host.js";
import { writeBaseline } from "./baseline-rows.js";
import { median } from "./measure.js";
import type { Verdict } from "./verdict.js";

const DESIGN = "bench/designs/clos-1m.weft";
const ROUNDS = 3;
const BYTES_NEEDED = 4e9;
const LEAST_BYTES_PER_SECOND = 200e6;

type Write = (text: string) => void;

/** Measures both writers; throws if their bytes differ or the disk is too full. */
export async function measureRows(): Promise<readonly Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  try {
    const space = statfsSync(folder);
    if (space.bavail * space.bsize < BYTES_NEEDED) throw new Error(`${folder} has less than 4 GB free`);
    return await compareWriters(join(folder, "cables.csv"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareWriters(path: string): Promise<readonly Verdict[]> {
  const plan = compileProject(await loadProject(createNodeHost(), DESIGN)).plan();
  if (plan === null) throw new Error(`${DESIGN} has no plan`);
  const ours = (write: Write): void => {
    for (const chunk of writeCables(plan)) write(chunk);
  };
  if (digest(writeBaseline) !== digest(ours)) throw new Error("the baseline and weft write different bytes");
  const times: { readonly baseline: number; readonly weft: number; readonly bytes: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const baseline = timeWriter(path, writeBaseline);
    const weft = timeWriter(path, ours);
    times.push({ baseline: baseline.seconds, weft: weft.seconds, bytes: weft.bytes });
  }
  const baseline = median(times.map((time) => time.baseline));
  const weft = median(times.map((time) => time.weft));
  const bytes = times[0]?.bytes ?? 0;
  const speed = bytes / baseline;
  return [
    {
      name: "cables.csv / plain loop, clos-1m",
      ratio: weft / baseline,
      limit: 2,
      detail: `${weft.toFixed(1)} s / ${baseline.toFixed(1)} s for ${(bytes / 1e6).toFixed(0)} MB`,
    },
    {
      name: "200 MB/s / plain loop's speed",
      ratio: LEAST_BYTES_PER_SECOND / speed,
      limit: 1,
      detail: `the loop writes ${(speed / 1e6).toFixed(0)} MB/s`,
    },
  ];
}

function digest(writer: (write: Write) => void): string {
  const hash = createHash("sha256");
  writer((text) => {
    hash.update(text, "latin1");
  });
  return hash.digest("hex");
}

function timeWriter(
  path: string,
  writer: (write: Write) => void,
): { readonly seconds: number; readonly bytes: number } {
  const file = openSync(path, "w");
  let bytes = 0;
  const start = process.hrtime.bigint();
  writer((text) => {
    bytes += writeSync(file, text, null, "latin1");
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  fsyncSync(file);
  closeSync(file);
  rmSync(path);
  return { seconds, bytes };
}
