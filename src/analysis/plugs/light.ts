/** What a module sends over one link: light of one class on so many lanes. Decides whether two modules understand each other. */
import { numberIn, wordIn } from "../../model/bag.js";
import type { Part } from "../../model/part.js";

/** Light of one link. */
export interface Light {
  /** As the part calls its family: `dr4`. */
  readonly family: string;
  /** Its letters: what lanes are made of. */
  readonly kind: string;
  /** Lanes of light that one link may use one way, or null where the family has no number. */
  readonly lanes: number | null;
}

const withoutFibre: ReadonlySet<string> = new Set(["copper"]);

/** Returns the light of one of `links` links that share a socket of the module; null where the module does not say its family. */
export function lightOf(module: Part, links: number): Light | null {
  const family = wordIn(module.bag, "family");
  if (family === null || withoutFibre.has(family)) return null;
  const [, letters = family, digits] = /^([a-z]+)(\d+)?$/.exec(family) ?? [];
  // VR is SR over a shorter reach: IEEE 802.3db gives the reach of VR to a mixed pair.
  return {
    family,
    kind: letters === "vr" ? "sr" : letters,
    lanes: digits === undefined ? null : Number(digits) / links,
  };
}

const duplex: ReadonlySet<string> = new Set(["dr", "fr", "lr"]);

/**
 * Returns whether lanes of two modules are made alike. One lane of DR, FR and LR on a duplex fibre differs in reach only
 * (100G Lambda MSA); four lanes of FR and LR are wavelengths on one fibre.
 */
export function isAlike(one: Light, other: Light): boolean {
  if (one.kind === other.kind) return true;
  return [one, other].every(({ kind, lanes }) => duplex.has(kind) && lanes === 1);
}

/** Returns the rate of one lane of light in bits per second, or null where the module does not say enough. */
export function lightRateOf({ bag }: Part): number | null {
  const [lanes, rate] = [numberIn(bag, "lanes"), numberIn(bag, "lane_rate")];
  const light = numberIn(bag, "optical_lanes") ?? lanes;
  return lanes === null || rate === null || light === null || light === 0 ? null : (lanes * rate) / light;
}

/** Returns `multimode` or `single-mode` for a grade of fibre. */
export function modeOf(grade: string | null): "multimode" | "single-mode" | null {
  if (grade === "om3" || grade === "om4") return "multimode";
  return grade === "os2" ? "single-mode" : null;
}
