/** What the builders of the tree share: the file, its doc comments, the mistakes found so far, and spans of tokens. */
import type { IToken } from "chevrotain";
import type { SourceText, Span } from "../core/span.js";
import type { Expr, Name } from "./ast.js";
import type { Findings } from "./findings.js";
import { decodeText } from "./text.js";
import { endOf } from "./token-text.js";

export interface BuildContext {
  readonly source: SourceText;
  /** The `///` comments of the file, in order. */
  readonly docs: readonly IToken[];
  readonly findings: Findings;
  /** Names declared by members that are left out. */
  readonly lost: Name[];
}

/** Anything with a place: tokens that recovery put in have none. */
export type Placed = IToken | { readonly span: Span } | null | undefined;

/** Returns the span of a token, or null if it is absent or was put in by recovery. */
export function spanOf(context: BuildContext, token: IToken | undefined): Span | null {
  if (token === undefined || Number.isNaN(token.startOffset)) return null;
  return { file: context.source.path, start: token.startOffset, end: endOf(token) };
}

/** Returns the smallest span over all of them; one of zero length at the start of the file when none has a place. */
export function cover(context: BuildContext, ...parts: readonly Placed[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = -1;
  for (const part of parts) {
    const span = part === null || part === undefined ? null : "span" in part ? part.span : spanOf(context, part);
    if (span === null) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return end < 0 ? { file: context.source.path, start: 0, end: 0 } : { file: context.source.path, start, end };
}

/** Returns the first token of a list of children that recovery may have left out, or undefined if there is none in the text. */
export function firstToken(tokens: readonly IToken[] | undefined): IToken | undefined {
  const token = tokens?.[0];
  return token === undefined || Number.isNaN(token.startOffset) ? undefined : token;
}

/** Returns the name that a token spells, without quotes, or null if it is absent or empty. */
export function buildName(context: BuildContext, token: IToken | undefined): Name | null {
  const span = spanOf(context, token);
  if (token === undefined || span === null) return null;
  if (token.image.startsWith('"')) return { text: decodeText(context, token), span };
  // A misspelt keyword carries the one that was meant.
  return { text: typeof token.payload === "string" ? token.payload : token.image, span };
}

/** Returns the names that the tokens spell; those that are absent are left out. */
export function buildNames(context: BuildContext, tokens: readonly IToken[] | undefined): readonly Name[] {
  return (tokens ?? []).flatMap((token) => buildName(context, token) ?? []);
}

/** Returns the expression that stands where there is none, right after `before`. */
export function buildMissing(context: BuildContext, before: Placed): Expr {
  const { file, end } = cover(context, before);
  return { kind: "missing", span: { file, start: end, end } };
}
