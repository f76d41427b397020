/**
 * Units of one group that are not wired alike, where neither `except` nor an index says so: a `where` or a division that
 * treats one of them differently.
 */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import type { DeviceArray, Dim } from "../../model/design.js";
import { attachmentsOf, type Plan } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { countByUnit, type UnitLinks } from "../wiring/units.js";

export const rule: Rule = {
  code: "WF6021",
  severity: "advice",
  title: "units that are not wired alike",
  name: "symmetry_break",
  *check({ design, plan }) {
    // A statement between two arrays of a group shows at both of them: it is told once.
    const told = new Set<number>();
    for (const array of design.arrays) {
      const fabrics = new Set(attachmentsOf(plan, array.name).map(({ run }) => run.spec.fabric));
      for (const [position, dim] of array.dims.entries()) {
        if (!dim.ofGroup || dim.extent < 2) continue;
        for (const name of fabrics) {
          const found = countByUnit(plan, array.name, position, name);
          const fresh = found.uneven.filter((run) => !told.has(run));
          for (const run of found.uneven) told.add(run);
          if (fresh.length > 0) yield* report(plan, array, dim, { ...found, uneven: fresh });
        }
      }
    }
  },
};

function report(plan: Plan, array: DeviceArray, dim: Dim, { links, uneven }: UnitLinks): readonly Diagnostic[] {
  const usual = findUsual(links);
  const odd = links.findIndex((count) => count !== usual.count);
  const connects = uneven.flatMap((run) => plan.connects[run] ?? []);
  const [first] = connects;
  if (odd < 0 || first === undefined) return [];
  const shift = plan.spec.numbering;
  return [
    diagnose(
      rule,
      `${usual.units} of ${links.length} units of \`${dim.name}\` have ${formatCount(usual.count)} links at \`${array.name}\` in fabric ` +
        `\`${first.fabric}\`, ${dim.name} ${odd + shift} has ${formatCount(links[odd] ?? 0)}`,
      [
        ...connects.map((connect) => ({
          span: connect.whereOrigin ?? connect.origin,
          text: `treats values of \`${dim.name}\` differently`,
        })),
        { span: dim.origin, text: `${links.length} units` },
      ],
      {
        help: `let every \`${dim.name}\` have the same links, leave a unit out with \`except\`, or accept it with \`allow symmetry_break "..."\``,
      },
    ),
  ];
}

/** The count that most units have; of equally common ones the greatest. */
function findUsual(links: readonly number[]): { readonly count: number; readonly units: number } {
  const tally = new Map<number, number>();
  for (const count of links) tally.set(count, (tally.get(count) ?? 0) + 1);
  return [...tally]
    .map(([count, units]) => ({ count, units }))
    .reduce((best, one) =>
      one.units > best.units || (one.units === best.units && one.count > best.count) ? one : best,
    );
}
