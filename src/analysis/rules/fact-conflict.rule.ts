/** Figures of parts in use on which two sources differ by more than a few percent. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { noteInherited } from "../../model/note-figure.js";
import type { Fact, OtherFact, Part } from "../../model/part.js";
import { listPartsInUse } from "../parts-in-use.js";
import type { Rule } from "../rule.js";

/** Sources round, so less than that is no conflict. */
const MOST_DIFFERENCE = 0.05;

export const rule: Rule = {
  code: "WF3061",
  severity: "warning",
  title: "sources that differ",
  name: "fact_conflict",
  *check({ design }) {
    const seen = new Set<string>();
    for (const part of listPartsInUse(design)) {
      for (const fact of part.facts) {
        const key = `${fact.origin.file} ${fact.origin.start}`;
        const conflict = seen.has(key) ? null : findConflict(fact);
        seen.add(key);
        if (conflict !== null) yield report(part, fact, conflict);
      }
    }
  },
};

interface Conflict {
  readonly other: OtherFact;
  /** Share of the figure that is used. */
  readonly difference: number;
}

/** The source that differs most from the figure in use, if any differs enough. */
function findConflict(fact: Fact): Conflict | null {
  let worst: Conflict | null = null;
  for (const other of fact.also) {
    for (const [key, value] of Object.entries(other.values)) {
      const used = Object.hasOwn(fact.values, key) ? fact.values[key] : undefined;
      if (used === undefined || used === value) continue;
      const difference = used === 0 ? Number.POSITIVE_INFINITY : Math.abs(value - used) / Math.abs(used);
      if (difference > Math.max(MOST_DIFFERENCE, worst?.difference ?? 0)) worst = { other, difference };
    }
  }
  return worst;
}

function report(part: Part, fact: Fact, { other, difference }: Conflict): Diagnostic {
  const share = Number.isFinite(difference) ? ` by ${Number((difference * 100).toPrecision(2))}%` : "";
  const { property, text } = fact;
  return diagnose(
    rule,
    `two sources differ${share} on \`${property}\` of \`${part.id}\`: ${text} is used, ${describeSource(other)} says ${other.text}`,
    [
      { span: fact.origin, text: `used: ${describeSource(fact)}` },
      { span: other.origin, text: describeSource(other) },
    ],
    {
      notes: [`more than ${MOST_DIFFERENCE * 100}% is no rounding`, ...noteInherited(part, [property])],
      help: `settle which holds and leave the other out; or accept it: \`allow fact_conflict "why"\``,
    },
  );
}

function describeSource({ grade, source }: Pick<Fact, "grade" | "source">): string {
  if (source !== null) return `"${source}"`;
  return grade === null ? "a source without a name" : `a figure that is ${grade}`;
}
