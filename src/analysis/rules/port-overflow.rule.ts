/** A device that is asked for more cages, or for more logical ports after splits, than its part has. */

import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Plan } from "../../plan/plan.js";
import { endOf } from "../../plan/plan.js";
import type { Rule, RuleContext } from "../rule.js";
import { findHeaviest } from "../wiring/device-load.js";
import { findLogicalOverflows, type LogicalOverflow } from "../wiring/logical-ports.js";
import { findOverflows, type PoolOverflow } from "../wiring/overflow.js";
import { countOf, describeDirection, describeLinks, endOfBlock } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5101",
  severity: "error",
  title: "more ports than the part has",
  name: "port_overflow",
  *check(context) {
    const overflows = findOverflows(context.plan);
    for (const overflow of overflows) yield reportCages(context, overflow);
    const crowded = new Set(overflows.map(({ layout }) => layout.array.spec.name));
    for (const overflow of findLogicalOverflows(context)) {
      if (!crowded.has(overflow.array.name)) yield reportLogical(overflow);
    }
  },
};

function reportCages({ design, plan }: RuleContext, overflow: PoolOverflow): Diagnostic {
  const { layout, blocks, cages, room, device } = overflow;
  const array = layout.array.spec.name;
  const origin = design.arrays.find((candidate) => candidate.name === array)?.origin;
  const sum = blocks.map((block, at) => {
    const direction = describeDirection(block.run, block.end);
    return at === 0 ? `${countOf(block.cages, "cage")} ${direction}` : `${block.cages} ${direction}`;
  });
  const subject = device === null ? `each \`${array}\`` : `\`${device}\``;
  return diagnose(
    rule,
    `${subject} runs out of ports: ${sum.join(", ")}: ${cages} of ${describeRoom(overflow)}`,
    [
      ...labelBlocks(plan, overflow),
      ...(origin === undefined ? [] : [{ span: origin, text: `${countOf(room, "cage")} each` }]),
    ],
    {
      notes: [
        ...noteCapacity({ design, plan }, layout.array.spec.name),
        ...noteGrowth(overflow),
        ...notePorts({ design, plan }, overflow),
      ],
      help: adviseCages(overflow),
    },
  );
}

function notePorts({ design }: RuleContext, { layout }: PoolOverflow): readonly string[] {
  const part = design.arrays.find(({ name }) => name === layout.array.spec.name)?.part;
  const { name } = layout.ports;
  return part === undefined ? [] : noteFigures(part, [name, `${name}.per_cage`]);
}

function describeRoom({ layout, region, room }: PoolOverflow): string {
  const { pool, perCage, name, dims } = layout.ports;
  const whole = room === Math.ceil((pool ?? 0) / perCage);
  const pools = dims.length > 0 ? ` of one \`${name}[${dims.map((dim) => dim.name).join(", ")}]\`` : "";
  return whole ? `${room}${pools}` : `the ${room} in ports ${region[0] * perCage}..${region[1] * perCage}${pools}`;
}

/** The statement whose block no longer fits comes first. */
function labelBlocks(plan: Plan, { blocks, room }: PoolOverflow): readonly Label[] {
  let taken = 0;
  const labels = blocks.flatMap((block) => {
    taken += block.cages;
    const which = endOfBlock(block.end);
    const connect = plan.connects[block.run.position];
    if (connect === undefined) return [];
    const end = endOf(block.run, which);
    const links = `${describeLinks(block.places, block.run.spec.rateBitsPerSecond)} in ${countOf(block.cages, "cage")}`;
    const share = end.linksPerCage === 1 ? links : `${links} of ${end.linksPerCage}`;
    return [{ fits: taken <= room, label: { span: connect[which].origin, text: share } }];
  });
  const first = labels.find((one) => !one.fits) ?? labels[0];
  return first === undefined ? [] : [first.label, ...labels.filter((one) => one !== first).map((one) => one.label)];
}

function noteCapacity({ design, plan }: RuleContext, array: string): readonly string[] {
  const capacity = design.arrays.find((candidate) => candidate.name === array)?.part.capacityBitsPerSecond ?? null;
  const planned = plan.arrays.find((candidate) => candidate.spec.name === array);
  const load = planned === undefined ? null : findHeaviest(plan, planned, new Set());
  if (capacity === null || load === null) return [];
  const terms = load.terms.map(({ run, links }) => describeLinks(links, run.spec.rateBitsPerSecond)).join(" + ");
  return [
    `these links carry ${terms} = ${formatRate(load.rateBitsPerSecond)} one way, the part switches ${formatRate(capacity)}`,
  ];
}

function noteGrowth({ blocks }: PoolOverflow): readonly string[] {
  const growing = blocks.flatMap(({ run }) =>
    run.spec.variables.filter((variable) => variable.planned > variable.extent && !variable.name.includes("*")),
  );
  const names = new Map(growing.map((variable) => [variable.name, variable]));
  if (names.size === 0) return [];
  const told = [...names.values()].map(
    ({ name, planned, extent }) => `${planned} \`${name}\` of which ${extent} exist`,
  );
  return [`ports are reckoned with what is planned: ${told.join(", ")}`];
}

function adviseCages({ blocks, cages, room, device, layout }: PoolOverflow): string {
  const most = blocks.reduce((largest, block) => (block.cages > largest.cages ? block : largest));
  const left = room - (cages - most.cages);
  const part = `use a part with ${cages} cages for ${device === null ? `\`${layout.array.spec.name}\`` : `\`${device}\``}`;
  return left > 0
    ? `leave at most ${countOf(left, "cage")} ${describeDirection(most.run, most.end)}, or ${part}`
    : `take links away, or ${part}`;
}

function reportLogical({ array, device, terms, ports, room }: LogicalOverflow): Diagnostic {
  const sum = terms.map(({ text }) => text).join(", ");
  return diagnose(
    rule,
    `${device === null ? `each \`${array.name}\`` : `\`${device}\``} runs out of logical ports: ${sum}: ${ports} of ${room}`,
    [
      { span: array.origin, text: `\`${array.part.id}\` has ${countOf(room, "logical port")} after splits` },
      ...terms.map(({ span, text }) => ({ span, text })),
    ],
    {
      notes: ["a split port makes all its children, used or not", ...noteFigures(array.part, ["logical_ports"])],
      help: "split fewer ports, or use a part with more logical ports",
    },
  );
}
