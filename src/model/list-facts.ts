/** The figures of a part as written, each with how it is known and with what other sources say. */
import { findKind, type PropertyRow } from "../language/kinds.js";
import { grades } from "../language/types.js";
import { type Context, textOfExpr } from "../semantics/context.js";
import { type Properties, type PropertyValue, readProperty } from "../semantics/property.js";
import type { Scope } from "../semantics/scope.js";
import type { Attribute, Evidence, Ports } from "../syntax/ast.js";
import type { PartMembers, Scoped } from "./gather-members.js";
import type { Fact, FigureValues, Grade } from "./part.js";

/** Returns every figure of a part, those of its ports as `front.lanes`. */
export function listFacts(
  ctx: Context,
  members: PartMembers,
  rows: readonly PropertyRow[],
  properties: Properties,
): Fact[] {
  const facts = [...members.attributes.values()].map(({ node, scope }) =>
    makeFact(ctx, { property: node.name.text, rows, scope }, node, valuesOf(properties.get(node.name.text)?.value)),
  );
  return [...facts, ...[...members.ports.values()].flatMap((layers) => listPortFacts(ctx, layers))];
}

/** A later layer refines an earlier one: its figure takes the place of the other. */
function listPortFacts(ctx: Context, layers: readonly Scoped<Ports>[]): readonly Fact[] {
  const rows = findKind("ports")?.properties ?? [];
  const facts = new Map<string, Fact>();
  for (const { node, scope } of layers) {
    for (const member of node.body ?? []) {
      if (member.kind !== "attribute") continue;
      const property = `${node.name.text}.${member.name.text}`;
      facts.set(property, makeFact(ctx, { property, rows, scope }, member, readValues(ctx, rows, member, scope)));
    }
  }
  return [...facts.values()];
}

/** Each value was checked where the ports were built; what is wrong is not said twice. */
function readValues(ctx: Context, rows: readonly PropertyRow[], node: Attribute, scope: Scope): FigureValues {
  const row = rows.find((each) => each.name === node.name.text);
  return row === undefined ? {} : valuesOf(readProperty(ctx, row, node.value, scope) ?? undefined);
}

interface FactFrame {
  readonly property: string;
  readonly rows: readonly PropertyRow[];
  readonly scope: Scope;
}

function makeFact(ctx: Context, frame: FactFrame, node: Attribute, values: FigureValues): Fact {
  const row = frame.rows.find((each) => each.name === node.name.text);
  return {
    property: frame.property,
    ...describeEvidence(node.evidence),
    text: textOfExpr(ctx, node.value),
    values,
    also: node.also.map((other) => ({
      ...describeEvidence(other.evidence),
      text: textOfExpr(ctx, other.value),
      values: row === undefined ? {} : valuesOf(readProperty(ctx, row, other.value, frame.scope) ?? undefined),
      origin: other.span,
    })),
    origin: node.value.span,
  };
}

function describeEvidence(evidence: Evidence | null): { readonly grade: Grade | null; readonly source: string | null } {
  const grade: Grade | null = grades.find((known) => known === evidence?.grade.text) ?? null;
  return { grade, source: evidence?.source ?? null };
}

function valuesOf(value: PropertyValue | undefined): FigureValues {
  if (value?.kind === "number") return { "": value.value.valueOf() };
  if (value?.kind !== "flops") return {};
  return Object.fromEntries([...value.byPrecision].map(([precision, flops]) => [precision, flops.valueOf()]));
}
