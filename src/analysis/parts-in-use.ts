/** Every part that a design uses: of its arrays, of what stands inside these, and of what is plugged. */
import type { Design } from "../model/design.js";
import type { Part } from "../model/part.js";
import { listParts } from "../model/roll-up.js";

/** Returns the parts in use, each once, in the order in which the design names them. */
export function listPartsInUse(design: Design): readonly Part[] {
  const connects = design.fabrics.flatMap((fabric) => fabric.connects);
  const plugs = connects.flatMap(({ plugs: { a, z, cable } }) => [a, z, cable].filter((part) => part !== null));
  return [...new Set([...design.arrays.flatMap(({ part }) => listParts(part)), ...plugs])];
}
