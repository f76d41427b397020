/**
 * How published counts are written down. Tags: `verified` was read in the source, `verified 2nd` in a text about it,
 * `derived` is arithmetic on figures that were, `recalled` is from memory: printed, never asserted.
 */
import type { Count } from "../reference-counts.js";

type Tag = "verified" | "verified 2nd" | "derived" | "recalled";

/** One number of a table. */
export interface Figure {
  readonly quantity: string;
  readonly count: Count;
  /** A whole number, or a ratio as its two parts. */
  readonly published: number | readonly [number, number];
  /** Where it is not that of the section. */
  readonly tag?: Tag;
}

/** What a source says of one design with one set of parameters. */
export interface Reference {
  readonly design: string;
  readonly set: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
}

/** A table of a source. */
export interface Section {
  readonly title: string;
  readonly source: string;
  readonly tag: Tag;
  readonly references: readonly Reference[];
  /** What the source also counts and no design gives, each with the reason. */
  readonly without: readonly string[];
}

/** A column of a table. */
export interface Heading {
  readonly quantity: string;
  readonly count: Count;
}

/** Parameters, then the cells in the order of the headings. */
type Row = readonly [Readonly<Record<string, string>>, ...(number | null)[]];

/** Returns the rows of a table under their headings; null where a cell is empty. */
export function tabulate(design: string, headings: readonly Heading[], rows: readonly Row[]): readonly Reference[] {
  return rows.map(([set, ...cells]) => ({
    design,
    set,
    figures: headings.flatMap(({ quantity, count }, column) => {
      const published = cells[column];
      return published === undefined || published === null ? [] : [{ quantity, count, published }];
    }),
  }));
}

/** Returns what a source says of one design. */
export function one(design: string, set: Readonly<Record<string, string>>, figures: readonly Figure[]): Reference {
  return { design, set, figures };
}
