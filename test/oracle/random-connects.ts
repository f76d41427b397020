/** Connect statements of random small designs: mostly sound, sometimes not. Knows the arrays, not the ports they deal. */
import { type IndexExpr, namesIn } from "../../src/core/index-expr.js";
import type { Connect, DeviceArray, Dim, End, IndexEntry, PoolDraw } from "../../src/model/design.js";
import type { PortGroup } from "../../src/model/part.js";
import type { Chooser } from "./chooser.js";
import { bind, drawPin, drawRange, fix, G, makeConnect, nowhere, star } from "./make.js";

/** One dimension of an end while its entry is being chosen; `entry` stays null for one that an expression will fix. */
interface Draft {
  readonly dim: Dim;
  entry: IndexEntry | null;
}

interface EndDraft {
  readonly array: DeviceArray;
  readonly ports: PortGroup;
  readonly device: readonly Draft[];
  readonly port: readonly Draft[];
}

/** A name that expressions may use and how many values it has. */
interface Bound {
  readonly name: string;
  readonly planned: number;
}

/** Returns a statement that joins two of the arrays, upwards or as peers. */
export function chooseConnect(choose: Chooser, arrays: readonly DeviceArray[]): Connect {
  const low = choose.pick(arrays.length);
  const high = low + 1 + choose.pick(arrays.length - low - 1);
  const alone = choose.rarely(5) || high >= arrays.length;
  const first = arrays[low];
  const second = alone ? first : arrays[high];
  if (first === undefined || second === undefined) throw new Error("no array to connect");
  const direction = alone || choose.rarely(6) ? "peer" : "up";
  const a = draftEnd(choose, first);
  const z = alone
    ? { ...draftEnd(choose, second), ports: a.ports, port: draftDims(choose, a.ports.dims) }
    : draftEnd(choose, second);
  if (alone) separateEnds(choose, a, z);
  const copies = choose.rarely(4) ? 2 + choose.pick(3) : 1;
  const copyName = copies > 1 && choose.rarely(2) ? "l" : null;
  if (copyName === null) fixFree(choose, a, z);
  const names = [...listBound(a), ...listBound(z)];
  if (copyName !== null) names.push({ name: copyName, planned: copies });
  fillFixed(choose, [...a.device, ...a.port, ...z.device, ...z.port], names);
  const where = chooseWhere(choose, alone, names);
  const rateBitsPerSecond = choose.among([null, null, null, 100 * G, 200 * G]);
  return dropIdleNames(
    makeConnect(finishEnd(choose, a, names), finishEnd(choose, z, names), {
      direction,
      copies,
      copyName,
      where,
      rateBitsPerSecond,
      whole: rateBitsPerSecond !== null && choose.rarely(4),
      align: chooseAlign(choose, a, z),
      medium: choose.among([null, null, "dac"]),
    }),
  );
}

/** A name that is made for the statement must be used in it, or weft offers `*`. */
function dropIdleNames(connect: Connect): Connect {
  const used = new Set<string | null>();
  const note = (expr: IndexExpr | null): void => {
    if (expr !== null) for (const name of namesIn(expr)) used.add(name);
  };
  note(connect.where);
  for (const end of [connect.a, connect.z]) {
    if (end.draw.kind === "pin") note(end.draw.expr);
    for (const entry of [...end.index, ...end.portIndex]) if (entry.kind === "fixed") note(entry.expr);
  }
  const bound = [connect.a, connect.z].flatMap((end) => [...end.index, ...end.portIndex]);
  const isIdle = (entry: IndexEntry): boolean =>
    entry.kind === "name" &&
    entry.explicit &&
    !used.has(entry.name) &&
    bound.filter((other) => other.kind === "name" && other.name === entry.name).length === 1;
  const free = (entries: readonly IndexEntry[]): IndexEntry[] => entries.map((entry) => (isIdle(entry) ? star : entry));
  const swap = (end: End): End => ({ ...end, index: free(end.index), portIndex: free(end.portIndex) });
  const align = bound.some((entry) => entry.kind === "name" && entry.name === connect.align && isIdle(entry));
  return {
    ...connect,
    align: align ? null : connect.align,
    a: swap(connect.a),
    z: swap(connect.z),
    copyName: used.has(connect.copyName) ? connect.copyName : null,
  };
}

/** A name that both ends have tells a device nothing: it sees one value of it. */
function chooseAlign(choose: Chooser, a: EndDraft, z: EndDraft): string | null {
  const left = listBound(a).map(({ name }) => name);
  const right = listBound(z).map(({ name }) => name);
  const alone = [...left, ...right].filter((name) => left.includes(name) !== right.includes(name));
  return alone.length > 0 && choose.rarely(5) ? choose.among(alone) : null;
}

function draftEnd(choose: Chooser, array: DeviceArray): EndDraft {
  const { ports } = array.part;
  const group = choose.rarely(3) ? choose.among(ports) : ports[0];
  if (group === undefined) throw new Error(`${array.name} has no ports`);
  return { array, ports: group, device: draftDims(choose, array.dims), port: draftDims(choose, group.dims) };
}

function draftDims(choose: Chooser, dims: readonly Dim[]): Draft[] {
  return dims.map((dim) => ({ dim, entry: draftEntry(choose, dim) }));
}

function draftEntry(choose: Chooser, dim: Dim): IndexEntry | null {
  const plain: IndexEntry = { kind: "name", name: dim.name, explicit: false, origin: nowhere };
  switch (choose.pick(12)) {
    case 8:
      return star;
    case 9: {
      const from = choose.pick(dim.planned);
      const to = from + 1 + choose.pick(dim.planned - from);
      return { kind: "range", name: dim.name, from, to, origin: nowhere };
    }
    case 10:
      return null;
    case 11:
      return choose.rarely(2) ? bind(`my_${dim.name}`) : plain;
    default:
      return plain;
  }
}

/** Gives the two ends in one array something to differ in: a name of its own for one dimension, or a step along it. */
function separateEnds(choose: Chooser, a: EndDraft, z: EndDraft): void {
  const position = choose.pick(a.device.length);
  const left = a.device[position];
  const right = z.device[position];
  if (left === undefined || right === undefined) return;
  left.entry = bind(left.dim.name);
  right.entry = choose.rarely(2)
    ? fix(["mod", ["+", left.dim.name, 1 + choose.pick(2)], left.dim.planned])
    : bind(`other_${left.dim.name}`);
}

/** A port of a group takes one link: what the other end leaves free gets fixed, mostly. */
function fixFree(choose: Chooser, a: EndDraft, z: EndDraft): void {
  const used = new Set<string>();
  for (const { entry } of [...a.device, ...z.device]) {
    if (entry?.kind === "fixed") for (const name of namesIn(entry.expr)) used.add(name);
  }
  for (const [near, far] of [
    [a, z],
    [z, a],
  ] as const) {
    if (near.ports.poolCount !== null || choose.rarely(8)) continue;
    const here = new Set(listBound(near).map(({ name }) => name));
    for (const draft of [...far.device, ...far.port]) {
      const { entry } = draft;
      const isFree = entry?.kind === "name" && !here.has(entry.name) && !used.has(entry.name);
      if (entry?.kind === "any" || isFree) draft.entry = null;
    }
  }
}

function listBound(end: EndDraft): Bound[] {
  const bound: Bound[] = [];
  for (const { entry, dim } of [...end.device, ...end.port]) {
    if (entry?.kind === "name" || entry?.kind === "range") bound.push({ name: entry.name, planned: dim.planned });
  }
  return bound;
}

/** Replaces every open entry by an expression over the bound names that mostly stays inside the extent. */
function fillFixed(choose: Chooser, drafts: readonly Draft[], names: readonly Bound[]): void {
  for (const draft of drafts) draft.entry ??= fix(chooseIndex(choose, draft.dim.planned, names));
}

function chooseIndex(choose: Chooser, size: number, names: readonly Bound[]): IndexExpr {
  if (names.length === 0 || choose.rarely(6)) return choose.pick(size);
  const one = choose.among(names);
  const two = choose.among(names);
  return choose.among<IndexExpr>([
    ["mod", one.name, size],
    ["mod", ["+", ["*", one.name, two.planned], two.name], size],
    ["div", one.name, Math.ceil(one.planned / size)],
    one.name,
    ["mod", ["+", one.name, two.name], size],
    ["-", size - 1, ["min", one.name, size - 1]],
    ["if", ["==", one.name, 0], size - 1, ["mod", ["abs", ["-", two.name, 1]], size]],
  ]);
}

function chooseWhere(choose: Chooser, alone: boolean, names: readonly Bound[]): IndexExpr | null {
  const pair = names.find(({ name }) => names.some((other) => other.name === `other_${name}`));
  if (alone && pair !== undefined && !choose.rarely(6)) return ["<", pair.name, `other_${pair.name}`];
  if (names.length === 0 || !choose.rarely(5)) return null;
  const one = choose.among(names);
  const two = choose.among(names);
  return choose.among<IndexExpr>([
    ["!=", one.name, choose.pick(one.planned)],
    ["==", ["mod", ["+", one.name, two.name], 2], 0],
    ["in", one.name, 0, 2],
    ["or", ["<=", one.name, two.name], ["not", ["==", two.name, 0]]],
  ]);
}

function finishEnd(choose: Chooser, end: EndDraft, names: readonly Bound[]): End {
  const entries = (drafts: readonly Draft[]): IndexEntry[] => drafts.map(({ entry }) => entry ?? star);
  const draw: PoolDraw = end.ports.poolCount === null ? { kind: "whole" } : chooseDraw(choose, names);
  return {
    array: end.array,
    index: entries(end.device),
    ports: end.ports,
    portIndex: entries(end.port),
    draw,
    origin: nowhere,
  };
}

/** Ranges lie at even ports well inside a wide pool; pins behind them, or at the first ports, where blocks may be. */
function chooseDraw(choose: Chooser, names: readonly Bound[]): PoolDraw {
  switch (choose.pick(10)) {
    case 8: {
      const from = 8 + 2 * choose.pick(8);
      return drawRange(from, from + 8 + 2 * choose.pick(8));
    }
    case 9: {
      const first = choose.rarely(3) ? choose.pick(4) : 40 + choose.pick(4);
      if (names.length === 0) return drawPin(first);
      const one = choose.among(names);
      const two = choose.among(names);
      return drawPin(
        choose.among<IndexExpr>([
          ["+", first, one.name],
          ["+", first, ["+", one.name, ["*", two.name, one.planned]]],
          first,
        ]),
      );
    }
    default:
      return { kind: "whole" };
  }
}
