/**
 * The members of a file as ranges of its pieces, and for each piece how closely it stands to the one before it and how
 * willingly a line breaks before it. Reads the concrete tree; knows no columns.
 */
import type { CstNode, IToken } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import type { Piece } from "./format-pieces.js";

/** Where a long line is broken: the lowest number first. Operators break before themselves, loosest first. */
export const levels = {
  clause: 0,
  slot: 1,
  item: 2,
  otherwise: 3,
  chosen: 4,
  or: 5,
  and: 6,
  compare: 7,
  add: 8,
  multiply: 9,
  never: 255,
} as const;

const operatorLevels: Readonly<Record<string, number>> = {
  or: levels.or,
  and: levels.and,
  "==": levels.compare,
  "!=": levels.compare,
  "<": levels.compare,
  "<=": levels.compare,
  ">": levels.compare,
  ">=": levels.compare,
  in: levels.compare,
  "+": levels.add,
  "-": levels.add,
  "*": levels.multiply,
  "/": levels.multiply,
  div: levels.multiply,
  mod: levels.multiply,
};

/** By piece. */
export interface Marks {
  /** 1 where no space stands before the piece. */
  readonly tight: Uint8Array;
  /** One of `levels`. */
  readonly level: Uint8Array;
  /** For an opening bracket the place of its closing one, and the other way round; else -1. */
  readonly match: Int32Array;
}

/** Pieces from `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A value of an attribute, with what is said of where it comes from. */
export interface Figure extends Range {
  /** The word `also` before every value but the first. */
  readonly also: number | null;
  /** The grade and, if any, its source. */
  readonly grade: number | null;
  readonly source: number | null;
}

export interface MemberShape {
  /** The name of its rule. */
  readonly kind: string;
  /** All of it but its block. */
  readonly head: Range;
  /** Of an attribute: its values. */
  readonly figures: readonly Figure[];
  readonly block: BlockShape | null;
  /** A comma that has to stay. */
  readonly separator: number | null;
}

export interface BlockShape {
  readonly open: number;
  readonly close: number;
  readonly members: readonly MemberShape[];
}

interface Walk extends Marks {
  readonly pieces: readonly Piece[];
  readonly places: ReadonlyMap<IToken, number>;
}

/** Returns the members of the file and the marks of its pieces. */
export function readTree(
  file: CstNode,
  pieces: readonly Piece[],
): { readonly members: readonly MemberShape[]; readonly marks: Marks } {
  const places = new Map<IToken, number>();
  for (const [place, { token }] of pieces.entries()) if (token !== null) places.set(token, place);
  const size = pieces.length + 1;
  const marks: Marks = {
    tight: new Uint8Array(size),
    level: new Uint8Array(size).fill(levels.never),
    match: new Int32Array(size).fill(-1),
  };
  const walk: Walk = { ...marks, pieces, places };
  return { members: readMembers(walk, file), marks };
}

function readMembers(walk: Walk, node: CstNode): readonly MemberShape[] {
  return listNodes(node, "member").map((member) => readMember(walk, member));
}

function readMember(walk: Walk, node: CstNode): MemberShape {
  let separator: number | null = null;
  let shape: MemberShape | null = null;
  for (const child of Object.values(node.children).flat()) {
    if (!isNode(child)) separator = walk.places.get(child) ?? null;
    else shape = readStatement(walk, child);
  }
  if (separator !== null) walk.tight[separator] = 1;
  if (shape === null) throw new Error("a member without a statement");
  return { ...shape, separator };
}

function readStatement(walk: Walk, node: CstNode): MemberShape {
  const head = visitChildren(walk, node);
  const [block] = listNodes(node, "block");
  return {
    kind: node.name,
    head,
    figures: node.name === "attribute" ? readFigures(walk, node, head.to) : [],
    block: block === undefined ? null : readBlock(walk, block),
    separator: null,
  };
}

function readBlock(walk: Walk, node: CstNode): BlockShape {
  const [open] = node.children["LCurly"] ?? [];
  const [close] = node.children["RCurly"] ?? [];
  return { open: placeOf(walk, open), close: placeOf(walk, close), members: readMembers(walk, node) };
}

/** Returns the values of an attribute that ends before `end`. */
function readFigures(walk: Walk, attribute: CstNode, end: number): readonly Figure[] {
  const nodes = [attribute, ...listNodes(attribute, "otherFigure")];
  const words = nodes.map((node) => placeOf(walk, node.children["Equals"]?.[0] ?? node.children["Also"]?.[0]));
  return nodes.map((node, at) => {
    const word = words[at] ?? 0;
    const evidence = listNodes(node, "evidence")[0]?.children ?? {};
    const [grade, source] = [evidence["Grade"]?.[0], evidence["StringLiteral"]?.[0]];
    const gradePlace = grade === undefined ? null : placeOf(walk, grade);
    return {
      from: word + 1,
      to: gradePlace ?? words[at + 1] ?? end,
      also: at === 0 ? null : word,
      grade: gradePlace,
      source: source === undefined ? null : placeOf(walk, source),
    };
  });
}

const nowhere: Range = { from: Number.POSITIVE_INFINITY, to: -1 };

function join(one: Range, other: Range): Range {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

function isNode(child: CstNode | IToken): child is CstNode {
  return "children" in child;
}

function listNodes(node: CstNode, name: string): readonly CstNode[] {
  return (node.children[name] ?? []).filter(isNode);
}

function placeOf(walk: Walk, child: CstNode | IToken | undefined): number {
  const place = child === undefined || isNode(child) ? undefined : walk.places.get(child);
  if (place === undefined) throw new Error("a token that is not in the text");
  return place;
}

/** Marks what stands below, and returns its range; a block is left out. */
function visitChildren(walk: Walk, node: CstNode): Range {
  let range = nowhere;
  let open = -1;
  for (const [key, children] of Object.entries(node.children)) {
    for (const child of children) {
      const part = isNode(child) ? visitNode(walk, child) : visitToken(walk, node, key, child);
      range = join(range, part);
      if (openings.has(key)) open = part.from;
      if (closings.has(key)) matchBrackets(walk, open, part.from);
    }
  }
  return range;
}

function visitNode(walk: Walk, node: CstNode): Range {
  return node.name === "block" ? nowhere : visitChildren(walk, node);
}

function visitToken(walk: Walk, parent: CstNode, key: string, token: IToken): Range {
  const place = walk.places.get(token);
  if (place === undefined) return nowhere;
  mark(walk, parent, key, place);
  return { from: place, to: place + 1 };
}

/** A node has at most one pair of brackets; Chevrotain keeps the children by name in the order of their first use. */
const openings: ReadonlySet<string> = new Set(["LSquare", "LCurly", "open"]);
const closings: ReadonlySet<string> = new Set(["RSquare", "RCurly", "close"]);

function matchBrackets(walk: Walk, open: number, close: number): void {
  walk.match[open] = close;
  walk.match[close] = open;
}

/** Keys under which a token begins a clause, by rule; words that are names stand under other keys. */
const clauseHeads: Readonly<Record<string, readonly string[]>> = {
  clause: ["On", "X", "At", "Where"],
  arrow: ["Arrow", "PeerArrow"],
  poolSize: ["X"],
  portRate: ["At"],
  heading: ["Except"],
  partHeading: ["Extends"],
  bounds: ["In"],
  defaultValue: ["Equals"],
  evidence: ["Grade"],
  otherFigure: ["Also"],
  paramStatement: ["StringLiteral"],
  requireStatement: ["StringLiteral"],
  allowStatement: ["StringLiteral"],
};

function mark(walk: Walk, parent: CstNode, key: string, place: number): void {
  const { tight, level } = walk;
  if (clauseHeads[parent.name]?.includes(key) === true) level[place] = levels.clause;
  switch (key) {
    case "Comma":
    case "Semicolon":
      tight[place] = 1;
      level[place + 1] = key === "Comma" ? levels.item : levels.slot;
      return;
    case "Colon":
    case "RSquare":
    case "close":
      tight[place] = 1;
      return;
    case "Dot":
      tight[place] = 1;
      tight[place + 1] = 1;
      return;
    case "LSquare":
    case "open":
      tight[place + 1] = 1;
      if (isSuffix(walk, parent, place)) tight[place] = 1;
      return;
    case "Then":
      level[place] = levels.chosen;
      return;
    case "Else":
      level[place] = levels.otherwise;
      return;
    default:
      markOperator(walk, key, place);
  }
}

/** True if the bracket belongs to the name or number right before it. */
function isSuffix(walk: Walk, parent: CstNode, place: number): boolean {
  if (parent.name === "entries") return walk.pieces[place - 1]?.token?.tokenType !== t.BlockWord;
  return parent.name === "term" && ("Word" in parent.children || "Quantity" in parent.children);
}

function markOperator(walk: Walk, key: string, place: number): void {
  const text = walk.pieces[place]?.text ?? "";
  if (key === "Prefix" && text === "-") walk.tight[place + 1] = 1;
  if (key !== "BinaryOperator") return;
  if (text === "..") {
    walk.tight[place] = 1;
    walk.tight[place + 1] = 1;
  }
  walk.level[place] = operatorLevels[text] ?? levels.never;
}
