/** Explicit cages of a part: `cage osfp[4] holds backend[7], backend[4]; ...` to flat port indices. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import type { Span } from "../core/span.js";
import { type Context, labelAt, listNames, offer, report } from "../semantics/context.js";
import { evaluateWhole } from "../semantics/evaluate.js";
import type { Scope } from "../semantics/scope.js";
import type { Cage, Entry, Path } from "../syntax/ast.js";
import type { PartMembers } from "./gather-members.js";
import { type Inheritance, noteInherited } from "./note-figure.js";
import type { CageMap, CageSlot, PortGroup } from "./part.js";
import { findPortGroup } from "./port-path.js";
import { assignEntries, countPlaces, readShape } from "./shape.js";
import { withNotes } from "./with-notes.js";

/** Returns the cages of a part; those with mistakes are left out. */
export function buildCages(
  ctx: Context,
  members: PartMembers,
  groups: readonly PortGroup[],
  part: Inheritance,
): CageMap[] {
  const taken = new Map<string, Span>();
  return [...members.cages.values()].flatMap(({ node, scope }) => {
    // Cages that are taken over may not fit ports that are not.
    const names = [node.name.text, ...node.slots.flat().flatMap((path) => path.steps[0]?.name.text ?? [])];
    return withNotes(ctx, noteInherited(part, [...new Set(names)]), () => {
      const slots = node.slots.map((paths) => paths.flatMap((path) => readSlot(ctx, path, scope, groups, taken) ?? []));
      return hasEnoughSlots(ctx, node, scope) ? [{ name: node.name.text, slots, origin: node.name.span }] : [];
    });
  });
}

function hasEnoughSlots(ctx: Context, node: Cage, scope: Scope): boolean {
  const dims = readShape(ctx, node.dims, {
    scope,
    owner: node.name,
    what: `\`${node.name.text}\``,
    allowsPlanned: false,
    resolveName: () => "value",
    makeDim: (name, extent, origin) => ({ name, ...extent, short: name, ofGroup: false, origin }),
  });
  if (dims === null) return false;
  const count = countPlaces(dims);
  if (count === node.slots.length) return true;
  report(
    ctx,
    designCodes.cageMismatch,
    `\`${node.name.text}\` is ${count} cages, the list after \`holds\` fills ${node.slots.length}`,
    [labelAt(node.dims?.span ?? node.name.span)],
    { help: "write one list of ports a cage, with `;` between them" },
  );
  return false;
}

function readSlot(
  ctx: Context,
  path: Path,
  scope: Scope,
  groups: readonly PortGroup[],
  taken: Map<string, Span>,
): CageSlot[] | null {
  const names = path.steps.map((step) => step.name);
  const found = findPortGroup(
    groups,
    names.map((name) => name.text),
  );
  const [first] = names;
  if (first === undefined) return null;
  if (found.kind === "none") {
    const known = groups.map((group) => group.name);
    report(
      ctx,
      nameCodes.unknownPorts,
      `the part has no ports \`${names.map((name) => name.text).join(".")}\``,
      [labelAt(path.span)],
      offer(first, known, `it has ${listNames(known)}`),
    );
    return null;
  }
  if (found.kind === "several") {
    report(ctx, nameCodes.ambiguousPorts, `\`${first.text}\` may be ${listNames(found.names)}`, [labelAt(path.span)], {
      help: "name one of them",
    });
    return null;
  }
  const { group } = found;
  if (group.poolCount !== null) {
    report(
      ctx,
      designCodes.cageMismatch,
      `\`${group.name}\` is a pool, its ports share cages by \`per_cage\``,
      [labelAt(path.span)],
      { help: "list only ports of groups" },
    );
    return null;
  }
  const list = path.steps.at(-1)?.index ?? null;
  const entries = assignEntries(ctx, group.dims, list, `\`${group.name}\``);
  const ports = entries === null ? null : enumeratePorts(ctx, group, entries, scope);
  if (ports === null) return null;
  // One message is enough for a path whose ports are taken.
  if (!ports.every((port) => isFree(ctx, taken, group.name, port, path.span))) return null;
  return ports.map((port) => ({ group: group.name, port }));
}

function isFree(ctx: Context, taken: Map<string, Span>, group: string, port: number, span: Span): boolean {
  const key = `${group} ${port}`;
  const first = taken.get(key);
  if (first === undefined) {
    taken.set(key, span);
    return true;
  }
  report(
    ctx,
    designCodes.cageMismatch,
    `port ${port} of \`${group}\` is in two cages, it has one place`,
    [labelAt(span, "again here"), labelAt(first, "first here")],
    {
      help: "list each port once",
    },
  );
  return false;
}

/** Returns the flat indices of the ports that entries leave, in order; null after a report. */
function enumeratePorts(
  ctx: Context,
  group: PortGroup,
  entries: readonly (Entry | null)[],
  scope: Scope,
): number[] | null {
  let ports = [0];
  for (const [position, dim] of group.dims.entries()) {
    const value = entries[position]?.value ?? null;
    let chosen: number[];
    if (value === null) chosen = Array.from({ length: dim.extent }, (_, index) => index);
    else {
      const index = evaluateWhole(ctx, value, scope, `the index \`${dim.name}\``, 0);
      if (index === null) return null;
      if (index >= dim.extent) {
        report(
          ctx,
          valueCodes.outOfRange,
          `\`${dim.name}\` of \`${group.name}\` goes from 0 to ${dim.extent - 1}, found ${index}`,
          [labelAt(value.span), labelAt(dim.origin, `${dim.extent} of them`)],
        );
        return null;
      }
      chosen = [index];
    }
    ports = ports.flatMap((port) => chosen.map((index) => port * dim.extent + index));
  }
  return ports;
}
