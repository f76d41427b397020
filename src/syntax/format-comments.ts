/**
 * Which comment belongs to which member: those that end its line, those on lines of their own above it, and those inside
 * it. Comments keep their order among each other.
 */
import type { Comment, Piece } from "./format-pieces.js";
import type { BlockShape, MemberShape } from "./format-tree.js";

/** A comment on lines of its own. */
export interface OwnLine {
  readonly comment: Comment;
  readonly followsBlank: boolean;
}

export interface LaidMember extends MemberShape {
  readonly block: LaidBlock | null;
  readonly above: readonly OwnLine[];
  /** An empty line stands above it, below the comments. */
  readonly followsBlank: boolean;
  /** Comments that end its last line. */
  readonly trail: readonly Comment[];
}

export interface LaidBlock extends BlockShape {
  readonly members: readonly LaidMember[];
  /** Comments that end the line of the opening brace. */
  readonly trail: readonly Comment[];
  /** Comments above the closing brace. */
  readonly below: readonly OwnLine[];
  /** Its first member stands on the line of the opening brace. */
  readonly isOneLine: boolean;
}

export interface LaidFile {
  readonly members: readonly LaidMember[];
  readonly below: readonly OwnLine[];
}

/** True if nothing can stand after the comment on its line, or it takes several lines. */
export function endsItsLine(comment: Comment): boolean {
  return comment.kind !== "block" || comment.lines.length > 1;
}

/** Returns the members with their comments. Pieces keep those that stand inside a member. */
export function assignComments(pieces: readonly Piece[], members: readonly MemberShape[]): LaidFile {
  for (const member of members) settleInside(pieces, member);
  const { members: laid, below } = assignInBlock(pieces, members, pieces.length - 1);
  return { members: laid, below };
}

/** Moves comments away from where they would tear something apart: a comma from its item, a brace from its heading. */
function settleInside(pieces: readonly Piece[], member: MemberShape): void {
  for (let at = member.head.from; at < member.head.to; at++) {
    const text = pieces[at]?.text;
    if (text === "," || text === ";") passOn(pieces, at);
  }
  const { block, separator } = member;
  if (separator !== null && !hasDoc(pieces, separator)) passOn(pieces, separator);
  if (block === null) return;
  if (!hasDoc(pieces, block.open)) passOn(pieces, block.open);
  for (const inner of block.members) settleInside(pieces, inner);
}

/** A doc comment must not come to stand right above a member that it does not belong to. */
function hasDoc(pieces: readonly Piece[], at: number): boolean {
  return pieces[at]?.comments.some(({ kind }) => kind === "doc") === true;
}

/** Lets the comments before a piece stand after it, unless they fit on its line. */
function passOn(pieces: readonly Piece[], at: number): void {
  const [piece, next] = [pieces[at], pieces[at + 1]];
  if (piece === undefined || next === undefined || !piece.comments.some(endsItsLine)) return;
  const [first, ...rest] = next.comments;
  next.comments = first === undefined ? piece.comments : [...piece.comments, { ...first, startsLine: true }, ...rest];
  piece.comments = [];
}

interface Assigned {
  readonly members: readonly LaidMember[];
  readonly trail: readonly Comment[];
  readonly below: readonly OwnLine[];
}

/** Deals the comments before each member and before `end`, the closing brace or the end of the file. */
function assignInBlock(pieces: readonly Piece[], members: readonly MemberShape[], end: number): Assigned {
  const places = [...members.map((member) => member.head.from), end];
  const gaps = places.map((place, at) => splitGap(pieces[place], { isEnd: at === members.length }));
  const laid = members.map((member, at): LaidMember => {
    const [gap, next] = [gaps[at], gaps[at + 1]];
    return {
      ...member,
      block: member.block === null ? null : assignBlock(pieces, member.block),
      above: gap?.own ?? [],
      followsBlank: gap?.followsBlank ?? false,
      trail: next?.trail ?? [],
    };
  });
  return { members: laid, trail: gaps[0]?.trail ?? [], below: gaps.at(-1)?.own ?? [] };
}

function assignBlock(pieces: readonly Piece[], block: BlockShape): LaidBlock {
  const first = pieces[block.open + 1];
  const isOneLine = first !== undefined && !(first.comments[0] ?? first).startsLine;
  return { ...block, ...assignInBlock(pieces, block.members, block.close), isOneLine };
}

const none: readonly never[] = [];

interface Gap {
  readonly trail: readonly Comment[];
  readonly own: readonly OwnLine[];
  readonly followsBlank: boolean;
}

/** Divides the comments before a member or an end; those that stay on its line stay with the piece. */
function splitGap(piece: Piece | undefined, place: { readonly isEnd: boolean }): Gap {
  if (piece === undefined) return { trail: none, own: none, followsBlank: false };
  const { comments } = piece;
  if (comments.length === 0) return { trail: none, own: none, followsBlank: piece.followsBlank };
  let from = 0;
  while (from < comments.length && canTrail(comments[from])) from++;
  let to = comments.length;
  if (!place.isEnd) while (to > from && canLead(comments[to - 1])) to--;
  piece.comments = comments.slice(to);
  const middle = comments.slice(from, to);
  const leading = piece.comments[0] ?? piece;
  // Between doc comments and what they describe stands nothing.
  const attachedFrom = piece.comments.length > 0 || place.isEnd ? to : findDocs(middle);
  const own = middle.map((comment, at) => ({ comment, followsBlank: comment.followsBlank && at <= attachedFrom }));
  const followsBlank = leading.followsBlank && (middle.length === 0 || attachedFrom >= middle.length);
  return { trail: comments.slice(0, from), own, followsBlank };
}

function canTrail(comment: Comment | undefined): boolean {
  if (comment === undefined || comment.startsLine || comment.kind === "doc") return false;
  return comment.lines.length === 1;
}

function canLead(comment: Comment | undefined): boolean {
  return comment !== undefined && !endsItsLine(comment) && !comment.endsLine;
}

/** Returns where the doc comments at the end of a list begin: its length if there are none. */
function findDocs(comments: readonly Comment[]): number {
  let from = comments.length;
  while (from > 0 && comments[from - 1]?.kind === "doc") from--;
  return from;
}
