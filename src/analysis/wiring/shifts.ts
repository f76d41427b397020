/**
 * Blocks that every device of an array has, but that begin at one port on some and at another on others: a statement
 * before them has links on some of these devices only.
 */
import { exists } from "../../plan/count.js";
import { findFirstCage, findVaryingPositions, forEachClass, placesInBlock } from "../../plan/layout.js";
import { type Block, endOf, type Plan, type PlanArray, type PoolLayout } from "../../plan/plan.js";
import { isInside } from "../../plan/space.js";
import { MOST_CLASSES } from "./device-load.js";

/** Where the block begins on one device. */
export interface Beginning {
  readonly device: string;
  readonly cage: number;
}

export interface Shift {
  readonly layout: PoolLayout;
  readonly block: Block;
  /** The lowest and the highest beginning. */
  readonly low: Beginning;
  readonly high: Beginning;
  /** The blocks before it that not every device has. */
  readonly before: readonly Block[];
}

/** Returns the blocks on all devices of an array that begin at different ports of those that exist; each once. */
export function findShifts(plan: Plan): readonly Shift[] {
  return plan.layouts.flatMap((layout) =>
    layout.blocks.flatMap((block, at) => {
      const before = layout.blocks.slice(0, at).filter((other) => isStacked(other, block) && !other.everywhere);
      const shift = before.length === 0 || !block.everywhere ? null : findShift(layout, block, before);
      return shift === null ? [] : [shift];
    }),
  );
}

/** Both fill one region from one end. */
function isStacked(one: Block, other: Block): boolean {
  const isDown = ({ goes }: Block): boolean => goes === "down";
  return one.region.join() === other.region.join() && isDown(one) === isDown(other) && one.run.possible;
}

function findShift(layout: PoolLayout, block: Block, before: readonly Block[]): Shift | null {
  const { array } = layout;
  const width = array.spec.dims.length;
  const sides = [...before, block].flatMap(({ run, end }) =>
    end === "both" ? [run.a.side, run.z.side] : [endOf(run, end).side],
  );
  const positions = findVaryingPositions(sides);
  const classes = positions.reduce((product, position) => product * (sides[0]?.own[position]?.planned ?? 1), 1);
  if (classes > MOST_CLASSES) return null;
  // Pools of one device are apart: their ports have labels of their own.
  const found = new Map<string, { low: Beginning; high: Beginning }>();
  forEachClass(sides, positions, (own) => {
    if (!isBuilt(array, own) || placesInBlock(block, own) === 0) return;
    const cage = findFirstCage(layout, block, own);
    const pool = own.subarray(width).join();
    const known = found.get(pool);
    if (known !== undefined && cage >= known.low.cage && cage <= known.high.cage) return;
    const beginning = { device: array.write(own), cage };
    if (known === undefined) found.set(pool, { low: beginning, high: beginning });
    else if (cage < known.low.cage) known.low = beginning;
    else known.high = beginning;
  });
  const shifted = [...found.values()].find(({ low, high }) => low.cage !== high.cage);
  return shifted === undefined ? null : { layout, block, ...shifted, before };
}

function isBuilt(array: PlanArray, own: Float64Array): boolean {
  return isInside(array.spec.dims, own) && exists(array, own);
}
