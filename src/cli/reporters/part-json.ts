/** One part as JSON: what its sheet shows, for programs. */
import { listNumbers } from "../../library/card.js";
import { isServicePorts, type OtherFact, type PortGroup } from "../../model/part.js";
import type { PartSheet } from "./part-sheet.js";

/** Returns the part as one JSON object, ending in a line feed. */
export function showPartJson({ card, part, prices }: PartSheet): string {
  return `${JSON.stringify(
    {
      id: part.id,
      kind: part.kind,
      from: card.from,
      manufacturer: card.manufacturer,
      model: card.model,
      mpns: listNumbers(part),
      description: part.description,
      doc: part.doc,
      note: part.bag.texts["note"] ?? "",
      extends: part.bases.map(({ id }) => id),
      ports: part.ports.map(describePorts),
      cages: part.cages.map(({ name, slots }) => ({ name, slots })),
      inside: part.components.map(({ name, kind, count, part: inner }) => ({ name, kind, count, part: inner.id })),
      figures: part.facts.map((fact) => ({
        property: fact.property,
        ...describeFact(fact),
        also: fact.also.map(describeFact),
      })),
      prices,
    },
    null,
    2,
  )}\n`;
}

function describePorts(ports: PortGroup): object {
  return {
    name: ports.name,
    dims: ports.dims.map(({ name, extent }) => ({ name, extent })),
    pool: ports.poolCount,
    rate_gbps: ports.rateBitsPerSecond / 1e9,
    lanes: ports.lanes,
    cage: ports.cage,
    per_cage: ports.perCage,
    splits: ports.splits.map(({ children, rateBitsPerSecond, connectors }) => ({
      children,
      rate_gbps: rateBitsPerSecond / 1e9,
      connectors,
    })),
    protocols: ports.protocols,
    fec: ports.fec,
    nic: ports.nic?.id ?? null,
    service: isServicePorts(ports),
    words: ports.bag.words,
    numbers: ports.bag.numbers,
  };
}

function describeFact({ text, grade, source, values }: OtherFact): object {
  return { text, grade, source, values };
}
