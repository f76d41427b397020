/**
 * Checks what a block holds against the kinds table: which members may stand in it, their headings, and that each
 * property is known and given once. Values are not its business (property.ts).
 */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import type { Span } from "../core/span.js";
import { childrenOf, findKind, type Kind, kinds, type Presence, type PropertyRow } from "../language/kinds.js";
import { changeableRows, findPartKind, partKinds } from "../language/part-kinds.js";
import type { Attribute, Declaration, Member, Name } from "../syntax/ast.js";
import { listDeclaredNames } from "../syntax/declared-names.js";
import { type Context, isBroken, labelAt, listNames, offer, report } from "./context.js";

export type NestedMember = Exclude<Member, Attribute>;

/** A block whose members may all stand where they do and have the headings that they need. */
export interface CheckedBlock {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly members: readonly NestedMember[];
  /** Names of members that were refused: known, so that their uses are not complained of too. */
  readonly refused: readonly Name[];
}

/** The block that is checked. */
export interface BlockFrame {
  /** Its keyword, or `file`. */
  readonly keyword: string;
  readonly properties: readonly PropertyRow[];
  /** `dimensions`: any name may be a key; whoever reads the block knows which dimensions there are. */
  readonly keys?: Kind["keys"];
  /** Where a missing property is reported; null at the top of a file. */
  readonly heading: Span | null;
  /** For a part: its kind. */
  readonly partKind?: string | undefined;
  /** For an array: properties of its part, which it may change for itself. */
  readonly changes?: readonly PropertyRow[];
}

/** Returns the usable members of a block; checked once, whoever asks. */
export function checkBlock(ctx: Context, owner: object, members: readonly Member[], frame: BlockFrame): CheckedBlock {
  const known = ctx.blocks.get(owner);
  if (known !== undefined) return known;
  const attributes = new Map<string, Attribute>();
  const nested: NestedMember[] = [];
  const refused: Name[] = [];
  for (const member of members) {
    if (member.kind === "attribute") {
      // Where a `let` may stand, its uses are not complained of once more.
      if (!takeAttribute(ctx, attributes, member, frame) && letHomes.has(frame.keyword)) refused.push(member.name);
    } else if (checkMember(ctx, member, frame)) nested.push(member);
    else refused.push(...listDeclaredNames([member]));
  }
  checkRequired(ctx, attributes, frame);
  const checked: CheckedBlock = { attributes, members: nested, refused };
  ctx.blocks.set(owner, checked);
  return checked;
}

/** Returns the usable members of a declaration other than a part. */
export function checkDeclared(ctx: Context, node: Declaration): CheckedBlock {
  const row = findKind(node.keyword.text);
  return checkBlock(ctx, node, node.body ?? [], {
    keyword: node.keyword.text,
    properties: row?.properties ?? [],
    ...(row?.keys === undefined ? {} : { keys: row.keys }),
    ...(row?.form === "array" ? { changes: changeableRows(row) } : {}),
    heading: (node.name ?? node.keyword).span,
  });
}

/** Blocks whose values have names. */
const letHomes: ReadonlySet<string> = new Set(findKind("let")?.parents ?? []);

/** Takes a property of the block; false after a report of one that there is not. */
function takeAttribute(
  ctx: Context,
  attributes: Map<string, Attribute>,
  member: Attribute,
  frame: BlockFrame,
): boolean {
  const name = member.name;
  const rows = [...frame.properties, ...(frame.changes ?? [])];
  if (frame.keys === undefined && !rows.some((row) => row.name === name.text)) {
    reportUnknownProperty(ctx, member, frame);
    return false;
  }
  const first = attributes.get(name.text);
  if (first === undefined) {
    attributes.set(name.text, member);
    return true;
  }
  report(
    ctx,
    designCodes.propertyTwice,
    `\`${name.text}\` is given twice in one block`,
    [labelAt(name.span, "again here"), labelAt(first.name.span, "first here")],
    { help: "keep one of the two" },
  );
  return true;
}

function reportUnknownProperty(ctx: Context, member: Attribute, frame: BlockFrame): void {
  const { name } = member;
  const where = describeBlock(frame);
  if (frame.properties.length === 0) {
    report(
      ctx,
      nameCodes.unknownProperty,
      `${where} takes no properties, found \`${name.text}\``,
      [labelAt(name.span)],
      {
        help: frame.keyword === "file" ? `write \`let ${name.text} = ...\` for a constant` : "leave it out",
      },
    );
    return;
  }
  const names = frame.properties.map((row) => row.name);
  const changes = (frame.changes ?? []).map((row) => row.name);
  const home = homeOf(name.text);
  const ofPart = changes.length === 0 ? "" : `, and of its part ${listNames(changes)}`;
  const otherwise =
    home === null ? `it takes ${listNames(names)}${ofPart}` : `\`${name.text}\` is a property of ${home}`;
  report(
    ctx,
    nameCodes.unknownProperty,
    `${where} has no property \`${name.text}\``,
    [labelAt(name.span)],
    offer(name, [...names, ...changes], otherwise),
  );
}

/** Returns what has a property of that name, in words, or null. */
function homeOf(property: string): string | null {
  const kind = kinds.find((row) => row.properties.some((own) => own.name === property));
  if (kind !== undefined) return `\`${kind.keyword}\``;
  const part = partKinds.find((row) => row.properties.some((own) => own.name === property));
  return part === undefined ? null : `\`part ${part.kind}\``;
}

function describeBlock(frame: BlockFrame): string {
  if (frame.keyword === "file") return "the top of a file";
  return frame.partKind === undefined ? `\`${frame.keyword}\`` : `\`part ${frame.partKind}\``;
}

function checkRequired(ctx: Context, attributes: ReadonlyMap<string, Attribute>, frame: BlockFrame): void {
  if (frame.heading === null) return;
  for (const row of frame.properties) {
    if (row.required !== true || attributes.has(row.name)) continue;
    report(
      ctx,
      designCodes.missingProperty,
      `${describeBlock(frame)} needs \`${row.name}\`: ${row.doc}`,
      [labelAt(frame.heading, "not given in this block")],
      {
        help: `add \`${row.name} = ...\``,
      },
    );
  }
}

/** Returns the keyword that a member begins with and where it stands. */
function keywordOf(member: NestedMember): { readonly text: string; readonly span: Span } {
  if (member.kind === "declaration") return member.keyword;
  const { start, file } = member.span;
  return { text: member.kind, span: { file, start, end: start + member.kind.length } };
}

function checkMember(ctx: Context, member: NestedMember, frame: BlockFrame): boolean {
  const keyword = keywordOf(member);
  const row = findKind(keyword.text);
  if (row === null) {
    reportUnknownKind(ctx, keyword, frame);
    return false;
  }
  if (!row.parents.includes(frame.keyword)) {
    reportMisplaced(ctx, keyword, row, frame);
    return false;
  }
  if (member.kind !== "declaration") return mayHavePorts(ctx, keyword, frame);
  if (frame.keyword === "part" && !isComponentOf(ctx, member, frame)) return false;
  return checkHeading(ctx, member, frame.keyword === "part" ? { ...row, body: "none", except: false } : row);
}

function reportUnknownKind(
  ctx: Context,
  keyword: { readonly text: string; readonly span: Span },
  frame: BlockFrame,
): void {
  const here = childrenOf(frame.keyword).map((row) => row.keyword);
  report(
    ctx,
    nameCodes.unknownKind,
    `there is no kind of block \`${keyword.text}\``,
    [labelAt(keyword.span)],
    offer(keyword, here, here.length === 0 ? undefined : `${describeBlock(frame)} may hold ${listNames(here)}`),
  );
}

function reportMisplaced(
  ctx: Context,
  keyword: { readonly text: string; readonly span: Span },
  row: Kind,
  frame: BlockFrame,
): void {
  const homes = row.parents.map((parent) => (parent === "file" ? "the top of a file" : `\`${parent}\``));
  const last = homes.at(-1) ?? "";
  const list = homes.length < 2 ? last : `${homes.slice(0, -1).join(", ")} or ${last}`;
  const found = frame.keyword === "file" ? "at the top of a file" : `in ${describeBlock(frame)}`;
  const labels = [labelAt(keyword.span)];
  if (frame.heading !== null) labels.push(labelAt(frame.heading, "in this block"));
  report(ctx, designCodes.misplaced, `\`${keyword.text}\` may not stand ${found}, it stands in ${list}`, labels, {
    help:
      row.form === "array" && frame.keyword === "storage"
        ? "declare the array in a fabric or the cluster, and name it with `servers = ...`"
        : `move it into ${list}`,
  });
}

/** Of the members that are no declarations, only ports and their cages stand in parts. */
function mayHavePorts(
  ctx: Context,
  keyword: { readonly span: Span; readonly text: string },
  frame: BlockFrame,
): boolean {
  const kind = frame.keyword === "part" ? findPartKind(frame.partKind ?? "") : null;
  if (kind === null || kind.hasPorts) return true;
  report(
    ctx,
    designCodes.misplaced,
    `\`${keyword.text}\` may not stand in ${describeBlock(frame)}: such a part has no ports`,
    [labelAt(keyword.span), ...(frame.heading === null ? [] : [labelAt(frame.heading, "in this part")])],
    {
      help: `parts with ports are ${listNames(partKinds.filter((row) => row.hasPorts).map((row) => row.kind))}`,
    },
  );
  return false;
}

function isComponentOf(ctx: Context, member: Declaration, frame: BlockFrame): boolean {
  const components = findPartKind(frame.partKind ?? "")?.components ?? [];
  if (components.includes(member.keyword.text)) return true;
  const held = components.length === 0 ? "it holds no parts" : `it holds ${listNames(components)}`;
  const labels = [labelAt(member.keyword.span)];
  if (frame.heading !== null) labels.push(labelAt(frame.heading, "in this part"));
  report(
    ctx,
    designCodes.misplaced,
    `\`${member.keyword.text}\` may not stand in ${describeBlock(frame)}: ${held}`,
    labels,
  );
  return false;
}

/** A heading without a name is unusable; other pieces that are missing or too many are reported and passed over. */
function checkHeading(ctx: Context, node: Declaration, row: Kind): boolean {
  const isPart = node.keyword.text === "part";
  const wantsPart: Presence = row.form === "array" ? "required" : "none";
  const pieces: readonly (readonly [Presence, { readonly span: Span } | null, string, string])[] = [
    [row.name, node.name, "a name", `${row.keyword} name`],
    [row.dims, node.dims, "dimensions", `${row.keyword} ${node.name?.text ?? "name"}[4]`],
    [wantsPart, node.part, "a part after a colon", `${row.keyword} ${node.name?.text ?? "name"}: part_name`],
    [isPart ? "optional" : "none", node.extends, "`extends`", ""],
    [row.except ? "optional" : "none", node.except, "`except`", ""],
  ];
  let complete = !isBroken(ctx, node.span);
  for (const [presence, piece, what, example] of pieces) {
    if (presence === "required" && piece === null) {
      if (complete) {
        report(ctx, designCodes.heading, `\`${row.keyword}\` needs ${what}`, [labelAt(node.keyword.span)], {
          help: `write \`${example}\``,
        });
      }
      // One message for a heading: the pieces that are missing are most often missing together.
      complete = false;
    } else if (presence === "none" && piece !== null) {
      report(
        ctx,
        designCodes.heading,
        `\`${row.keyword}\` takes no ${what.replace(/^an? /, "")}`,
        [labelAt(piece.span)],
        { help: "leave it out" },
      );
    }
  }
  if (row.body === "required" && node.body === null && complete) {
    report(
      ctx,
      designCodes.heading,
      `\`${row.keyword}\` needs a block in braces`,
      [labelAt((node.name ?? node.keyword).span)],
      { help: "write `{ ... }` after it" },
    );
  } else if (row.body === "none" && node.body !== null) {
    report(
      ctx,
      designCodes.heading,
      `\`${row.keyword}\` inside a part takes no block`,
      [labelAt((node.name ?? node.keyword).span)],
      { help: "say it of the part itself" },
    );
  }
  return (row.name === "none" || node.name !== null) && (!isPart || hasKnownPartKind(ctx, node));
}

function hasKnownPartKind(ctx: Context, node: Declaration): boolean {
  const kind = node.partKind;
  if (kind === null) {
    if (isBroken(ctx, node.span)) return false;
    report(ctx, designCodes.heading, "`part` needs a kind before its name", [labelAt(node.keyword.span)], {
      help: "write `part switch name { }`",
    });
    return false;
  }
  if (findPartKind(kind.text) !== null) return true;
  const names = partKinds.map((row) => row.kind);
  report(
    ctx,
    nameCodes.unknownKind,
    `there is no kind of part \`${kind.text}\``,
    [labelAt(kind.span)],
    offer(kind, names, `the kinds are ${listNames(names)}`),
  );
  return false;
}
