/** Makes parts out of the objects of a catalogue or an overlay, which passed their schema. */
import type { SourceText, Span } from "../core/span.js";
import { kinds, type PropertyRow } from "../language/kinds.js";
import { findPartKind, partKinds } from "../language/part-kinds.js";
import type {
  Attribute,
  Cage,
  Declaration,
  EntryList,
  Import,
  Member,
  OtherFigure,
  Path,
  Ports,
} from "../syntax/ast.js";
import { type DataEntry, type DataNode, findEntry, findText, findValue } from "./data-node.js";
import { makeValue, readLiteral } from "./literal.js";
import { contentSpan, makeAttribute, makeCount, makeEvidence, makeName, type Provenance } from "./make-tree.js";

/** Keys of a part that are not its figures. */
export const headKeys = ["kind", "id", "doc", "extends", "grade", "source", "ports", "inside", "cages"] as const;

/** Properties of port groups. */
export const portRows = kinds.find(({ keyword }) => keyword === "ports")?.properties ?? [];
/** Keys of a port group that are not its figures. */
export const portHeadKeys = ["doc", "dims", "count", "rate"] as const;

/** Properties of a kind by name; of all kinds, for a kind that is not known. */
export function rowsOf(kind: string): readonly PropertyRow[] {
  return findPartKind(kind)?.properties ?? partKinds.flatMap((one) => one.properties);
}

export interface PartFrame {
  readonly source: SourceText;
  /** What holds for figures that say nothing themselves; null where the file says nothing. */
  readonly provenance: Provenance | null;
}

/** Returns what an object says of all figures in it, or what holds around it. */
export function readProvenance(node: DataNode, around: Provenance | null): Provenance | null {
  const grade = findEntry(node, "grade");
  const source = findText(node, "source");
  if (grade === null && source === null) return around;
  const span = grade?.value.span ?? findValue(node, "source")?.span ?? node.span;
  return {
    grade: findText(node, "grade") ?? around?.grade ?? "published",
    source: source ?? around?.source ?? null,
    span,
  };
}

/** Returns the imports of a file: `imports: { "std/nvidia": [h100] }`. */
export function makeImports(source: SourceText, root: DataNode): readonly Import[] {
  const imports = findValue(root, "imports");
  if (imports?.kind !== "map") return [];
  return imports.entries.map(({ key, value }) => ({
    kind: "import",
    names: (value.kind === "list" ? value.items : []).flatMap((item) =>
      item.kind === "text" ? [makeName(item.value, contentSpan(source, item.value, item.span))] : [],
    ),
    from: { value: key.text, span: contentSpan(source, key.text, key.span) },
    doc: "",
    span: key.span,
  }));
}

/** Returns the part of an object. */
export function makePart(frame: PartFrame, node: DataNode, kind: string): Declaration {
  const { source } = frame;
  const inner = { ...frame, provenance: readProvenance(node, frame.provenance) };
  const id = findEntry(node, "id");
  const kindSpan = findValue(node, "kind")?.span ?? node.span;
  const base = findEntry(node, "extends");
  const nameSpan = id?.value.span ?? node.span;
  return {
    kind: "declaration",
    keyword: makeName("part", kindSpan),
    partKind: makeName(kind, contentSpan(source, kind, kindSpan)),
    name: makeName(textOf(id), contentSpan(source, textOf(id), nameSpan)),
    dims: null,
    part: null,
    extends: base === null ? null : makeName(textOf(base), contentSpan(source, textOf(base), base.value.span)),
    except: null,
    body: makeBody(inner, node, kind),
    doc: findText(node, "doc") ?? "",
    span: node.span,
  };
}

function textOf(entry: DataEntry | null): string {
  return entry?.value.kind === "text" ? entry.value.value : "";
}

/** Returns what stands inside a part: figures, parts inside it, ports, cages. */
export function makeBody(frame: PartFrame, node: DataNode, kind: string): readonly Member[] {
  const rows = rowsOf(kind);
  return [
    ...makeFigures(frame, node, rows, headKeys),
    ...entriesOf(findValue(node, "inside")).map((entry) => makeComponent(frame, entry)),
    ...entriesOf(findValue(node, "ports")).flatMap((entry) => makePorts(frame, entry)),
    ...entriesOf(findValue(node, "cages")).map((entry) => makeCages(frame, entry)),
  ];
}

function entriesOf(node: DataNode | null): readonly DataEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

function makeFigures(
  frame: PartFrame,
  node: DataNode,
  rows: readonly PropertyRow[],
  others: readonly string[],
): readonly Attribute[] {
  return entriesOf(node).flatMap((entry) => {
    const row = rows.find(({ name }) => name === entry.key.text);
    if (row === undefined || others.includes(row.name) || entry.value.kind === "nothing") return [];
    return [makeFigure(frame, row, entry)];
  });
}

/** A figure is a value, or an object with its value and its evidence. */
function makeFigure({ source, provenance }: PartFrame, row: PropertyRow, { key, value }: DataEntry): Attribute {
  const name = makeName(key.text, contentSpan(source, key.text, key.span));
  const stated = findValue(value, "value");
  if (value.kind !== "map" || stated === null)
    return makeAttribute(name, makeValue(source, row.type, value), provenance);
  const own = readProvenance(value, provenance);
  const also = findValue(value, "also");
  const others = (also?.kind === "list" ? also.items : []).flatMap((item): OtherFigure[] => {
    const other = findValue(item, "value");
    const evidence = makeEvidence(readProvenance(item, null));
    return other === null ? [] : [{ value: makeValue(source, row.type, other), evidence, span: item.span }];
  });
  return makeAttribute(name, makeValue(source, row.type, stated), own, others);
}

function makeComponent({ source }: PartFrame, { key, value }: DataEntry): Declaration {
  const part = findEntry(value, "part");
  const kind = findEntry(value, "kind");
  return {
    kind: "declaration",
    keyword: makeName(textOf(kind), kind?.value.span ?? key.span),
    partKind: null,
    name: makeName(key.text, contentSpan(source, key.text, key.span)),
    dims: makeDims(source, findValue(value, "dims")),
    part: part === null ? null : makeName(textOf(part), contentSpan(source, textOf(part), part.value.span)),
    extends: null,
    except: null,
    body: null,
    doc: "",
    span: value.span,
  };
}

/** A number is one dimension without a name; an object names each. */
function makeDims(source: SourceText, node: DataNode | null): EntryList | null {
  if (node === null) return null;
  if (node.kind === "number")
    return {
      entries: [{ label: null, value: makeCount(node.text, node.span), planned: null, span: node.span }],
      span: node.span,
    };
  return {
    entries: entriesOf(node).map(({ key, value }) => ({
      label: makeName(key.text, contentSpan(source, key.text, key.span)),
      value: makeValue(source, { kind: "count", least: 1, most: 1e9 }, value),
      planned: null,
      span: value.span,
    })),
    span: node.span,
  };
}

/** Ports that an overlay removes (`null`) are none here. */
function makePorts(frame: PartFrame, { key, value }: DataEntry): readonly Ports[] {
  if (value.kind !== "map") return [];
  const { source } = frame;
  const inner = { ...frame, provenance: readProvenance(value, frame.provenance) };
  const rate = findValue(value, "rate");
  const count = findValue(value, "count");
  return [
    {
      kind: "ports",
      name: makeName(key.text, contentSpan(source, key.text, key.span)),
      dims: makeDims(source, findValue(value, "dims")),
      count: count?.kind === "number" ? makeCount(count.text, count.span) : null,
      rate: rate?.kind === "text" ? readLiteral(rate.value, contentSpan(source, rate.value, rate.span)) : null,
      body: makeFigures(inner, value, portRows, portHeadKeys),
      doc: findText(value, "doc") ?? "",
      span: value.span,
    },
  ];
}

function makeCages({ source }: PartFrame, { key, value }: DataEntry): Cage {
  const lists = value.kind === "list" ? value.items : [];
  const entry = { label: null, value: makeCount(lists.length, value.span), planned: null, span: value.span };
  return {
    kind: "cage",
    name: makeName(key.text, contentSpan(source, key.text, key.span)),
    dims: { entries: [entry], span: key.span },
    slots: lists.map((list) => (list.kind === "list" ? list.items : []).map((item) => makePath(source, item))),
    doc: "",
    span: value.span,
  };
}

/** `backend[7, 1]`, `frontend.port[0]`. */
function makePath(source: SourceText, node: DataNode): Path {
  const text = node.kind === "text" ? node.value : "";
  const span: Span = contentSpan(source, text, node.span);
  const [, names = "", index] = /^([\w.]+)(?:\[([\d, ]+)\])?$/.exec(text) ?? [];
  const entries = (index?.split(",") ?? []).map((number) => ({
    label: null,
    value: makeCount(number.trim(), span),
    planned: null,
    span,
  }));
  const steps = names.split(".").map((name) => ({ name: makeName(name, span), index: null }));
  const last = steps.at(-1);
  if (last === undefined || index === undefined) return { steps, span };
  return { steps: [...steps.slice(0, -1), { ...last, index: { entries, span } }], span };
}
