/** What an output is: named files as streams of text. How they are written, where, and in what encoding is not known here. */
import type { Verdict } from "../analysis/judge.js";
import type { Measures } from "../analysis/measure.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { Design } from "../model/design.js";
import type { Plan } from "../plan/plan.js";
import type { Estimates } from "../simulate/estimate.js";

/** One output file. */
export interface Artifact {
  /** Its name in the output folder, with forward slashes. */
  readonly path: string;
  /** Rows under the heading, known beforehand by arithmetic; null for what is not a table. */
  readonly rows: number | null;
  /** The text in pieces of about 64 kB; made while it is read, once. */
  readonly chunks: Iterable<string>;
}

/** What is known of a file once it is written. */
export interface WrittenFile {
  readonly path: string;
  readonly rows: number | null;
  readonly bytes: number;
  /** In lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** All that an emitter may look at. */
export interface Results {
  readonly design: Design;
  readonly plan: Plan;
  readonly measures: Measures;
  readonly estimates: Estimates;
  readonly verdicts: readonly Verdict[];
  /** Of all stages, without errors: a design with errors is not emitted. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One file of this folder, `export const emitter: Emitter`. */
export interface Emitter {
  readonly name: string;
  /** Yields the files that stand on their own. */
  emit(results: Results): Iterable<Artifact>;
  /** Returns the file that lists the others. One emitter has it; it is called when all others are complete. */
  finish?(results: Results, written: readonly WrittenFile[]): Artifact;
}
