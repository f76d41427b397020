/**
 * Prints ranges of pieces: on one line if they fit, else broken where the reader expects it. Loosest operators break
 * first, then brackets. Knows spaces and widths; which ranges there are is decided by who calls.
 */

import { endsItsLine } from "./format-comments.js";
import {
  breakLine,
  columnOf,
  isFresh,
  measure,
  WIDTH,
  type Writer,
  write,
  writeRaw,
  writeTrail,
} from "./format-lines.js";
import type { Comment, Piece } from "./format-pieces.js";
import { levels, type Marks } from "./format-tree.js";

const STEP = 2;
const HANG = 4;
/** An `if` further to the right has its `else` at the left. */
const FARTHEST_CHOICE = 40;

export interface Printer extends Marks {
  readonly writer: Writer;
  readonly pieces: readonly Piece[];
  /** Columns before each piece on a line: its space, and the comments that stand there. */
  readonly before: Int32Array;
  /** Columns of all pieces up to each, with what is before them. */
  readonly sums: Float64Array;
  /** How many pieces up to each have comments that end their line. */
  readonly breaks: Int32Array;
  /** The first piece whose comments are not printed yet. */
  next: number;
}

/** Where lines go on after a break. */
export interface Indents {
  /** Of what closes a bracket; its inside stands one step further in. */
  readonly base: number;
  /** Of what goes on an expression. */
  readonly hang: number;
}

/** Returns a printer over pieces that keep only the comments inside members. */
export function createPrinter(pieces: readonly Piece[], marks: Marks, writer: Writer): Printer {
  const before = new Int32Array(pieces.length);
  const sums = new Float64Array(pieces.length + 1);
  const breaks = new Int32Array(pieces.length + 1);
  const printer: Printer = { ...marks, writer, pieces, before, sums, breaks, next: 0 };
  for (const [at, { text, comments }] of pieces.entries()) {
    before[at] = measureBefore(printer, at);
    sums[at + 1] = (sums[at] ?? 0) + (before[at] ?? 0) + measure(text);
    breaks[at + 1] = (breaks[at] ?? 0) + (comments.some(endsItsLine) ? 1 : 0);
  }
  return printer;
}

function measureBefore(printer: Printer, at: number): number {
  if (printer.pieces[at]?.comments.length === 0) return spaceBefore(printer, at).length;
  const inline = printer.pieces[at]?.comments.filter((comment) => !endsItsLine(comment)) ?? [];
  let columns = spaceBefore(printer, at).length;
  for (const [index, comment] of inline.entries())
    columns += (index === 0 ? spaceBeforeComments(printer, at).length : 1) + measure(comment.lines[0] ?? "");
  return columns;
}

function spaceBefore(printer: Printer, at: number): "" | " " {
  const piece = printer.pieces[at];
  if (piece !== undefined && piece.comments.length > 0) return /^[,;:.)\]]$/.test(piece.text) ? "" : " ";
  return printer.tight[at] === 1 ? "" : " ";
}

function spaceBeforeComments(printer: Printer, at: number): "" | " " {
  return /^[[(]$/.test(printer.pieces[at - 1]?.text ?? "") ? "" : " ";
}

/** Returns the columns of a range on one line, without what is before its first piece. */
export function measureFlat(printer: Printer, from: number, to: number): number {
  return (printer.sums[to] ?? 0) - (printer.sums[from] ?? 0) - (printer.before[from] ?? 0);
}

/** True if comments inside the range end lines; those before its first piece do not count. */
export function hasBreaks(printer: Printer, from: number, to: number): boolean {
  return (printer.breaks[to] ?? 0) > (printer.breaks[from + 1] ?? 0);
}

/** True if comments before the piece end lines. */
export function hasBreakBefore(printer: Printer, at: number): boolean {
  return (printer.breaks[at + 1] ?? 0) > (printer.breaks[at] ?? 0);
}

/** Prints a range; `tail` columns must be left on its last line. Returns whether it is one line for sure. */
export function printRange(printer: Printer, from: number, to: number, indents: Indents, tail: number): boolean {
  if (to <= from) return true;
  printComments(printer, from, indents.hang);
  if (fits(printer, from, to, tail)) {
    printFlat(printer, from, to);
    return true;
  }
  const level = findLoosest(printer, from, to);
  if (level === levels.never) printTerms(printer, from, to, indents, tail);
  else printChunks(printer, splitAt(printer, from, to, level), indents, { tail, isEach: level === levels.otherwise });
  return false;
}

/** True if a range whose first comments are printed fits on the line. */
function fits(printer: Printer, from: number, to: number, tail: number): boolean {
  if (hasBreaks(printer, from, to)) return false;
  const space = isFresh(printer.writer) ? 0 : spaceBefore(printer, from).length;
  return columnOf(printer.writer) + space + measureFlat(printer, from, to) + tail <= WIDTH;
}

/** Prints a range on the line. */
export function printFlat(printer: Printer, from: number, to: number): void {
  for (let at = from; at < to; at++) printPiece(printer, at, 0);
}

/** Returns the loosest level at which the range, brackets apart, can be broken. */
function findLoosest(printer: Printer, from: number, to: number): number {
  let loosest: number = levels.never;
  for (let at = skip(printer, from, to); at < to; at = skip(printer, at, to))
    loosest = Math.min(loosest, printer.level[at] ?? levels.never);
  return loosest;
}

/** Returns the place after the piece, or after its brackets if it opens some. */
function skip(printer: Printer, at: number, to: number): number {
  const match = printer.match[at] ?? -1;
  return match > at && match < to ? match + 1 : at + 1;
}

function splitAt(printer: Printer, from: number, to: number, level: number): readonly [number, number][] {
  const starts = [from];
  for (let at = skip(printer, from, to); at < to; at = skip(printer, at, to))
    if (printer.level[at] === level) starts.push(at);
  return starts.map((start, index) => [start, starts[index + 1] ?? to]);
}

interface ChunkStyle {
  readonly tail: number;
  /** Each chunk begins a line, even if there is room. */
  readonly isEach: boolean;
}

function printChunks(
  printer: Printer,
  chunks: readonly (readonly [number, number])[],
  indents: Indents,
  style: ChunkStyle,
): void {
  const next = style.isEach ? findChoice(printer, chunks[0] ?? [0, 0], indents.hang) : indents.hang;
  // What is broken inside a chunk stands further in than what follows it, which then begins a line.
  const hang = next + HANG;
  let isFlat = true;
  for (const [index, [from, to]] of chunks.entries()) {
    const tail = index === chunks.length - 1 ? style.tail : 0;
    if (index === 0) {
      isFlat = printRange(printer, from, to, { base: indents.base, hang }, tail);
    } else if (isFlat && !style.isEach && fitsBeside(printer, from, to, tail)) {
      printFlat(printer, from, to);
    } else {
      breakLine(printer.writer, next);
      isFlat = printRange(printer, from, to, { base: next, hang }, tail);
    }
  }
}

/** Returns the column of the `if` in a range that is about to be printed, below which each `else` stands; else `hang`. */
function findChoice(printer: Printer, [from, to]: readonly [number, number], hang: number): number {
  const space = isFresh(printer.writer) ? 0 : spaceBefore(printer, from).length;
  const start = columnOf(printer.writer) + space;
  for (let at = from; at < to; at = skip(printer, at, to)) {
    if (printer.pieces[at]?.text !== "if") continue;
    const column = at === from ? start : start + measureFlat(printer, from, at) + (printer.before[at] ?? 0);
    return column <= FARTHEST_CHOICE ? column : hang;
  }
  return hang;
}

/** True if the range, with the comments before it, fits on the line that has been begun. */
function fitsBeside(printer: Printer, from: number, to: number, tail: number): boolean {
  if (isFresh(printer.writer) || hasBreakBefore(printer, from) || hasBreaks(printer, from, to)) return false;
  const columns = (printer.before[from] ?? 0) + measureFlat(printer, from, to);
  return columnOf(printer.writer) + columns + tail <= WIDTH;
}

/** Prints a range that has no operator outside brackets: its brackets are broken from the first that does not fit. */
function printTerms(printer: Printer, from: number, to: number, indents: Indents, tail: number): void {
  for (let at = from; at < to; ) {
    const close = printer.match[at] ?? -1;
    if (close <= at || close >= to) {
      printPiece(printer, at, indents.hang);
      at++;
      continue;
    }
    printComments(printer, at, indents.hang);
    if (fits(printer, at, to, tail)) {
      printFlat(printer, at, to);
      return;
    }
    // What hangs on the brackets has to fit beside them, up to the next ones, which may be broken in their turn.
    const next = findOpening(printer, close + 1, to);
    if (next < to && fits(printer, at, next + 1, 0)) printFlat(printer, at, close + 1);
    else printBroken(printer, at, close, indents.base);
    at = close + 1;
  }
}

/** Returns the first opening bracket of a range, or its end. */
function findOpening(printer: Printer, from: number, to: number): number {
  let at = from;
  while (at < to && (printer.match[at] ?? -1) <= at) at++;
  return at;
}

/** Prints brackets with their items on lines between them: as many a line as fit, or one if items have brackets too. */
function printBroken(printer: Printer, open: number, close: number, base: number): void {
  const inside = base + STEP;
  const indents = { base: inside, hang: inside + HANG };
  printPiece(printer, open, indents.hang);
  const items = splitAt(printer, open + 1, close, levels.item);
  const isFilled = items.every(([from, to]) => isPlain(printer, from, to));
  for (const [index, [from, to]] of items.entries()) {
    if (to <= from) continue;
    if (index > 0 && isFilled && fitsBeside(printer, from, to, 0)) {
      printFlat(printer, from, to);
      continue;
    }
    breakLine(printer.writer, inside);
    printRange(printer, from, to, indents, 0);
  }
  breakLine(printer.writer, base);
  printComments(printer, close, inside, inside);
  printPiece(printer, close, inside);
}

/** True if the range has no brackets and no comments that end lines. */
function isPlain(printer: Printer, from: number, to: number): boolean {
  if (hasBreakBefore(printer, from) || hasBreaks(printer, from, to)) return false;
  for (let at = from; at < to; at++) if ((printer.match[at] ?? -1) >= 0) return false;
  return true;
}

/** Prints a piece and the comments before it that are not printed yet; after those the line goes on at `hang`. */
export function printPiece(printer: Printer, at: number, hang: number): void {
  printComments(printer, at, hang);
  write(printer.writer, printer.pieces[at]?.text ?? "", spaceBefore(printer, at));
}

/**
 * Prints the comments before a piece, unless they are printed already. Those on lines of their own are indented by `own`:
 * as the piece if it begins a line, else by `hang`, where the piece then goes on.
 */
export function printComments(
  printer: Printer,
  at: number,
  hang: number,
  own: number = isFresh(printer.writer) ? printer.writer.pending : hang,
): void {
  if (at < printer.next) return;
  printer.next = at + 1;
  const { writer } = printer;
  const target = isFresh(writer) ? writer.pending : hang;
  for (const [index, comment] of (printer.pieces[at]?.comments ?? []).entries()) {
    if (!endsItsLine(comment)) {
      write(writer, comment.lines[0] ?? "", index === 0 ? spaceBeforeComments(printer, at) : " ");
    } else if (comment.startsLine || comment.lines.length > 1 || !writer.isOpen) {
      breakLine(writer, own);
      printOwnLine(writer, comment, own);
      breakLine(writer, target);
    } else {
      writeTrail(writer, comment.lines[0] ?? "");
      breakLine(writer, target);
    }
  }
}

/** Prints a comment on lines of its own, from where the line begins. */
export function printOwnLine(writer: Writer, comment: Comment, indentation: number): void {
  const [first = "", ...rest] = comment.lines;
  write(writer, first, "");
  const isStarred = rest.every((line) => line === "" || line.trimStart().startsWith("*"));
  writeRaw(writer, isStarred ? rest.map((line) => indentStar(line, indentation)) : rest);
}

/** Stars of a comment stand below the first one. */
function indentStar(line: string, indentation: number): string {
  return line === "" ? "" : `${" ".repeat(indentation + 1)}${line.trimStart()}`;
}
