/** The smallest expressions: numbers, quantities, texts, names, calls, lists, brackets. */
import type { IToken } from "chevrotain";
import type { TermCstNode } from "../../grammar/cst.generated.js";
import type { Span } from "../core/span.js";
import type { Expr } from "./ast.js";
import { buildExpr, buildItems } from "./build-expr.js";
import { type BuildContext, buildMissing, buildName, buildNames, cover, firstToken, type Placed } from "./context.js";
import { decodeText } from "./text.js";
import { reportUnknownUnit } from "./unit.js";

type Term = TermCstNode["children"];

/** Returns what a term says without its prefix operators, or `missing` right after `before`. */
export function buildTerm(context: BuildContext, term: TermCstNode | undefined, before: Placed): Expr {
  const children = term?.children;
  if (children === undefined) return buildMissing(context, before);
  const { Word, Quantity, Split, LSquare, open } = children;
  if (Word !== undefined) return buildReference(context, children, before);
  if (Quantity !== undefined) return buildQuantity(context, children, before);
  if (Split !== undefined) return buildSplit(context, children, before);
  if (LSquare !== undefined) return buildList(context, children);
  if (open !== undefined) return buildParen(context, children, before);
  const token = firstToken(
    children.NumberLiteral ?? children.StringLiteral ?? children.Truth ?? children.UnknownQuantity,
  );
  return token === undefined ? buildMissing(context, children.Prefix?.at(-1) ?? before) : buildLiteral(context, token);
}

function buildLiteral(context: BuildContext, token: IToken): Expr {
  const span = cover(context, token);
  switch (token.tokenType.name) {
    case "NumberLiteral":
      return { kind: "number", text: plainNumber(token.image), span };
    case "UnknownQuantity":
      return buildUnknownQuantity(context, token, span);
    case "True":
    case "False":
      return { kind: "truth", value: token.image === "true", span };
    default:
      return { kind: "text", value: decodeText(context, token), span };
  }
}

/** Returns the number as written, without underscores. */
function plainNumber(image: string): string {
  return image.replaceAll("_", "");
}

const numberEnd = /^[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?\d+)?/;

/** Splits `1_500.5Gbps` into number and unit. */
function splitQuantity(image: string): { readonly number: string; readonly unit: string } {
  const number = numberEnd.exec(image)?.[0] ?? "";
  return { number: plainNumber(number), unit: image.slice(number.length) };
}

function buildUnknownQuantity(context: BuildContext, token: IToken, span: Span): Expr {
  const { number, unit } = splitQuantity(token.image);
  const unitSpan = { ...span, start: span.end - unit.length };
  const meant = reportUnknownUnit(context, unit, unitSpan);
  return meant === null ? { kind: "missing", span } : { kind: "quantity", number, unit: meant, precision: null, span };
}

function buildQuantity(context: BuildContext, term: Term, before: Placed): Expr {
  const token = firstToken(term.Quantity);
  if (token === undefined) return buildMissing(context, before);
  const precision = buildName(context, term.precision?.[0]);
  const span = cover(context, token, term.close?.[0], precision);
  return { kind: "quantity", ...splitQuantity(token.image), precision, span };
}

function buildSplit(context: BuildContext, term: Term, before: Placed): Expr {
  const token = firstToken(term.Split);
  if (token === undefined) return buildMissing(context, before);
  const cross = token.image.indexOf("x");
  const rate = splitQuantity(token.image.slice(cross + 1));
  const over = term.Over?.[0];
  const connectors = over === undefined ? null : buildTerm(context, term.term?.[0], over);
  return {
    kind: "split",
    children: Number(token.image.slice(0, cross)),
    rateNumber: rate.number,
    rateUnit: rate.unit,
    connectors,
    span: cover(context, token, connectors),
  };
}

/** A name, names joined by dots, or a call. */
function buildReference(context: BuildContext, term: Term, before: Placed): Expr {
  const callee = buildName(context, term.Word?.[0]);
  if (callee === null) return buildMissing(context, before);
  const open = firstToken(term.open);
  if (open !== undefined) {
    const args = buildItems(context, term.items?.[0], open);
    return { kind: "call", callee, args, span: cover(context, callee, open, args.at(-1), term.close?.[0]) };
  }
  if (term.PlainName === undefined) return { kind: "name", path: [callee], span: callee.span };
  const path = [callee, ...buildNames(context, term.PlainName)];
  return { kind: "name", path, span: cover(context, callee, path.at(-1)) };
}

function buildList(context: BuildContext, term: Term): Expr {
  const open = term.LSquare?.[0];
  const items = buildItems(context, term.items?.[0], open);
  return { kind: "list", items, span: cover(context, open, items.at(-1), term.RSquare?.[0]) };
}

function buildParen(context: BuildContext, term: Term, before: Placed): Expr {
  const open = term.open?.[0];
  const inner = buildExpr(context, term.expression?.[0], open ?? before);
  return { kind: "paren", inner, span: cover(context, open, inner, term.close?.[0]) };
}
