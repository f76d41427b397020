/**
 * Instance names as arithmetic in both directions. Every piece has a fixed width, so a name is read back by cutting it
 * where the pattern says, at any cluster size.
 */
import type { ArraySpec, DimSpec, NamePiece } from "./spec.js";

/** Returns how many digits the last planned index of a dimension needs. */
export function digitsFor(planned: number, numbering: 0 | 1): number {
  return String(Math.max(0, planned - 1 + numbering)).length;
}

/** Writes one instance name from the array's indices. */
export type NameWriter = (index: ArrayLike<number>) => string;

/** Returns the writer of an array's names. */
export function writeNames(array: ArraySpec, numbering: 0 | 1): NameWriter {
  const pieces = array.naming.map((piece) => compilePiece(array.dims, piece, numbering));
  return (index) => {
    let name = "";
    for (const piece of pieces) name += piece(index);
    return name;
  };
}

function compilePiece(dims: readonly DimSpec[], piece: NamePiece, numbering: 0 | 1): NameWriter {
  if (typeof piece === "string") return () => piece;
  const position = dims.findIndex((dim) => dim.name === piece.dim);
  const dim = dims[position];
  if (dim === undefined) return () => "";
  const size = dim.planned + numbering;
  const texts =
    size <= 4096 ? Array.from({ length: size }, (_, value) => String(value).padStart(piece.width, "0")) : null;
  return (index) => {
    const value = (index[position] as number) + numbering;
    return texts?.[value] ?? String(value).padStart(piece.width, "0");
  };
}

/** Returns the indices that give this name, or null if no existing index of the array does. */
export function readName(array: ArraySpec, numbering: 0 | 1, name: string): number[] | null {
  const index: number[] = array.dims.map(() => -1);
  let at = 0;
  for (const piece of array.naming) {
    if (typeof piece === "string") {
      if (!name.startsWith(piece, at)) return null;
      at += piece.length;
      continue;
    }
    const digits = name.slice(at, at + piece.width);
    if (digits.length !== piece.width || !/^\d+$/.test(digits)) return null;
    const position = array.dims.findIndex((dim) => dim.name === piece.dim);
    const dim = array.dims[position];
    const value = Number(digits) - numbering;
    if (dim === undefined || value < 0 || value >= dim.extent) return null;
    if (index[position] !== -1 && index[position] !== value) return null;
    index[position] = value;
    at += piece.width;
  }
  const settled = index.map((value, position) => (value === -1 && array.dims[position]?.extent === 1 ? 0 : value));
  return at === name.length && !settled.includes(-1) ? settled : null;
}
