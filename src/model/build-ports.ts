/** Port groups of a part: its own, and those of the NICs inside it under the names that they get there. */
import { designCodes } from "../core/codes/design.js";
import { valueCodes } from "../core/codes/values.js";
import { DIM, describeWithArticle } from "../core/dimension.js";
import { valueLimits } from "../core/limits.js";
import { formatCount, formatRate } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { findKind } from "../language/kinds.js";
import { checkBlock } from "../semantics/block.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import { requireEarly } from "../semantics/early.js";
import { evaluate, evaluateWhole } from "../semantics/evaluate.js";
import { numberOf, type Properties, readProperties, wordsOf } from "../semantics/property.js";
import type { Scope } from "../semantics/scope.js";
import { describeType, describeValue } from "../semantics/value.js";
import type { Expr, Ports } from "../syntax/ast.js";
import type { BuiltComponent, PartMembers } from "./build-part.js";
import type { PortGroup, SplitMode } from "./part.js";
import { areDistinct, isCountable, readShape } from "./shape.js";

/** Returns the port groups of a part, NICs first as they are declared; those with mistakes are left out. */
export function buildPortGroups(
  ctx: Context,
  members: PartMembers,
  components: readonly BuiltComponent[],
): PortGroup[] {
  const groups = components.flatMap((component) => flattenNic(ctx, component));
  for (const { node, scope } of members.ports.values()) {
    const group = buildGroup(ctx, node, scope);
    if (group !== null) groups.push(group);
  }
  return groups;
}

/** `nic backend[rail: 8]` with `ports port[port: 2]` gives `backend[rail: 8, port: 2]`. */
function flattenNic(ctx: Context, component: BuiltComponent): PortGroup[] {
  const { part } = component;
  if (part.kind !== "nic") return [];
  const [only, ...more] = part.ports;
  return part.ports.flatMap((group) => {
    const dims = [...component.dims, ...group.dims];
    const name = group === only && more.length === 0 ? component.name : `${component.name}.${group.name}`;
    if (!areDistinct(ctx, dims, `\`${name}\``)) return [];
    return [{ ...group, name, dims, nic: part, nicDims: component.dims.length, origin: component.origin }];
  });
}

function buildGroup(ctx: Context, node: Ports, scope: Scope): PortGroup | null {
  const rows = findKind("ports")?.properties ?? [];
  const block = checkBlock(ctx, node, node.body ?? [], { keyword: "ports", properties: rows, heading: node.name.span });
  const properties = readProperties(ctx, block, rows, scope);
  const dims = readShape(ctx, node.dims, {
    scope,
    owner: node.name,
    what: `\`${node.name.text}\``,
    allowsPlanned: false,
    resolveName: () => "value",
    makeDim: (name, extent, origin) => ({ name, ...extent, short: name, ofGroup: false, origin }),
  });
  const poolCount = node.count === null ? null : readPoolCount(ctx, node.count, scope);
  const rate = readRate(ctx, node, scope);
  if (dims === null || rate === null || (node.count !== null && poolCount === null)) return null;
  if (
    !areDistinct(ctx, dims, `\`${node.name.text}\``) ||
    !isCountable(ctx, dims, `\`${node.name.text}\``, node.name.span, valueLimits.perPart)
  )
    return null;
  return {
    name: node.name.text,
    dims,
    poolCount,
    rateBitsPerSecond: rate,
    lanes: numberOf(properties, "lanes"),
    splits: readSplits(ctx, properties, rate, node.rate?.span ?? node.name.span),
    perCage: numberOf(properties, "per_cage") ?? 1,
    cage: wordsOf(properties, "cage")[0] ?? null,
    protocols: wordsOf(properties, "protocol"),
    fec: wordsOf(properties, "fec")[0] ?? null,
    nic: null,
    nicDims: 0,
    origin: node.name.span,
  };
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
