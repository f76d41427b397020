/** Late expressions: typed trees over the compiled cluster, evaluated by `judge` after analysis and simulation. */
import type { Ratio } from "../core/ratio.js";
import type { Span } from "../core/span.js";

export type LateOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "div"
  | "mod"
  | "**"
  | "neg"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "and"
  | "or"
  | "not"
  | "if"
  | "in";

export type LateExpr =
  /** A quantity in base units of `dimension` (core/quantity.ts); truth is a boolean of its own. */
  | { readonly kind: "number"; readonly value: Ratio; readonly dimension: string; readonly origin: Span }
  | { readonly kind: "truth"; readonly value: boolean; readonly origin: Span }
  | { readonly kind: "text"; readonly value: string; readonly origin: Span }
  /** Something of the design, by kind and name: an array, a fabric, a storage, a workload, an array's ports. */
  | {
      readonly kind: "reference";
      readonly of: ReferenceKind;
      readonly name: string;
      readonly ports: string | null;
      readonly origin: Span;
    }
  | { readonly kind: "call"; readonly function: string; readonly args: readonly LateExpr[]; readonly origin: Span }
  | {
      readonly kind: "operation";
      readonly operator: LateOperator;
      readonly args: readonly LateExpr[];
      readonly origin: Span;
    };

export type ReferenceKind = "array" | "fabric" | "storage" | "workload" | "cluster";
