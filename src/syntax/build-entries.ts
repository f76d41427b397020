/** Index lists and paths: `[rail: 8, 3 of 15, *]`, `host.backend[port: plane]`. */
import type { IToken } from "chevrotain";
import type { EntriesCstNode, EntryCstNode, ExpressionCstNode, PathCstNode } from "../../grammar/cst.generated.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { Entry, EntryList, Expr, Name, Path } from "./ast.js";
import { buildExpr } from "./build-expr.js";
import { type BuildContext, buildName, cover, firstToken, type Placed } from "./context.js";
import { addFinding } from "./findings.js";

/** Returns the list, or null when there is none. */
export function buildEntries(context: BuildContext, node: EntriesCstNode | undefined): EntryList | null {
  if (node === undefined) return null;
  const open = firstToken(node.children.LSquare);
  const entries = (node.children.entry ?? []).map((entry) => buildEntry(context, entry, open));
  return { entries, span: cover(context, open, entries.at(-1), node.children.RSquare?.[0]) };
}

function buildEntry(context: BuildContext, node: EntryCstNode, before: Placed): Entry {
  const { Star, expression, Colon, any, value, planned, Of } = node.children;
  const head = buildEntryValue(context, Star?.[0], expression?.[0], before);
  const of = planned === undefined ? null : buildExpr(context, planned[0], Of?.[0]);
  const colon = firstToken(Colon);
  if (colon === undefined) {
    return { label: null, value: head.value, planned: of, span: of === null ? head.span : cover(context, head, of) };
  }
  const labelled = buildEntryValue(context, any?.[0], value?.[0], colon);
  return {
    label: buildLabel(context, head),
    value: labelled.value,
    planned: of,
    span: cover(context, head, labelled, of),
  };
}

interface EntryValue {
  /** Null for `*`. */
  readonly value: Expr | null;
  readonly span: Entry["span"];
}

function buildEntryValue(
  context: BuildContext,
  star: IToken | undefined,
  node: ExpressionCstNode | undefined,
  before: Placed,
): EntryValue {
  if (star !== undefined) return { value: null, span: cover(context, star) };
  const value = buildExpr(context, node, before);
  return { value, span: value.span };
}

/** Returns the name before a colon; anything but a lone name is reported. */
export function buildLabel(context: BuildContext, head: EntryValue): Name | null {
  const { value, span } = head;
  if (value?.kind === "name" && value.path.length === 1) return value.path[0] ?? null;
  if (value?.kind === "text") return { text: value.value, span };
  if (value?.kind === "missing") return null;
  const found = context.source.text.slice(span.start, span.end);
  addFinding(
    context.findings,
    diagnose(
      syntaxCodes.labelNotName,
      `found \`${found}\` before the colon, expected the name of a dimension`,
      [{ span, text: "not a name" }],
      { help: "a name stands before the colon and its value after it, as in `rail: 8`" },
    ),
  );
  return null;
}

/** Returns the path, or null when recovery found no name at all. */
export function buildPath(context: BuildContext, node: PathCstNode | undefined): Path | null {
  const steps = (node?.children.step ?? []).flatMap((step) => {
    const name = buildName(context, step.children.PlainName?.[0]);
    return name === null ? [] : [{ name, index: buildEntries(context, step.children.entries?.[0]) }];
  });
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return null;
  return { steps, span: cover(context, first.name, last.index ?? last.name) };
}
