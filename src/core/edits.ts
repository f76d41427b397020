/** Edits of texts: which fixes can be made together, and the text that comes out. Knows no file and no disk. */
import type { Diagnostic, Edit, Fix } from "./diagnostic.js";

/** A fix, and what it mends. */
export interface ChosenFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/**
 * Returns safe fixes whose edits all lie in files that may be changed and touch none of an earlier one, one for each
 * diagnostic at most, in the order of the diagnostics.
 */
export function chooseFixes(
  diagnostics: readonly Diagnostic[],
  mayChange: (path: string) => boolean,
): readonly ChosenFix[] {
  const taken: Edit[] = [];
  return diagnostics.flatMap((diagnostic) => {
    const fix = diagnostic.fixes.find((one) => one.safe && one.edits.length > 0);
    if (fix === undefined || !fix.edits.every(({ span }) => mayChange(span.file))) return [];
    if (fix.edits.some((edit) => taken.some((other) => doTouch(edit, other)))) return [];
    taken.push(...fix.edits);
    return [{ diagnostic, fix }];
  });
}

/** Two insertions at one place touch: which comes first would be chance. */
function doTouch(one: Edit, other: Edit): boolean {
  if (one.span.file !== other.span.file) return false;
  return (one.span.start < other.span.end && other.span.start < one.span.end) || one.span.start === other.span.start;
}

/** Returns the text with edits made that do not touch each other; their spans are of the text as it was. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  let result = "";
  let from = 0;
  for (const { span, text: inserted } of sorted) {
    result += text.slice(from, span.start) + inserted;
    from = span.end;
  }
  return result + text.slice(from);
}
