/** Visits the ports of one end of a run that have a link, device by device. */
import type { PlanRun } from "./plan.js";
import { endOf } from "./plan.js";
import { countPlaces, decodePlace, LIVE } from "./side.js";
import { sizeOfSpace, unrank } from "./space.js";

/** Sees the flat device, the flat port or pool, the variables of the link, and the own index; false ends the walk. */
export type Visit = (device: number, unit: number, values: Float64Array, own: Float64Array) => boolean;

/** Calls `visit` for every link that exists at that end, until it returns false. Its cost is that of the links. */
export function walkEnd({ run, which }: { readonly run: PlanRun; readonly which: "a" | "z" }, visit: Visit): void {
  if (!run.possible || !run.alive) return;
  const end = endOf(run, which);
  const { dims } = end.array.spec;
  const own = new Float64Array(end.index.length + 1);
  const values = new Float64Array(run.spec.variables.length);
  const devices = sizeOfSpace(dims);
  const units = sizeOfSpace(end.ports.dims);
  for (let device = 0; device < devices; device++) {
    unrank(dims, device, own);
    for (let unit = 0; unit < units; unit++) {
      unrank(end.ports.dims, unit, own, dims.length);
      const places = countPlaces(end.side, own);
      for (let place = 0; place < places; place++) {
        if (decodePlace(end.side, own, place, values) === LIVE && !visit(device, unit, values, own)) return;
      }
    }
  }
}
