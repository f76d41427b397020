/** The work of `weft compile`. */
import type { Diagnostic } from "../core/diagnostic.js";
import type { Artifact, Results, WrittenFile } from "../emit/emitter.js";
import { emitters } from "../emit/emitters.generated.js";
import { writeFolder } from "../node/write-folder.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { startProgress } from "./progress.js";
import { reportOutcome } from "./reporters/compiled.js";
import { reportWritten } from "./reporters/written.js";
import { type DesignFlags, isRefused, openDesign, reportDiagnostics } from "./session.js";
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
  const measures = opened.measures();
  if (isRefused(diagnostics, flags) || design === null || plan === null || measures === null) {
    reportDiagnostics(diagnostics, flags, opened);
    writeAside(flags.format === "pretty" ? "nothing was written\n" : "");
    return exitCodes.errors;
  }
  // JSON is one array, so there findings wait for what the disk has to say.
  if (flags.format !== "json") reportDiagnostics(diagnostics, flags, opened);
  const found = { measures, estimates: opened.estimates(), verdicts: opened.verdicts(), diagnostics };
  const outcome = await writeResults({ design, plan, ...found }, flags.output);
  const unsaid = flags.format === "json" ? [...diagnostics, ...outcome.diagnostics] : outcome.diagnostics;
  if (unsaid.length > 0 || flags.format === "json") reportDiagnostics(unsaid, flags, opened);
  if (outcome.value === null) return outcome.diagnostics.length === 0 ? exitCodes.interrupted : exitCodes.errors;
  if (flags.format !== "json") writeData(reportOutcome({ name: design.name, ...found }));
  writeData(reportWritten(flags.output, outcome.value, flags.format));
  return exitCodes.fine;
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
