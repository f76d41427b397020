/** What `weft parts` prints of one part: how to import it, its ports, what stands inside, its figures, its price. */
import { formatCount, formatPower, formatRate } from "../../core/quantity.js";
import type { PartCard } from "../../library/card.js";
import type { Price } from "../../library/prices.js";
import { numberIn, wordIn } from "../../model/bag.js";
import { type Fact, isServicePorts, type OtherFact, type Part, type PortGroup } from "../../model/part.js";
import { hangText, wrapText } from "./wrap.js";

/** What is shown. */
export interface PartSheet {
  readonly card: PartCard;
  readonly part: Part;
  readonly prices: readonly Price[];
  /** Of the book, for prices that say no other. */
  readonly currency: string;
}

/** A value wider than this has its grade on the line below. */
const WIDEST_VALUE = 26;
const GAP = "  ";

/** Returns the sheet in lines of at most `width` columns, ending in a line feed. */
export function showPart(sheet: PartSheet, width: number): string {
  const sections = [
    describeHead(sheet, width),
    describePorts(sheet.part, width),
    describeInside(sheet.part, width),
    describeFigures(sheet.part, width),
    describePrices(sheet, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function describeHead({ card, part }: PartSheet, width: number): readonly string[] {
  const maker = [card.manufacturer, card.model].filter((text) => text !== "").join(" ");
  const note = part.bag.texts["note"];
  return [
    `${part.id}${GAP}${part.kind}${maker === "" ? "" : `${GAP}${maker}`}`,
    ...wrapText(part.doc === "" ? part.description : part.doc, width - 2).map((line) => `  ${line}`),
    ...(note === undefined ? [] : hangText("  note: ", note, width)),
    "",
    `  ${writeImport(card)}`,
  ];
}

function writeImport({ id, from }: PartCard): string {
  const isPlain = from.startsWith("std/") || /^\.{0,2}\//.test(from);
  return `import { ${id} } from "${isPlain ? from : `./${from}`}"`;
}

function describePorts(part: Part, width: number): readonly string[] {
  if (part.ports.length === 0) return [];
  const name = part.ports.reduce((most, ports) => Math.max(most, ports.name.length), 0);
  const lines = part.ports.flatMap((ports) => {
    const [first, ...more] = [describeCount(part, ports), describeLanes(ports), describeSplits(part, ports)]
      .filter((text) => text !== "")
      .flatMap((text) => wrapText(text, width - name - 4));
    return [
      `  ${ports.name.padEnd(name)}${GAP}${first ?? ""}`,
      ...more.map((line) => `  ${" ".repeat(name)}${GAP}${line}`),
    ];
  });
  const maps = part.cages.map(({ name: cage, slots }) => {
    const held = slots.map((slot) => slot.map(({ group, port }) => `${group} ${port}`).join(" and ")).join("; ");
    return hangText(`  cages ${cage}: `, held, width);
  });
  return ["ports", ...lines, ...maps.flat()];
}

function describeCount(part: Part, ports: PortGroup): string {
  const places = ports.dims.map(({ name, extent }) => `${name}: ${extent}`).join(", ");
  const count = ports.dims.reduce((product, dim) => product * dim.extent, 1) * (ports.poolCount ?? 1);
  const each = `${count === 1 ? "" : `${formatCount(count)} x `}${formatRate(ports.rateBitsPerSecond)}`;
  const cages = ports.cage === null ? "" : `, ${describeCages(part, ports, count)}`;
  const nic = ports.nic === null ? "" : `, of ${ports.nic.id}`;
  return `${each}${places === "" ? "" : ` [${places}]`}${cages}${nic}`;
}

function describeCages(part: Part, ports: PortGroup, count: number): string {
  const mapped = part.cages.flatMap(({ slots }) =>
    slots.filter((slot) => slot.some(({ group }) => group === ports.name)),
  );
  const cages = mapped.length > 0 ? mapped.length : Math.ceil(count / ports.perCage);
  const form = `${formatCount(cages)} ${ports.cage ?? ""} ${cages === 1 ? "cage" : "cages"}`;
  return cages === count ? form : `${form}, ${count / cages} ports each`;
}

function describeLanes({ lanes, protocols, fec, bag }: PortGroup): string {
  const [sink, generation, role, power] = [
    wordIn(bag, "heat_sink"),
    wordIn(bag, "generation"),
    wordIn(bag, "role"),
    numberIn(bag, "module_power"),
  ];
  const modules = sink === null || sink === "any" ? "modules" : `${sink} modules`;
  const limit = power === null ? "" : ` of at most ${formatPower(power)}`;
  return [
    lanes === null ? "" : `${lanes} ${lanes === 1 ? "lane" : "lanes"}`,
    protocols.join(" or "),
    generation ?? "",
    fec ?? "",
    sink === null && power === null ? "" : `${modules}${limit}`,
    role === null ? "" : `for ${role}`,
  ]
    .filter((text) => text !== "")
    .join(", ");
}

function describeSplits(part: Part, ports: PortGroup): string {
  const modes = ports.splits.map(
    ({ children, rateBitsPerSecond, connectors }) =>
      `${children} x ${formatRate(rateBitsPerSecond)}${connectors > 1 ? ` over ${connectors} connectors` : ""}`,
  );
  const cap = numberIn(ports.bag, "logical_ports") ?? (isServicePorts(ports) ? null : part.logicalPorts);
  const [cages, most] = [numberIn(ports.bag, "pipeline_cages"), numberIn(ports.bag, "pipeline_ports")];
  const pipeline = cages === null || most === null ? "" : `; at most ${most} in ${cages} cages of one pipeline`;
  if (modes.length === 0) return "";
  return `splits into ${modes.join(", ")}${cap === null ? "" : `; at most ${formatCount(cap)} logical ports`}${pipeline}`;
}

function describeInside(part: Part, width: number): readonly string[] {
  if (part.components.length === 0) return [];
  const lines = part.components.flatMap(({ name, kind, part: inner, count }) =>
    hangText(`  ${count} x ${kind} ${name}: `, `${inner.id}, ${inner.description}`, width),
  );
  return ["inside", ...lines];
}

/** Names and words without a source stand in the head and with the ports. */
function describeFigures(part: Part, width: number): readonly string[] {
  const shown = part.facts.filter((fact) => fact.grade !== null);
  if (shown.length === 0) return [];
  const columns = {
    name: shown.reduce((most, fact) => Math.max(most, fact.property.length), 0),
    value: Math.min(
      WIDEST_VALUE,
      shown.flatMap((fact) => [fact, ...fact.also]).reduce((most, { text }) => Math.max(most, tidy(text).length), 0),
    ),
    grade: "published".length,
  };
  const lines = shown.flatMap((fact) => [
    ...layOutFigure(fact.property, fact, columns, width),
    ...fact.also.flatMap((other) => layOutFigure("  also", other, columns, width)),
  ]);
  return ["figures", ...lines];
}

type FigureColumns = Readonly<Record<"name" | "value" | "grade", number>>;

function layOutFigure(name: string, fact: Fact | OtherFact, columns: FigureColumns, width: number): readonly string[] {
  const value = tidy(fact.text);
  const start = `  ${name.padEnd(columns.name)}${GAP}`;
  const grade = `${(fact.grade ?? "").padEnd(columns.grade)}${GAP}`;
  if (value.length <= columns.value) {
    return hangText(`${start}${value.padEnd(columns.value)}${GAP}${grade}`, fact.source ?? "no source", width);
  }
  const below = " ".repeat(start.length + columns.value + GAP.length);
  return [...hangText(start, value, width), ...hangText(`${below}${grade}`, fact.source ?? "no source", width)];
}

/** A value on one line, as it is written; a text without its quotes. */
function tidy(text: string): string {
  const line = text.replace(/\s+/g, " ").replace("[ ", "[").replace(" ]", "]");
  return /^"[^"]*"$/.test(line) ? line.slice(1, -1) : line;
}

function describePrices({ prices, currency }: PartSheet, width: number): readonly string[] {
  if (prices.length === 0) return [];
  const lines = prices.flatMap((price) => {
    const [low, high] = [writeMoney(price.low), writeMoney(price.high)];
    const range = price.low === price.high ? low : `${low} to ${high}`;
    const what = `${range} ${price.currency ?? currency} ${price.unit === "metre" ? "a metre" : "each"}`;
    return hangText("  ", `${what}, ${price.basis}, ${price.as_of}: ${price.source}`, width);
  });
  return ["price (std/prices)", ...lines];
}

function writeMoney(amount: number): string {
  const [whole = "", cents] = (Number.isInteger(amount) ? String(amount) : amount.toFixed(2)).split(".");
  return `${formatCount(Number(whole))}${cents === undefined ? "" : `.${cents}`}`;
}
