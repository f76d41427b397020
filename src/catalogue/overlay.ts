/**
 * Overlays: what mends or completes a NetBox type, in a file beside it. What the overlay gives wins; a figure that the
 * type gives too is kept as what another source says.
 */
import { dataCodes } from "../core/codes/data.js";
import { type Checked, type Diagnostic, diagnose } from "../core/diagnostic.js";
import type { SourceText } from "../core/span.js";
import { suggest } from "../core/suggest.js";
import type { Attribute, Declaration, Member, Name, Ports } from "../syntax/ast.js";
import { writeExpr } from "../syntax/write-expr.js";
import { type DataMap, findEntry, findText, findValue } from "./data-node.js";
import type { Mended } from "./lint-facts.js";
import { makeBody, readProvenance } from "./make-part.js";
import { contentSpan, makeName } from "./make-tree.js";

export interface Overlay {
  readonly source: SourceText;
  readonly root: DataMap;
}

/** Returns what an overlay mends, as the checks of the type ask for it; nothing where there is none. */
export function describeMended(overlay: Overlay | null, runs: readonly string[]): Mended {
  const root = overlay?.root ?? null;
  const ports = findValue(root, "ports");
  return {
    figure: (name) => findEntry(root, name) !== null,
    ports: (run, key) => {
      const given = findEntry(ports, run)?.value ?? null;
      if (given === null) return false;
      return key === undefined || given.kind === "nothing" || findEntry(given, key) !== null;
    },
    addsPorts: ports?.kind === "map" && ports.entries.some(({ key }) => !runs.includes(key.text)),
  };
}

/** Returns the codes of findings that an overlay accepts. */
export function listAllowed(overlay: Overlay | null): readonly string[] {
  const allow = findValue(overlay?.root ?? null, "allow");
  return allow?.kind === "map" ? allow.entries.map(({ key }) => key.text) : [];
}

/** Returns the part with the overlay on it. */
export function applyOverlay(base: Declaration, { source, root }: Overlay): Checked<Declaration> {
  const kind = base.partKind?.text ?? "";
  const given = makeBody({ source, provenance: readProvenance(root, null) }, root, kind);
  const id = findEntry(root, "id");
  const name = findText(root, "id");
  const diagnostics: Diagnostic[] = [];
  const kept = (base.body ?? []).filter((member) => !isRemoved(root, member));
  const body = [
    ...kept.map((member) => mend(member, given)),
    ...given.filter((member) => isNew(member, kept, diagnostics)),
  ];
  const doc = findText(root, "doc");
  const named = id === null || name === null ? base.name : makeName(name, contentSpan(source, name, id.value.span));
  return {
    value: { ...base, name: named, body: orderMembers(body), ...(doc === null ? {} : { doc }) },
    diagnostics,
  };
}

/** Figures before what stands inside, ports after both. */
function orderMembers(body: readonly Member[]): readonly Member[] {
  const order = ["attribute", "declaration", "ports", "cage"];
  return [...body].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function isRemoved(root: DataMap, member: Member): boolean {
  return member.kind === "ports" && findValue(findValue(root, "ports"), member.name.text)?.kind === "nothing";
}

function nameOf(member: Member): Name | null {
  return "name" in member ? member.name : null;
}

function findSame<T extends Member>(members: readonly Member[], wanted: T): T | null {
  const found = members.find((one) => one.kind === wanted.kind && nameOf(one)?.text === nameOf(wanted)?.text);
  return (found as T | undefined) ?? null;
}

function mend(member: Member, given: readonly Member[]): Member {
  switch (member.kind) {
    case "attribute": {
      const own = findSame(given, member);
      return own === null ? member : mendFigure(member, own);
    }
    case "ports": {
      const own = findSame(given, member);
      return own === null ? member : mendPorts(member, own);
    }
    default:
      return findSame(given, member) ?? member;
  }
}

/** The figure of the file stays beside the one that wins, unless both say the same. */
function mendFigure(base: Attribute, own: Attribute): Attribute {
  if (writeExpr(base.value) === writeExpr(own.value)) return own;
  const before = { value: base.value, evidence: base.evidence, span: base.value.span };
  return { ...own, also: [...own.also, before, ...base.also] };
}

/** `count` takes the place of dimensions, and the other way round. */
function mendPorts(base: Ports, own: Ports): Ports {
  const figures = (own.body ?? []).filter((member) => member.kind === "attribute");
  const kept = (base.body ?? []).map((member) => mend(member, figures));
  const added = figures.filter((figure) => findSame(base.body ?? [], figure) === null);
  return {
    ...base,
    count: own.count ?? (own.dims === null ? base.count : null),
    dims: own.dims ?? (own.count === null ? base.dims : null),
    rate: own.rate ?? base.rate,
    body: [...kept, ...added],
    doc: own.doc === "" ? base.doc : own.doc,
  };
}

/** Ports that are not in the file need a rate, or they are a name that was meant to mend others. */
function isNew(member: Member, kept: readonly Member[], diagnostics: Diagnostic[]): boolean {
  if (findSame(kept, member) !== null) return false;
  if (member.kind !== "ports" || member.rate !== null) return true;
  const known = kept.flatMap((one) => (one.kind === "ports" ? [one.name.text] : []));
  const near = suggest(member.name.text, known);
  const listed = known.map((one) => `\`${one}\``).join(", ");
  diagnostics.push(
    diagnose(
      dataCodes.idleOverlay,
      `the type has no ports \`${member.name.text}\` to mend, and new ones need a rate`,
      [{ span: member.name.span, text: "" }],
      {
        help:
          near === null
            ? `it has ${listed === "" ? "none" : listed}; add \`rate\` for new ones`
            : `did you mean \`${near}\`?`,
      },
    ),
  );
  return false;
}
