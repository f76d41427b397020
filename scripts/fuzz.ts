/**
 * `npm run fuzz -- --minutes n [--seed s]`: compiles damaged examples until the time is up; fails if one throws, is slow
 * or never ends. A second process does the work, so that one that hangs can be named, ended and passed over.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileMutants, type Mutant, type MutantOutcome } from "../test/fuzz/compile-mutants.js";

const HANG_MILLISECONDS = 20_000;

/** What the worker says, one line each. */
type Report = { readonly start: Mutant } | { readonly end: MutantOutcome };

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" }, worker: { type: "boolean" } },
});
// A new stretch of seeds every run, and printed: a failure can be had again with `--seed`.
const firstSeed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const paths = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".weft"))
  .sort()
  .map((path) => `examples/${path}`);

/** Works until it is ended, and reports on stdout. */
async function work(): Promise<void> {
  const say = (report: Report): void => void process.stdout.write(`${JSON.stringify(report)}\n`);
  for await (const end of compileMutants(paths, firstSeed, (start) => say({ start }))) say({ end });
}

interface Tally {
  count: number;
  failures: number;
  slowest: MutantOutcome | null;
}

/** Runs one worker from a seed until it hangs or the time is up; returns the mutant that hung, or null. */
async function watch(seed: number, endTime: number, tally: Tally): Promise<Mutant | null> {
  const worker = spawn(process.execPath, [fileURLToPath(import.meta.url), "--worker", "--seed", String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const state: { current: Mutant | null; since: number; isEnded: boolean } = {
    current: null,
    since: Date.now(),
    isEnded: false,
  };
  worker.on("exit", () => {
    state.isEnded = true;
  });
  createInterface({ input: worker.stdout }).on("line", (line) => {
    const report = JSON.parse(line) as Report;
    state.since = Date.now();
    state.current = "start" in report ? report.start : null;
    if ("end" in report) note(report.end, tally);
  });
  while (!state.isEnded && Date.now() < endTime && Date.now() - state.since < HANG_MILLISECONDS) {
    await new Promise((resume) => setTimeout(resume, 100));
  }
  const isHung = Date.now() - state.since >= HANG_MILLISECONDS;
  if (state.isEnded) throw new Error(`the worker ended at seed ${state.current?.seed}`);
  await end(worker);
  return isHung ? state.current : null;
}

function note(outcome: MutantOutcome, tally: Tally): void {
  tally.count++;
  if (tally.slowest === null || outcome.milliseconds > tally.slowest.milliseconds) tally.slowest = outcome;
  if (outcome.failure === null) return;
  tally.failures++;
  console.log(`\n${outcome.path} seed ${outcome.seed}: ${outcome.failure}`);
}

async function end(worker: ChildProcess): Promise<void> {
  worker.kill("SIGKILL");
  await new Promise((resolve) =>
    worker.exitCode === null && worker.signalCode === null ? worker.once("exit", resolve) : resolve(0),
  );
}

async function supervise(): Promise<void> {
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}: expected a number above 0`);
  console.log(`fuzzing ${paths.length} designs for ${minutes} minutes from seed ${firstSeed}`);
  const tally: Tally = { count: 0, failures: 0, slowest: null };
  const endTime = Date.now() + minutes * 60_000;
  for (let seed = firstSeed; Date.now() < endTime; ) {
    const hung = await watch(seed, endTime, tally);
    if (hung === null) break;
    tally.failures++;
    console.log(`\n${hung.path} seed ${hung.seed}: has not ended after ${HANG_MILLISECONDS / 1000} s`);
    seed = hung.seed + 1;
  }
  const { count, failures, slowest } = tally;
  const worst =
    slowest === null ? "" : `; slowest ${Math.round(slowest.milliseconds)} ms, ${slowest.path} seed ${slowest.seed}`;
  console.log(`\n${count} mutants, ${failures} failures${worst}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

await (values.worker === true ? work() : supervise());
