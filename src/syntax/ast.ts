/**
 * The abstract syntax tree: what a file says, with a span for every part of it. It knows no name, type or unit.
 * A tree built from a file with mistakes is incomplete (members left out, expressions `missing`) but never absent.
 */
import type { Span } from "../core/span.js";

export interface Node {
  readonly span: Span;
}

/** A name as written; a quoted name has its quotes removed. */
export interface Name extends Node {
  readonly text: string;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "div"
  | "mod"
  | "**"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "and"
  | "or";

export type Expr =
  /** `15_000`, `1.5`; `text` without underscores, so `15000`. */
  | (Node & { readonly kind: "number"; readonly text: string })
  /** `400Gbps`, `92%`, `989TFLOPS(bf16)`: number, unit as written, precision or null. */
  | (Node & {
      readonly kind: "quantity";
      readonly number: string;
      readonly unit: string;
      readonly precision: Name | null;
    })
  /** `8x200G`, `2x400Gbps over 2`: a split of a port. */
  | (Node & {
      readonly kind: "split";
      readonly children: number;
      readonly rateNumber: string;
      readonly rateUnit: string;
      readonly connectors: Expr | null;
    })
  | (Node & { readonly kind: "text"; readonly value: string })
  | (Node & { readonly kind: "truth"; readonly value: boolean })
  /** `a`, `a.b`. */
  | (Node & { readonly kind: "name"; readonly path: readonly Name[] })
  | (Node & { readonly kind: "call"; readonly callee: Name; readonly args: readonly Expr[] })
  | (Node & {
      readonly kind: "unary";
      readonly operator: "-" | "not";
      readonly operand: Expr;
      readonly operatorSpan: Span;
    })
  | (Node & {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly operatorSpan: Span;
    })
  | (Node & { readonly kind: "range"; readonly from: Expr; readonly to: Expr })
  | (Node & { readonly kind: "list"; readonly items: readonly Expr[] })
  | (Node & { readonly kind: "if"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr })
  /** Kept, because `[(s)]` is a value where `[s]` binds a name. */
  | (Node & { readonly kind: "paren"; readonly inner: Expr })
  /** Stands where recovery found nothing. */
  | (Node & { readonly kind: "missing" });

/** One entry of `[...]`: `136`, `rail: 8`, `3 of 15`, `*`, `set: spine div 15`. `value` null is `*`. */
export interface Entry extends Node {
  readonly label: Name | null;
  readonly value: Expr | null;
  readonly planned: Expr | null;
}

/** `[...]` after a declared name (dims) or in a path (index list). */
export interface EntryList extends Node {
  readonly entries: readonly Entry[];
}

/** `host`, `host.backend[port: plane]`, `leaf[su: 3].front[31]`: names, each with an index list or null. */
export interface Path extends Node {
  readonly steps: readonly { readonly name: Name; readonly index: EntryList | null }[];
}

/** `published "DGX H100 user guide"` after a figure. */
export interface Evidence extends Node {
  readonly grade: Name;
  readonly source: string | null;
}

export type Member =
  | Import
  | Attribute
  | Declaration
  | Let
  | Param
  | Ports
  | Cage
  | ConnectStatement
  | Isolate
  | Require
  | Allow;

interface MemberNode extends Node {
  /** The `///` lines right above, joined with newlines, without the slashes; empty when there are none. */
  readonly doc: string;
}

/** `import { a, b } from "std/alibaba"` */
export interface Import extends MemberNode {
  readonly kind: "import";
  readonly names: readonly Name[];
  readonly from: { readonly value: string; readonly span: Span };
}

/** `key = value published "source"`, and what other sources say: `also 10.4kW published "another"`. */
export interface Attribute extends MemberNode {
  readonly kind: "attribute";
  readonly name: Name;
  readonly value: Expr;
  readonly evidence: Evidence | null;
  readonly also: readonly OtherFigure[];
}

/** `also 10.4kW published "another"` */
export interface OtherFigure extends Node {
  readonly value: Expr;
  readonly evidence: Evidence | null;
}

/**
 * Every keyword-led block and device array: `cluster hpn { }`, `group segment[3 of 15] { }`,
 * `switch tor[segment, rail: 8]: th5 { spares = 2 }`, `part switch th5 extends th4 { }`, `server n[32]: dgx except ...`.
 */
export interface Declaration extends MemberNode {
  readonly kind: "declaration";
  readonly keyword: Name;
  /** For `part <kind> name`: the kind; otherwise null. */
  readonly partKind: Name | null;
  readonly name: Name | null;
  readonly dims: EntryList | null;
  /** After the colon. */
  readonly part: Name | null;
  readonly extends: Name | null;
  readonly except: Expr | null;
  /** Null when there is no block; an empty list for `{ }`. */
  readonly body: readonly Member[] | null;
}

export interface Let extends MemberNode {
  readonly kind: "let";
  readonly name: Name;
  readonly value: Expr;
}

/** `param segments: count in 1..64 = 15 "doc"`; `text` is the trailing string. */
export interface Param extends MemberNode {
  readonly kind: "param";
  readonly name: Name;
  readonly type: Name;
  readonly bounds: Expr | null;
  readonly value: Expr | null;
  readonly text: string | null;
}

/** `ports backend[rail: 8, port: 2] at 200Gbps { ... }`, `ports front x 64 at 800Gbps { ... }` */
export interface Ports extends MemberNode {
  readonly kind: "ports";
  readonly name: Name;
  readonly dims: EntryList | null;
  readonly count: Expr | null;
  readonly rate: Expr | null;
  readonly body: readonly Member[] | null;
}

/** `cage osfp[4] holds backend[7], backend[4]; backend[6], ...`: one list of port paths a cage. */
export interface Cage extends MemberNode {
  readonly kind: "cage";
  readonly name: Name;
  readonly dims: EntryList | null;
  readonly slots: readonly (readonly Path[])[];
}

/** `connect A -> B on plane x 4 at 400Gbps where cond { medium = mmf }`; clauses in any order. */
export interface ConnectStatement extends MemberNode {
  readonly kind: "connect";
  readonly from: Path;
  readonly arrow: "->" | "<->";
  readonly to: Path;
  readonly clauses: readonly ConnectClause[];
  readonly body: readonly Member[] | null;
}

export type ConnectClause =
  | (Node & { readonly kind: "on"; readonly names: readonly Name[] })
  /** `x 4`, `x l: 4` */
  | (Node & { readonly kind: "copies"; readonly name: Name | null; readonly count: Expr })
  /** `at 200Gbps`, `at 200Gbps whole` */
  | (Node & { readonly kind: "rate"; readonly rate: Expr; readonly whole: boolean })
  | (Node & { readonly kind: "where"; readonly condition: Expr });

export interface Isolate extends MemberNode {
  readonly kind: "isolate";
  readonly names: readonly Name[];
}

export interface Require extends MemberNode {
  readonly kind: "require";
  readonly condition: Expr;
  readonly message: string | null;
}

export interface Allow extends MemberNode {
  readonly kind: "allow";
  readonly rule: Name;
  readonly reason: string | null;
}

/** One file. */
export interface Tree {
  readonly path: string;
  readonly members: readonly Member[];
  /** Names that members declare which recovery left out: known below, so that their uses are not complained of too. */
  readonly lost?: readonly Name[];
}
