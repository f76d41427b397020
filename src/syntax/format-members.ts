/** Prints members and blocks, each member on lines of its own, in the columns that they share. */

import {
  alsoColumn,
  type EvidenceColumns,
  findMessage,
  type Layout,
  type MemberColumns,
  STEP,
  valueColumn,
} from "./format-columns.js";
import type { LaidBlock, LaidFile, LaidMember, OwnLine } from "./format-comments.js";
import { breakLine, columnOf, leaveBlank, pad, WIDTH, writeTrail } from "./format-lines.js";
import {
  type Indents,
  measureFlat,
  type Printer,
  printFlat,
  printOwnLine,
  printPiece,
  printRange,
} from "./format-print.js";
import type { Figure } from "./format-tree.js";

/** Where a heading or a value goes on in the next line. */
const HANG = 4;
/** Where a requirement goes on: below its condition. */
const REQUIRE_HANG = "require ".length;

/** Prints the whole file. */
export function printFile(printer: Printer, layout: Layout, file: LaidFile): void {
  printMembers(printer, layout, file.members, 0);
  printOwnLines(printer, file.below, { indentation: 0, isFirst: file.members.length === 0 });
}

function printMembers(printer: Printer, layout: Layout, members: readonly LaidMember[], indentation: number): void {
  for (const [index, member] of members.entries()) {
    printOwnLines(printer, member.above, { indentation, isFirst: index === 0 });
    if (member.followsBlank && (index > 0 || member.above.length > 0)) leaveBlank(printer.writer);
    breakLine(printer.writer, indentation);
    printMember(printer, layout, member, indentation);
    for (const { lines } of member.trail) writeTrail(printer.writer, lines[0] ?? "");
  }
}

function printOwnLines(
  printer: Printer,
  comments: readonly OwnLine[],
  place: { readonly indentation: number; readonly isFirst: boolean },
): void {
  for (const [index, { comment, followsBlank }] of comments.entries()) {
    if (followsBlank && !(place.isFirst && index === 0)) leaveBlank(printer.writer);
    breakLine(printer.writer, place.indentation);
    printOwnLine(printer.writer, comment, place.indentation);
  }
}

function printMember(printer: Printer, layout: Layout, member: LaidMember, indentation: number): void {
  const { head, block, separator } = member;
  const columns = layout.columns.get(member);
  const indents = { base: indentation, hang: indentation + (member.kind === "requireStatement" ? REQUIRE_HANG : HANG) };
  if (columns !== undefined && columns.nameWidth !== null) printAttribute(printer, member, columns, indentation);
  else if (columns?.message !== undefined) printRequirement(printer, member, columns.message, indents);
  else printRange(printer, head.from, head.to, indents, measureBrace(layout, block));
  if (block !== null) printBlock(printer, layout, block, indentation);
  if (separator !== null) printPiece(printer, separator, indents.hang);
}

/** Returns the columns of a block on the last line of its heading; one that says something on one line fits there. */
function measureBrace(layout: Layout, block: LaidBlock | null): number {
  if (block === null) return 0;
  return layout.oneLine.has(block) ? " { }".length : " {".length;
}

function printBlock(printer: Printer, layout: Layout, block: LaidBlock, indentation: number): void {
  if (layout.oneLine.has(block)) {
    printFlat(printer, block.open, block.close + 1);
    return;
  }
  printPiece(printer, block.open, indentation);
  for (const { lines } of block.trail) writeTrail(printer.writer, lines[0] ?? "");
  printMembers(printer, layout, block.members, indentation + STEP);
  printOwnLines(printer, block.below, { indentation: indentation + STEP, isFirst: block.members.length === 0 });
  breakLine(printer.writer, indentation);
  printPiece(printer, block.close, indentation);
}

function printAttribute(printer: Printer, member: LaidMember, columns: MemberColumns, indentation: number): void {
  const { writer } = printer;
  const nameWidth = columns.nameWidth ?? 0;
  for (const figure of member.figures) {
    if (figure.also === null) {
      printFlat(printer, member.head.from, figure.from - 1);
      pad(writer, valueColumn(indentation, nameWidth) - " = ".length);
      printPiece(printer, figure.from - 1, indentation);
    } else {
      breakLine(writer, alsoColumn(indentation, nameWidth));
      printPiece(printer, figure.also, indentation);
    }
    const indents = { base: indentation, hang: indentation + HANG };
    const isBroken = !printRange(printer, figure.from, figure.to, indents, 0);
    printEvidence(printer, figure, columns.evidence, { indentation, isBroken });
  }
}

interface EvidencePlace {
  readonly indentation: number;
  /** The value takes several lines. */
  readonly isBroken: boolean;
}

function printEvidence(printer: Printer, figure: Figure, columns: EvidenceColumns, place: EvidencePlace): void {
  const { grade, source } = figure;
  if (grade === null) return;
  const { writer } = printer;
  const gradeWidth = place.isBroken ? 0 : columns.gradeWidth;
  const width = measureEvidence(printer, grade, source, gradeWidth);
  const own = chooseColumn(columnOf(writer), width, columns.column, place);
  if (own.isNext) breakLine(writer, own.column);
  else pad(writer, own.column - 1);
  printPiece(printer, grade, own.column);
  if (source === null) return;
  pad(writer, own.column + gradeWidth);
  printPiece(printer, source, own.column);
}

function measureEvidence(printer: Printer, grade: number, source: number | null, gradeWidth: number): number {
  if (source === null) return measureFlat(printer, grade, grade + 1);
  const words = Math.max(gradeWidth, measureFlat(printer, grade, source));
  return words + (printer.before[source] ?? 0) + measureFlat(printer, source, source + 1);
}

/** Returns where evidence of that width stands, and whether on the next line. */
function chooseColumn(
  end: number,
  width: number,
  shared: number | null,
  { indentation, isBroken }: EvidencePlace,
): { readonly column: number; readonly isNext: boolean } {
  const below = { column: indentation + HANG, isNext: true };
  if (isBroken || shared === null) return end + 1 + width <= WIDTH ? { column: end + 1, isNext: false } : below;
  const isRoom = shared + width <= WIDTH;
  if (end >= shared) return isRoom ? { column: shared, isNext: true } : below;
  return isRoom || below.column + width > WIDTH ? { column: shared, isNext: false } : below;
}

/** `column` is that of the message, or null where it stands on the next line. */
function printRequirement(printer: Printer, member: LaidMember, column: number | null, indents: Indents): void {
  const { writer } = printer;
  const message = findMessage(printer, member) ?? member.head.to;
  const isFlat = printRange(printer, member.head.from, message, indents, 0);
  const width = measureFlat(printer, message, member.head.to);
  if (column === null || !isFlat || column + width > WIDTH) breakLine(writer, indents.hang);
  else pad(writer, column - 1);
  printFlat(printer, message, member.head.to);
}
