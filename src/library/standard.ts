/** The standard library as it is shipped: its cards, its parts, its price book; each loaded when asked for. */
import type { Host } from "../host/host.js";
import { loadProject } from "../load.js";
import { buildLibrary } from "../model/build-library.js";
import type { Part } from "../model/part.js";
import { standardPrices } from "../std/std.generated.js";
import type { PartCard } from "./card.js";
import type { PriceBook } from "./prices.js";

/** Returns the cards of all standard parts, by file and in the order of declaration. */
export async function readStandardCards(): Promise<readonly PartCard[]> {
  return (await import("./cards.generated.js")).cards;
}

/** Returns the part of a card whose file `host` or the library has. Throws an error when it cannot be built. */
export async function readPart(host: Host, card: PartCard): Promise<Part> {
  const loaded = await loadProject(host, card.from);
  const built = buildLibrary(loaded.value, (file, name) => file === card.from && name === card.id);
  const found = built.value[0];
  if (found === undefined) throw new Error(`${card.from} has no sound part ${card.id}`);
  return found.part;
}

/** Returns the price book that an import of `std/prices` means. */
export async function readStandardPrices(): Promise<PriceBook> {
  return JSON.parse((await standardPrices()).text) as PriceBook;
}
