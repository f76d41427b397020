/**
 * Pools and devices that are asked for more ports than they have. Both rules on ports and capacity read it, so that one
 * crowded device is one finding.
 */

import { findVaryingPositions, forEachClass, placesInBlock } from "../../plan/layout.js";
import type { Block, Plan, PlanRun, PoolLayout } from "../../plan/plan.js";
import { endOf } from "../../plan/plan.js";
import { MOST_CLASSES } from "./device-load.js";
import { findDuplicates } from "./duplicates.js";
import { endOfBlock, isMisfit } from "./statements.js";

/** The region of a pool that its blocks do not fit in, on the device where they need the most. */
export interface PoolOverflow {
  readonly layout: PoolLayout;
  readonly region: readonly [number, number];
  /** The blocks that the device has, in dealing order. */
  readonly blocks: readonly Block[];
  readonly cages: number;
  readonly room: number;
  /** The name of the device, or null if all are alike. */
  readonly device: string | null;
}

/**
 * Returns the overflows of a plan. Statements that repeat another are left out, as are pools with a statement that
 * cannot use them or with two fabrics: each of these is a finding of its own.
 */
export function findOverflows(plan: Plan): readonly PoolOverflow[] {
  const found = findAll(plan, new Set());
  if (found.length === 0) return found;
  return findAll(plan, new Set(findDuplicates(plan).map((duplicate) => duplicate.later.run)));
}

function findAll(plan: Plan, ignored: ReadonlySet<PlanRun>): readonly PoolOverflow[] {
  return plan.layouts.filter((layout) => isSound(plan, layout)).flatMap((layout) => findInPool(layout, ignored));
}

function isSound(plan: Plan, layout: PoolLayout): boolean {
  const fabrics = new Set(layout.blocks.map((block) => block.run.spec.fabric));
  return layout.blocks.every((block) => {
    const connect = plan.connects[block.run.position];
    const which = endOfBlock(block.end);
    if (connect === undefined || isMisfit(connect, which)) return false;
    return fabrics.size === 1 || connect[which].draw.kind !== "whole";
  });
}

function findInPool(layout: PoolLayout, ignored: ReadonlySet<PlanRun>): readonly PoolOverflow[] {
  const regions = new Map<string, Block[]>();
  for (const block of layout.blocks) {
    if (ignored.has(block.run)) continue;
    const key = block.region.join("..");
    const known = regions.get(key);
    if (known === undefined) regions.set(key, [block]);
    else known.push(block);
  }
  return [...regions.values()].flatMap((blocks) => {
    const worst = findWorst(layout, blocks);
    return worst === null ? [] : [worst];
  });
}

function findWorst(layout: PoolLayout, blocks: readonly Block[]): PoolOverflow | null {
  const region = blocks[0]?.region ?? [0, 0];
  const room = region[1] - region[0];
  if (sumCages(blocks) <= room) return null;
  const everywhere = blocks.every((block) => block.everywhere);
  if (everywhere) return { layout, region, blocks, cages: sumCages(blocks), room, device: null };
  const sides = blocks.flatMap(({ run, end }) => (end === "both" ? [run.a.side, run.z.side] : [endOf(run, end).side]));
  const positions = findVaryingPositions(sides);
  const classes = positions.reduce((product, position) => product * (sides[0]?.own[position]?.planned ?? 1), 1);
  if (classes > MOST_CLASSES) return null;
  const differ = positions.some((position) => position < layout.array.spec.dims.length);
  let worst: PoolOverflow | null = null;
  forEachClass(sides, positions, (own) => {
    const present = blocks.filter((block) => block.everywhere || placesInBlock(block, own) > 0);
    const cages = sumCages(present);
    if (cages > Math.max(room, worst?.cages ?? 0)) {
      worst = { layout, region, blocks: present, cages, room, device: differ ? layout.array.write(own) : null };
    }
  });
  return worst;
}

function sumCages(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.cages, 0);
}
