/** Dimensions of a cluster: of its groups and of its arrays, with the names that lists may refer to. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { findKind } from "../language/kinds.js";
import type { ArrayTree, ClusterTree, FabricTree, GroupTree } from "../semantics/cluster-tree.js";
import { type Context, isIncomplete, labelAt, listNames, offer, report } from "../semantics/context.js";
import { readProperties, textProperty } from "../semantics/property.js";
import { isMissing, lookUpValue } from "../semantics/scope.js";
import type { Entry, Expr, Name } from "../syntax/ast.js";
import type { Dim } from "./design.js";
import { type Extent, readExtent, readShape } from "./shape.js";

/** Where a dimension is declared with its extent: an entry of an array of a fabric. */
interface DimSource {
  readonly value: Expr;
  readonly planned: Expr | null;
  readonly origin: Span;
}

/** What is known of the names of dimensions while shapes are read. */
export interface DimBook {
  readonly ctx: Context;
  readonly cluster: ClusterTree;
  readonly groupDims: Map<string, Dim | null>;
  readonly groupNames: ReadonlySet<string>;
  /** By fabric, then by name: the entries that declare a dimension. */
  readonly sources: ReadonlyMap<FabricTree | null, ReadonlyMap<string, readonly DimSource[]>>;
  /** References already resolved, by fabric and name. */
  readonly resolved: Map<FabricTree | null, Map<string, Dim | null>>;
  /** Short forms: those of the cluster under null. */
  readonly shorts: ReadonlyMap<FabricTree | null, ReadonlyMap<string, string>>;
}

/** Returns the book of a cluster's dimensions, with those of its groups computed. */
export function openDimBook(ctx: Context, cluster: ClusterTree): DimBook {
  const book: DimBook = {
    ctx,
    cluster,
    groupDims: new Map(),
    groupNames: new Set(cluster.groups.map((group) => group.definition.name.text)),
    sources: collectSources(cluster),
    resolved: new Map(),
    shorts: collectShorts(ctx, cluster),
  };
  for (const group of cluster.groups) book.groupDims.set(group.definition.name.text, readGroupDim(book, group));
  return book;
}

function collectSources(cluster: ClusterTree): Map<FabricTree | null, Map<string, DimSource[]>> {
  const sources = new Map<FabricTree | null, Map<string, DimSource[]>>();
  const lone: { readonly array: ArrayTree; readonly entry: Entry; readonly name: string }[] = [];
  const add = (array: ArrayTree, entry: Entry): void => {
    if (entry.value === null) return;
    const names = sources.get(array.fabric) ?? new Map<string, DimSource[]>();
    sources.set(array.fabric, names);
    const name = entry.label?.text ?? array.definition.name.text;
    const source: DimSource = { value: entry.value, planned: entry.planned, origin: entry.span };
    const known = names.get(name);
    if (known === undefined) names.set(name, [source]);
    else known.push(source);
  };
  for (const array of cluster.arrays) {
    if (array.fabric === null) continue;
    for (const entry of array.definition.node.dims?.entries ?? []) {
      const name = entry.label === null ? loneName(entry) : null;
      if (name === null) add(array, entry);
      else lone.push({ array, entry, name });
    }
  }
  // `[k]` with a value `k` declares a dimension of the array's name, unless `k` turned out to be a dimension.
  const groups = new Set(cluster.groups.map((group) => group.definition.name.text));
  const isDim = (array: ArrayTree, name: string): boolean =>
    groups.has(name) || sources.get(array.fabric)?.has(name) === true;
  const own = lone.filter(({ array, name }) => !isDim(array, name) && lookUpValue(cluster.scope, name) !== null);
  for (const { array, entry } of own) add(array, entry);
  return sources;
}

function loneName(entry: Entry): string | null {
  const { value, planned } = entry;
  return value?.kind === "name" && value.path.length === 1 && planned === null ? (value.path[0]?.text ?? null) : null;
}

function collectShorts(ctx: Context, cluster: ClusterTree): Map<FabricTree | null, Map<string, string>> {
  const shorts = new Map<FabricTree | null, Map<string, string>>();
  const add = (fabric: FabricTree | null, name: string, short: string | null): void => {
    const names = shorts.get(fabric) ?? new Map<string, string>();
    shorts.set(fabric, names);
    if (short !== null) names.set(name, short);
  };
  const rows = findKind("dimension")?.properties ?? [];
  for (const { definition, block } of cluster.groups) {
    add(null, definition.name.text, textProperty(readProperties(ctx, block, rows, cluster.scope), "short"));
  }
  for (const { node, block, fabric } of cluster.dimensions) {
    if (node.name !== null)
      add(fabric, node.name.text, textProperty(readProperties(ctx, block, rows, cluster.scope), "short"));
  }
  return shorts;
}

function readGroupDim(book: DimBook, group: GroupTree): Dim | null {
  const { ctx, cluster } = book;
  const { name, node } = group.definition;
  if (node.dims === null) return null;
  const [entry, extra] = node.dims?.entries ?? [];
  if (
    entry === undefined ||
    entry.value === null ||
    extra !== undefined ||
    (entry.label !== null && entry.label.text !== name.text)
  ) {
    report(
      ctx,
      designCodes.heading,
      `\`group ${name.text}\` has one dimension, which takes its name`,
      [labelAt(extra?.span ?? entry?.span ?? name.span)],
      {
        help: `write \`group ${name.text}[4]\`; put groups inside each other for more dimensions`,
      },
    );
    return null;
  }
  const extent = readExtent(ctx, entry.value, entry.planned, cluster.scope, `\`${name.text}\``);
  return extent === null ? null : makeDim(book, null, name.text, extent, entry.span);
}

function makeDim(book: DimBook, fabric: FabricTree | null, name: string, extent: Extent, origin: Span): Dim {
  const short = book.shorts.get(fabric)?.get(name) ?? book.shorts.get(null)?.get(name) ?? name;
  return { name, ...extent, short, ofGroup: book.groupNames.has(name), origin };
}

/** Returns the dimensions of an array, those of the groups around it first, or null after a report. */
export function readArrayDims(book: DimBook, array: ArrayTree): Dim[] | null {
  const { definition, fabric } = array;
  const around: Dim[] = [];
  for (const group of array.groups) {
    const dim = book.groupDims.get(group.definition.name.text);
    if (dim === null || dim === undefined) return null;
    around.push(dim);
  }
  const own = readShape(book.ctx, definition.node.dims, {
    scope: book.cluster.scope,
    owner: definition.name,
    what: `\`${definition.name.text}\``,
    allowsPlanned: true,
    resolveName: (name) => resolveDimName(book, fabric, name),
    makeDim: (name, extent, origin) => makeDim(book, fabric, name, extent, origin),
  });
  return own === null ? null : [...around, ...own];
}

/** `[name]`: the dimension of that name if one is declared in the fabric or by a group, else the value; both is an error. */
function resolveDimName(book: DimBook, fabric: FabricTree | null, name: Name): Dim | "value" | null {
  const { ctx } = book;
  const group = book.groupDims.get(name.text);
  const sources = book.sources.get(fabric)?.get(name.text) ?? [];
  const value = lookUpValue(book.cluster.scope, name.text);
  const isDim = group !== undefined || sources.length > 0;
  if (!isDim && value === null) {
    if (isMissing(book.cluster.scope, name.text)) return null;
    const names = [...book.groupDims.keys(), ...(book.sources.get(fabric)?.keys() ?? [])];
    const otherwise =
      names.length === 0
        ? "write an extent: `[name: 8]`"
        : `the dimensions here are ${listNames([...new Set(names)])}; a new one needs its extent: \`[${name.text}: 8]\``;
    report(
      ctx,
      nameCodes.unknownDimension,
      `\`${name.text}\` is neither a dimension here nor a let or param`,
      [labelAt(name.span)],
      offer(name, names, otherwise),
    );
    return null;
  }
  if (!isDim) return "value";
  if (value !== null) {
    const place = group?.origin ?? sources[0]?.origin ?? name.span;
    report(
      ctx,
      nameCodes.ambiguousName,
      `\`${name.text}\` is both a dimension and a ${value.kind}`,
      [labelAt(name.span), labelAt(place, "the dimension"), labelAt(value.name.span, `the ${value.kind}`)],
      { help: `write \`[(${name.text})]\` for the value, or give one of the two another name` },
    );
    return null;
  }
  const known = book.resolved.get(fabric) ?? new Map<string, Dim | null>();
  book.resolved.set(fabric, known);
  const before = known.get(name.text);
  if (before !== undefined) return before;
  const dim = agreeOnDim(book, fabric, name, sources);
  known.set(name.text, dim);
  return dim;
}

/** All declarations of a dimension that is referred to must agree: the reference could mean any of them. */
function agreeOnDim(book: DimBook, fabric: FabricTree | null, name: Name, sources: readonly DimSource[]): Dim | null {
  let agreed: Dim | null = book.groupDims.get(name.text) ?? null;
  if (agreed === null && book.groupDims.has(name.text)) return null;
  for (const source of sources) {
    const extent = readExtent(book.ctx, source.value, source.planned, book.cluster.scope, `\`${name.text}\``);
    if (extent === null) return null;
    if (agreed === null) agreed = makeDim(book, fabric, name.text, extent, source.origin);
    else if (agreed.extent !== extent.extent || agreed.planned !== extent.planned) {
      report(
        book.ctx,
        designCodes.twoExtents,
        `\`${name.text}\` has two extents, ${formatCount(agreed.extent)} and ${formatCount(extent.extent)}, and this could mean either`,
        [
          labelAt(name.span),
          labelAt(agreed.origin, `${formatCount(agreed.extent)} of ${formatCount(agreed.planned)}`),
          labelAt(source.origin, `${formatCount(extent.extent)} of ${formatCount(extent.planned)}`),
        ],
        { help: "give the two dimensions different names, or this one its own extent" },
      );
      return null;
    }
  }
  return agreed;
}

/** Reports a `dimension` block about a dimension that no array has. */
export function checkDimensionBlocks(book: DimBook, dimsOf: (array: ArrayTree) => readonly Dim[]): void {
  if (isIncomplete(book.ctx)) return;
  const namesByFabric = new Map<FabricTree | null, Set<string>>();
  const namesFor = (fabric: FabricTree | null): Set<string> => {
    const known = namesByFabric.get(fabric);
    if (known !== undefined) return known;
    const arrays = book.cluster.arrays.filter((array) => fabric === null || array.fabric === fabric);
    const names = new Set([...book.groupNames, ...arrays.flatMap((array) => dimsOf(array).map((dim) => dim.name))]);
    namesByFabric.set(fabric, names);
    return names;
  };
  for (const { node, fabric } of book.cluster.dimensions) {
    const { name } = node;
    if (name === null) continue;
    const names = namesFor(fabric);
    if (names.has(name.text)) continue;
    const otherwise = names.size === 0 ? "there are no dimensions here" : `there are ${listNames([...names])}`;
    report(
      book.ctx,
      nameCodes.unknownDimension,
      `no array here has a dimension \`${name.text}\``,
      [labelAt(name.span)],
      offer(name, names, otherwise),
    );
  }
}
