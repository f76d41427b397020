/** The links of one device of each class of an array, with what lies at their far ends. */
import type { PlanArray } from "../../plan/plan.js";
import { rank, unrank } from "../../plan/space.js";
import type { DeviceClass } from "../device-classes.js";
import { type FabricView, viewFabric } from "../fabric-view.js";
import type { MetricContext } from "../metric.js";
import { forEachNeighbour, keyOf, openWalker, type PortPlace, type Walker, type Way } from "./neighbours.js";
import { findOrbits, listOrbits, type Orbits } from "./orbits.js";

/** A fabric that is ready to be asked about single devices. */
export interface OpenFabric {
  readonly view: FabricView;
  readonly walker: Walker;
  readonly orbits: Orbits;
}

/** One link as its device sees it. */
export interface DeviceLink {
  /** The number of the far device. */
  readonly far: number;
  readonly way: Way;
  /** The port of this device. */
  readonly port: PortPlace;
  readonly rateBitsPerSecond: number;
}

/** Returns a fabric ready to be asked. */
export function openFabric(context: MetricContext, name: string): OpenFabric {
  const view = viewFabric(context, name);
  return { view, walker: openWalker(context.plan, view), orbits: findOrbits(view, "alike") };
}

/** Links that are looked at for one array; beyond them the rest of its classes is left out. */
const MOST_LINKS = 2_000_000;

/** Calls `visit` with one device of each class of an array, its number and its links, until it returns false. */
export function forEachOrbit(
  fabric: OpenFabric,
  array: PlanArray,
  visit: (device: DeviceClass, key: number, links: readonly DeviceLink[]) => boolean,
): void {
  let looked = 0;
  for (const device of listOrbits(fabric.orbits, array) ?? []) {
    const key = keyOf(fabric.walker, array, rank(array.spec.dims, device.index));
    const links = listLinks(fabric, key);
    looked += links.length;
    if (!visit(device, key, links) || looked > MOST_LINKS) return;
  }
}

/** Returns the links of a device. */
export function listLinks({ view, walker }: OpenFabric, key: number): readonly DeviceLink[] {
  const links: DeviceLink[] = [];
  forEachNeighbour(walker, key, ["up", "level", "down"], (far, way, port) => {
    const run = view.runs.find(({ position }) => position === port.run);
    links.push({ far, way, port, rateBitsPerSecond: run?.spec.rateBitsPerSecond ?? 0 });
    return true;
  });
  return links;
}

/** Returns the array that a device is in. */
export function arrayOf({ walker }: OpenFabric, key: number): PlanArray {
  return walker.arrays[key % walker.arrays.length] as PlanArray;
}

/** Returns the indices of a device in its array. */
export function indexOf(fabric: OpenFabric, key: number): Float64Array {
  const { dims } = arrayOf(fabric, key).spec;
  const index = new Float64Array(dims.length);
  unrank(dims, Math.floor(key / fabric.walker.arrays.length), index);
  return index;
}

/** Returns the name of a device. */
export function nameOf(fabric: OpenFabric, key: number): string {
  return arrayOf(fabric, key).write(indexOf(fabric, key));
}
