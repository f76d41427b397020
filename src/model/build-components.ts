/** Parts inside a part, and the ports and cages that they give it. */
import { designCodes } from "../core/codes/design.js";
import { valueLimits } from "../core/limits.js";
import { keywordOf } from "../language/part-kinds.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import type { Scope } from "../semantics/scope.js";
import type { Declaration, Name } from "../syntax/ast.js";
import type { Dim } from "./design.js";
import type { PartMembers } from "./gather-members.js";
import type { CageMap, Part, PartComponent, PortGroup } from "./part.js";
import { areDistinct, countPlaces, isCountable, readShape } from "./shape.js";

/** A part inside a part, with its dimensions. */
export interface BuiltComponent extends PartComponent {
  readonly dims: readonly Dim[];
}

/** Returns the parts inside a part; `resolve` finds them by name. Those with mistakes are left out. */
export function buildComponents(
  ctx: Context,
  members: PartMembers,
  resolve: (name: Name, scope: Scope) => Part | null,
): BuiltComponent[] {
  const components: BuiltComponent[] = [];
  for (const { node, scope } of members.components.values()) {
    if (node.name === null || node.part === null) continue;
    const what = `\`${node.name.text}\``;
    const dims = readShape(ctx, node.dims, {
      scope,
      owner: node.name,
      what,
      allowsPlanned: false,
      resolveName: () => "value",
      makeDim: (name, extent, origin) => ({ name, ...extent, short: name, ofGroup: false, origin }),
    });
    const part = resolve(node.part, scope);
    if (part === null || dims === null || !hasKind(ctx, node, part)) continue;
    if (!areDistinct(ctx, dims, what) || !isCountable(ctx, dims, what, node.name.span, valueLimits.perPart)) continue;
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
  if (keywordOf(part.kind) === keyword || node.part === null) return true;
  report(
    ctx,
    designCodes.wrongPartKind,
    `\`${keyword}\` needs a part of kind ${keyword}, \`${part.id}\` is a ${part.kind}`,
    [
      labelAt(node.part.span),
      labelAt(node.keyword.span, `declared as ${keyword}`),
      labelAt(part.origin, `\`${part.id}\` is declared here`),
    ],
    { help: `write \`${keywordOf(part.kind)}\` before the name, or choose a ${keyword}` },
  );
  return false;
}

/**
 * Returns the ports that a part inside gives to what holds it: `nic backend[rail: 8]` with `ports port[port: 2]` gives
 * `backend[rail: 8, port: 2]`. Ports of GPUs are wired inside and give none.
 */
export function liftPorts(ctx: Context, component: BuiltComponent): PortGroup[] {
  const { part, dims: around } = component;
  const isNic = keywordOf(part.kind) === "nic";
  if (!isNic && part.kind !== "server") return [];
  return part.ports.flatMap((group) => {
    const dims = [...around, ...group.dims];
    const name = isNic && part.ports.length === 1 ? component.name : `${component.name}.${group.name}`;
    if (!areDistinct(ctx, dims, `\`${name}\``)) return [];
    if (!isCountable(ctx, dims, `\`${name}\``, component.origin, valueLimits.perPart)) return [];
    const inNic = group.nic === null ? 0 : around.length + group.nicDims;
    return [
      {
        ...group,
        name,
        dims,
        nic: isNic ? part : group.nic,
        nicDims: isNic ? around.length : inNic,
        stems: [around.length, ...group.stems],
        origin: component.origin,
      },
    ];
  });
}

/** Returns the cage maps that the servers inside give to what holds them: as many cages for each of them. */
export function liftCages(component: BuiltComponent): CageMap[] {
  const { part, count } = component;
  if (part.kind !== "server") return [];
  return part.cages.map((map) => ({
    name: `${component.name}-${map.name}`,
    origin: component.origin,
    slots: Array.from({ length: count }, (_, place) =>
      map.slots.map((cage) =>
        cage.map((slot) => {
          const own = part.ports.find((group) => group.name === slot.group);
          const ports = own === undefined ? 0 : countPlaces(own.dims);
          return { group: `${component.name}.${slot.group}`, port: place * ports + slot.port };
        }),
      ),
    ).flat(),
  }));
}
