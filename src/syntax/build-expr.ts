/** Expressions: from the flat list of terms and operators in the concrete tree to a tree by precedence. */
import type { IToken } from "chevrotain";
import type { ExpressionCstNode, ItemsCstNode, TermCstNode } from "../../grammar/cst.generated.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import { joinSpans } from "../core/span.js";
import type { BinaryOperator, Expr } from "./ast.js";
import { buildTerm } from "./build-term.js";
import { type BuildContext, buildMissing, cover, firstToken, type Placed, spanOf } from "./context.js";
import { addFinding } from "./findings.js";

/** How tightly an operator binds; a higher number binds tighter. */
const powers: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  in: 4,
  "..": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  div: 7,
  mod: 7,
  "**": 9,
};
const NOT_POWER = 3;
const COMPARISON_POWER = 4;
const RANGE_POWER = 5;
const MINUS_POWER = 8;
const POWER_POWER = 9;

/** The flat expression and how far it has been read. */
interface Flat {
  readonly context: BuildContext;
  readonly terms: readonly TermCstNode[];
  readonly operators: readonly IToken[];
  /** The term to read next; operator `n` stands after term `n`. */
  position: number;
}

/** Returns the expression, or `missing` right after `before` where recovery found none. */
export function buildExpr(context: BuildContext, node: ExpressionCstNode | undefined, before: Placed): Expr {
  if (node === undefined) return buildMissing(context, before);
  const choice = node.children.choice?.[0];
  if (choice !== undefined) {
    const [condition, then, otherwise] = choice.children.expression ?? [];
    const start = firstToken(choice.children.If);
    const first = buildExpr(context, condition, start);
    const second = buildExpr(context, then, firstToken(choice.children.Then) ?? first);
    const third = buildExpr(context, otherwise, firstToken(choice.children.Else) ?? second);
    // biome-ignore lint/suspicious/noThenProperty: a tree is data, nothing awaits it
    return { kind: "if", condition: first, then: second, otherwise: third, span: cover(context, start, third) };
  }
  const terms = node.children.term ?? [];
  const operators = node.children.BinaryOperator ?? [];
  if (operators.length === 0 && terms[0]?.children.Prefix === undefined) return buildTerm(context, terms[0], before);
  return readOperators({ context, terms, operators, position: 0 }, 0, before);
}

/** Returns the expressions of a list or of a call's arguments. */
export function buildItems(context: BuildContext, node: ItemsCstNode | undefined, before: Placed): readonly Expr[] {
  return (node?.children.expression ?? []).map((item) => buildExpr(context, item, before));
}

/** Reads a term and the operators after it that bind at least as tightly as `least`. */
function readOperators(flat: Flat, least: number, before: Placed): Expr {
  return extendOperand(flat, readPrefixed(flat, 0, before), least);
}

function extendOperand(flat: Flat, operand: Expr, least: number): Expr {
  let left = operand;
  for (;;) {
    const token = flat.operators[flat.position - 1];
    const power = token === undefined ? undefined : powers[token.image];
    if (token === undefined || power === undefined || power < least) return left;
    const right = readOperators(flat, power === POWER_POWER ? power : power + 1, token);
    left = combine(flat.context, left, token, right);
  }
}

/** Reads the prefix operators of the next term from number `prefix` on, and what they apply to. */
function readPrefixed(flat: Flat, prefix: number, before: Placed): Expr {
  const term = flat.terms[flat.position];
  const token = term?.children.Prefix?.[prefix];
  const operatorSpan = spanOf(flat.context, token);
  if (token === undefined || operatorSpan === null) {
    flat.position++;
    return buildTerm(flat.context, term, before);
  }
  const inner = readPrefixed(flat, prefix + 1, token);
  const operator = token.image === "not" ? "not" : "-";
  const operand = extendOperand(flat, inner, operator === "not" ? NOT_POWER : MINUS_POWER);
  return { kind: "unary", operator, operand, operatorSpan, span: joinSpans(operatorSpan, operand.span) };
}

function combine(context: BuildContext, left: Expr, token: IToken, right: Expr): Expr {
  const span = joinSpans(left.span, right.span);
  const operatorSpan = cover(context, token);
  const power = powers[token.image];
  if (power === RANGE_POWER) {
    if (left.kind === "range") reportRangeChain(context, left, token);
    return { kind: "range", from: left, to: right, span };
  }
  const operator = token.image as BinaryOperator;
  const chained = power === COMPARISON_POWER ? findComparison(left) : null;
  if (chained !== null) {
    if (chained === left) reportChain(context, chained, token);
    const shared = chained.right;
    const second: Expr = {
      kind: "binary",
      operator,
      left: shared,
      right,
      operatorSpan,
      span: joinSpans(shared.span, right.span),
    };
    return { kind: "binary", operator: "and", left, right: second, operatorSpan, span };
  }
  return { kind: "binary", operator, left, right, operatorSpan, span };
}

type Binary = Expr & { readonly kind: "binary" };

/** Returns the comparison that another one would chain to; an `and` binds looser, so it is an earlier chain's. */
function findComparison(left: Expr): Binary | null {
  if (left.kind !== "binary") return null;
  if (powers[left.operator] === COMPARISON_POWER) return left;
  return left.operator === "and" && left.right.kind === "binary" ? left.right : null;
}

function reportChain(context: BuildContext, left: Binary, token: IToken): void {
  const shared = context.source.text.slice(left.right.span.start, left.right.span.end);
  const at = { ...left.right.span, start: left.right.span.end };
  addFinding(
    context.findings,
    diagnose(
      syntaxCodes.chainedComparison,
      `comparisons do not chain: \`${token.image}\` follows the comparison \`${left.operator}\`, expected one comparison`,
      [
        { span: cover(context, token), text: "second comparison" },
        { span: left.operatorSpan, text: "first comparison" },
      ],
      {
        help: `join two comparisons with \`and\`: \`... ${left.operator} ${shared} and ${shared} ${token.image} ...\``,
        fixes: [
          { title: "join the comparisons with `and`", edits: [{ span: at, text: ` and ${shared}` }], safe: true },
        ],
      },
    ),
  );
}

function reportRangeChain(context: BuildContext, left: Expr & { readonly kind: "range" }, token: IToken): void {
  addFinding(
    context.findings,
    diagnose(
      syntaxCodes.chainedComparison,
      "ranges do not chain: a second `..` follows, expected one start and one end",
      [
        { span: cover(context, token), text: "second `..`" },
        { span: left.span, text: "this is a range already" },
      ],
      { help: "a range has a start and an end, as in `0..4`, and no step" },
    ),
  );
}
