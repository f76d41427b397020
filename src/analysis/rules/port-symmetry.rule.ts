/** One role on different ports of sibling switches: an error in the cabling no longer shows as a break in a pattern. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import type { Block, Plan } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { findShifts, type Shift } from "../wiring/shifts.js";
import { countOf, describeDirection, endOfBlock, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5133",
  severity: "warning",
  title: "one role on different ports",
  name: "port_symmetry",
  *check({ plan }) {
    // One statement in the way shifts all blocks behind it: it is told once, where it shifts the first.
    const told = new Set<Block>();
    for (const shift of findShifts(plan)) {
      if (shift.before.some((block) => !told.has(block))) yield report(plan, shift);
      for (const block of shift.before) told.add(block);
    }
  },
};

function report(plan: Plan, { layout, block, low, high, before }: Shift): Diagnostic {
  const from = plan.spec.numbering;
  const told = before.map((other) => `${countOf(other.cages, "cage")} ${describeDirection(other.run, other.end)}`);
  return diagnose(
    rule,
    `links ${describeDirection(block.run, block.end)} begin at cage ${low.cage + from} of \`${low.device}\`, but at cage ` +
      `${high.cage + from} of \`${high.device}\`: ${joinWords(told)} ${before.length > 1 ? "come" : "comes"} first, on some \`${layout.array.spec.name}\` only`,
    [
      labelBlock(plan, block, "begins at different ports"),
      ...before.map((other) => labelBlock(plan, other, "not on every device")),
    ].flat(),
    { help: "put the statement that every device has first, or give the other its own ports, such as `front[60..64]`" },
  );
}

function labelBlock(plan: Plan, block: Block, text: string): readonly Label[] {
  const span = plan.connects[block.run.position]?.[endOfBlock(block.end)].origin;
  return span === undefined ? [] : [{ span, text }];
}
