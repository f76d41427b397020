/** Repeats the whole check of a design in one process, so that only the compiler's own work is timed. */
import { compileProject } from "../src/compile.js";
import { loadProject } from "../src/load.js";
import { createNodeHost } from "../src/node/node-host.js";

/** Returns the milliseconds of each of `rounds` checks, files read anew, after as many to warm up. */
export async function checkWarm(
  path: string,
  rounds: number,
  set: Readonly<Record<string, string>> = {},
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const start = process.hrtime.bigint();
    const compilation = compileProject(await loadProject(createNodeHost(), path), { set });
    const found = compilation.diagnostics();
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    if (found.some((diagnostic) => diagnostic.severity === "error")) throw new Error(`${path}: ${found[0]?.message}`);
    if (round >= rounds) times.push(milliseconds);
  }
  return times;
}
