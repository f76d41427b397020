/** Runs the shipped `bin/weft.js` in a process of its own. */
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { resolve } from "node:path";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const weft = resolve("bin/weft.js");

/** Returns what the command said and how it ended; neither stream is a terminal. */
export function runWeft(args: readonly string[], options: SpawnSyncOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [weft, ...args], { ...options, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** Returns the same of a shell line in which `{weft}` stands for the command. */
export function runShell(line: string, options: SpawnSyncOptions = {}): Outcome {
  const script = line.replaceAll("{weft}", `${process.execPath} ${weft}`);
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { ...options, encoding: "utf8" });
  return { code: status, stdout, stderr };
}
