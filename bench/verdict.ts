/** One measured ratio against its limit, and how it is printed. */

export interface Verdict {
  readonly name: string;
  readonly ratio: number;
  /** The most it may be; null for what is only reported. */
  readonly limit: number | null;
  readonly detail: string;
}

/** True if the ratio is within its limit. */
export function passes(verdict: Verdict): boolean {
  return verdict.limit === null || verdict.ratio <= verdict.limit;
}

/** Returns one line: name, ratio, limit, detail. */
export function formatVerdict(verdict: Verdict): string {
  const limit = verdict.limit === null ? "" : `at most ${verdict.limit}`;
  const mark = passes(verdict) ? "  " : "! ";
  return `${mark}${verdict.name.padEnd(44)} ${verdict.ratio.toFixed(2).padStart(8)}  ${limit.padEnd(12)} ${verdict.detail}`;
}
