/** Index spaces: from the flat index of an existing device or port to its indices and back, row-major. */
import type { DimSpec } from "./spec.js";

/** Returns how many there are: the product of the extents. */
export function sizeOfSpace(dims: readonly DimSpec[]): number {
  return dims.reduce((product, dim) => product * dim.extent, 1);
}

/** Returns how many are planned. */
export function plannedSize(dims: readonly DimSpec[]): number {
  return dims.reduce((product, dim) => product * dim.planned, 1);
}

/** Writes the indices of flat index `flat` to `into` from position `at` on. */
export function unrank(dims: readonly DimSpec[], flat: number, into: Float64Array | number[], at = 0): void {
  let rest = flat;
  for (let position = dims.length - 1; position >= 0; position--) {
    const extent = (dims[position] as DimSpec).extent;
    into[at + position] = rest % extent;
    rest = Math.floor(rest / extent);
  }
}

/** Returns the flat index of the indices that stand in `index` from position `at` on. */
export function rank(dims: readonly DimSpec[], index: ArrayLike<number>, at = 0): number {
  let flat = 0;
  for (let position = 0; position < dims.length; position++) {
    flat = flat * (dims[position] as DimSpec).extent + (index[at + position] as number);
  }
  return flat;
}

/** True if each index is within its extent. */
export function isInside(dims: readonly DimSpec[], index: ArrayLike<number>, at = 0): boolean {
  return dims.every((dim, position) => {
    const value = index[at + position] as number;
    return value >= 0 && value < dim.extent;
  });
}
