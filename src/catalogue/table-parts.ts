/**
 * A table of parts as the document that a catalogue in JSON would be: one row a part, one column a property, columns of
 * ports and of what stands inside called `ports.front.count` and `inside.gpu.part`. Empty cells say nothing.
 */
import type { Span } from "../core/span.js";
import type { PropertyType } from "../language/types.js";
import type { DataEntry, DataMap, DataNode } from "./data-node.js";
import { splitList } from "./literal.js";
import { portRows, rowsOf } from "./make-part.js";
import type { Cell, Table } from "./read-table.js";

/** Returns the document; columns that it does not know are keys that the schema refuses. */
export function toDocument(table: Table, span: Span): DataMap {
  const schema = text("weft-catalogue/1", span);
  const parts = table.rows.map((row) => toPart(table.heading, row));
  return map([entry("schema", schema), entry("parts", { kind: "list", items: parts, span })], span);
}

function text(value: string, span: Span): DataNode {
  return { kind: "text", value, span };
}

function entry(key: string, value: DataNode, span: Span = value.span): DataEntry {
  return { key: { text: key, span }, value };
}

function map(entries: readonly DataEntry[], span: Span): DataMap {
  return { kind: "map", entries, span };
}

/** A value under its path of keys. */
interface Placed {
  readonly path: readonly string[];
  readonly value: DataNode;
  readonly heading: Span;
}

function toPart(heading: readonly Cell[], row: readonly Cell[]): DataNode {
  const kind = row[heading.findIndex((cell) => cell.text === "kind")]?.text ?? "";
  const placed = heading.flatMap((column, at): Placed[] => {
    const cell = row[at];
    if (cell === undefined || cell.text.trim() === "") return [];
    const path = column.text.split(".");
    return [{ path, value: toValue(cell, typeOf(kind, path), path), heading: column.span }];
  });
  const [first, last] = [row[0]?.span, row.at(-1)?.span];
  const span = first === undefined || last === undefined ? { file: "", start: 0, end: 0 } : { ...first, end: last.end };
  return nest(
    placed.filter((one) => isUsed(one, placed)),
    span,
  );
}

/** The grade of a figure whose own cell is empty says nothing; that of a whole row does. */
function isUsed({ path }: Placed, all: readonly Placed[]): boolean {
  const last = path.at(-1);
  if (path.length === 1 || (last !== "grade" && last !== "source")) return true;
  const figure = path.slice(0, -1).join(".");
  return all.some((other) => other.path.join(".") === figure);
}

/** `power`, `power.grade` and `power.source` make one figure; `ports.front.count` goes two objects deep. */
function nest(placed: readonly Placed[], span: Span): DataMap {
  const groups = new Map<string, Placed[]>();
  for (const one of placed) {
    const [first = ""] = one.path;
    groups.set(first, [...(groups.get(first) ?? []), one]);
  }
  const entries = [...groups].map(([key, own]) => {
    const [only, ...more] = own;
    const heading = only?.heading ?? span;
    if (only !== undefined && more.length === 0 && only.path.length === 1) return entry(key, only.value, heading);
    const inner = own.map((one) => ({ ...one, path: one.path.length === 1 ? ["value"] : one.path.slice(1) }));
    return entry(key, nest(inner, inner[0]?.value.span ?? span), heading);
  });
  return map(entries, span);
}

/** Returns the type of a column's values, or null where the schema says it without one. */
function typeOf(kind: string, path: readonly string[]): PropertyType | null {
  const [first = "", , third = "", fourth] = path;
  const last = path.at(-1) ?? "";
  if (last === "grade" || last === "source" || last === "doc") return { kind: "text" };
  if (first !== "ports") return rowsOf(kind).find(({ name }) => name === first)?.type ?? null;
  if (fourth !== undefined) return null;
  if (third === "count") return { kind: "count", least: 1, most: 1e9 };
  return portRows.find(({ name }) => name === third)?.type ?? null;
}

function toValue(cell: Cell, type: PropertyType | null, path: readonly string[]): DataNode {
  const last = path.at(-1);
  if (last === "dims") return toDims(cell);
  if (path[0] === "cages") return toCages(cell);
  const items = type?.kind === "text" ? null : splitList(cell.text);
  if (items === null) return toScalar(cell.text, cell.span, type);
  const inside = (item: { readonly text: string; readonly at: number }): Span =>
    placeIn(cell, item.at, item.text.length);
  return {
    kind: "list",
    items: items.map((item) => toScalar(item.text, inside(item), type)),
    span: cell.span,
  };
}

/** The place of a piece of a cell; of a quoted cell with quotes in it, the whole cell. */
function placeIn({ span, text: cell }: Cell, at: number, length: number): Span {
  const isQuoted = span.end - span.start === cell.length + 2;
  const isPlain = span.end - span.start === cell.length;
  if (!isQuoted && !isPlain) return span;
  const start = span.start + at + (isQuoted ? 1 : 0);
  return { ...span, start, end: start + length };
}

const plainNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function toScalar(written: string, span: Span, type: PropertyType | null): DataNode {
  if (type?.kind === "text" || type?.kind === "texts") return text(written.replace(/^"(.*)"$/, "$1"), span);
  if (type?.kind === "truth" && (written === "true" || written === "false"))
    return { kind: "truth", value: written === "true", span };
  const digits = written.replaceAll("_", "");
  if (!plainNumber.test(digits)) return text(written, span);
  return { kind: "number", value: Number(digits), text: digits, span };
}

/** `8`, or `rail: 8, port: 2`. */
function toDims(cell: Cell): DataNode {
  if (plainNumber.test(cell.text)) return toScalar(cell.text, cell.span, null);
  const pieces = [...cell.text.matchAll(/([^:,]+):([^,]+)/g)];
  if (pieces.length === 0) return text(cell.text, cell.span);
  return map(
    pieces.map(([piece, name = "", extent = ""]) => {
      const span = placeIn(cell, cell.text.indexOf(piece), piece.length);
      return entry(name.trim(), toScalar(extent.trim(), span, null));
    }),
    cell.span,
  );
}

/** `backend[7], backend[4]; backend[6], backend[5]` */
function toCages(cell: Cell): DataNode {
  const cages = cell.text.split(";").map((cage): DataNode => {
    const paths = [...cage.matchAll(/[\w.]+(?:\[[^\]]*\])?/g)].map(([path]) => text(path, cell.span));
    return { kind: "list", items: paths, span: cell.span };
  });
  return { kind: "list", items: cages, span: cell.span };
}
