/** Shapes: extents of dimensions, their products, flat indices, and which dimension each entry of a list means. */

import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import type { IndexExpr } from "../core/index-expr.js";
import { valueLimits } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { countNoun } from "../core/words.js";
import { type Context, labelAt, listNames, offer, report } from "../semantics/context.js";
import { evaluateWhole } from "../semantics/evaluate.js";
import type { Scope } from "../semantics/scope.js";
import type { Entry, EntryList, Expr, Name } from "../syntax/ast.js";
import type { Dim } from "./design.js";

export interface Extent {
  readonly extent: number;
  readonly planned: number;
}

/** Returns how many exist and how many are planned, or null after a report. */
export function readExtent(ctx: Context, value: Expr, planned: Expr | null, scope: Scope, what: string): Extent | null {
  const extent = evaluateWhole(ctx, value, scope, `the extent of ${what}`, 0);
  if (planned === null) {
    if (extent !== 0) return extent === null ? null : { extent, planned: extent };
    report(ctx, valueCodes.outOfRange, `the extent of ${what} must be at least 1, found 0`, [labelAt(value.span)], {
      help: "where none exists yet, say how many are planned: `[0 of 8]`",
    });
    return null;
  }
  const all = evaluateWhole(ctx, planned, scope, `the planned extent of ${what}`, 1);
  if (extent === null || all === null) return null;
  if (extent <= all) return { extent, planned: all };
  report(
    ctx,
    designCodes.moreThanPlanned,
    `${what} has ${formatCount(extent)} of ${formatCount(all)} planned`,
    [labelAt(value.span, `${formatCount(extent)} exist`), labelAt(planned.span, `${formatCount(all)} are planned`)],
    { help: "plan at least as many as exist" },
  );
  return null;
}

/** How a shape is read: of an array, of ports, of parts inside a part. */
export interface ShapeFrame {
  readonly scope: Scope;
  /** The name that an entry without a label takes. */
  readonly owner: Name;
  /** What the shape is of, in words. */
  readonly what: string;
  /** Whether `3 of 15` may stand in it. */
  readonly allowsPlanned: boolean;
  /** Returns the dimension that a lone name stands for, `value` when it is a value, or null after a report. */
  readonly resolveName: (name: Name) => Dim | "value" | null;
  /** Completes a dimension of that name and extent. */
  readonly makeDim: (name: string, extent: Extent, origin: Span) => Dim;
}

/** Returns the dimensions of a declared shape, or null after a report. */
export function readShape(ctx: Context, list: EntryList | null, frame: ShapeFrame): Dim[] | null {
  const dims: Dim[] = [];
  let usable = true;
  for (const entry of list?.entries ?? []) {
    const dim = readDim(ctx, entry, frame);
    if (dim === null) usable = false;
    else dims.push(dim);
  }
  return usable ? dims : null;
}

function readDim(ctx: Context, entry: Entry, frame: ShapeFrame): Dim | null {
  const { label, value, planned } = entry;
  if (value === null) {
    report(ctx, designCodes.heading, `\`*\` is no extent: ${frame.what} needs a number`, [labelAt(entry.span)], {
      help: "`*` stands in index lists of a connect",
    });
    return null;
  }
  if (planned !== null && !frame.allowsPlanned) {
    report(
      ctx,
      designCodes.heading,
      `${frame.what} takes no \`of\`: what is inside a part does not grow`,
      [labelAt(entry.span)],
      { help: "give the extent alone" },
    );
    return null;
  }
  const lone = value.kind === "name" && value.path.length === 1 ? value.path[0] : undefined;
  if (label === null && planned === null && lone !== undefined) {
    const resolved = frame.resolveName(lone);
    if (resolved === null) return null;
    if (resolved !== "value") return { ...resolved, origin: entry.span };
  }
  const name = label ?? frame.owner;
  const extent = readExtent(ctx, value, planned, frame.scope, `\`${name.text}\``);
  return extent === null ? null : frame.makeDim(name.text, extent, entry.span);
}

/** True unless two dimensions of a shape have one name, which is reported. */
export function areDistinct(ctx: Context, dims: readonly Dim[], what: string): boolean {
  const seen = new Map<string, Dim>();
  for (const dim of dims) {
    const first = seen.get(dim.name);
    if (first !== undefined) {
      report(
        ctx,
        designCodes.dimensionTwice,
        `${what} has two dimensions \`${dim.name}\``,
        [labelAt(dim.origin, "the second"), labelAt(first.origin, "the first")],
        { help: "give one of them a name of its own: `[name: extent]`" },
      );
      return false;
    }
    seen.set(dim.name, dim);
  }
  return true;
}

/** True unless the product of the planned extents is above `most`; the report has the arithmetic. */
export function isCountable(
  ctx: Context,
  dims: readonly Dim[],
  what: string,
  origin: Span,
  most: number = valueLimits.product,
): boolean {
  const product = dims.reduce((so, dim) => so * BigInt(dim.planned), 1n);
  if (product <= BigInt(most)) return true;
  const factors = dims.map((dim) => formatCount(dim.planned)).join(" x ");
  const sum = dims.length === 1 ? factors : `${factors} = ${formatCount(product)}`;
  const bound = most === valueLimits.product ? `2**53 - 1 = ${formatCount(most)}` : formatCount(most);
  report(
    ctx,
    designCodes.tooMany,
    `${what} would have ${sum} instances, more than ${bound}`,
    [labelAt(origin), ...dims.map((dim) => labelAt(dim.origin, `\`${dim.name}\`: ${formatCount(dim.planned)}`))],
    { help: "make an extent smaller" },
  );
  return false;
}

/** Returns for each dimension the entry that speaks of it, or null where none does; null in all after a report. */
export function assignEntries(
  ctx: Context,
  dims: readonly { readonly name: string }[],
  list: EntryList | null,
  what: string,
): (Entry | null)[] | null {
  const assigned: (Entry | null)[] = dims.map(() => null);
  if (list === null) return assigned;
  let usable = true;
  for (const entry of list.entries) {
    if (entry.label !== null) usable = assignLabelled(ctx, dims, assigned, entry, entry.label, what) && usable;
  }
  const positional = list.entries.filter((entry) => entry.label === null);
  const open = dims.flatMap((_, position) => (assigned[position] === null ? [position] : []));
  if (!usable) return null;
  if (positional.length > open.length) {
    const [extra] = positional;
    const shape = describeShape(dims);
    const labelled = list.entries.length - positional.length;
    const most = open.length === 0 ? "no index" : `at most ${countNoun(open.length, "index", "indices")}`;
    const beside = labelled === 0 ? "" : ` beside the ${labelled} with a label`;
    report(
      ctx,
      designCodes.tooManyIndices,
      `${what} takes ${most}${beside}, found ${positional.length}: ${shape}`,
      [labelAt(extra?.span ?? list.span, `${positional.length} without a label`)],
      {
        help:
          dims.length === 0
            ? "leave the index list out"
            : "leave out what is too much; an index list covers the last dimensions",
      },
    );
    return null;
  }
  const first = open.length - positional.length;
  for (const [offset, entry] of positional.entries()) {
    const position = open[first + offset];
    if (position !== undefined) assigned[position] = entry;
  }
  return assigned;
}

/** The port of a pool stands among the dimensions without a name. */
function describeShape(dims: readonly { readonly name: string }[]): string {
  const names = dims.flatMap((dim) => (dim.name === "" ? [] : [dim.name]));
  const hasPort = names.length < dims.length;
  if (names.length === 0) return hasPort ? "only its port can be indexed" : "it has no dimensions";
  return `its dimensions are ${listNames(names)}${hasPort ? ", then the port" : ""}`;
}

function assignLabelled(
  ctx: Context,
  dims: readonly { readonly name: string }[],
  assigned: (Entry | null)[],
  entry: Entry,
  label: Name,
  what: string,
): boolean {
  const position = dims.findIndex((dim) => dim.name === label.text);
  if (position < 0) {
    const names = dims.map((dim) => dim.name).filter((name) => name !== "");
    const otherwise = names.length === 0 ? "it has no dimensions" : `its dimensions are ${listNames(names)}`;
    report(
      ctx,
      nameCodes.unknownDimension,
      `${what} has no dimension \`${label.text}\``,
      [labelAt(label.span)],
      offer(label, names, otherwise),
    );
    return false;
  }
  const first = assigned[position];
  if (first === null || first === undefined) {
    assigned[position] = entry;
    return true;
  }
  report(
    ctx,
    designCodes.indexTwice,
    `\`${label.text}\` of ${what} is indexed twice`,
    [labelAt(entry.span, "again here"), labelAt(first.span, "first here")],
    {
      help: "keep one of the two",
    },
  );
  return false;
}

/** Returns the row-major index of a place whose coordinates are expressions, over planned extents. */
export function flattenIndex(coordinates: readonly IndexExpr[], planned: readonly number[]): IndexExpr {
  let flat: IndexExpr = 0;
  for (const [position, coordinate] of coordinates.entries()) {
    const extent = planned[position] ?? 1;
    if (flat === 0) flat = coordinate;
    else flat = ["+", extent === 1 ? flat : ["*", flat, extent], coordinate];
  }
  return flat;
}

/** Returns how many places dimensions have, planned ones included. */
export function countPlaces(dims: readonly Dim[]): number {
  return dims.reduce((product, dim) => product * dim.planned, 1);
}
