/** The work of `weft compile`. */
import { buildOverview } from "../analysis/overview.js";
import type { Diagnostic } from "../core/diagnostic.js";
import { checkRows } from "../emit/check-rows.js";
import type { Artifact, Results, WrittenFile } from "../emit/emitter.js";
import { emitters } from "../emit/emitters.generated.js";
import { writeFolder } from "../node/write-folder.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { startProgress } from "./progress.js";
import { reportOutcome, reportOutcomeJson } from "./reporters/compiled.js";
import { titleOf } from "./reporters/summary.js";
import { reportWritten } from "./reporters/written.js";
import { type DesignFlags, isRefused, openDesign, reportFindings } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

export interface CompileFlags extends DesignFlags {
  readonly output: string;
}

/** Compiles the design into the output folder; a design with errors writes nothing. */
export async function compileDesign(argument: string, flags: CompileFlags): Promise<ExitCode> {
  const opened = await openDesign(argument, flags);
  if (!("project" in opened)) {
    await reportFindings(opened, flags, null);
    return exitCodes.errors;
  }
  const diagnostics = opened.diagnostics();
  const design = opened.design();
  const plan = opened.plan();
  const measures = opened.measures();
  if (isRefused(diagnostics, flags) || design === null || plan === null || measures === null) {
    await reportFindings(diagnostics, flags, opened);
    writeAside(flags.format === "pretty" ? "nothing was written\n" : "");
    return exitCodes.errors;
  }
  // JSON is one value, so there findings wait for what the disk has to say.
  const isWhole = flags.format === "json" || flags.format === "sarif";
  if (!isWhole) await reportFindings(diagnostics, flags, opened);
  const found = { measures, estimates: opened.estimates(), verdicts: opened.verdicts(), diagnostics };
  const outcome = await writeResults({ design, plan, ...found }, flags.output);
  const unsaid = isWhole ? [...diagnostics, ...outcome.diagnostics] : outcome.diagnostics;
  if (unsaid.length > 0 || isWhole) await reportFindings(unsaid, flags, opened);
  if (outcome.value === null) return outcome.diagnostics.length === 0 ? exitCodes.interrupted : exitCodes.errors;
  if (flags.format === "sarif") return exitCodes.fine;
  const phase = design.phase?.name ?? null;
  if (flags.format === "json") {
    const summary = { name: design.name, phase, sections: buildOverview({ design, plan }, measures) };
    writeData(reportOutcomeJson(found, summary, flags.output, outcome.value));
    return exitCodes.fine;
  }
  writeData(reportOutcome({ name: titleOf({ name: design.name, phase }), ...found }));
  writeData(reportWritten(flags.output, outcome.value));
  return exitCodes.fine;
}

interface Outcome {
  readonly value: readonly WrittenFile[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes what all emitters make. Ctrl-C ends it with the folder as it was. */
async function writeResults(results: Results, folder: string): Promise<Outcome> {
  const artifacts = emitters.flatMap((emitter) => [...emitter.emit(results)]);
  const tooMany = checkRows(artifacts, results.design.origin);
  if (tooMany.length > 0) return { value: null, diagnostics: tooMany };
  const progress = startProgress();
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    return await writeFolder({
      folder,
      artifacts,
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

function finishAll(results: Results, written: readonly WrittenFile[]): Artifact {
  const [last, second] = emitters.flatMap((emitter) => emitter.finish?.(results, written) ?? []);
  if (last === undefined || second !== undefined) throw new Error("exactly one emitter must make the list of files");
  return last;
}
