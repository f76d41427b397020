/** A small set of output files, told apart by the name of its run. */
import type { Artifact, WrittenFile } from "../../../src/emit/emitter.js";

/** Yields the files of a run: some with the names of every run, some with its own. */
export function* emitSmallRun(run: string): Generator<Artifact> {
  const rows = Array.from({ length: 5 }, (_, row) => `${run},${row}\n`);
  yield { path: "bom.csv", rows: 5, chunks: rows };
  yield { path: "drawings/rack.svg", rows: null, chunks: [`<svg>${run}</svg>\n`] };
  yield { path: `only-${run}.csv`, rows: 1, chunks: [`${run}\n`] };
  yield { path: `drawings/${run}/deep.svg`, rows: null, chunks: ["<svg/>"] };
  yield { path: "cables.csv", rows: 5, chunks: rows };
}

/** Returns what lists them. */
export function listSmallRun(run: string, files: readonly WrittenFile[]): Artifact {
  return { path: "plan.json", rows: null, chunks: [JSON.stringify({ weft_plan: 1, run, files })] };
}
