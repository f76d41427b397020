/** The work of `weft compile`. */
import type { Diagnostic } from "../core/diagnostic.js";
import type { Artifact, Results, WrittenFile } from "../emit/emitter.js";
import { emitters } from "../emit/emitters.generated.js";
import { writeFolder } from "../node/write-folder.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { startProgress } from "./progress.js";
import { reportOutcome } from "./reporters/compiled.js";
import { reportWritten } from "./reporters/written.js";
import { type DesignFlags, openDesign, reportDiagnostics } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

export interface CompileFlags extends DesignFlags {
  readonly output: string;
}

/** Compiles the design into the output folder; a design with errors writes nothing. */
export async function compileDesign(argument: string, flags: CompileFlags): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    reportDiagnostics(opened, flags, null);
    return exitCodes.errors;
  }
  const diagnostics = opened.diagnostics();
  const design = opened.design();
  const plan = opened.plan();
  const isFailure = reportDiagnostics(diagnostics, flags, opened);
  const measures = opened.measures();
  if (isFailure || design === null || plan === null || measures === null) {
    writeAside(flags.format === "pretty" ? "nothing was written\n" : "");
    return exitCodes.errors;
  }
  const found = { measures, estimates: opened.estimates(), verdicts: opened.verdicts(), diagnostics };
  const outcome = await writeResults({ design, plan, ...found }, flags.output);
  if (outcome.value !== null) {
    writeData(reportOutcome({ name: design.name, ...found }));
    writeData(reportWritten(flags.output, outcome.value));
    return exitCodes.fine;
  }
  if (outcome.diagnostics.length === 0) return exitCodes.interrupted;
  reportDiagnostics(outcome.diagnostics, flags, opened);
  return exitCodes.errors;
}

interface Outcome {
  readonly value: readonly WrittenFile[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes what all emitters make. Ctrl-C ends it with the folder as it was. */
async function writeResults(results: Results, folder: string): Promise<Outcome> {
  const progress = startProgress();
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    return await writeFolder({
      folder,
      artifacts: emitAll(results),
      finish: (written) => finishAll(results, written),
      onProgress: progress.show,
      signal: interruption.signal,
    });
  } finally {
    progress.clear();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

function* emitAll(results: Results): Generator<Artifact> {
  for (const emitter of emitters) yield* emitter.emit(results);
}

function finishAll(results: Results, written: readonly WrittenFile[]): Artifact {
  const [last, second] = emitters.flatMap((emitter) => emitter.finish?.(results, written) ?? []);
  if (last === undefined || second !== undefined) throw new Error("exactly one emitter must make the list of files");
  return last;
}
