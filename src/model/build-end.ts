/**
 * Ends of a connect: the array and the ports that a path means, and what its index lists say of each dimension.
 * Expressions are compiled later (build-connect.ts), when the names of both ends are known.
 */

import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { valueCodes } from "../core/codes/values.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { withArticle } from "../core/words.js";
import { type Context, labelAt, listNames, offer, replaceFix, report } from "../semantics/context.js";
import { evaluateWhole } from "../semantics/evaluate.js";
import { isMissing, lookUp, lookUpValue, namesInSight } from "../semantics/scope.js";
import type { Entry, EntryList, Expr, Path } from "../syntax/ast.js";
import type { ClusterState } from "./build-state.js";
import type { DeviceArray } from "./design.js";
import type { PortGroup } from "./part.js";
import { findPortGroup } from "./port-path.js";
import { assignEntries } from "./shape.js";

/** What an entry says before expressions are compiled. */
export type Draft =
  | {
      readonly kind: "name";
      readonly name: string;
      readonly explicit: boolean;
      readonly isNew: boolean;
      readonly origin: Span;
    }
  | { readonly kind: "any"; readonly origin: Span }
  | { readonly kind: "range"; readonly name: string; readonly from: number; readonly to: number; readonly origin: Span }
  | { readonly kind: "expression"; readonly expr: Expr; readonly origin: Span };

export interface EndDraft {
  readonly array: DeviceArray;
  readonly index: readonly Draft[];
  readonly ports: PortGroup;
  readonly portIndex: readonly Draft[];
  /** What stands for the port of a pool: null for the whole pool. */
  readonly draw: Draft | null;
  readonly origin: Span;
}

/** Returns an end, or null after a report (none when the array itself was at fault). */
export function draftEnd(state: ClusterState, path: Path): EndDraft | null {
  const { ctx } = state;
  const array = findArray(state, path);
  if (array === null) return null;
  const [head, ...rest] = path.steps;
  const index = draftList(state, array.dims, head?.index ?? null, `\`${array.name}\``);
  const found = findPorts(ctx, array, path);
  if (found === null) return null;
  const { group, stemSteps } = found;
  // The last name has a list of its own, whatever it stands for.
  const stemLists = rest.slice(0, Math.min(stemSteps, rest.length - 1)).map((step) => step.index);
  const lastList = rest.at(-1)?.index ?? null;
  const what = `\`${array.name}.${group.name}\``;
  const ports = draftPorts(state, group, stemLists, lastList, what);
  return index === null || ports === null ? null : { array, index, ports: group, ...ports, origin: path.span };
}

function findArray(state: ClusterState, path: Path): DeviceArray | null {
  const { ctx, cluster } = state;
  const name = path.steps[0]?.name;
  if (name === undefined) return null;
  const definition = lookUp(cluster.scope, name.text);
  if (definition?.kind === "array") return state.arrays.get(name.text) ?? null;
  if (definition?.kind === "unknown") return null;
  if (definition !== null) {
    report(
      ctx,
      nameCodes.wrongKindOfName,
      `a connect joins arrays of devices, \`${name.text}\` is ${withArticle(definition.kind)}`,
      [labelAt(name.span), labelAt(definition.name.span, "declared here")],
    );
    return null;
  }
  const names = namesInSight(cluster.scope, (known) => known.kind === "array");
  const otherwise = names.length === 0 ? "the cluster declares no arrays" : `the arrays are ${listNames(names)}`;
  report(
    ctx,
    nameCodes.unknownName,
    `there is no array of devices \`${name.text}\``,
    [labelAt(name.span)],
    offer(name, names, otherwise),
  );
  return null;
}

function findPorts(
  ctx: Context,
  array: DeviceArray,
  path: Path,
): { readonly group: PortGroup; readonly stemSteps: number } | null {
  const names = path.steps.slice(1).map((step) => step.name);
  const groups = array.part.ports;
  const found = findPortGroup(
    groups,
    names.map((name) => name.text),
  );
  if (found.kind === "one") return found;
  const known = groups.map((group) => group.name);
  const part = labelAt(
    array.part.origin,
    `\`${array.part.id}\` has ${known.length === 0 ? "no ports" : listNames(known)}`,
  );
  if (found.kind === "several") {
    const what =
      names.length === 0 ? `\`${array.name}\`` : `\`${array.name}.${names.map((name) => name.text).join(".")}\``;
    report(
      ctx,
      nameCodes.ambiguousPorts,
      `${what} may mean the ports ${listNames(found.names)}`,
      [labelAt(path.span), part],
      {
        help: `name one of them, such as \`${array.name}.${found.names[0] ?? ""}\``,
      },
    );
    return null;
  }
  const [first] = names;
  if (first === undefined) {
    report(ctx, nameCodes.unknownPorts, `\`${array.name}\` has no ports to connect`, [labelAt(path.span), part], {
      help: `give \`${array.part.id}\` ports or a NIC`,
    });
    return null;
  }
  const joined = names.map((name) => name.text).join(".");
  report(
    ctx,
    nameCodes.unknownPorts,
    `\`${array.name}\` has no ports \`${joined}\``,
    [labelAt(first.span), part],
    offer({ text: joined, span: first.span }, known),
  );
  return null;
}

function draftPorts(
  state: ClusterState,
  group: PortGroup,
  stemLists: readonly (EntryList | null)[],
  lastList: EntryList | null,
  what: string,
): Pick<EndDraft, "portIndex" | "draw"> | null {
  const { dims, poolCount } = group;
  // A list after a NIC or a tray covers its own dimensions, the one after the last name those that are left.
  const { leading, split } = draftStems(state, group, stemLists, what);
  if (poolCount === null) {
    const trailing = draftList(state, dims.slice(split), lastList, what);
    return leading === null || trailing === null ? null : { portIndex: [...leading, ...trailing], draw: null };
  }
  // The port of a pool counts as a last dimension without a name.
  const own = dims.slice(split);
  const entries = assignEntries(state.ctx, [...own, { name: "" }], lastList, what);
  if (entries === null || leading === null) return null;
  const trailing = own.map((dim, position) => draftEntry(state, dim, entries[position] ?? null, what));
  const pin = entries.at(-1) ?? null;
  const draw = pin === null ? null : draftPin(state, pin, poolCount, what);
  if (draw === false || trailing.includes(null)) return null;
  return { portIndex: [...leading, ...(trailing as Draft[])], draw };
}

/** Returns what is said of the dimensions of the parts around the ports, as far as lists stand behind their names. */
function draftStems(
  state: ClusterState,
  { dims, stems }: PortGroup,
  lists: readonly (EntryList | null)[],
  what: string,
): { readonly leading: readonly Draft[] | null; readonly split: number } {
  const leading: Draft[] = [];
  let isSound = true;
  let from = 0;
  let split = 0;
  for (const [step, list] of lists.entries()) {
    const to = from + (stems[step] ?? 0);
    if (list !== null) {
      const passed = draftList(state, dims.slice(split, from), null, what);
      const own = draftList(state, dims.slice(from, to), list, what);
      if (passed === null || own === null) isSound = false;
      leading.push(...(passed ?? []), ...(own ?? []));
      split = to;
    }
    from = to;
  }
  return { leading: isSound ? leading : null, split };
}

interface Named {
  readonly name: string;
  readonly planned: number;
  readonly origin: Span;
}

function draftList(state: ClusterState, dims: readonly Named[], list: EntryList | null, what: string): Draft[] | null {
  const entries = assignEntries(state.ctx, dims, list, what);
  if (entries === null) return null;
  const drafts = dims.map((dim, position) => draftEntry(state, dim, entries[position] ?? null, what));
  return drafts.includes(null) ? null : (drafts as Draft[]);
}

function draftEntry(state: ClusterState, dim: Named, entry: Entry | null, what: string): Draft | null {
  const { ctx, cluster } = state;
  if (entry === null) return { kind: "name", name: dim.name, explicit: false, isNew: false, origin: dim.origin };
  if (!hasNoPlan(ctx, entry)) return null;
  const { value } = entry;
  if (value === null) return { kind: "any", origin: entry.span };
  if (value.kind === "missing") return null;
  if (value.kind === "range") return draftRange(state, dim.name, dim.planned, value, `\`${dim.name}\` of ${what}`);
  const lone = value.kind === "name" && value.path.length === 1 ? value.path[0] : undefined;
  if (lone === undefined) return { kind: "expression", expr: value, origin: value.span };
  if (isMissing(cluster.scope, lone.text)) return null;
  const taken = lookUpValue(cluster.scope, lone.text);
  if (taken === null)
    return { kind: "name", name: lone.text, explicit: true, isNew: lone.text !== dim.name, origin: lone.span };
  report(
    ctx,
    nameCodes.boundValue,
    `\`[${lone.text}]\` would bind a new name, but \`${lone.text}\` is a ${taken.kind} in sight`,
    [labelAt(lone.span), labelAt(taken.name.span, `the ${taken.kind}`)],
    {
      help: `write \`(${lone.text})\` for its value, or bind another name`,
      fixes: [{ ...replaceFix(lone.span, `(${lone.text})`), title: `use the value of \`${lone.text}\`` }],
    },
  );
  return null;
}

function hasNoPlan(ctx: Context, entry: Entry): boolean {
  if (entry.planned === null) return true;
  report(
    ctx,
    designCodes.heading,
    "`of` belongs where a dimension is declared, not in an index list",
    [labelAt(entry.span)],
    { help: "write the index alone" },
  );
  return false;
}

function draftRange(
  state: ClusterState,
  name: string,
  count: number,
  value: Extract<Expr, { kind: "range" }>,
  what: string,
): Draft | null {
  const { ctx, cluster } = state;
  const from = evaluateWhole(ctx, value.from, cluster.scope, "the start of a range of indices", 0);
  const to = evaluateWhole(ctx, value.to, cluster.scope, "the end of a range of indices", 0);
  if (from === null || to === null) return null;
  if (from >= to) {
    report(
      ctx,
      valueCodes.emptyRange,
      `the range ${from}..${to} has no members: the end is not in it`,
      [labelAt(value.span)],
      {
        help: "write the lower end first, and the first index that is no longer in it last",
      },
    );
    return null;
  }
  if (to <= count) return { kind: "range", name, from, to, origin: value.span };
  report(
    ctx,
    valueCodes.outOfRange,
    `${what} goes from 0 to ${formatCount(count - 1)}, the range ${from}..${to} goes to ${formatCount(to - 1)}`,
    [labelAt(value.span)],
    {
      help: `end it at ${formatCount(count)} at the most`,
    },
  );
  return null;
}

/** Returns null for `*`, false after a report. */
function draftPin(state: ClusterState, entry: Entry, poolCount: number, what: string): Draft | null | false {
  if (!hasNoPlan(state.ctx, entry)) return false;
  const { value } = entry;
  if (value === null) return null;
  if (value.kind === "missing") return false;
  if (value.kind === "range") return draftRange(state, "", poolCount, value, `a port of ${what}`) ?? false;
  return { kind: "expression", expr: value, origin: value.span };
}
