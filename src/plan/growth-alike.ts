/**
 * Whether a run of one plan deals its links as a run of another: everything that ports follow from is equal, and only how
 * much exists differs. Then every link that both have is on the same ports in both.
 */
import type { Plan, PlanEnd, PlanRun } from "./plan.js";
import { endOf, layoutOf } from "./plan.js";

/** True if the two runs are alike and all that exists of the first exists of the second. */
export function isAlike(
  { before, after }: { readonly before: Plan; readonly after: Plan },
  run: PlanRun,
  other: PlanRun,
): boolean {
  if (writeRule(run.spec) !== writeRule(other.spec)) return false;
  if (!run.spec.variables.every((own, at) => own.extent <= (other.spec.variables[at]?.extent ?? 0))) return false;
  const pair = { before, after, run, other };
  return (["a", "z"] as const).every((which) => isAlikeAt(pair, endOf(run, which), endOf(other, which)));
}

/** The rule without how much exists. */
function writeRule(data: object): string {
  return JSON.stringify(data, (key, value) => (key === "extent" ? undefined : value));
}

interface Pair {
  readonly before: Plan;
  readonly after: Plan;
  readonly run: PlanRun;
  readonly other: PlanRun;
}

function isAlikeAt({ before, after, run, other: twin }: Pair, end: PlanEnd, other: PlanEnd): boolean {
  const [own, far] = [end.array.spec, other.array.spec];
  if (writeRule(own.dims) !== writeRule(far.dims) || writeRule(own.absent) !== writeRule(far.absent)) return false;
  if (!own.dims.every((dim, at) => dim.extent <= (far.dims[at]?.extent ?? 0))) return false;
  if (JSON.stringify(end.ports) !== JSON.stringify(other.ports)) return false;
  return end.spec.seat.kind !== "block" || writeBlocks(before, end, run) === writeBlocks(after, other, twin);
}

/** The block of an end and those dealt before it from the same side of the pool, with all that they follow from. */
function writeBlocks(plan: Plan, end: PlanEnd, run: PlanRun): string {
  const blocks = layoutOf(plan, end.spec.array, end.spec.ports)?.blocks ?? [];
  const own = blocks.findIndex((block) => block.run === run && (block.end === "both" || endOf(run, block.end) === end));
  const isDown = blocks[own]?.goes === "down";
  const stacked = blocks
    .slice(0, own + 1)
    .filter(({ goes, region }) => (goes === "down") === isDown && region.join() === blocks[own]?.region.join());
  return writeRule(
    stacked.map((block) => ({
      ...{ goes: block.goes, region: block.region, cages: block.cages, everywhere: block.everywhere },
      // Whether a device has a block at all follows from the statement where it is not on every device.
      rule: block.everywhere ? null : describeRun(block.run),
    })),
  );
}

function describeRun({ spec, a, z }: PlanRun): object {
  return { spec, absent: [a.array.spec.absent, z.array.spec.absent], dims: [a.array.spec.dims, z.array.spec.dims] };
}
