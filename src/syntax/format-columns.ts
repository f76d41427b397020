/**
 * Which blocks stay on one line, and the columns that members share: the `=` of adjacent attributes, where figures come
 * from in one outermost declaration, the messages of adjacent requirements.
 */
import type { LaidBlock, LaidMember } from "./format-comments.js";
import { WIDTH } from "./format-lines.js";
import { hasBreakBefore, hasBreaks, measureFlat, type Printer } from "./format-print.js";
import { levels } from "./format-tree.js";

/** Wider values stand apart: where they come from is said on the next line. */
const WIDEST_VALUE = 24;
/** Before a column, and before the message of a requirement that stands alone. */
const GAP = 3;
const LONE_GAP = 1;

export const STEP = 2;
export const ALSO = "also ";

/** Where an outermost declaration says what its figures come from. */
export interface EvidenceColumns {
  /** Of the grades; null if no figure is narrow enough to set one. */
  readonly column: number | null;
  readonly gradeWidth: number;
}

export interface MemberColumns {
  /** Of the name of an attribute; null if it is not laid out in columns. */
  readonly nameWidth: number | null;
  readonly evidence: EvidenceColumns;
  /** Of the message of a requirement; null if it stands on the next line. */
  readonly message: number | null;
}

export interface Layout {
  readonly columns: ReadonlyMap<LaidMember, MemberColumns>;
  /** Blocks that stand on one line with their heading. */
  readonly oneLine: ReadonlySet<LaidBlock>;
}

interface Working {
  readonly printer: Printer;
  readonly columns: Map<LaidMember, MemberColumns>;
  readonly oneLine: Set<LaidBlock>;
}

/** A figure of which it is said where it comes from. */
interface EvidenceRow {
  readonly member: LaidMember;
  /** The column after the value; null if the value is too wide to count. */
  readonly end: number | null;
  readonly gradeWidth: number;
}

const noEvidence: EvidenceColumns = { column: null, gradeWidth: 0 };

/** Returns the layout of a file. */
export function planColumns(printer: Printer, members: readonly LaidMember[]): Layout {
  const working: Working = { printer, columns: new Map(), oneLine: new Set() };
  planBlocks(working, members, 0);
  for (const run of splitRuns(working, members)) planRun(working, run, 0);
  for (const member of members) planEvidence(working, member);
  return working;
}

/** Decides which blocks stay on one line; the others get the columns of their runs. */
function planBlocks(working: Working, members: readonly LaidMember[], indentation: number): void {
  for (const member of members) {
    const { block } = member;
    if (block === null) continue;
    if (isOneLine(working.printer, member, block, indentation)) {
      working.oneLine.add(block);
      continue;
    }
    planBlocks(working, block.members, indentation + STEP);
    for (const run of splitRuns(working, block.members)) planRun(working, run, indentation + STEP);
  }
}

/** A block stays on one line if it was written so, says one thing, and fits. */
function isOneLine(printer: Printer, member: LaidMember, block: LaidBlock, indentation: number): boolean {
  const { from } = member.head;
  if (block.trail.length > 0 || block.below.length > 0 || hasBreaks(printer, from, block.close + 1)) return false;
  const [inner, second] = block.members;
  if (inner === undefined) return true;
  if (!block.isOneLine || second !== undefined || inner.block !== null || inner.figures.length > 1) return false;
  if (inner.above.length > 0 || inner.trail.length > 0 || inner.separator !== null) return false;
  if (hasBreakBefore(printer, inner.head.from)) return false;
  return indentation + (printer.before[from] ?? 0) + measureFlat(printer, from, block.close + 1) <= WIDTH;
}

/** Divides members into those on adjacent lines that are laid out alike; every member is in one run. */
function splitRuns(working: Working, members: readonly LaidMember[]): readonly (readonly LaidMember[])[] {
  const runs: LaidMember[][] = [];
  for (const member of members) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    const isAdjacent = member.above.length === 0 && !member.followsBlank && previous?.kind === member.kind;
    if (
      run !== undefined &&
      previous !== undefined &&
      isAdjacent &&
      isRow(working.printer, previous) &&
      isRow(working.printer, member)
    ) {
      run.push(member);
    } else {
      runs.push([member]);
    }
  }
  return runs;
}

/** True if a member can stand in columns: nothing in it ends a line. */
function isRow(printer: Printer, { kind, head }: LaidMember): boolean {
  return (kind === "attribute" || kind === "requireStatement") && !hasBreaks(printer, head.from, head.to);
}

function planRun(working: Working, run: readonly LaidMember[], indentation: number): void {
  const [first] = run;
  if (first === undefined || !isRow(working.printer, first)) return;
  if (first.kind === "attribute") planNames(working, run);
  else planMessages(working, run, indentation);
}

function planNames(working: Working, run: readonly LaidMember[]): void {
  const nameWidth = run.reduce((most, member) => Math.max(most, measureName(working.printer, member)), 0);
  for (const member of run) working.columns.set(member, { nameWidth, evidence: noEvidence, message: null });
}

/** Returns the columns of the name of an attribute, with the comments before it. */
function measureName(printer: Printer, member: LaidMember): number {
  const { from } = member.head;
  const equals = (member.figures[0]?.from ?? from) - 1;
  return commentsBefore(printer, from) + measureFlat(printer, from, equals);
}

/** Returns the columns that comments take between the indentation and the first piece of a member. */
export function commentsBefore(printer: Printer, from: number): number {
  const comments = printer.pieces[from]?.comments ?? [];
  return comments.length === 0 ? 0 : (printer.before[from] ?? 0) - 1;
}

/** Returns the column at which the first value of an attribute begins. */
export function valueColumn(indentation: number, nameWidth: number): number {
  return indentation + nameWidth + " = ".length;
}

/** Returns the column of `also`: the word ends under the `=`, where there is room. */
export function alsoColumn(indentation: number, nameWidth: number): number {
  return Math.max(indentation + STEP, valueColumn(indentation, nameWidth) - ALSO.length);
}

function planEvidence(working: Working, outermost: LaidMember): void {
  const rows = [...listEvidence(working, [outermost], 0)];
  const ends = rows.flatMap(({ end }) => end ?? []);
  const column = ends.length === 0 ? null : ends.reduce((most, end) => Math.max(most, end), 0) + GAP;
  const gradeWidth = rows.reduce((most, row) => Math.max(most, row.gradeWidth), 0);
  for (const { member } of rows) {
    const columns = working.columns.get(member);
    if (columns !== undefined) working.columns.set(member, { ...columns, evidence: { column, gradeWidth } });
  }
}

function* listEvidence(working: Working, members: readonly LaidMember[], indentation: number): Generator<EvidenceRow> {
  const { printer } = working;
  for (const member of members) {
    const nameWidth = working.columns.get(member)?.nameWidth ?? null;
    for (const figure of nameWidth === null ? [] : member.figures) {
      if (figure.grade === null || nameWidth === null) continue;
      const start =
        figure.also === null ? valueColumn(indentation, nameWidth) : alsoColumn(indentation, nameWidth) + ALSO.length;
      const width = measureFlat(printer, figure.from, figure.to);
      const grade = figure.source === null ? 0 : measureFlat(printer, figure.grade, figure.source);
      yield { member, end: width > WIDEST_VALUE ? null : start + width, gradeWidth: grade };
    }
    if (member.block !== null && !working.oneLine.has(member.block))
      yield* listEvidence(working, member.block.members, indentation + STEP);
  }
}

/** A requirement with a message. */
interface MessageRow {
  readonly member: LaidMember;
  readonly width: number;
  readonly messageWidth: number;
}

function planMessages(working: Working, run: readonly LaidMember[], indentation: number): void {
  const { printer } = working;
  const rows = run.flatMap((member): readonly MessageRow[] => {
    const message = findMessage(printer, member);
    if (message === null) return [];
    const { from, to } = member.head;
    const width = commentsBefore(printer, from) + measureFlat(printer, from, message);
    return [{ member, width, messageWidth: measureFlat(printer, message, to) }];
  });
  const gap = rows.length === 1 ? LONE_GAP : GAP;
  const widest = findWidest(rows, indentation + gap);
  for (const { member, width } of rows) {
    const message = width <= widest ? indentation + widest + gap : null;
    working.columns.set(member, { nameWidth: null, evidence: noEvidence, message });
  }
}

/** Returns the widest requirement beside which its message, and those of all narrower ones, fit; -1 if there is none. */
function findWidest(rows: readonly MessageRow[], beside: number): number {
  const sorted = [...rows].sort((a, b) => a.width - b.width);
  let widest = -1;
  let message = 0;
  for (const [at, row] of sorted.entries()) {
    message = Math.max(message, row.messageWidth);
    if (sorted[at + 1]?.width !== row.width && row.width + beside + message <= WIDTH) widest = row.width;
  }
  return widest;
}

/** Returns the message of a requirement. */
export function findMessage(printer: Printer, member: LaidMember): number | null {
  const last = member.head.to - 1;
  return printer.level[last] === levels.clause ? last : null;
}
