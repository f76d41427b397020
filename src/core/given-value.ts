/** Values of params that a file gives, with their places in it. Knows neither the form of the file nor any design. */
import type { Span } from "./span.js";

/** One value, as the file has it. */
export interface GivenValue {
  readonly name: { readonly text: string; readonly span: Span };
  /** What stands for it in weft: `4`, `400Gbps`, `true`; of a text its characters, without quotes. */
  readonly text: string;
  /** `refused`: it was already complained of, so it counts as given and says nothing. */
  readonly form: "number" | "text" | "truth" | "refused";
  readonly span: Span;
}

/** What all files of one run give. */
export interface GivenValues {
  /** By name; of a name that several files give, the last. */
  readonly values: ReadonlyMap<string, GivenValue>;
  /** False if a file could not be read, so that values may be missing which somebody did give. */
  readonly complete: boolean;
}
