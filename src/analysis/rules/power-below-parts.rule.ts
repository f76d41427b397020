/** Devices that state less power than the parts inside them draw together at most. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatCount, formatPower } from "../../core/quantity.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Part } from "../../model/part.js";
import { readTolerance } from "../../model/read-tolerance.js";
import { type LeastPower, sumPower } from "../../model/roll-up.js";
import { listPartsInUse } from "../parts-in-use.js";
import type { Rule } from "../rule.js";

/**
 * A warning, not an error: firmware may cap what a machine draws below the sum of what its parts could, and vendors state
 * the capped figure. Feeds and cooling that are sized by it rely on that cap.
 */
export const rule: Rule = {
  code: "WF4052",
  severity: "warning",
  title: "power below that of the parts inside",
  name: "power_below_parts",
  *check({ design }) {
    const seen = new Set<string>();
    for (const part of listPartsInUse(design)) {
      const stated = part.powerMaxWatts;
      const least = stated === null ? null : sumPower(part);
      if (stated === null || least === null || least.watts <= stated + readTolerance(part, "power")) continue;
      const problem = report(part, stated, least);
      if (!seen.has(problem.message)) yield problem;
      seen.add(problem.message);
    }
  },
};

function report(part: Part, stated: number, { watts, terms, unknown }: LeastPower): Diagnostic {
  const sum = terms.map(({ component, each }) => `${formatCount(component.count)} x ${formatPower(each)}`).join(" + ");
  const fact = part.facts.find(({ property }) => property === "power");
  const claim: readonly Label[] =
    fact === undefined ? [] : [{ span: fact.origin, text: `states ${formatPower(stated)}` }];
  return diagnose(
    rule,
    `\`${part.id}\` states ${formatPower(stated)} at most, but the parts inside draw ${sum} = ${formatPower(watts)}`,
    [
      ...claim,
      ...terms.map(({ component, each }) => ({
        span: component.origin,
        text: `${formatCount(component.count)} x \`${component.part.id}\` of ${formatPower(each)}`,
      })),
    ],
    {
      notes: [
        ...(unknown.length === 0
          ? []
          : [
              `${unknown.map(({ id }) => `\`${id}\``).join(", ")} says no power, so the parts inside draw more than that`,
            ]),
        ...noteFigures(part, ["power", ...terms.map(({ component }) => component.name)]),
        ...[...new Set(terms.map(({ component }) => component.part))].flatMap((own) => noteFigures(own, ["power"])),
      ],
      help: 'correct the power or the parts; if firmware caps the whole below its parts, say so: `allow power_below_parts "capped at ..."`',
    },
  );
}
