/** A switch whose links carry more than its chip switches, although it has the ports for them. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { wordIn } from "../../model/bag.js";
import type { DeviceArray } from "../../model/design.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Plan, PlanRun } from "../../plan/plan.js";
import { arrayNamed, attachmentsOf } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { boundLoad, type DeviceLoad, findHeaviest, type LoadTerm } from "../wiring/device-load.js";
import { findDuplicates } from "../wiring/duplicates.js";
import { findOverflows } from "../wiring/overflow.js";
import { describeDirection, describeLinks, endOfBlock } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5102",
  severity: "error",
  title: "more traffic than the switch carries",
  name: "switch_capacity",
  *check({ design, plan }) {
    const crowded = new Set(findOverflows(plan).map(({ layout }) => layout.array.spec.name));
    for (const array of design.arrays) {
      const capacity = array.part.capacityBitsPerSecond;
      if (capacity === null || crowded.has(array.name)) continue;
      const load = findExcess(plan, array, capacity);
      if (load !== null) yield report(plan, array, capacity, load);
    }
  },
};

/** A statement that repeats another is a finding of its own, so it does not count here. */
function findExcess(plan: Plan, array: DeviceArray, capacity: number): DeviceLoad | null {
  const planned = arrayNamed(plan, array.name);
  if (boundLoad(plan, planned) <= capacity) return null;
  const beside = listBeside(plan, array);
  const load = findHeaviest(plan, planned, new Set(beside));
  if (load === null || load.rateBitsPerSecond <= capacity) return null;
  const repeated = findDuplicates(plan).map((duplicate) => duplicate.later.run);
  const without = findHeaviest(plan, planned, new Set([...beside, ...repeated]));
  return without === null || without.rateBitsPerSecond <= capacity ? null : without;
}

/** What leads to the processor of the switch and not through its chip. */
const besideRoles: readonly (string | null)[] = ["management", "oob", "console"];

function listBeside(plan: Plan, array: DeviceArray): readonly PlanRun[] {
  const beside = array.part.ports.filter(({ bag }) => besideRoles.includes(wordIn(bag, "role")));
  return attachmentsOf(plan, array.name)
    .filter(({ end }) => beside.some(({ name }) => name === end.spec.ports))
    .map(({ run }) => run);
}

function report(plan: Plan, array: DeviceArray, capacity: number, load: DeviceLoad): Diagnostic {
  const sum = load.terms
    .map((term) => `${formatRate(rateOf(term))} ${describeDirection(term.run, term.which)}`)
    .join(" + ");
  const labels = load.terms.flatMap((term) => {
    const origin = plan.connects[term.run.position]?.[endOfBlock(term.which)].origin;
    const text = `${describeLinks(term.links, term.run.spec.rateBitsPerSecond)} = ${formatRate(rateOf(term))}`;
    return origin === undefined ? [] : [{ span: origin, text }];
  });
  const fact = array.part.facts.find((one) => one.property === "capacity");
  return diagnose(
    rule,
    `the links of ${load.device === null ? `each \`${array.name}\`` : `\`${load.device}\``} add up to ` +
      `${formatRate(load.rateBitsPerSecond)} one way (${sum}), but \`${array.part.id}\` switches ${formatRate(capacity)}`,
    [
      { span: array.origin, text: `${formatRate(load.rateBitsPerSecond)} on ${formatRate(capacity)}` },
      ...labels,
      ...(fact === undefined ? [] : [{ span: fact.origin, text: "its capacity" }]),
    ],
    {
      notes: noteFigures(array.part, ["capacity"]),
      help: "spread the links over more switches, lower their rate, or use a part with more capacity",
    },
  );
}

function rateOf(term: LoadTerm): number {
  return term.links * term.run.spec.rateBitsPerSecond;
}
