/** Measures whole processes: wall time and peak memory, several commands in turn so that noise falls on all alike. */
import { spawnSync } from "node:child_process";

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
}

export interface Sample {
  readonly milliseconds: number;
  /** Peak resident memory. */
  readonly megabytes: number;
}

const REPORT_PEAK =
  "data:text/javascript,process.on('exit',()=>{process.stderr.write('\\npeak-kilobytes '+process.resourceUsage().maxRSS+'\\n')})";

/** Runs a Node command once. Throws if it does not exit with 0. */
export function runOnce(command: Command): Sample {
  const start = process.hrtime.bigint();
  const result = spawnSync(process.execPath, [...command.args], { encoding: "utf8", maxBuffer: 1 << 28 });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.status !== 0) throw new Error(`${command.name} exited with ${result.status}: ${result.stderr}`);
  return { milliseconds, megabytes: 0 };
}

/** Runs a Node command once, with its peak memory; slower to start by a few milliseconds. */
export function runWithPeak(command: Command): Sample {
  const start = process.hrtime.bigint();
  const args = ["--import", REPORT_PEAK, ...command.args];
  const result = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.status !== 0) throw new Error(`${command.name} exited with ${result.status}: ${result.stderr}`);
  const peak = /peak-kilobytes (\d+)/.exec(result.stderr);
  return { milliseconds, megabytes: Number(peak?.[1] ?? 0) / 1000 };
}

/** Returns the median milliseconds of each command over `rounds` rounds, run in turn. */
export function compareCommands(commands: readonly Command[], rounds: number): readonly number[] {
  const times = commands.map((): number[] => []);
  for (const command of commands) runOnce(command);
  for (let round = 0; round < rounds; round++) {
    commands.forEach((command, at) => {
      times[at]?.push(runOnce(command).milliseconds);
    });
  }
  return times.map(median);
}

/** Returns the middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
