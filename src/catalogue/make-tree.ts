/** Makes pieces of syntax tree out of data, each with its place in the data file. Knows nothing of what they mean. */
import type { SourceText, Span } from "../core/span.js";
import type { Attribute, Evidence, Expr, Name, OtherFigure } from "../syntax/ast.js";

/** Returns the place of a text without its quotes, where the file has it letter by letter. */
export function contentSpan(source: SourceText, value: string, span: Span): Span {
  const written = source.text.slice(span.start, span.end);
  const isQuoted = written.length === value.length + 2 && /^["']/.test(written) && written.slice(1, -1) === value;
  return isQuoted ? { ...span, start: span.start + 1, end: span.end - 1 } : span;
}

/** Returns a name. */
export function makeName(text: string, span: Span): Name {
  return { text, span };
}

/** Returns an expression that is one name, such as a word of a closed set. */
export function makeWord(text: string, span: Span): Expr {
  return { kind: "name", path: [makeName(text, span)], span };
}

/** Returns a text. */
export function makeText(value: string, span: Span): Expr {
  return { kind: "text", value, span };
}

/** Returns a plain number. */
export function makeCount(value: number | string, span: Span): Expr {
  return { kind: "number", text: String(value), span };
}

/** Returns a number with a unit. */
export function makeQuantity(number: string, unit: string, span: Span): Expr {
  return { kind: "quantity", number, unit, precision: null, span };
}

/** How a figure is known. */
export interface Provenance {
  readonly grade: string;
  readonly source: string | null;
  readonly span: Span;
}

/** Returns what stands after a figure, or null where nothing is said. */
export function makeEvidence(from: Provenance | null): Evidence | null {
  if (from === null) return null;
  return { grade: makeName(from.grade, from.span), source: from.source, span: from.span };
}

/** Returns `name = value grade "source"`, of which `key` is the place of the name. */
export function makeAttribute(
  name: Name,
  value: Expr,
  from: Provenance | null,
  also: readonly OtherFigure[] = [],
): Attribute {
  const isNear = name.span.file === value.span.file;
  const start = isNear ? Math.min(name.span.start, value.span.start) : name.span.start;
  const end = isNear ? Math.max(name.span.end, value.span.end) : name.span.end;
  return {
    kind: "attribute",
    name,
    value,
    evidence: makeEvidence(from),
    also,
    doc: "",
    span: { file: name.span.file, start, end },
  };
}
