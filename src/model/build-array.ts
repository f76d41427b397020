/** Arrays of devices: part, shape, spares, what is absent and how instances are named. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import type { Fix } from "../core/diagnostic.js";
import { type IndexExpr, namesIn } from "../core/index-expr.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { suggestCertainly } from "../core/suggest.js";
import { findKind } from "../language/kinds.js";
import { changeableRows } from "../language/part-kinds.js";
import type { ArrayTree, ClusterTree, GroupTree } from "../semantics/cluster-tree.js";
import { type Context, labelAt, listNames, report, textOf } from "../semantics/context.js";
import { compileIndexTruth } from "../semantics/index-expression.js";
import { numberOf, type Properties, ratioOf, readProperties } from "../semantics/property.js";
import type { Expr, Name } from "../syntax/ast.js";
import { hasKind } from "./build-components.js";
import { type DimBook, readArrayDims } from "./build-dims.js";
import { changePart, resolvePart } from "./build-part.js";
import type { BuildState } from "./build-state.js";
import type { DeviceArray, Dim } from "./design.js";
import { makeBag } from "./make-bag.js";
import type { Part } from "./part.js";
import { areDistinct, flattenIndex, isCountable } from "./shape.js";

/** What `except` on a group removes: devices of every array that has all the dimensions it names. */
export interface GroupAbsence {
  readonly expr: IndexExpr;
  readonly names: readonly string[];
}

/** Returns an array of the design, or null after a report. */
export function buildArray(
  state: BuildState,
  book: DimBook,
  tree: ArrayTree,
  absences: readonly GroupAbsence[],
): DeviceArray | null {
  const { ctx } = state;
  const { node, name } = tree.definition;
  const dims = readArrayDims(book, tree);
  const declared = node.part === null ? null : resolvePart(state, node.part, tree.definition.scope);
  const properties = readProperties(
    ctx,
    tree.block,
    findKind(node.keyword.text)?.properties ?? [],
    tree.definition.scope,
  );
  const isRight = declared !== null && hasKind(ctx, node, declared);
  const part = isRight ? changeForArray(state, tree, declared) : null;
  if (dims === null || part === null) return null;
  const what = `\`${name.text}\``;
  if (!areDistinct(ctx, dims, what) || !isCountable(ctx, dims, what, name.span)) return null;
  const own = node.except === null ? null : compileAbsence(ctx, book.cluster, node.except, dims, name);
  if (node.except !== null && own === null) return null;
  const spares = readSpares(ctx, properties, dims, dims.length - tree.groups.length, name);
  const shared = absences.filter((absence) => absence.names.every((used) => dims.some((dim) => dim.name === used)));
  return {
    name: name.text,
    kind: node.keyword.text,
    part,
    dims,
    spares: spares.count,
    absent: [...(own === null ? [] : [own]), ...shared.map((absence) => absence.expr)],
    namePattern: readPattern(ctx, properties, dims),
    nameOrigin: name.span,
    fabric: tree.fabric?.definition.name.text ?? null,
    doc: node.doc,
    origin: node.span,
    sparesOrigin: spares.origin,
    maxOversubscription: ratioOf(properties, "max_oversubscription"),
    maxOversubscriptionOrigin: properties.get("max_oversubscription")?.attribute.value.span ?? null,
    bag: makeBag(properties),
  };
}

/** Returns the part as the block of the array changes it: `server host[136]: lingjun_8gpu { power = 9kW }`. */
function changeForArray(state: BuildState, tree: ArrayTree, part: Part): Part | null {
  const { node, name, scope } = tree.definition;
  const row = findKind(node.keyword.text);
  const names = row === null ? [] : changeableRows(row).map((each) => each.name);
  const attributes = new Map([...tree.block.attributes].filter(([property]) => names.includes(property)));
  if (attributes.size === 0 || node.part === null) return part;
  return changePart(state, node.part, { array: name.text, attributes, scope });
}

/** Returns the conditions of `except` on the groups of a cluster; those with mistakes are left out. */
export function buildGroupAbsences(ctx: Context, book: DimBook): GroupAbsence[] {
  return book.cluster.groups.flatMap((group) => {
    const { except } = group.definition.node;
    if (except === null) return [];
    const dims = listGroupDims(book, group);
    const expr = dims === null ? null : compileAbsence(ctx, book.cluster, except, dims, null);
    if (expr === null) return [];
    const names = namesIn(expr);
    if (names.length > 0) return [{ expr, names }];
    report(
      ctx,
      nameCodes.unboundName,
      "this condition names no dimension, so it would remove every device or none",
      [labelAt(except.span)],
      {
        help: `name the units that are left out, such as \`except ${group.definition.name.text} == 3\``,
      },
    );
    return [];
  });
}

function listGroupDims(book: DimBook, group: GroupTree): Dim[] | null {
  const dims = [...group.outer, group].map((each) => book.groupDims.get(each.definition.name.text));
  return dims.every((dim) => dim !== null && dim !== undefined) ? (dims as Dim[]) : null;
}

function compileAbsence(
  ctx: Context,
  cluster: ClusterTree,
  except: Expr,
  dims: readonly Dim[],
  array: Name | null,
): IndexExpr | null {
  const bound = new Map<string, Span>(dims.map((dim) => [dim.name, dim.origin]));
  return compileIndexTruth(
    ctx,
    except,
    {
      scope: cluster.scope,
      findBound: (used) => bound.get(used) ?? null,
      boundNames: () => [...bound.keys()],
      where: array === null ? "by this group or the groups around it" : `as a dimension of \`${array.text}\``,
      flatIndex: (name, span) => {
        if (array !== null && name.text === array.text)
          return flattenIndex(
            dims.map((dim) => dim.name),
            dims.map((dim) => dim.planned),
          );
        report(
          ctx,
          designCodes.noFlatIndex,
          `\`index(${name.text})\` is of another array, \`except\` knows only the indices of its own`,
          [labelAt(span)],
        );
        return null;
      },
    },
    "`except`",
  );
}

function readSpares(
  ctx: Context,
  properties: Properties,
  dims: readonly Dim[],
  ownCount: number,
  name: Name,
): { readonly count: number; readonly origin: Span | null } {
  const none = { count: 0, origin: null };
  const property = properties.get("spares");
  const count = numberOf(properties, "spares");
  if (property === undefined || count === null || count === 0) return none;
  const origin = property.attribute.value.span;
  const inner = ownCount > 0 ? dims.at(-1) : undefined;
  if (inner === undefined) {
    report(
      ctx,
      designCodes.tooManySpares,
      `\`${name.text}\` has no dimension of its own, so none of it can be spares`,
      [labelAt(origin), labelAt(name.span)],
      {
        help: `give it one: \`${name.text}[136]\``,
      },
    );
    return none;
  }
  if (count < inner.extent) return { count, origin };
  report(
    ctx,
    designCodes.tooManySpares,
    `${formatCount(count)} of ${formatCount(inner.extent)} are spares, at least one must be active`,
    [
      labelAt(origin, `${formatCount(count)} spares`),
      labelAt(inner.origin, `\`${inner.name}\` has ${formatCount(inner.extent)}`),
    ],
    { help: "keep fewer spares than the array's last dimension has devices" },
  );
  return none;
}

const placeholder = /\{([^{}]*)\}/g;

function reportPlaceholder(
  ctx: Context,
  span: Span,
  { inside, name }: { readonly inside: string; readonly name: string },
  names: readonly string[],
): void {
  const near = suggestCertainly(name, names);
  const known = names.length === 0 ? "the array has no dimensions" : `its dimensions are ${listNames(names)}`;
  const mended = near === null ? null : `{${near.word}${inside.slice(name.length)}}`;
  const fix = mended === null ? null : mendPattern(ctx, span, `{${inside}}`, mended);
  report(ctx, nameCodes.unknownDimension, `\`{${inside}}\` is no dimension of the array`, [labelAt(span)], {
    help: mended === null ? known : `did you mean \`${mended}\`?`,
    fixes: fix === null ? [] : [{ ...fix, safe: fix.safe && near?.isCertain === true }],
  });
}

/** Returns a fix that puts another placeholder into a pattern as it is written. */
function mendPattern(ctx: Context, span: Span, written: string, meant: string): Fix {
  return {
    title: `write \`${meant}\``,
    edits: [{ span, text: textOf(ctx, span).replaceAll(written, meant) }],
    safe: textOf(ctx, span).includes(written),
  };
}

/** Returns the pattern of instance names when each of its placeholders is a dimension, else null after a report. */
function readPattern(ctx: Context, properties: Properties, dims: readonly Dim[]): string | null {
  const property = properties.get("name");
  if (property === undefined || property.value.kind !== "text") return null;
  const pattern = property.value.value;
  const { span } = property.attribute.value;
  const names = dims.map((dim) => dim.name);
  for (const [, inside = ""] of pattern.matchAll(placeholder)) {
    const [, name = "", width] = /^([^:]*)(?::(.*))?$/.exec(inside) ?? [];
    if (!names.includes(name)) {
      reportPlaceholder(ctx, span, { inside, name }, names);
      return null;
    }
    if (width !== undefined && !/^0[1-9]$/.test(width)) {
      report(
        ctx,
        designCodes.namePattern,
        `\`{${inside}}\` has the width \`${width}\`, expected 01 to 09`,
        [labelAt(span)],
        {
          help: `write \`{${name}:02}\` for two digits`,
          fixes: /^[1-9]$/.test(width) ? [mendPattern(ctx, span, `{${inside}}`, `{${name}:0${width}}`)] : [],
        },
      );
      return null;
    }
  }
  const rest = pattern.replace(placeholder, "");
  if (pattern !== "" && !/[{}]/.test(rest) && /^[\p{L}\p{N}_.-]*$/u.test(rest)) return pattern;
  report(
    ctx,
    designCodes.namePattern,
    "a name pattern is letters, digits, `-`, `_` and `.`, with dimensions in braces",
    [labelAt(span)],
    {
      help: 'write something like `name = "s{segment:02}-t{rail}"`',
    },
  );
  return null;
}
