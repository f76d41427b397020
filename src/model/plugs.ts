/** What kind of thing a cable is at its ends: plugs of its own, or a cord between modules. */
import { numberIn, wordIn, wordsIn } from "./bag.js";
import type { Connect } from "./design.js";
import type { Part } from "./part.js";

const withPlugs: ReadonlySet<string> = new Set(["dac", "acc", "aec", "aoc", "cat6"]);
const fibres: ReadonlySet<string> = new Set(["om3", "om4", "os2"]);

/** Returns whether a cable is one with its plugs, which fill a cage each; one of unknown medium is if it says what it fits. */
export function hasOwnPlugs(cable: Part | null): cable is Part {
  if (cable === null) return false;
  const medium = wordIn(cable.bag, "medium");
  return medium === null ? wordsIn(cable.bag, "fits").length > 0 : withPlugs.has(medium);
}

/** Returns whether a cable is a cord of fibre, which needs a module at either end. */
export function isFibre(cable: Part | null): cable is Part {
  return cable !== null && fibres.has(wordIn(cable.bag, "medium") ?? "");
}

/** Returns what links run over as the cable that is named says: its grade of fibre as its kind. Null where nothing says it. */
export function mediumOfCable({ plugs: { cable } }: Connect): string | null {
  const medium = cable === null ? null : wordIn(cable.bag, "medium");
  if (medium === "om3" || medium === "om4") return "mmf";
  return medium === "os2" ? "smf" : medium;
}

/** What stands in the cages of one end of a statement. */
export type EndPlug =
  | { readonly kind: "module"; readonly part: Part }
  /** The plug of a direct-attach or active optical cable. */
  | { readonly kind: "cable"; readonly part: Part }
  /** A module must be there, and none is named. */
  | { readonly kind: "unnamed" }
  /** Nothing is named at either end, or the port takes no module. */
  | { readonly kind: "open" };

const withoutModules: ReadonlySet<string> = new Set(["rj45", "backplane"]);

/** Returns what stands in the cages of one end. A module that is named goes before the plug of a cable. */
export function plugAt({ plugs, a, z }: Connect, which: "a" | "z"): EndPlug {
  const own = plugs[which];
  if (own !== null) return { kind: "module", part: own };
  if (hasOwnPlugs(plugs.cable)) return { kind: "cable", part: plugs.cable };
  const { cage } = (which === "a" ? a : z).ports;
  const needed = plugs[which === "a" ? "z" : "a"] !== null || isFibre(plugs.cable);
  return needed && !withoutModules.has(cage ?? "") ? { kind: "unnamed" } : { kind: "open" };
}

/** Returns what a module, or one end of a cable, draws at most, or null where it does not say. */
export function wattsOfPlug(part: Part): number | null {
  return part.kind === "cable" ? numberIn(part.bag, "end_power") : part.powerMaxWatts;
}
