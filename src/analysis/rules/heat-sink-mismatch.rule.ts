/** Finned modules in cages that have a heat sink of their own, and flat ones in cages that have none. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { wordIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import { findHead } from "../../plan/connectors.js";
import {
  figuresOfEnds,
  groupEnds,
  labelFigure,
  labelGroup,
  listPluggedEnds,
  nameEnds,
  type PlugGroup,
  type PluggedEnd,
} from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { countOf, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5113",
  severity: "error",
  title: "heat sink on the wrong side",
  name: "heat_sink_mismatch",
  *check({ plan }) {
    for (const group of groupEnds(listPluggedEnds(plan), findWanted)) yield report(group);
  },
};

/** The top that the cage wants where the plug has another. Tops that are not said, or of which any will do, are not judged. */
function findWanted(end: PluggedEnd): string | null {
  const tops = listTops(end);
  const wanted = wordIn(end.end.ports.bag, "heat_sink");
  if (wanted === null || wanted === "any" || tops.length === 0) return null;
  return tops.some((top) => top === "any" || top === wanted) ? null : wanted;
}

/** The tops that the plug may have here: a cable may have another at its tails, and a straight one may be turned round. */
function listTops({ part, kind, statement, which }: PluggedEnd): readonly string[] {
  const own = wordIn(part.bag, "heat_sink");
  const tails = kind === "cable" ? wordIn(part.bag, "heat_sink_tails") : null;
  const head = findHead(statement.run);
  const tops = tails === null ? [own] : head === "plain" ? [own, tails] : [head === which ? own : tails];
  return tops.filter((top) => top !== null);
}

function report(group: PlugGroup): Diagnostic {
  const { part } = group.first;
  const own = joinWords(listTops(group.first), "or");
  const wanted = findWanted(group.first) ?? "";
  const why =
    wanted === "flat"
      ? "the cage brings the heat sink, and a finned module does not go in"
      : "the cage brings no heat sink, and a flat module overheats";
  return diagnose(
    rule,
    `\`${part.id}\` has a ${own} top, but the cages of ${nameEnds(group)} take ${wanted} ones (${countOf(group.ends.length, "end")})`,
    [...labelGroup(group, `has a ${own} top`, `takes ${wanted} tops`), ...labelFigure(part, "heat_sink", own)],
    {
      notes: [
        why,
        ...figuresOfEnds(group, ["heat_sink"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, ["heat_sink", "heat_sink_tails"]),
      ],
      help: `order the same optic with a ${wanted} top: its order number differs, so name it for that end with \`module_a\` or \`module_z\``,
    },
  );
}
