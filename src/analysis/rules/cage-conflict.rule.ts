/** Cages that are told to hold two different things: two modules, two cables, or a module and the plug of a cable. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { hasOwnPlugs } from "../../model/plugs.js";
import type { Plan } from "../../plan/plan.js";
import { type CageClash, findModules, type Plugged } from "../plugs/module-bill.js";
import { originOfPlug } from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { bothEnds, listStatements, nameEnd, type Statement } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5118",
  severity: "error",
  title: "two plugs in one cage",
  name: "cage_conflict",
  *check({ plan }) {
    const statements = listStatements(plan);
    const alone = statements.flatMap(findInStatement);
    yield* alone.map(({ problem }) => problem);
    const told = new Set(alone.map(({ position }) => position));
    for (const clash of findModules(plan).clashes) {
      if (told.has(clash.first.position) || told.has(clash.second.position)) continue;
      yield* reportClash(plan, clash);
    }
  },
};

/** The statement itself names a module for a cage that the plug of its cable fills. */
function findInStatement(statement: Statement): readonly { readonly position: number; readonly problem: Diagnostic }[] {
  const { connect, run } = statement;
  const { cable } = connect.plugs;
  if (!hasOwnPlugs(cable)) return [];
  const which = bothEnds.find((end) => connect.plugs[end] !== null);
  const module = which === undefined ? null : connect.plugs[which];
  if (which === undefined || module === null) return [];
  const links = run.spec.rateBitsPerSecond / 1e9;
  const problem = diagnose(
    rule,
    `a cage of ${nameEnd(connect[which])} takes one plug, but gets two for its links of ${links} Gbps: module \`${module.id}\` and the plug of \`${cable.id}\``,
    [
      { span: originOfPlug(statement, which, "module"), text: "a module" },
      { span: originOfPlug(statement, which, "cable"), text: "a cable with plugs of its own" },
      { span: connect.origin, text: "for these links" },
    ],
    {
      notes: [`\`${cable.id}\` is no cord of fibre: its ends go straight into the cages`],
      help: "name a cord of fibre for modules, or leave the modules out",
    },
  );
  return [{ position: run.position, problem }];
}

function reportClash(plan: Plan, { array, device, cage, first, second }: CageClash): readonly Diagnostic[] {
  const statements = listStatements(plan);
  const find = ({ position }: Plugged): Statement | undefined =>
    statements.find(({ run }) => run.position === position);
  const [one, other] = [find(first), find(second)];
  if (one === undefined || other === undefined) return [];
  const describe = ({ part }: Plugged): string =>
    part.kind === "cable" ? `the plug of \`${part.id}\`` : `module \`${part.id}\``;
  const origin = (statement: Statement, { which, part }: Plugged) =>
    originOfPlug(statement, which, part.kind === "cable" ? "cable" : "module");
  const name = /^\d+$/.test(cage) ? `cage ${cage} (from 0)` : `cage \`${cage}\` (from 0)`;
  const twice = first.part === second.part ? " twice, for two statements" : ` and ${describe(second)}`;
  const same = one === other;
  return [
    diagnose(
      rule,
      `${name} of \`${device}\` takes one plug, but is told to hold ${describe(first)}${twice}`,
      [
        { span: origin(one, first), text: describe(first) },
        ...(same && first.part === second.part ? [] : [{ span: origin(other, second), text: describe(second) }]),
        ...(same ? [] : [{ span: one.connect[first.which].origin, text: "links in that cage" }]),
        { span: other.connect[second.which].origin, text: same ? "links in that cage" : "and these" },
      ],
      {
        notes: [`a cage that several statements share counts as one module; \`${array.spec.name}\` has one here`],
        help: "name one module for all links of the cage, or keep the statements in cages of their own",
      },
    ),
  ];
}
