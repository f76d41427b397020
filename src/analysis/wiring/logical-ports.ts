/** Devices whose splits make more logical ports than their chip has. Cages are counted elsewhere. */
import type { Span } from "../../core/span.js";
import type { DeviceArray } from "../../model/design.js";
import { isServicePorts } from "../../model/part.js";
import { placesInBlock } from "../../plan/layout.js";
import type { Block, Plan, PlanArray } from "../../plan/plan.js";
import { type Attachment, arrayNamed, attachmentsOf, endOf } from "../../plan/plan.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import type { RuleContext } from "../rule.js";
import { forEachPlannedClass, openPlannedEnd, type PlannedEnd } from "./device-load.js";
import { countOf, describeDirection, endOfBlock, isMisfit } from "./statements.js";

/** The logical ports that one statement makes on a device. */
export interface LogicalTerm {
  readonly ports: number;
  /** `68 ports split in 2 down to \`host\`` */
  readonly text: string;
  readonly span: Span;
}

export interface LogicalOverflow {
  readonly array: DeviceArray;
  /** The name of the device, or null if all are alike. */
  readonly device: string | null;
  readonly terms: readonly LogicalTerm[];
  readonly ports: number;
  readonly room: number;
}

/** Returns the arrays whose devices make more logical ports than their part states, each with its worst device. */
export function findLogicalOverflows({ design, plan }: RuleContext): readonly LogicalOverflow[] {
  return design.arrays.flatMap((array) => {
    const room = array.part.logicalPorts;
    const worst = room === null ? null : findWorst(plan, array, room);
    return worst === null ? [] : [worst];
  });
}

function findWorst(plan: Plan, array: DeviceArray, room: number): LogicalOverflow | null {
  const service = new Set(array.part.ports.filter(isServicePorts).map(({ name }) => name));
  const attachments = attachmentsOf(plan, array.name).filter(
    ({ run, end }) => run.possible && !service.has(end.ports.name),
  );
  const misfit = attachments.some(({ run, which }) => {
    const connect = plan.connects[run.position];
    return connect === undefined || isMisfit(connect, which);
  });
  const planned = arrayNamed(plan, array.name);
  if (misfit || boundPorts(plan, planned) <= room) return null;
  const groups = openGroups(attachments);
  let worst: LogicalOverflow | null = null;
  forEachPlannedClass(planned, attachments, (own, classes) => {
    const terms = [
      ...findBlockTerms(plan, planned, service, own),
      ...groups.flatMap((group) => readGroup(plan, group, own)),
    ];
    const ports = terms.reduce((sum, term) => sum + term.ports, 0);
    if (ports > Math.max(room, worst?.ports ?? 0)) {
      worst = { array, device: classes === 1 ? null : planned.write(own), terms, ports, room };
    }
  });
  return worst;
}

/** No device makes more: what all blocks and groups make together. */
function boundPorts(plan: Plan, array: PlanArray): number {
  const blocks = plan.layouts
    .filter((layout) => layout.array === array)
    .flatMap((layout) => layout.blocks.map((block) => countMade(block, block.places) * sizeOfSpace(layout.ports.dims)));
  const groups = attachmentsOf(plan, array.spec.name).map(({ end }) =>
    end.spec.seat.kind === "group" ? sizeOfSpace(end.ports.dims) : 0,
  );
  return [...blocks, ...groups].reduce((sum, ports) => sum + ports, 0);
}

/** A split port makes all its children. */
function countMade(block: Block, places: number): number {
  const { children } = endOf(block.run, endOfBlock(block.end)).spec;
  return Math.ceil(places / children) * children;
}

function findBlockTerms(
  plan: Plan,
  array: PlanArray,
  ignored: ReadonlySet<string>,
  own: Float64Array,
): readonly LogicalTerm[] {
  const layouts = plan.layouts.filter((layout) => layout.array === array && !ignored.has(layout.ports.name));
  return layouts.flatMap(({ blocks }) => blocks.flatMap((block) => readBlock(plan, array, block, own)));
}

function readBlock(plan: Plan, array: PlanArray, block: Block, own: Float64Array): readonly LogicalTerm[] {
  const which = endOfBlock(block.end);
  const end = endOf(block.run, which);
  const { children } = end.spec;
  const width = array.spec.dims.length;
  const index = new Float64Array(end.index.length + 1);
  index.set(own.subarray(0, width));
  const units = sizeOfSpace(end.ports.dims);
  let whole = 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, index, width);
    whole += Math.ceil(placesInBlock(block, index) / children);
  }
  const span = plan.connects[block.run.position]?.[which].origin;
  if (whole === 0 || span === undefined) return [];
  const split = children > 1 ? ` split in ${children}` : "";
  return [
    {
      ports: whole * children,
      text: `${countOf(whole, "port")}${split} ${describeDirection(block.run, block.end)}`,
      span,
    },
  ];
}

/** Ports of groups are never split. Pinned ports are left out: they may stand in a place that a block keeps for nobody. */
function openGroups(attachments: readonly Attachment[]): readonly PlannedEnd[] {
  return attachments.filter(({ end }) => end.spec.seat.kind === "group").map(openPlannedEnd);
}

function readGroup(plan: Plan, { attachment, count }: PlannedEnd, own: Float64Array): readonly LogicalTerm[] {
  const { run, which } = attachment;
  const ports = count(own);
  const span = plan.connects[run.position]?.[which].origin;
  if (ports === 0 || span === undefined) return [];
  return [{ ports, text: `${countOf(ports, "port")} ${describeDirection(run, which)}`, span }];
}
