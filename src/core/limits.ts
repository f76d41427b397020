/** Sizes beyond which weft refuses to go on, each with its diagnostic. Plain numbers: whoever works within them checks. */

/** Limits of one source file. */
export interface SyntaxLimits {
  /** Characters (UTF-16 units) of text: 8 MB of ASCII. */
  readonly fileCharacters: number;
  /** Braces, brackets, `if`s and prefix operators inside one another. */
  readonly nesting: number;
  /** Operators of one expression, those of the brackets around it included: the height of its tree. */
  readonly operators: number;
  /** Attributes, declarations and statements, at any depth. */
  readonly members: number;
  /** Mistakes after which nothing more is read: more of them tell nothing, and a file of garbage could hold millions. */
  readonly mistakes: number;
}

export const syntaxLimits: SyntaxLimits = {
  fileCharacters: 8 * 1024 * 1024,
  nesting: 200,
  operators: 500,
  members: 1_000_000,
  mistakes: 200,
};

/** Devices that the bonded names of one statement may tell apart one by one (plan/build-side.ts). */
export const MAX_TABLE_GROUPS = 1_500_000;

/** Combinations that the bonded names of one statement may have (plan/component.ts). */
export const MAX_TABLE_ASSIGNMENTS = 50_000_000;

/** Rows that one compilation writes, all tables together: beyond it a disk fills before anybody reads them. */
export const MAX_ROWS = 1_000_000_000;

/** Limits of loading a project. */
export interface LoadLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Import statements of all files together. */
  readonly imports: number;
}

export const loadLimits: LoadLimits = { fileBytes: 8 * 1024 * 1024, imports: 1_000 };

/** Limits of one file of data: a catalogue, a NetBox type, a price book. */
export interface DataLimits {
  /** Characters (UTF-16 units) of YAML, which takes far longer to read than JSON. */
  readonly yamlCharacters: number;
  /** Lists and objects inside one another. */
  readonly nesting: number;
  /** Values, those that YAML aliases stand for counted each time. */
  readonly values: number;
  /** Mistakes after which nothing more is said. */
  readonly mistakes: number;
}

export const dataLimits: DataLimits = {
  yamlCharacters: 2 * 1024 * 1024,
  nesting: 50,
  values: 500_000,
  mistakes: 100,
};

/** Limits of computing values. */
export interface ValueLimits {
  /** Operators inside one another, those of the lets that are waited for included. */
  readonly evaluationDepth: number;
  /** The largest extent and the largest product of extents: beyond it a double is not exact. */
  readonly product: number;
  /** Ports of one group or pool of a part, and parts of one name inside a part. */
  readonly perPart: number;
  /** Parts that extend or hold one another in a row. */
  readonly partDepth: number;
}

export const valueLimits: ValueLimits = {
  evaluationDepth: 1_200,
  product: Number.MAX_SAFE_INTEGER,
  perPart: 100_000,
  partDepth: 64,
};
