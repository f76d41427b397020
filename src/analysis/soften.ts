/**
 * What is said of a phase: a rule that fails, or a requirement that is not met, only because not everything exists yet is
 * no mistake of the design. Such errors are warnings; those that the design as declared has too stay errors.
 */
import { requirementCodes } from "../core/codes/requirements.js";
import type { Diagnostic } from "../core/diagnostic.js";

/** Returns the findings of a phase, given those of the design as declared. */
export function softenForPhase(
  findings: readonly Diagnostic[],
  whole: readonly Diagnostic[],
  phase: string,
): readonly Diagnostic[] {
  const standing = new Set(whole.filter(({ severity }) => severity === "error").map(keyOf));
  return findings.map((finding) => {
    if (finding.severity !== "error" || standing.has(keyOf(finding))) return finding;
    const note = `this is phase \`${phase}\`: the design as declared does not have this finding`;
    return { ...finding, severity: "warning", notes: [...finding.notes, note] };
  });
}

/** Requirements share one code, so their places tell them apart; a rule may find the same mistake at another place. */
function keyOf({ code, labels: [first] }: Diagnostic): string {
  return code === requirementCodes.notMet.code ? `${code} ${first?.span.file} ${first?.span.start}` : code;
}
