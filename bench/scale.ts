/**
 * Checks against the size of the design's text and against the size of the cluster, warm, in one table. The first grows
 * with the text; the second must be flat.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatText } from "../src/format.js";
import { generateDesign } from "./generate-design.js";
import { median } from "./measure.js";
import type { Verdict } from "./verdict.js";
import { checkWarm } from "./warm.js";

const GROWING = "bench/designs/growing.weft";
const ROUNDS = 15;
const lineCounts = [10, 100, 1_000, 10_000] as const;
const clusters = [
  { pods: 1, segments: 1 },
  { pods: 2, segments: 5 },
  { pods: 12, segments: 8 },
  { pods: 122, segments: 8 },
  { pods: 1_221, segments: 8 },
] as const;

/** One row of the table. */
interface Row {
  readonly what: string;
  readonly milliseconds: number;
}

/** Prints the table, and measures the largest cluster against the smallest and 10 000 lines against 1 000. */
export async function measureScale(): Promise<readonly Verdict[]> {
  const bySize = await measureLines();
  const byCluster = await measureClusters();
  printTable([...bySize, ...byCluster]);
  const times = byCluster.map((row) => row.milliseconds);
  const [large, larger] = [bySize.at(-2), bySize.at(-1)];
  const ms = (value: number | undefined): string => `${(value ?? Number.NaN).toFixed(2)} ms`;
  return [
    {
      name: "check, slowest / fastest of five clusters",
      ratio: Math.max(...times) / Math.min(...times),
      limit: 1.5,
      detail: `${ms(Math.max(...times))} / ${ms(Math.min(...times))}, warm`,
    },
    {
      name: "check, 10 000 lines / 1 000 lines",
      ratio: (larger?.milliseconds ?? Number.NaN) / (large?.milliseconds ?? Number.NaN),
      limit: 15,
      detail: `${ms(larger?.milliseconds)} / ${ms(large?.milliseconds)}, warm`,
    },
    measureLayout(),
  ];
}

async function measureLines(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  try {
    const rows: Row[] = [];
    for (const lines of lineCounts) {
      const path = join(folder, `lines-${lines}.weft`);
      const text = generateDesign(lines);
      writeFileSync(path, text);
      const written = text.split("\n").length - 1;
      rows.push({ what: `${group(written)} lines`, milliseconds: median(await checkWarm(path, roundsFor(lines))) });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How laying out grows with the text: comments at line ends are the costliest to place. */
function measureLayout(): Verdict {
  const time = (lines: number): number => {
    const text = "a = 1 // c\n".repeat(lines);
    return median(
      Array.from({ length: 5 }, () => {
        const start = process.hrtime.bigint();
        formatText({ path: "bench.weft", text });
        return Number(process.hrtime.bigint() - start) / 1e6;
      }),
    );
  };
  const [large, larger] = [time(1_000), time(10_000)];
  return {
    name: "fmt, 10 000 lines / 1 000 lines",
    ratio: larger / large,
    limit: 20,
    detail: `${larger.toFixed(1)} ms / ${large.toFixed(1)} ms, warm`,
  };
}

/** Each cluster takes its turn in every round, so that noise falls on all alike. */
async function measureClusters(): Promise<readonly Row[]> {
  const times = clusters.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, { pods, segments }] of clusters.entries()) {
      const set = { pods: String(pods), segments: String(segments) };
      times[at]?.push(median(await checkWarm(GROWING, 5, set)));
    }
  }
  return clusters.map(({ pods, segments }, at) => ({
    what: `${group(pods * segments * 1_024)} GPUs`,
    milliseconds: median(times[at] ?? []),
  }));
}

function roundsFor(lines: number): number {
  return lines > 1_000 ? 3 : ROUNDS;
}

function printTable(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const { what, milliseconds } of rows)
    console.log(`  ${what.padStart(width)}  ${milliseconds.toFixed(2).padStart(9)} ms`);
}

function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, " ");
}
