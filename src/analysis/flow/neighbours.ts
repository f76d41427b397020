/** Walks from one device of a fabric to the devices that it has links to, through the sides of its runs. */

import { type Attachment, attachmentsOf, endOf, type Plan, type PlanArray, type PlanEnd } from "../../plan/plan.js";
import { fillFar } from "../../plan/rows.js";
import { countPlaces, decodePlace, LIVE } from "../../plan/side.js";
import { rank, sizeOfSpace, unrank } from "../../plan/space.js";
import type { FabricView } from "../fabric-view.js";

export type Way = "up" | "down" | "level";

/** Devices of a fabric as numbers: one for each flat index of each array. */
export interface DeviceKeys {
  readonly arrays: readonly PlanArray[];
}

/** Returns the number of a device. */
export function keyOf({ arrays }: DeviceKeys, array: PlanArray, flat: number): number {
  return flat * arrays.length + arrays.indexOf(array);
}

interface Exit {
  readonly way: Way;
  readonly attachment: Attachment;
  readonly far: PlanEnd;
  readonly farPlace: number;
  readonly own: Float64Array;
  readonly values: Float64Array;
  readonly other: Float64Array;
  readonly units: number;
}

export interface Walker extends DeviceKeys {
  readonly exits: ReadonlyMap<PlanArray, readonly Exit[]>;
}

/** Returns a walker over the runs of a fabric. */
export function openWalker(plan: Plan, view: FabricView): Walker {
  const exits = new Map(view.arrays.map((array) => [array, listExits(plan, view, array)] as const));
  return { arrays: view.arrays, exits };
}

function listExits(plan: Plan, view: FabricView, array: PlanArray): readonly Exit[] {
  return attachmentsOf(plan, array.spec.name)
    .filter(({ run }) => run.possible && run.spec.fabric === view.name)
    .map((attachment): Exit => {
      const { run, which, end } = attachment;
      const far = endOf(run, which === "a" ? "z" : "a");
      const climbs = which === "a" ? "up" : "down";
      return {
        way: run.spec.direction === "peer" ? "level" : climbs,
        attachment,
        far,
        farPlace: view.arrays.indexOf(far.array),
        own: new Float64Array(end.index.length + 1),
        values: new Float64Array(run.spec.variables.length),
        other: new Float64Array(far.index.length + 1),
        units: sizeOfSpace(end.ports.dims),
      };
    });
}

/** One port of a device with a link: which run and end, the flat port or pool, the place in it. */
export interface PortPlace {
  readonly run: number;
  readonly which: "a" | "z";
  readonly unit: number;
  readonly place: number;
}

/** What lies at the far end of a link. */
export type Visit = (key: number, way: Way, port: PortPlace) => boolean;

/** Calls `visit` for every link of a device in these ways until it returns false; returns false if it was stopped. */
export function forEachNeighbour(walker: Walker, key: number, ways: readonly Way[], visit: Visit): boolean {
  const array = walker.arrays[key % walker.arrays.length] as PlanArray;
  const flat = Math.floor(key / walker.arrays.length);
  for (const exit of walker.exits.get(array) ?? []) {
    if (!ways.includes(exit.way)) continue;
    if (!visitExit(walker, exit, flat, visit)) return false;
  }
  return true;
}

function visitExit(walker: Walker, exit: Exit, flat: number, visit: Visit): boolean {
  const { attachment, far, own, values, other } = exit;
  const { run, which, end } = attachment;
  const { dims } = end.array.spec;
  unrank(dims, flat, own);
  for (let unit = 0; unit < exit.units; unit++) {
    unrank(end.ports.dims, unit, own, dims.length);
    const places = countPlaces(end.side, own);
    for (let place = 0; place < places; place++) {
      if (decodePlace(end.side, own, place, values) !== LIVE || !fillFar(far, values, other)) continue;
      const key = rank(far.array.spec.dims, other) * walker.arrays.length + exit.farPlace;
      if (!visit(key, exit.way, { run: run.position, which, unit, place })) return false;
    }
  }
  return true;
}
