/** What is found wrong on the way, up to a number: a file of garbage could fill the memory with it. */
import type { Diagnostic } from "../core/diagnostic.js";

export interface Findings {
  readonly list: Diagnostic[];
  readonly most: number;
}

/** Returns an empty list that takes at most that many. */
export function createFindings(most: number): Findings {
  return { list: [], most };
}

/** True if nothing more is taken, so that wording it can be spared. */
export function isFull(findings: Findings): boolean {
  return findings.list.length >= findings.most;
}

/** Adds a diagnostic while there is room. */
export function addFinding(findings: Findings, diagnostic: Diagnostic): void {
  if (!isFull(findings)) findings.list.push(diagnostic);
}

/** Returns the first `most` of them in the order of the text; the last one says so if there are more. */
export function sortFindings(found: readonly Diagnostic[], most: number): readonly Diagnostic[] {
  const sorted = [...found].sort((a, b) => (a.labels[0]?.span.start ?? 0) - (b.labels[0]?.span.start ?? 0));
  const last = sorted[most - 1];
  if (last === undefined) return sorted;
  return [...sorted.slice(0, most - 1), { ...last, notes: [...last.notes, `reading stops after ${most} mistakes`] }];
}
