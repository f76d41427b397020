/** `npm run fuzz -- --minutes n [--seed s]`: compiles damaged examples until the time is up; fails if one throws or is slow. */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { compileMutants } from "../test/fuzz/compile-mutants.js";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}: expected a number above 0`);
// A new stretch of seeds every run, and printed: a failure can be had again with `--seed`.
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const paths = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".weft"))
  .map((path) => `examples/${path}`);

console.log(`fuzzing ${paths.length} designs for ${minutes} minutes from seed ${seed}`);
const end = Date.now() + minutes * 60_000;
const { count, failures, slowest } = await compileMutants(paths, seed, () => Date.now() < end);
for (const failure of failures) console.log(`\n${failure.path} seed ${failure.seed}: ${failure.what}`);
const worst = `slowest ${Math.round(slowest.milliseconds)} ms, ${slowest.path} seed ${slowest.seed}`;
console.log(`\n${count} mutants, ${failures.length} failures; ${worst}`);
process.exitCode = failures.length === 0 ? 0 : 1;
