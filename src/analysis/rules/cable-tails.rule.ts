/** Cables with more or fewer tails than the links that share their head. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { numberIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import { findHead, isSplit, linksPerConnector } from "../../plan/connectors.js";
import { endOf } from "../../plan/plan.js";
import { cordsPerCable } from "../plugs/cords.js";
import { labelFigure, originOfPlug } from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { countOf, listStatements, nameEnd, type Statement } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5120",
  severity: "error",
  title: "cable with the wrong number of tails",
  name: "cable_tails",
  *check({ plan }) {
    const seen = new Set<string>();
    for (const statement of listStatements(plan)) {
      const problem = checkStatement(statement);
      if (problem === null || seen.has(problem.message)) continue;
      seen.add(problem.message);
      yield problem;
    }
  },
};

/** Tails that the links need: one for a straight cable or a trunk, one a link for a breakout. */
function countTails({ run, connect }: Statement): number {
  const head = findHead(run);
  if (head === "plain" || (isSplit(run.a) && isSplit(run.z))) return 1;
  return linksPerConnector(endOf(run, head)) / cordsPerCable(run, connect);
}

function checkStatement(statement: Statement): Diagnostic | null {
  const { run, connect } = statement;
  const { cable } = connect.plugs;
  const tails = cable === null ? null : numberIn(cable.bag, "tails");
  const needed = countTails(statement);
  if (cable === null || tails === null || Math.max(1, tails) === needed) return null;
  const head = findHead(run);
  const end = connect[head === "z" ? "z" : "a"];
  const share = needed === 1 ? "one link, or one set of parallel links," : `${needed} links`;
  return diagnose(
    rule,
    `\`${cable.id}\` has ${countOf(tails, "tail")}, but a plug of ${nameEnd(end)} carries ${share} and needs ${needed}`,
    [
      { span: originOfPlug(statement, "a", "cable"), text: countOf(tails, "tail") },
      { span: end.ports.origin, text: needed === 1 ? "one cable a plug" : `${needed} links a plug` },
      ...labelFigure(cable, "tails", String(tails)),
    ],
    {
      notes: noteFigures(cable, ["tails"]),
      help:
        needed === 1
          ? "name a straight cable"
          : `name a breakout cable with ${needed} tails, or use a rate that does not split the ports`,
    },
  );
}
