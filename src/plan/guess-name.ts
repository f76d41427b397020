/**
 * The device that a wrong name probably means: numbers may lack their zeros and words may be misspelt. Reads patterns,
 * so the cost is one array's, not one device's.
 */
import { suggest } from "../core/suggest.js";
import { exists } from "./count.js";
import { readName } from "./naming.js";
import type { Plan, PlanArray } from "./plan.js";
import type { NamePiece } from "./spec.js";

/** What is wrong with a name that is written like those of an array. */
export interface Guess {
  /** The name meant, or null where its number is beyond the array. */
  readonly name: string | null;
  /** Why there is no such device; empty where only the spelling differs. */
  readonly reason: string;
}

/** A stretch of text, or of digits that dimensions fill. */
type Run =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "digits"; readonly pieces: readonly Exclude<NamePiece, string>[] };

/** Returns the best guess over all arrays, or null where no array has names of that form. */
export function guessName(plan: Plan, name: string): Guess | null {
  const written = name.match(/\d+|\D+/g) ?? [];
  let beyond: Guess | null = null;
  const candidates = plan.arrays.flatMap((array) => {
    const filled = fillPattern(plan, array, written);
    if (filled === null) return [];
    if (filled.name === null) beyond ??= filled;
    return filled.name === null ? [] : [filled.name];
  });
  const exact = candidates.find((candidate) => unpad(candidate) === unpad(name));
  const nearest = exact ?? suggest(unpad(name), candidates.map(unpad));
  if (nearest === null || nearest === undefined) return beyond;
  return { name: candidates.find((candidate) => unpad(candidate) === unpad(nearest)) ?? nearest, reason: "" };
}

/** Names are compared without the zeros before their numbers. */
function unpad(name: string): string {
  return name.replace(/(?<!\d)0+(?=\d)/g, "");
}

/** Returns the array's name with the numbers as written, or null where text and numbers do not alternate as there. */
function fillPattern(plan: Plan, array: PlanArray, written: readonly string[]): Guess | null {
  const runs = listRuns(array.spec.naming);
  if (runs.length !== written.length) return null;
  let name = "";
  for (const [position, run] of runs.entries()) {
    const part = written[position] ?? "";
    const isNumber = /^\d/.test(part);
    if (run.kind === "text") {
      // A number in the array's own name stands for itself.
      if (isNumber !== /^\d/.test(run.text)) return null;
      name += run.text;
      continue;
    }
    const digits = isNumber ? fillDigits(run.pieces, part) : null;
    if (digits === null) return null;
    const fault = findFault(plan, array, run.pieces, digits);
    if (fault !== null) return { name: null, reason: fault };
    name += digits;
  }
  const index = readName(array.spec, plan.spec.numbering, name);
  return index === null || !exists(array, index) ? null : { name, reason: "" };
}

/** Neighbouring pieces as one run each of text, of a number that is text, and of dimensions. */
function listRuns(naming: readonly NamePiece[]): readonly Run[] {
  const runs: Run[] = [];
  for (const piece of naming) {
    if (typeof piece === "string") {
      for (const text of piece.match(/\d+|\D+/g) ?? []) runs.push({ kind: "text", text });
      continue;
    }
    const last = runs.at(-1);
    if (last?.kind === "digits") runs[runs.length - 1] = { kind: "digits", pieces: [...last.pieces, piece] };
    else runs.push({ kind: "digits", pieces: [piece] });
  }
  return runs;
}

/** Several numbers without anything between them can only be told apart at their full width. */
function fillDigits(pieces: readonly Exclude<NamePiece, string>[], digits: string): string | null {
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
  if (pieces.length > 1) return digits.length === width ? digits : null;
  return String(Number(digits)).padStart(width, "0");
}

/** Returns what is wrong with a number that is beyond its dimension, or null. */
function findFault(
  plan: Plan,
  array: PlanArray,
  pieces: readonly Exclude<NamePiece, string>[],
  digits: string,
): string | null {
  const { numbering } = plan.spec;
  let from = 0;
  for (const { dim: name, width } of pieces) {
    const isLast = pieces.at(-1)?.dim === name;
    const value = Number(digits.slice(from, isLast ? undefined : from + width));
    from += width;
    const dim = array.spec.dims.find((one) => one.name === name);
    if (dim === undefined || (value >= numbering && value < dim.extent + numbering)) continue;
    const range = `${numbering} to ${dim.extent + numbering - 1}`;
    return dim.extent === 0
      ? `\`${array.spec.name}\` has no devices yet`
      : `\`${name}\` of \`${array.spec.name}\` is numbered ${range} in names, found ${value}`;
  }
  return null;
}
