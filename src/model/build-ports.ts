/** Port groups of a part: its own, and those of the NICs inside it under the names that they get there. */
import { designCodes } from "../core/codes/design.js";
import { valueCodes } from "../core/codes/values.js";
import { DIM, describeWithArticle } from "../core/dimension.js";
import { valueLimits } from "../core/limits.js";
import { formatCount, formatRate } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { findKind } from "../language/kinds.js";
import { checkBlock } from "../semantics/block.js";
import { type Context, isGarbled, labelAt, report } from "../semantics/context.js";
import { requireEarly } from "../semantics/early.js";
import { evaluate, evaluateWhole } from "../semantics/evaluate.js";
import { numberOf, type Properties, type Property, readProperties, wordsOf } from "../semantics/property.js";
import type { Scope } from "../semantics/scope.js";
import { describeType, describeValue } from "../semantics/value.js";
import type { Expr, Ports } from "../syntax/ast.js";
import { type BuiltComponent, liftPorts } from "./build-components.js";
import type { PartMembers, Scoped } from "./gather-members.js";
import { makeBag } from "./make-bag.js";
import { type Inheritance, noteInherited } from "./note-figure.js";
import type { PortGroup, SplitMode } from "./part.js";
import { areDistinct, isCountable, readShape } from "./shape.js";
import { withNotes } from "./with-notes.js";

/** Returns the port groups of a part, NICs first as they are declared; those with mistakes are left out. */
export function buildPortGroups(
  ctx: Context,
  members: PartMembers,
  components: readonly BuiltComponent[],
  part: Inheritance,
): PortGroup[] {
  const groups = components.flatMap((component) =>
    withNotes(ctx, noteInherited(part, [component.name]), () => liftPorts(ctx, component)),
  );
  for (const [name, layers] of members.ports) {
    // Ports that are refined may not fit what they keep.
    const group = withNotes(ctx, noteInherited(part, [name]), () => buildGroup(ctx, layers));
    if (group !== null) groups.push(group);
  }
  return groups;
}

/** The last layer that says a thing is heard: layers without a rate refine what they inherit. */
function buildGroup(ctx: Context, layers: readonly Scoped<Ports>[]): PortGroup | null {
  const last = layers.at(-1);
  if (last === undefined) return null;
  const { name } = last.node;
  const what = `\`${name.text}\``;
  const properties = readLayers(ctx, layers);
  const shaped = layers.findLast(({ node }) => node.dims !== null) ?? last;
  const dims = readShape(ctx, shaped.node.dims, {
    scope: shaped.scope,
    owner: name,
    what,
    allowsPlanned: false,
    resolveName: () => "value",
    makeDim: (dim, extent, origin) => ({ name: dim, ...extent, short: dim, ofGroup: false, origin }),
  });
  const pooled = layers.findLast(({ node }) => node.count !== null);
  const poolCount =
    pooled === undefined || pooled.node.count === null ? null : readPoolCount(ctx, pooled.node.count, pooled.scope);
  const rated = layers.findLast(({ node }) => node.rate !== null) ?? last;
  const rate = readRate(ctx, rated.node, rated.scope);
  if (dims === null || rate === null || (pooled !== undefined && poolCount === null)) return null;
  if (!areDistinct(ctx, dims, what) || !isCountable(ctx, dims, what, name.span, valueLimits.perPart)) return null;
  return {
    name: name.text,
    dims,
    poolCount,
    rateBitsPerSecond: rate,
    lanes: numberOf(properties, "lanes"),
    splits: readSplits(ctx, properties, rate, rated.node.rate?.span ?? name.span),
    perCage: numberOf(properties, "per_cage") ?? 1,
    cage: wordsOf(properties, "cage")[0] ?? null,
    protocols: wordsOf(properties, "protocol"),
    fec: wordsOf(properties, "fec")[0] ?? null,
    nic: null,
    nicDims: 0,
    stems: [],
    bag: makeBag(properties),
    origin: name.span,
  };
}

/** The properties of all layers, each read where it stands; a later one takes the place of an earlier one. */
function readLayers(ctx: Context, layers: readonly Scoped<Ports>[]): Properties {
  const rows = findKind("ports")?.properties ?? [];
  const properties = new Map<string, Property>();
  for (const { node, scope } of layers) {
    const frame = { keyword: "ports", properties: rows, heading: node.name.span };
    const block = checkBlock(ctx, node, node.body ?? [], frame);
    for (const [name, property] of readProperties(ctx, block, rows, scope)) properties.set(name, property);
  }
  return properties;
}

function readPoolCount(ctx: Context, expr: Expr, scope: Scope): number | null {
  const count = evaluateWhole(ctx, expr, scope, "the number of ports", 1);
  if (count === null || count <= valueLimits.perPart) return count;
  report(
    ctx,
    designCodes.tooMany,
    `a pool may have at most ${formatCount(valueLimits.perPart)} ports, found ${formatCount(count)}`,
    [labelAt(expr.span)],
  );
  return null;
}

function readRate(ctx: Context, node: Ports, scope: Scope): number | null {
  if (node.rate !== null) return evaluateRate(ctx, node.rate, scope, `the rate of \`${node.name.text}\``);
  if (isGarbled(ctx, node.span)) return null;
  report(
    ctx,
    designCodes.missingProperty,
    `\`ports ${node.name.text}\` needs a rate: what one port carries one way`,
    [labelAt(node.name.span)],
    {
      help: "write `at 400Gbps` after it",
    },
  );
  return null;
}

/** Returns an early data rate above zero in bits per second, or null after a report. */
export function evaluateRate(ctx: Context, expr: Expr, scope: Scope, what: string): number | null {
  const value = requireEarly(ctx, evaluate(ctx, expr, scope), expr.span, what);
  if (value === null) return null;
  if (value.kind !== "number" || value.dimension !== DIM.rate) {
    const code = value.kind === "number" ? valueCodes.wrongDimension : valueCodes.wrongType;
    const help =
      value.kind === "number" && value.dimension === DIM.data
        ? "a data rate is data per time, such as `400Gbps` or `50GB/s`"
        : "write it with its unit, such as `400Gbps`";
    report(
      ctx,
      code,
      `${what} must be ${describeWithArticle(DIM.rate)}, found ${describeType(value)}`,
      [labelAt(expr.span, describeValue(value))],
      { help },
    );
    return null;
  }
  if (value.value.n > 0n && value.value.s > 0n) return value.value.valueOf();
  report(ctx, valueCodes.outOfRange, `${what} must be above zero, found ${formatRate(value.value.valueOf())}`, [
    labelAt(expr.span),
  ]);
  return null;
}

function readSplits(ctx: Context, properties: Properties, rate: number, rateOrigin: Span): SplitMode[] {
  const value = properties.get("splits")?.value;
  if (value?.kind !== "splits") return [];
  return value.splits.flatMap((split) => {
    const child = split.rate.valueOf();
    const total = child * split.children;
    if (total > rate) {
      report(
        ctx,
        designCodes.impossibleSplit,
        `${split.children} x ${formatRate(child)} = ${formatRate(total)}, the port has ${formatRate(rate)}`,
        [labelAt(split.origin), labelAt(rateOrigin, "the whole port")],
        { help: "the children of a split share the rate of the port" },
      );
      return [];
    }
    if (split.children < 1 || split.children % split.connectors !== 0) {
      report(
        ctx,
        designCodes.impossibleSplit,
        `${split.children} children do not spread evenly over ${split.connectors} connectors`,
        [labelAt(split.origin)],
        {
          help: "each connector takes the same number of children",
        },
      );
      return [];
    }
    return [{ children: split.children, rateBitsPerSecond: child, connectors: split.connectors }];
  });
}
