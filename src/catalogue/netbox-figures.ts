/**
 * The figures of a NetBox type as properties of a part: size, mass, power, airflow, and what racks and power strips
 * have. What the file does not say is left out: unknown, never zero.
 */
import { readNumber } from "../core/quantity.js";
import { type Ratio, ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";
import { countNoun } from "../core/words.js";
import { findPartKind } from "../language/part-kinds.js";
import type { Attribute, Expr } from "../syntax/ast.js";
import { type DataNode, findEntry, findItems, findNumber, findText, findValue } from "./data-node.js";
import { makeAttribute, makeCount, makeName, makeQuantity, makeText, makeWord } from "./make-tree.js";
import { keySpan, type NetboxDocument } from "./netbox-document.js";

/** What stands after every figure that a file states. */
export const LIBRARY = "NetBox device type library";

interface FigureList {
  readonly document: NetboxDocument;
  /** Properties that the kind of part has. */
  readonly known: ReadonlySet<string>;
  readonly attributes: Attribute[];
}

/** Returns the properties of a part of that kind. */
export function listFigures(document: NetboxDocument, kind: string): readonly Attribute[] {
  const known = new Set((findPartKind(kind)?.properties ?? []).map((row) => row.name));
  const list: FigureList = { document, known, attributes: [] };
  addTexts(list);
  addSize(list);
  addAirflow(list);
  addPower(list);
  addRack(list);
  addOutlets(list);
  addBays(list);
  return list.attributes;
}

/** `how` is null for what the file states as it is, else how it was worked out. */
function add({ document, known, attributes }: FigureList, name: string, key: Span, value: Expr, how?: string): void {
  if (!known.has(name)) return;
  const grade = how === undefined ? "published" : "derived";
  const source = how === undefined ? LIBRARY : `${LIBRARY}: ${how}`;
  const span = value.span.file === document.source.path ? value.span : key;
  attributes.push(makeAttribute(makeName(name, key), value, { grade, source, span }));
}

function addTexts(list: FigureList): void {
  const { root, manufacturer, model } = list.document;
  const texts: readonly (readonly [string, string, string])[] = [
    ["manufacturer", "manufacturer", manufacturer],
    ["model", "model", model],
    ["mpn", "part_number", findText(root, "part_number") ?? ""],
    ["description", "description", findText(root, "description") ?? ""],
  ];
  for (const [name, key, text] of texts) {
    const entry = findEntry(root, key);
    if (entry !== null && text !== "" && list.known.has(name))
      list.attributes.push(
        makeAttribute(makeName(name, entry.key.span), makeText(text, entry.value.span), provenance(entry.value.span)),
      );
  }
}

function provenance(span: Span): { readonly grade: string; readonly source: string; readonly span: Span } {
  return { grade: "published", source: LIBRARY, span };
}

/** In kilograms; the avoirdupois pound and ounce by definition. */
const kilograms: Readonly<Record<string, string>> = { lb: "0.45359237", oz: "0.028349523125" };

/** Returns a mass in a unit of weft: pounds and ounces become kilograms, exactly. */
function makeMass(value: Extract<DataNode, { kind: "number" }>, unit: string): Expr {
  const factor = Object.hasOwn(kilograms, unit) ? kilograms[unit] : undefined;
  if (factor === undefined) return makeQuantity(value.text, unit, value.span);
  return makeQuantity(scale(value.text, ratio(factor)), "kg", value.span);
}

function scale(number: string, factor: Ratio): string {
  return (readNumber(number) ?? ratio(0)).mul(factor).toString();
}

function addSize(list: FigureList): void {
  const { root } = list.document;
  const height = findNumber(root, "u_height");
  if (height !== null) add(list, "height", keySpan(root, "u_height"), makeQuantity(height.text, "U", height.span));
  const unit = findText(root, "weight_unit");
  const weight = findNumber(root, "weight");
  if (weight !== null && unit !== null) add(list, "weight", keySpan(root, "weight"), makeMass(weight, unit));
  const depth = findEntry(root, "is_full_depth");
  if (depth?.value.kind === "truth") {
    const { value, span } = depth.value;
    add(list, "full_depth", depth.key.span, { kind: "truth", value, span });
  }
}

/** Those that weft has a word for; what blows sideways is left unknown. */
const airflows: Readonly<Record<string, string>> = {
  "front-to-rear": "front_to_rear",
  "rear-to-front": "rear_to_front",
  passive: "passive",
};

function addAirflow(list: FigureList): void {
  const entry = findEntry(list.document.root, "airflow");
  const written = findText(list.document.root, "airflow") ?? "";
  const word = Object.hasOwn(airflows, written) ? airflows[written] : undefined;
  if (entry !== null && word !== undefined) add(list, "airflow", entry.key.span, makeWord(word, entry.value.span));
}

/** NetBox's inlets that weft names as people do; others by NetBox's own slug. */
function nameInlet(slug: string): string {
  const match = /^iec-60320-(c\d+)$/.exec(slug);
  return match?.[1] === undefined ? slug : `IEC 60320 ${match[1].toUpperCase()}`;
}

function addPower(list: FigureList): void {
  const { root } = list.document;
  const ports = findItems(root, "power-ports");
  if (ports.length === 0) return;
  const key = keySpan(root, "power-ports");
  addDraw(list, "power", "maximum_draw", ports);
  addDraw(list, "power_typical", "allocated_draw", ports);
  add(list, "supplies", key, makeCount(ports.length, key), countNoun(ports.length, "power port"));
  const [slug, ...others] = new Set(ports.map((port) => findText(port, "type") ?? ""));
  const first = ports[0] === undefined ? null : findValue(ports[0], "type");
  if (slug !== undefined && slug !== "" && others.length === 0 && first !== null)
    add(list, "inlet", key, makeText(nameInlet(slug), first.span));
}

/**
 * The sum over the power ports, if each says it. Of several supplies it is the nameplate: those that stand by are counted
 * with the others.
 */
function addDraw(list: FigureList, name: string, key: string, ports: readonly DataNode[]): void {
  const draws = ports.map((port) => findNumber(port, key));
  const [first] = draws;
  if (first === null || first === undefined || draws.includes(null)) return;
  const sum = draws.reduce((total, draw) => total.add(readNumber(draw?.text ?? "0") ?? ratio(0)), ratio(0));
  const value = makeQuantity(sum.toString(), "W", first.span);
  const isOne = draws.length === 1;
  const place = ports[0] === undefined ? first.span : keySpan(ports[0], key);
  const how = `${key} of ${draws.length} power ports together${name === "power" ? ", the nameplate" : ""}`;
  if (isOne) add(list, name, place, value);
  else add(list, name, place, value, how);
}

/** An inch is 25.4 mm by definition. */
const MILLIMETRES_OF_AN_INCH = "25.4";

function addRack(list: FigureList): void {
  const { root, form } = list.document;
  if (form !== "rack") return;
  const unit = findText(root, "outer_unit");
  for (const [name, key] of [
    ["width", "outer_width"],
    ["depth", "outer_depth"],
    ["tall", "outer_height"],
  ] as const) {
    const value = findNumber(root, key);
    if (value === null || unit === null) continue;
    const number = unit === "in" ? scale(value.text, ratio(MILLIMETRES_OF_AN_INCH)) : value.text;
    add(list, name, keySpan(root, key), makeQuantity(number, "mm", value.span));
  }
  const load = findNumber(root, "max_weight");
  const massUnit = findText(root, "weight_unit");
  if (load !== null && massUnit !== null) add(list, "load", keySpan(root, "max_weight"), makeMass(load, massUnit));
  const width = findNumber(root, "width");
  if (width !== null) add(list, "opening", keySpan(root, "width"), makeText(`${width.text} inch`, width.span));
  const mounting = findNumber(root, "mounting_depth");
  if (mounting !== null && isUsableDepth(mounting.value))
    add(list, "usable_depth", keySpan(root, "mounting_depth"), makeQuantity(mounting.text, "mm", mounting.span));
}

/** Less than this, in millimetres, is how near the rails can be set, not what fits between them. */
const LEAST_USABLE_DEPTH = 400;

/** Returns whether a mounting depth in millimetres can be what fits into a rack. */
export function isUsableDepth(millimetres: number): boolean {
  return millimetres >= LEAST_USABLE_DEPTH;
}

function addOutlets(list: FigureList): void {
  const { root } = list.document;
  const outlets = findItems(root, "power-outlets");
  const key = keySpan(root, "power-outlets");
  for (const [name, slug] of [
    ["c13", "iec-60320-c13"],
    ["c19", "iec-60320-c19"],
  ] as const) {
    const count = outlets.filter((outlet) => findText(outlet, "type") === slug).length;
    if (count > 0) add(list, name, key, makeCount(count, key), `${count} power outlets`);
  }
  const inlet = findItems(root, "power-ports")[0];
  const type = inlet === undefined ? "" : (findText(inlet, "type") ?? "");
  // The slug counts the pins: three phases with earth, or one.
  const phases = /^iec-60309-3p-/.test(type) ? 3 : /^iec-60309-(2p|p-n)-/.test(type) ? 1 : null;
  if (phases !== null) add(list, "phases", key, makeCount(phases, key), `inlet ${type}`);
}

function addBays(list: FigureList): void {
  const { root } = list.document;
  const bays = findItems(root, "module-bays");
  const key = keySpan(root, "module-bays");
  const name = list.known.has("module_bays") ? "module_bays" : "bays";
  if (bays.length > 0) add(list, name, key, makeCount(bays.length, key), countNoun(bays.length, "module bay"));
  const front = findItems(root, "front-ports");
  const connectors = front.filter((port) => findText(port, "type") === "mpo").length;
  if (connectors > 0)
    add(list, "connectors", keySpan(root, "front-ports"), makeCount(connectors, keySpan(root, "front-ports")));
}
