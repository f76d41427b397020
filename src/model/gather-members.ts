/** What a part consists of once everything that it extends is taken in. Knows members and who says them, no values. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { valueLimits } from "../core/limits.js";
import { findPartKind } from "../language/part-kinds.js";
import { type CheckedBlock, checkBlock } from "../semantics/block.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import type { DeclaredThing, Scope } from "../semantics/scope.js";
import type { Attribute, Cage, Declaration, Name, Ports } from "../syntax/ast.js";
import type { BuildState } from "./build-state.js";
import { findPart } from "./find-part.js";
import type { PartBase } from "./part.js";

/** A member of a part with the scope that its expressions are read in: that of the file it stands in. */
export interface Scoped<T> {
  readonly node: T;
  readonly scope: Scope;
  /** The id of the part that says it, or the name of the array that changes its part. */
  readonly of: string;
}

/** What a part consists of after `extends`: its own members replace those of the same name that it inherits. */
export interface PartMembers {
  readonly attributes: Map<string, Scoped<Attribute>>;
  /** The base first; each later one refines what stands before it. */
  readonly ports: Map<string, readonly Scoped<Ports>[]>;
  readonly components: Map<string, Scoped<Declaration>>;
  readonly cages: Map<string, Scoped<Cage>>;
  /** What it extends, nearest first. */
  readonly bases: readonly PartBase[];
}

/** Returns the id of a declared part: the name that it is declared with, whatever a file calls it that imports it. */
export function idOfPart({ node, name }: DeclaredThing): string {
  return (node.name ?? name).text;
}

type OwnMember = Ports | Cage | Declaration;

/** Returns the members of a part and of what it extends, or null after a report. */
export function gatherMembers(state: BuildState, definition: DeclaredThing): PartMembers | null {
  const { node, scope } = definition;
  const members = node.extends === null ? emptyMembers() : inheritMembers(state, definition, node.extends);
  if (members === null) return null;
  const of = idOfPart(definition);
  const own = checkPartBlock(state.ctx, node);
  for (const [name, attribute] of own.attributes) members.attributes.set(name, { node: attribute, scope, of });
  const seen = new Map<string, Name>();
  for (const member of own.members) {
    if ((member.kind !== "ports" && member.kind !== "cage" && member.kind !== "declaration") || member.name === null)
      continue;
    if (!isTaken(state.ctx, seen, member.name)) takeMember(state.ctx, members, member, { scope, of });
  }
  return members;
}

/** Names of what the members leave to a base, with the base: what `owner` says itself is not among them. */
export function listInherited(members: PartMembers, owner: string): Readonly<Record<string, string>> {
  const inherited: Record<string, string> = {};
  const take = (name: string, of: string): void => {
    if (of !== owner) inherited[name] = of;
  };
  for (const [name, { of }] of members.attributes) take(name, of);
  for (const [name, layers] of members.ports) {
    for (const { node, of } of layers) {
      take(name, of);
      for (const member of node.body ?? []) {
        if (member.kind !== "attribute") continue;
        const property = `${name}.${member.name.text}`;
        delete inherited[property];
        take(property, of);
      }
    }
  }
  for (const [name, { of }] of [...members.components, ...members.cages]) take(name, of);
  return inherited;
}

/** True after a report when a part leads back to itself, or when parts extend and hold each other in too long a row. */
export function isEndless(state: BuildState, definition: DeclaredThing): boolean {
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

function emptyMembers(): PartMembers {
  return { attributes: new Map(), ports: new Map(), components: new Map(), cages: new Map(), bases: [] };
}

/** A member that is declared anew keeps the place of the one it replaces, so that the order of ports stays. */
function takeMember(
  ctx: Context,
  members: PartMembers,
  member: OwnMember,
  owner: { readonly scope: Scope; readonly of: string },
): void {
  const name = member.name?.text ?? "";
  if (member.kind === "cage") {
    members.cages.set(name, { node: member, ...owner });
    return;
  }
  if (member.kind === "declaration") {
    // A component may replace inherited ports of its name, and the other way round.
    members.ports.delete(name);
    members.components.set(name, { node: member, ...owner });
    return;
  }
  const layer = { node: member, ...owner };
  if (member.rate !== null) {
    members.components.delete(name);
    members.ports.set(name, [layer]);
    return;
  }
  const component = members.components.get(name);
  if (component === undefined) members.ports.set(name, [...(members.ports.get(name) ?? []), layer]);
  else reportRefined(ctx, member, component);
}

/** Ports without a rate refine inherited ones, but those of a component belong to the part in it. */
function reportRefined(ctx: Context, member: Ports, component: Scoped<Declaration>): void {
  const name = member.name.text;
  const { keyword, part, name: own } = component.node;
  const card = part?.text ?? "";
  report(
    ctx,
    designCodes.portsOfComponent,
    `\`${name}\` is a ${keyword.text} that \`${component.of}\` holds, so its ports are those of \`${card}\` and cannot be changed here`,
    [
      labelAt(member.name.span, "no rate: it would refine inherited ports"),
      labelAt((own ?? keyword).span, `\`${name}\` is declared here`),
    ],
    {
      help: `extend \`${card}\` with the change and hold that instead: \`${keyword.text} ${name}: ...\`; or give a rate to declare ports of its own`,
    },
  );
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
  if (members === null) return null;
  return { ...members, bases: [{ id: idOfPart(base), origin: base.name.span }, ...members.bases] };
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
