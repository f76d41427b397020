/** Choices out of a list of numbers: 0 is always the plainest one, so that a failing design shrinks to a plain one. */

export interface Chooser {
  /** Returns a number from 0 up to and without `size`. */
  readonly pick: (size: number) => number;
  /** Returns true about once in `size` times. */
  readonly rarely: (size: number) => boolean;
  /** Returns one of the list. */
  readonly among: <T>(list: readonly T[]) => T;
}

/** Returns a chooser that reads the numbers one after the other and answers 0 when they are used up. */
export function makeChooser(numbers: readonly number[]): Chooser {
  let next = 0;
  const pick = (size: number): number => {
    const number = numbers[next] ?? 0;
    next += 1;
    return size <= 0 ? 0 : number % size;
  };
  return {
    pick,
    rarely: (size) => pick(size) === size - 1,
    among: (list) => {
      const item = list[pick(list.length)];
      if (item === undefined) throw new Error("nothing to choose from");
      return item;
    },
  };
}
