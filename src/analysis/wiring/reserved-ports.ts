/** Statements whose links reach into the last ports of a pool. Knows no rule. */
import { exists } from "../../plan/count.js";
import { walkEnd } from "../../plan/end-walk.js";
import { findFirstCage, findVaryingPositions, forEachClass, placesInBlock } from "../../plan/layout.js";
import {
  attachmentsOf,
  type Block,
  endOf,
  layoutOf,
  type Plan,
  type PlanArray,
  type PlanRun,
  type PoolLayout,
} from "../../plan/plan.js";
import { isInside } from "../../plan/space.js";
import { MOST_CLASSES } from "./device-load.js";
import { endOfBlock } from "./statements.js";

export interface TakenPorts {
  readonly run: PlanRun;
  readonly which: "a" | "z" | "both";
  /** A device where it is so. */
  readonly device: string;
  /** The first and the last port that the statement has there, from 0. */
  readonly from: number;
  readonly to: number;
  /** The first port of those that were asked about. */
  readonly first: number;
}

/** Pinned links of one statement that are looked at. */
const MOST_PINS = 50_000;

/** Returns the statements with a link on port `first` of a pool or on a later one, each with a device that has it. */
export function findTakenPorts(plan: Plan, array: PlanArray, ports: string, first: number): readonly TakenPorts[] {
  const layout = layoutOf(plan, array.spec.name, ports);
  const dealt = (layout?.blocks ?? []).flatMap((block) => {
    const taken = layout === undefined || !block.run.possible ? null : findInBlock(layout, block, first);
    return taken === null ? [] : [taken];
  });
  const pins = attachmentsOf(plan, array.spec.name).filter(({ end }) => end.pin !== null && end.spec.ports === ports);
  const pinned = pins.flatMap(({ run, which, end }): readonly TakenPorts[] => {
    let found: TakenPorts | null = null;
    let looked = 0;
    walkEnd({ run, which }, (_, __, values, own) => {
      const port = end.pin?.(values) ?? 0;
      if (port >= first) found = { run, which, device: array.write(own), from: port, to: port, first };
      return found === null && ++looked < MOST_PINS;
    });
    return found === null ? [] : [found];
  });
  return [...dealt, ...pinned];
}

function findInBlock(layout: PoolLayout, block: Block, first: number): TakenPorts | null {
  const { array } = layout;
  const others = layout.blocks.filter(({ run }) => run.possible);
  const sides = others.flatMap(({ run, end }) => (end === "both" ? [run.a.side, run.z.side] : [endOf(run, end).side]));
  const positions = findVaryingPositions(sides);
  const classes = positions.reduce((product, position) => product * (sides[0]?.own[position]?.planned ?? 1), 1);
  if (classes > MOST_CLASSES) return null;
  const end = endOf(block.run, endOfBlock(block.end));
  let found: TakenPorts | null = null;
  forEachClass(sides, positions, (own) => {
    if (found !== null || !isInside(array.spec.dims, own) || !exists(array, own)) return;
    const places = placesInBlock(block, own);
    if (places === 0) return;
    const from = findFirstCage(layout, block, own) * layout.ports.perCage;
    const to = from + Math.floor((places - 1) / end.spec.children);
    if (to >= first) found = { run: block.run, which: block.end, device: array.write(own), from, to, first };
  });
  return found;
}
