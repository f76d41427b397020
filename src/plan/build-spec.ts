/** From the design to the plan's spec: arrays, parts and one run a connect statement, with the names that run in it. */
import type { IndexExpr } from "../core/index-expr.js";
import type { Connect, Design, DeviceArray, Dim, End, IndexEntry } from "../model/design.js";
import { isServicePorts, type Part, type PortGroup } from "../model/part.js";
import { hasOwnPlugs, mediumOfCable } from "../model/plugs.js";
import { digitsFor } from "./naming.js";
import { parsePattern } from "./pattern.js";
import { fitPort } from "./rates.js";
import type {
  ArraySpec,
  DimSpec,
  EndSpec,
  NamePiece,
  PartSpec,
  PlanSpec,
  PortsSpec,
  RunSpec,
  SeatSpec,
  VariableSpec,
} from "./spec.js";

/** A spec with the statements that its runs come from, position by position. */
export interface SpecWithOrigins {
  readonly spec: PlanSpec;
  readonly connects: readonly Connect[];
}

/** Returns the spec of a design. */
export function buildSpec(design: Design): SpecWithOrigins {
  const connects = design.fabrics.flatMap((fabric) => fabric.connects);
  const mediumOf = new Map(design.fabrics.map((fabric) => [fabric.name, fabric.medium] as const));
  const taken = new Map<string, number>();
  const runs = connects.map((connect) => {
    const name = nameRun(connect, taken);
    return buildRun(connect, name, connect.medium ?? mediumOf.get(connect.fabric) ?? mediumOfCable(connect) ?? "");
  });
  const parts = new Map<string, Part>();
  for (const array of design.arrays) parts.set(array.part.id, array.part);
  return {
    spec: {
      name: design.name,
      ...(design.phase === null ? {} : { phase: design.phase.name }),
      numbering: design.numbering,
      parts: [...parts.values()].map((part) => buildPart(part, design.numbering)),
      arrays: design.arrays.map((array) => buildArray(array, design.numbering)),
      fabrics: design.fabrics.map((fabric) => fabric.name),
      runs,
    },
    connects,
  };
}

function nameRun(connect: Connect, taken: Map<string, number>): string {
  const stem = `${connect.a.array.name}-${connect.z.array.name}`;
  const key = `${connect.fabric}/${stem}`;
  const count = (taken.get(key) ?? 0) + 1;
  taken.set(key, count);
  return count === 1 ? stem : `${stem}-${count}`;
}

function buildDim(dim: Dim): DimSpec {
  return { name: dim.name, extent: dim.extent, planned: dim.planned };
}

function buildArray(array: DeviceArray, numbering: 0 | 1): ArraySpec {
  const pattern = array.namePattern === null ? null : parsePattern(array.namePattern);
  return {
    name: array.name,
    kind: array.kind,
    part: array.part.id,
    dims: array.dims.map(buildDim),
    spares: array.spares,
    absent: array.absent,
    naming: pattern === null ? nameUsually(array, numbering) : followPattern(array, pattern, numbering),
  };
}

/** `seg03-tor-r2-p1`: dimensions of groups, the array with its own dimension of that name, its other dimensions. */
function nameUsually(array: DeviceArray, numbering: 0 | 1): readonly NamePiece[] {
  const field = (dim: Dim): NamePiece => ({ dim: dim.name, width: digitsFor(dim.planned, numbering) });
  const leading = array.dims.filter((dim) => dim.ofGroup);
  const own = array.dims.filter((dim) => !dim.ofGroup);
  const itself = own.filter((dim) => dim.name === array.name);
  const others = own.filter((dim) => dim.name !== array.name);
  const stem = hyphenate(array.name);
  const pieces: readonly (readonly NamePiece[])[] = [
    ...leading.map((dim) => [hyphenate(dim.short), field(dim)]),
    [stem, ...itself.map(field)],
    ...others.map((dim) => [hyphenate(dim.short), field(dim)]),
  ];
  return mergeTexts(pieces.flatMap((piece, at) => (at === 0 ? piece : ["-", ...piece])));
}

/** Underscores cannot stand in host names. */
function hyphenate(text: string): string {
  return text.replaceAll("_", "-");
}

function followPattern(
  array: DeviceArray,
  pattern: ReturnType<typeof parsePattern>,
  numbering: 0 | 1,
): readonly NamePiece[] {
  return mergeTexts(
    pattern.map((piece) => {
      if (typeof piece === "string") return piece;
      const dim = array.dims.find((candidate) => candidate.name === piece.dim);
      return { dim: piece.dim, width: piece.width ?? digitsFor(dim?.planned ?? 1, numbering) };
    }),
  );
}

function mergeTexts(pieces: readonly NamePiece[]): readonly NamePiece[] {
  const merged: NamePiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === "string" && typeof last === "string") merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged;
}

function buildPart(part: Part, numbering: 0 | 1): PartSpec {
  // The ports of a switch are plain numbers, whatever management ports it has besides.
  const [only, ...more] = part.ports.filter((ports) => !isServicePorts(ports));
  const plain = only !== undefined && only.poolCount !== null && more.length === 0 ? only : null;
  return {
    id: part.id,
    kind: part.kind,
    ports: part.ports.map((ports) => buildPorts(part, ports, ports === plain ? "" : portPrefix(ports), numbering)),
  };
}

function portPrefix(ports: PortGroup): string {
  return ports.name.replaceAll(/[._]/g, "-");
}

function buildPorts(part: Part, ports: PortGroup, prefix: string, numbering: 0 | 1): PortsSpec {
  return {
    name: ports.name,
    dims: ports.dims.map(buildDim),
    pool: ports.poolCount,
    rateBitsPerSecond: ports.rateBitsPerSecond,
    lanes: ports.lanes,
    perCage: ports.perCage,
    prefix,
    cages: ports.poolCount === null ? mapCages(part, ports, numbering) : null,
  };
}

function mapCages(part: Part, ports: PortGroup, numbering: 0 | 1): PortsSpec["cages"] {
  const slots: { cage: string; place: number }[] = [];
  for (const map of part.cages) {
    map.slots.forEach((held, cage) => {
      held.forEach((slot, place) => {
        if (slot.group === ports.name) slots[slot.port] = { cage: `${map.name}-${cage + numbering}`, place };
      });
    });
  }
  const size = ports.dims.reduce((product, dim) => product * dim.extent, 1);
  return slots.length === size && slots.every((slot) => slot !== undefined) ? slots : null;
}

function buildRun(connect: Connect, name: string, medium: string): RunSpec {
  const variables: VariableSpec[] = [];
  const a = buildEnd(connect, "a", variables);
  const z = buildEnd(connect, "z", variables);
  const copy = connect.copyName ?? (connect.copies > 1 ? "copy*" : null);
  if (copy !== null) variables.push({ name: copy, from: 0, extent: connect.copies, planned: connect.copies });
  return {
    fabric: connect.fabric,
    name,
    direction: connect.direction,
    rateBitsPerSecond: rateOf(connect),
    medium,
    variables,
    copy,
    where: connect.where,
    align: connect.align,
    a,
    z,
  };
}

/** Returns the rate of the links of a statement: as written, else the lower of both ends'. */
export function rateOf(connect: Connect): number {
  return connect.rateBitsPerSecond ?? Math.min(connect.a.ports.rateBitsPerSecond, connect.z.ports.rateBitsPerSecond);
}

function buildEnd(connect: Connect, which: "a" | "z", variables: VariableSpec[]): EndSpec {
  const end = connect[which];
  const fit = fitPort(end.ports, rateOf(connect), connect.whole ? "whole" : "split");
  const entry =
    (dims: readonly Dim[], prefix: string) =>
    (one: IndexEntry, at: number): IndexExpr =>
      buildEntry(one, dims[at] as Dim, `${which}*${prefix}`, variables);
  return {
    array: end.array.name,
    index: end.index.map(entry(end.array.dims, "")),
    ports: end.ports.name,
    portIndex: end.portIndex.map(entry(end.ports.dims, ".")),
    seat: buildSeat(connect, end, which),
    children: fit.children,
    connectors: fit.connectors,
    ...(hasOwnPlugs(connect.plugs.cable) ? { plug: "cage" } : {}),
  };
}

function buildEntry(entry: IndexEntry, dim: Dim, prefix: string, variables: VariableSpec[]): IndexExpr {
  // A bare name would run with its variable; what is fixed by a name only has its value.
  if (entry.kind === "fixed") return typeof entry.expr === "string" ? ["+", entry.expr, 0] : entry.expr;
  const name = entry.kind === "any" ? `${prefix}${dim.name}` : entry.name;
  const from = entry.kind === "range" ? entry.from : 0;
  const to = entry.kind === "range" ? entry.to : dim.planned;
  const found = variables.findIndex((variable) => variable.name === name);
  const known = variables[found];
  const narrowed: VariableSpec = {
    name,
    from: Math.max(from, known?.from ?? 0),
    extent: Math.min(to, dim.extent, known?.extent ?? to),
    planned: Math.min(to, known?.planned ?? to),
  };
  if (known === undefined) variables.push(narrowed);
  else variables[found] = narrowed;
  return name;
}

function buildSeat(connect: Connect, end: End, which: "a" | "z"): SeatSpec {
  const { draw, ports } = end;
  if (ports.poolCount === null) return { kind: "group" };
  if (draw.kind === "pin") return { kind: "pin", port: draw.expr };
  const goes = connect.direction === "peer" ? "peer" : which === "a" ? "up" : "down";
  const region: readonly [number, number] =
    draw.kind === "whole"
      ? [0, Math.floor(ports.poolCount / ports.perCage)]
      : [Math.ceil(draw.from / ports.perCage), Math.floor(draw.to / ports.perCage)];
  return { kind: "block", goes, region };
}
