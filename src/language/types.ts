/** The types that the language's tables speak of: of properties, of params, of function arguments. Data only. */
import { DIM, type Dimension } from "../core/dimension.js";

/** What may stand after `key =`. */
export type PropertyType =
  /** A number with that dimension, zero or more unless `signed`. */
  | { readonly kind: "quantity"; readonly dimension: Dimension }
  /** A whole number from `least` to `most`. */
  | { readonly kind: "count"; readonly least: number; readonly most: number }
  | { readonly kind: "text" }
  /** One text, or a list of them. */
  | { readonly kind: "texts" }
  /** `true` or `false`. */
  | { readonly kind: "truth" }
  /** A list of quantities of that dimension, such as `[0.5m, 1m, 2m]`; also whole numbers for `DIM.none`. */
  | { readonly kind: "quantities"; readonly dimension: Dimension }
  /** The name of a part of one of those kinds. */
  | { readonly kind: "part"; readonly kinds: readonly string[] }
  /** One bare word of a closed set. */
  | { readonly kind: "word"; readonly words: readonly string[] }
  /** One such word, or a list of them. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** `989TFLOPS(bf16)`, or a list with one figure a precision. */
  | { readonly kind: "flops" }
  /** `[4x200Gbps, 2x400Gbps over 2]`, or one of them. */
  | { readonly kind: "splits" }
  /** The name of something of the cluster. */
  | { readonly kind: "reference"; readonly to: ReferenceTarget }
  /** The name of a dimension that is bound in the statement. */
  | { readonly kind: "dimension" };

/** `tier` is `storage` or `storage.tier`. */
export type ReferenceTarget = "array" | "fabric" | "tier";

/** The types of `param name: type`. */
export interface ParamType {
  readonly name: string;
  readonly kind: "count" | "quantity" | "text" | "truth";
  /** For a quantity; a count has none. */
  readonly dimension: Dimension;
  readonly doc: string;
}

export const paramTypes: readonly ParamType[] = [
  { name: "count", kind: "count", dimension: DIM.none, doc: "a whole number, zero or more" },
  { name: "number", kind: "quantity", dimension: DIM.none, doc: "any number without a unit; a percentage is one" },
  { name: "rate", kind: "quantity", dimension: DIM.rate, doc: "a data rate such as 400Gbps or 50GB/s" },
  { name: "data", kind: "quantity", dimension: DIM.data, doc: "a data size such as 80GB" },
  { name: "time", kind: "quantity", dimension: DIM.time, doc: "a time such as 5us or 2h" },
  { name: "power", kind: "quantity", dimension: DIM.power, doc: "a power such as 700W" },
  { name: "length", kind: "quantity", dimension: DIM.length, doc: "a length such as 30m" },
  { name: "mass", kind: "quantity", dimension: DIM.mass, doc: "a mass such as 130kg" },
  { name: "text", kind: "text", dimension: DIM.none, doc: "a text in double quotes" },
  { name: "truth", kind: "truth", dimension: DIM.none, doc: "true or false" },
];

/** How a figure is known; stands after it. */
export const grades = ["measured", "published", "derived", "assumed"] as const;

/** The number formats of FLOPS. */
export const precisions = ["fp64", "fp32", "tf32", "bf16", "fp16", "fp8", "fp6", "fp4", "int8", "int4"] as const;
