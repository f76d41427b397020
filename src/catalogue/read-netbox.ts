/**
 * Turns a NetBox device, module or rack type into one part: figures, port groups, cages. What is wrong with the file is
 * found elsewhere (netbox-lint.ts); here it is taken at its word.
 */
import type { Span } from "../core/span.js";
import { findPartKind } from "../language/part-kinds.js";
import type { Attribute, Declaration, EntryList, Ports } from "../syntax/ast.js";
import { findItems, findText } from "./data-node.js";
import { dropLeading, stemOf, toIdentifier } from "./identifier.js";
import { makeAttribute, makeCount, makeName, makeQuantity, makeWord } from "./make-tree.js";
import { keySpan, type NetboxDocument, placeText } from "./netbox-document.js";
import { LIBRARY, listFigures } from "./netbox-figures.js";
import type { PortRun } from "./netbox-ports.js";

/** Returns the identifier of the part: its model, without its maker. */
export function namePart({ model, manufacturer }: NetboxDocument): string {
  return toIdentifier(model, manufacturer);
}

/** Returns other names by which the part may be imported: its slug, with and without maker, its file, its part number. */
export function listAliases(document: NetboxDocument): readonly string[] {
  const { slug, manufacturer, source, root } = document;
  const texts = [
    slug ?? "",
    dropLeading(slug ?? "", manufacturer),
    stemOf(source.path),
    findText(root, "part_number") ?? "",
  ];
  const own = namePart(document);
  const names = texts.filter((text) => text !== "").map((text) => toIdentifier(text, manufacturer));
  return [...new Set(names)].filter((name) => name !== own);
}

/** Returns the part, of that kind, with those port groups. */
export function makePart(document: NetboxDocument, kind: string, runs: readonly PortRun[]): Declaration {
  const { root, manufacturer, model } = document;
  const modelSpan = placeText(root, "model").span;
  const hasPorts = findPartKind(kind)?.hasPorts === true;
  return {
    kind: "declaration",
    keyword: makeName("part", modelSpan),
    partKind: makeName(kind, modelSpan),
    name: makeName(namePart(document), modelSpan),
    dims: null,
    part: null,
    extends: null,
    except: null,
    body: [
      ...listFigures(document, kind),
      ...(hasPorts ? runs.map((run) => makePorts(document, run, kind)) : []),
      ...(hasPorts ? makeConsole(document) : []),
    ],
    doc: `${manufacturer} ${model}`,
    span: root.span,
  };
}

/** Ports of switches are alike and dealt in blocks; those of a computer are told apart, so that each can be a rail. */
function isPool(run: PortRun, kind: string): boolean {
  return kind === "switch" || run.isManagement;
}

function makePorts(document: NetboxDocument, run: PortRun, kind: string): Ports {
  const [first] = run.ports;
  const name = first?.port.name.span ?? document.interfacesSpan;
  const type = first?.port.slug.span ?? document.interfacesSpan;
  const count = makeCount(run.ports.length, document.interfacesSpan);
  const isAlone = run.ports.length === 1;
  return {
    kind: "ports",
    name: makeName(run.name, name),
    dims: isPool(run, kind) || isAlone ? null : makeDims(document, run.ports.length),
    count: isPool(run, kind) ? count : null,
    rate: makeQuantity(...writeRate(run.type.gbps), type),
    body: listPortFigures(run, name, type),
    doc: describePorts(run),
    span: document.interfacesSpan,
  };
}

/** Returns number and unit: `400`, `Gbps`. */
function writeRate(gbps: number): [number: string, unit: string] {
  return gbps < 1 ? [String(gbps * 1000), "Mbps"] : [String(gbps), "Gbps"];
}

function makeDims(document: NetboxDocument, extent: number): EntryList {
  const span = document.interfacesSpan;
  const entry = { label: makeName("port", span), value: makeCount(extent, span), planned: null, span };
  return { entries: [entry], span };
}

function describePorts({ ports }: PortRun): string {
  const [first, last] = [ports[0]?.port.name.text ?? "", ports.at(-1)?.port.name.text ?? ""];
  return ports.length === 1 ? first : `${first} to ${last}`;
}

function listPortFigures(run: PortRun, name: Span, type: Span): readonly Attribute[] {
  const stated = { grade: "published", source: LIBRARY, span: type };
  const byType = { grade: "derived", source: `${LIBRARY}: interface type ${run.type.slug}`, span: type };
  const byNames = { grade: "derived", source: `${LIBRARY}: names of the interfaces`, span: name };
  const { lanes, perCage, cage, type: kind, isManagement } = run;
  const attribute = (key: string, value: Parameters<typeof makeAttribute>[1], from: typeof stated): Attribute =>
    makeAttribute(makeName(key, type), value, from);
  return [
    ...(lanes === null ? [] : [attribute("lanes", makeCount(lanes, type), perCage > 1 ? byNames : byType)]),
    ...(perCage === 1 ? [] : [attribute("per_cage", makeCount(perCage, name), byNames)]),
    ...(cage === null ? [] : [attribute("cage", makeWord(cage, type), kind.cage === null ? byNames : stated)]),
    attribute("protocol", makeWord(run.protocol, type), run.protocol === kind.protocol ? stated : byNames),
    ...(kind.generation === null ? [] : [attribute("generation", makeWord(kind.generation, type), stated)]),
    ...(kind.heatSink === null ? [] : [attribute("heat_sink", makeWord(kind.heatSink, type), stated)]),
    ...(isManagement ? [attribute("role", makeWord("oob", name), byNames)] : []),
  ];
}

/** What a serial console takes; USB sockets are as often for a keyboard. */
const serialTypes: ReadonlySet<string> = new Set([
  "rj-45",
  "rj-11",
  "rj-12",
  "de-9",
  "db-25",
  "mini-din-8",
  "usb-mini-a",
  "usb-mini-b",
  "usb-micro-a",
  "usb-micro-b",
]);

/** A serial line has no speed of its own in NetBox; 115 200 bit/s is the most that every console server offers. */
const CONSOLE_RATE = ["115.2", "Kbps"] as const;

function makeConsole(document: NetboxDocument): readonly Ports[] {
  const lines = findItems(document.root, "console-ports").filter((port) =>
    serialTypes.has(findText(port, "type") ?? ""),
  );
  const [first] = lines;
  if (first === undefined) return [];
  const span = keySpan(document.root, "console-ports");
  const type = placeText(first, "type");
  const stated = { grade: "published", source: LIBRARY, span: type.span };
  const isRj45 = lines.every((port) => findText(port, "type") === "rj-45");
  const body = [
    ...(isRj45 ? [makeAttribute(makeName("cage", type.span), makeWord("rj45", type.span), stated)] : []),
    makeAttribute(makeName("role", span), makeWord("console", span), { ...stated, span }),
  ];
  return [
    {
      kind: "ports",
      name: makeName("console", span),
      dims: null,
      count: makeCount(lines.length, span),
      rate: makeQuantity(...CONSOLE_RATE, type.span),
      body,
      doc: "serial lines",
      span,
    },
  ];
}
