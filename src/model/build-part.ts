/** Parts: from declarations and what they extend to `Part`, with the parts they hold. Knows nothing of the cluster. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { valueLimits } from "../core/limits.js";
import { lastDigit } from "../core/quantity.js";
import { findUnit } from "../core/units.js";
import { findPartKind } from "../language/part-kinds.js";
import { grades } from "../language/types.js";
import { type CheckedBlock, checkBlock } from "../semantics/block.js";
import { type Context, labelAt, report, textOf } from "../semantics/context.js";
import {
  bytesOf,
  numberOf,
  type Properties,
  type Property,
  readProperty,
  textProperty,
} from "../semantics/property.js";
import type { DeclaredThing, Scope } from "../semantics/scope.js";
import type { Attribute, Cage, Declaration, Name, Ports } from "../syntax/ast.js";
import { buildCages } from "./build-cages.js";
import { buildPortGroups } from "./build-ports.js";
import type { BuildState } from "./build-state.js";
import { checkMemory } from "./check-memory.js";
import type { Dim } from "./design.js";
import { findPart } from "./find-part.js";
import type { Fact, Grade, Part, PartComponent, StatedTotal } from "./part.js";
import { areDistinct, countPlaces, isCountable, readShape } from "./shape.js";

/** A member of a part with the scope that its expressions are read in: that of the file it stands in. */
export interface Scoped<T> {
  readonly node: T;
  readonly scope: Scope;
}

/** What a part consists of after `extends`: its own members replace those of the same name that it inherits. */
export interface PartMembers {
  readonly attributes: Map<string, Scoped<Attribute>>;
  readonly ports: Map<string, Scoped<Ports>>;
  readonly components: Map<string, Scoped<Declaration>>;
  readonly cages: Map<string, Scoped<Cage>>;
}

/** A part inside a part, with its dimensions. */
export interface BuiltComponent extends PartComponent {
  readonly dims: readonly Dim[];
}

/** Returns the part of that name as seen from a file, or null after a report. */
export function resolvePart(state: BuildState, name: Name, scope: Scope): Part | null {
  const definition = findPart(state.ctx, name, scope);
  return definition === null ? null : buildPart(state, definition);
}

/** Returns a declared part, built once, or null after a report. */
export function buildPart(state: BuildState, definition: DeclaredThing): Part | null {
  const known = state.parts.get(definition.node);
  if (known !== undefined) return known;
  if (isEndless(state, definition)) return null;
  state.activeParts.push(definition);
  const part = assemblePart(state, definition);
  state.activeParts.pop();
  if (!state.parts.has(definition.node)) state.parts.set(definition.node, part);
  return state.parts.get(definition.node) ?? null;
}

function isEndless(state: BuildState, definition: DeclaredThing): boolean {
  if (state.parts.get(definition.node) === null) return true;
  const start = state.activeParts.findIndex((active) => active.node === definition.node);
  if (start < 0) return isTooDeep(state, definition);
  const cycle = state.activeParts.slice(start);
  for (const part of cycle) state.parts.set(part.node, null);
  const path = [...cycle, definition].map((part) => `\`${part.name.text}\``).join(" -> ");
  report(
    state.ctx,
    nameCodes.cyclicPart,
    `\`${definition.name.text}\` is made of itself: ${path}`,
    cycle.map((part) => labelAt(part.name.span)),
    {
      help: "a part may extend and hold only parts that do not lead back to it",
    },
  );
  return true;
}

function assemblePart(state: BuildState, definition: DeclaredThing): Part | null {
  const { ctx } = state;
  const kind = definition.node.partKind?.text ?? "";
  const members = gatherMembers(state, definition);
  if (members === null) return null;
  const rows = findPartKind(kind)?.properties ?? [];
  const properties = new Map<string, Property>();
  for (const row of rows) {
    const member = members.attributes.get(row.name);
    const value = member === undefined ? null : readProperty(ctx, row, member.node.value, member.scope);
    if (member !== undefined && value !== null) properties.set(row.name, { value, attribute: member.node });
  }
  const components = buildComponents(state, members);
  const ports = buildPortGroups(ctx, members, components);
  const part: Part = {
    id: definition.name.text,
    kind,
    manufacturer: textProperty(properties, "manufacturer"),
    mpn: textProperty(properties, "mpn"),
    description: textProperty(properties, "description") ?? "",
    ports,
    cages: buildCages(ctx, members, ports),
    components,
    capacityBitsPerSecond: numberOf(properties, "capacity"),
    logicalPorts: numberOf(properties, "logical_ports"),
    powerMaxWatts: numberOf(properties, "power"),
    powerTypicalWatts: numberOf(properties, "power_typical"),
    heightUnits: numberOf(properties, "height"),
    massKilograms: numberOf(properties, "weight"),
    gpuMemory: readStated(ctx, properties),
    gpuMemoryBytesPerSecond: bytesOf(properties, "memory_bandwidth"),
    scaleUpBytesPerSecond: bytesOf(properties, "scale_up"),
    flops: readFlops(properties),
    facts: listFacts(ctx, members),
    doc: definition.node.doc,
    origin: definition.name.span,
  };
  checkMemory(ctx, part);
  return part;
}

function isTooDeep(state: BuildState, definition: DeclaredThing): boolean {
  if (state.activeParts.length < valueLimits.partDepth) return false;
  for (const part of state.activeParts) state.parts.set(part.node, null);
  state.parts.set(definition.node, null);
  report(
    state.ctx,
    valueCodes.tooLarge,
    `\`${definition.name.text}\` is the end of a row of more than ${valueLimits.partDepth} parts that extend or hold each other`,
    [labelAt(definition.name.span)],
    { help: "extend and hold parts in fewer steps" },
  );
  return true;
}

/** Returns the members of a part and of what it extends, or null after a report. */
function gatherMembers(state: BuildState, definition: DeclaredThing): PartMembers | null {
  const { node, scope } = definition;
  const base = node.extends === null ? emptyMembers() : inheritMembers(state, definition, node.extends);
  if (base === null) return null;
  const own = checkPartBlock(state.ctx, node);
  for (const [name, attribute] of own.attributes) base.attributes.set(name, { node: attribute, scope });
  const seen = new Map<string, Name>();
  for (const member of own.members) {
    if ((member.kind !== "ports" && member.kind !== "cage" && member.kind !== "declaration") || member.name === null)
      continue;
    if (isTaken(state.ctx, seen, member.name)) continue;
    // A component may replace inherited ports of its name, and the other way round.
    base.ports.delete(member.name.text);
    base.components.delete(member.name.text);
    if (member.kind === "ports") base.ports.set(member.name.text, { node: member, scope });
    else if (member.kind === "cage") base.cages.set(member.name.text, { node: member, scope });
    else base.components.set(member.name.text, { node: member, scope });
  }
  return base;
}

function emptyMembers(): PartMembers {
  return { attributes: new Map(), ports: new Map(), components: new Map(), cages: new Map() };
}

function isTaken(ctx: Context, seen: Map<string, Name>, name: Name): boolean {
  const first = seen.get(name.text);
  if (first === undefined) {
    seen.set(name.text, name);
    return false;
  }
  report(
    ctx,
    nameCodes.duplicateName,
    `\`${name.text}\` is declared twice in one part`,
    [labelAt(name.span, "again here"), labelAt(first.span, "first here")],
    {
      help: "give one of them another name",
    },
  );
  return true;
}

function inheritMembers(state: BuildState, definition: DeclaredThing, name: Name): PartMembers | null {
  const base = findPart(state.ctx, name, definition.scope);
  if (base === null) return null;
  const [kind, baseKind] = [definition.node.partKind?.text ?? "", base.node.partKind?.text ?? ""];
  if (kind !== baseKind) {
    report(
      state.ctx,
      designCodes.wrongPartKind,
      `a ${kind} cannot extend a ${baseKind}`,
      [
        labelAt(name.span, `\`${name.text}\` is a ${baseKind}`),
        labelAt(definition.node.partKind?.span ?? definition.name.span, `this is a ${kind}`),
      ],
      { help: `extend a part of kind \`${kind}\`` },
    );
    return null;
  }
  if (isEndless(state, base)) return null;
  state.activeParts.push(base);
  const members = gatherMembers(state, base);
  state.activeParts.pop();
  return members;
}

function checkPartBlock(ctx: Context, node: Declaration): CheckedBlock {
  const kind = node.partKind?.text ?? "";
  return checkBlock(ctx, node, node.body ?? [], {
    keyword: "part",
    properties: findPartKind(kind)?.properties ?? [],
    heading: (node.name ?? node.keyword).span,
    partKind: kind,
  });
}

function buildComponents(state: BuildState, members: PartMembers): BuiltComponent[] {
  const components: BuiltComponent[] = [];
  for (const { node, scope } of members.components.values()) {
    if (node.name === null || node.part === null) continue;
    const dims = readShape(state.ctx, node.dims, {
      scope,
      owner: node.name,
      what: `\`${node.name.text}\``,
      allowsPlanned: false,
      resolveName: () => "value",
      makeDim: (name, extent, origin) => ({ name, ...extent, short: name, ofGroup: false, origin }),
    });
    const part = resolvePart(state, node.part, scope);
    if (part === null || dims === null || !hasKind(state.ctx, node, part)) continue;
    const what = `\`${node.name.text}\``;
    if (!areDistinct(state.ctx, dims, what) || !isCountable(state.ctx, dims, what, node.name.span, valueLimits.perPart))
      continue;
    components.push({
      name: node.name.text,
      kind: part.kind,
      part,
      count: countPlaces(dims),
      origin: node.span,
      dims,
    });
  }
  return components;
}

/** True when the part after the colon is of the kind that the keyword says; the report has both places. */
export function hasKind(ctx: Context, node: Declaration, part: Part): boolean {
  const keyword = node.keyword.text;
  if (part.kind === keyword || node.part === null) return true;
  report(
    ctx,
    designCodes.wrongPartKind,
    `\`${keyword}\` needs a part of kind ${keyword}, \`${part.id}\` is a ${part.kind}`,
    [
      labelAt(node.part.span),
      labelAt(node.keyword.span, `declared as ${keyword}`),
      labelAt(part.origin, `\`${part.id}\` is declared here`),
    ],
    { help: `write \`${part.kind}\` before the name, or choose a ${keyword}` },
  );
  return false;
}

function readStated(ctx: Context, properties: Properties): StatedTotal | null {
  const memory = properties.get("memory");
  if (memory === undefined || memory.value.kind !== "number") return null;
  const { value, literal } = memory.value;
  const { span } = memory.attribute.value;
  // Half of the last digit written, and bits are eighths of bytes.
  const unit = literal?.kind === "quantity" ? findUnit(literal.unit) : null;
  const tolerance =
    literal?.kind === "quantity" && unit !== null ? lastDigit(literal.number).mul(unit.factor).div(16).valueOf() : 0;
  return { value: value.div(8).valueOf(), tolerance, text: textOf(ctx, span), origin: span };
}

function readFlops(properties: Properties): Record<string, number> {
  const compute = properties.get("compute")?.value;
  if (compute?.kind !== "flops") return {};
  return Object.fromEntries([...compute.byPrecision].map(([precision, value]) => [precision, value.valueOf()]));
}

/** Returns every figure of a part as written, those of its ports as `front.lanes`. */
function listFacts(ctx: Context, members: PartMembers): Fact[] {
  const facts = [...members.attributes.values()].map(({ node }) => makeFact(ctx, node.name.text, node));
  for (const { node } of members.ports.values()) {
    for (const member of node.body ?? []) {
      if (member.kind === "attribute") facts.push(makeFact(ctx, `${node.name.text}.${member.name.text}`, member));
    }
  }
  return facts;
}

function makeFact(ctx: Context, property: string, node: Attribute): Fact {
  const written = node.evidence?.grade.text;
  const grade: Grade | null = grades.find((known) => known === written) ?? null;
  return {
    property,
    text: textOf(ctx, node.value.span),
    grade,
    source: node.evidence?.source ?? null,
    origin: node.value.span,
  };
}
