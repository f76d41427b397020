/** Cards of parts: what a search looks at and a list shows, without the figures. Knows no file and no terminal. */
import { wordsIn } from "../model/bag.js";
import { isServicePorts, type Part } from "../model/part.js";

export interface PartCard {
  readonly id: string;
  readonly kind: string;
  /** What an import names: `std/nvidia`, or the path of a file. */
  readonly from: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly description: string;
  /** Order numbers; one a length for a cable. */
  readonly mpns: readonly string[];
  /** Gbps of its ports, or of what it carries, the fastest first; those of management ports left out. */
  readonly rates: readonly number[];
  /** Form factors of its cages, or of the cages that it fits. */
  readonly cages: readonly string[];
  /** What else a search reads: the doc comment and the note. */
  readonly prose: string;
}

/** Returns the card of a part. */
export function makeCard(part: Part, from: string): PartCard {
  const { bag } = part;
  return {
    id: part.id,
    kind: part.kind,
    from,
    manufacturer: part.manufacturer ?? "",
    model: bag.texts["model"] ?? "",
    description: part.description,
    mpns: listNumbers(part),
    rates: listRates(part),
    cages: listCages(part),
    prose: [part.doc, bag.texts["note"] ?? ""].filter((text) => text !== "").join("\n"),
  };
}

/** Returns the order numbers of a part: its own, else those of its lengths. */
export function listNumbers(part: Part): readonly string[] {
  const own = part.mpn === null ? [] : [part.mpn];
  return [...own, ...(part.bag.lists["mpns"] ?? []).filter((mpn) => mpn !== "")];
}

function listRates(part: Part): readonly number[] {
  const carried = part.bag.numbers["rate"];
  const rates = [
    ...part.ports.filter((ports) => !isServicePorts(ports)).map((ports) => ports.rateBitsPerSecond / 1e9),
    ...(carried === undefined ? [] : [carried / 1e9]),
  ];
  return [...new Set(rates)].sort((a, b) => b - a);
}

function listCages(part: Part): readonly string[] {
  const cages = [
    ...part.ports.filter((ports) => !isServicePorts(ports)).flatMap((ports) => ports.cage ?? []),
    ...wordsIn(part.bag, "fits"),
    ...wordsIn(part.bag, "fits_tails"),
  ];
  return [...new Set(cages)];
}
