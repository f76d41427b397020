/** What is plugged at the ends of a connect: said of the connect itself, or of its fabric. */
import type { Span } from "../core/span.js";
import { type Bag, partIn, placeIn } from "./bag.js";
import type { Plugs } from "./design.js";
import type { Part } from "./part.js";

/** Returns the plugs: what a connect says of one end goes before what it says of both, and that before what its fabric says. */
export function findPlugs(own: Bag, fabric: Bag): Plugs {
  const find = (...names: readonly string[]): { readonly part: Part | null; readonly origin: Span | null } => {
    for (const bag of [own, fabric]) {
      for (const name of names) {
        const part = partIn(bag, name);
        if (part !== null) return { part, origin: placeIn(bag, name) };
      }
    }
    return { part: null, origin: null };
  };
  const [a, z, cable] = [find("module_a", "module"), find("module_z", "module"), find("cable")];
  return {
    a: a.part,
    z: z.part,
    cable: cable.part,
    aOrigin: a.origin,
    zOrigin: z.origin,
    cableOrigin: cable.origin,
  };
}
