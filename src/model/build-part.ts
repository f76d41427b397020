/** Parts: from declarations and what they extend to `Part`, with the parts they hold. Knows nothing of the cluster. */
import { designCodes } from "../core/codes/design.js";
import { findPartKind } from "../language/part-kinds.js";
import { labelAt, report } from "../semantics/context.js";
import {
  bytesOf,
  numberOf,
  type Properties,
  type Property,
  readProperty,
  textProperty,
} from "../semantics/property.js";
import type { DeclaredThing, Scope } from "../semantics/scope.js";
import type { Attribute, Name } from "../syntax/ast.js";
import { buildCages } from "./build-cages.js";
import { buildComponents, liftCages } from "./build-components.js";
import { buildPortGroups } from "./build-ports.js";
import type { BuildState } from "./build-state.js";
import { checkRailMap } from "./check-rail-map.js";
import { checkTotals } from "./check-totals.js";
import { findPart } from "./find-part.js";
import { gatherMembers, idOfPart, isEndless, listInherited, type PartMembers } from "./gather-members.js";
import { listFacts } from "./list-facts.js";
import { makeBag, type PartFinder } from "./make-bag.js";
import type { Inheritance } from "./note-figure.js";
import type { Part } from "./part.js";
import { readStated } from "./read-stated.js";

/** Returns the part of that name as seen from a file, or null after a report. */
export function resolvePart(state: BuildState, name: Name, scope: Scope): Part | null {
  const definition = findPart(state.ctx, name, scope);
  return definition === null ? null : buildPart(state, definition);
}

/** Returns what looks up the parts that properties name, as seen from a file, and holds them to their kinds. */
export function openPartFinder(state: BuildState, scope: Scope): PartFinder {
  return (name, wanted) => {
    const part = resolvePart(state, name, scope);
    if (part === null || wanted.includes(part.kind)) return part;
    report(
      state.ctx,
      designCodes.wrongPartKind,
      `\`${name.text}\` is a part of kind ${part.kind}, expected ${wanted.join(" or ")}`,
      [labelAt(name.span), labelAt(part.origin, "declared here")],
    );
    return null;
  };
}

/** Returns a declared part, built once, or null after a report. */
export function buildPart(state: BuildState, definition: DeclaredThing): Part | null {
  const known = state.parts.get(definition.node);
  if (known !== undefined) return known;
  if (isEndless(state, definition)) return null;
  state.activeParts.push(definition);
  const members = gatherMembers(state, definition);
  const part =
    members === null ? null : assemblePart(state, definition, members, { owner: idOfPart(definition), change: null });
  state.activeParts.pop();
  if (!state.parts.has(definition.node)) state.parts.set(definition.node, part);
  return state.parts.get(definition.node) ?? null;
}

/** What an array says of its part: properties of the part's kind, read as seen from the array. */
export interface PartChanges {
  readonly array: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly scope: Scope;
}

/**
 * Returns a part of its own for one array, which differs from the declared one in what the array says; null after a
 * report. It keeps the id, since it is ordered as that part, and its ports.
 */
export function changePart(state: BuildState, name: Name, changes: PartChanges): Part | null {
  const definition = findPart(state.ctx, name, changes.scope);
  const members = definition === null ? null : gatherMembers(state, definition);
  if (definition === null || members === null) return null;
  const owner = `array ${changes.array}`;
  for (const [property, node] of changes.attributes) {
    members.attributes.set(property, { node, scope: changes.scope, of: owner });
  }
  const base = { id: idOfPart(definition), origin: definition.name.span };
  const change = { array: changes.array, properties: [...changes.attributes.keys()] };
  return assemblePart(state, definition, { ...members, bases: [base, ...members.bases] }, { owner, change });
}

/** Whose part it is: what `owner` does not say itself is inherited. */
type Ownership = Pick<Part, "change"> & { readonly owner: string };

function assemblePart(
  state: BuildState,
  definition: DeclaredThing,
  members: PartMembers,
  { owner, change }: Ownership,
): Part {
  const { ctx } = state;
  const kind = definition.node.partKind?.text ?? "";
  const rows = findPartKind(kind)?.properties ?? [];
  const properties = new Map<string, Property>();
  for (const row of rows) {
    const member = members.attributes.get(row.name);
    const value = member === undefined ? null : readProperty(ctx, row, member.node.value, member.scope);
    if (member !== undefined && value !== null) properties.set(row.name, { value, attribute: member.node });
  }
  const components = buildComponents(ctx, members, (name, scope) => resolvePart(state, name, scope));
  const from: Inheritance = {
    id: idOfPart(definition),
    bases: members.bases,
    inherited: listInherited(members, owner),
    change,
  };
  const ports = buildPortGroups(ctx, members, components, from);
  const part: Part = {
    ...from,
    kind,
    manufacturer: textProperty(properties, "manufacturer"),
    mpn: textProperty(properties, "mpn"),
    description: textProperty(properties, "description") ?? "",
    ports,
    cages: [...components.flatMap(liftCages), ...buildCages(ctx, members, ports, from)],
    components,
    capacityBitsPerSecond: kind === "switch" ? numberOf(properties, "capacity") : null,
    logicalPorts: numberOf(properties, "logical_ports"),
    powerMaxWatts: numberOf(properties, "power"),
    powerTypicalWatts: numberOf(properties, "power_typical"),
    heightUnits: numberOf(properties, "height"),
    massKilograms: numberOf(properties, "weight"),
    gpuMemory: readStated(ctx, properties, "memory"),
    gpuMemoryBytesPerSecond: bytesOf(properties, "memory_bandwidth"),
    scaleUpBytesPerSecond: bytesOf(properties, "scale_up"),
    flops: readFlops(properties),
    facts: listFacts(ctx, members, rows, properties),
    bag: makeBag(properties),
    doc: definition.node.doc,
    origin: definition.name.span,
  };
  checkTotals(ctx, part, properties);
  checkRailMap(ctx, part);
  return part;
}

function readFlops(properties: Properties): Record<string, number> {
  const compute = properties.get("compute")?.value;
  if (compute?.kind !== "flops") return {};
  return Object.fromEntries([...compute.byPrecision].map(([precision, value]) => [precision, value.valueOf()]));
}
