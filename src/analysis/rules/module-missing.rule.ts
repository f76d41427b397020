/** Ends of links that need a module while only the other end, or the fibre between them, is named. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import { isFibre, plugAt } from "../../model/plugs.js";
import { countLinks } from "../../plan/count.js";
import { endOf } from "../../plan/plan.js";
import { originOfPlug } from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { bothEnds, countOf, joinWords, listStatements, nameEnd, type Statement } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5119",
  severity: "warning",
  title: "module that nobody names",
  name: "module_missing",
  *check({ plan }) {
    for (const statement of listStatements(plan)) yield* checkStatement(statement);
  },
};

function checkStatement(statement: Statement): readonly Diagnostic[] {
  const { connect, run } = statement;
  const open = bothEnds.filter((which) => plugAt(connect, which).kind === "unnamed");
  const [first] = open;
  const links = countLinks(run, "all");
  if (first === undefined || links === 0) return [];
  const { a, z, cable } = connect.plugs;
  const named = a !== null ? "a" : z !== null ? "z" : null;
  const because =
    named !== null
      ? { span: originOfPlug(statement, named, "module"), text: `module of ${nameEnd(connect[named])}` }
      : { span: originOfPlug(statement, first, "cable"), text: "fibre, which needs a module at both ends" };
  const ends = joinWords(open.map((which) => nameEnd(connect[which])));
  const properties = open.map((which) => `module_${which}`);
  return [
    diagnose(
      rule,
      `${countOf(links, "link").replace(String(links), formatCount(links))} of \`${run.spec.name}\` ${links === 1 ? "has" : "have"} no module named at ${ends}`,
      [
        { span: connect.origin, text: `without ${joinWords(properties)}` },
        because,
        ...open.map((which) => ({
          span: connect[which].ports.origin,
          text: `cages of ${endOf(run, which).spec.array}`,
        })),
      ],
      {
        notes: [
          isFibre(cable) && named === null
            ? `\`${cable.id}\` is a cord of fibre`
            : "the other end has a module, so this one needs one too",
          "the bill of materials counts these cages on a line without a part",
        ],
        help: `add ${properties.map((property) => `\`${property} = ...\``).join(" and ")}, or \`module\` for both ends`,
      },
    ),
  ];
}
