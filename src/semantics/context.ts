/** What every stage of checking carries along: the project, what was found wrong, and values already computed. */

import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import {
  type Diagnostic,
  type DiagnosticExtra,
  type DiagnosticKind,
  diagnose,
  type Fix,
  type Label,
} from "../core/diagnostic.js";
import type { GivenValues } from "../core/given-value.js";
import type { Span } from "../core/span.js";
import { suggestCertainly } from "../core/suggest.js";
import type { Expr, Name } from "../syntax/ast.js";
import type { Project } from "../syntax/project.js";
import { writeExpr } from "../syntax/write-expr.js";
import type { CheckedBlock } from "./block.js";
import type { Definition } from "./scope.js";
import type { Value } from "./value.js";

export interface Settings {
  /** Values of params as typed after `--set`, by name. */
  readonly set: Readonly<Record<string, string>>;
  /** Values of params from files; what is typed after `--set` wins over them. */
  readonly given?: GivenValues | undefined;
  /** The phase of the cluster that is built; the design as declared where it is null or not given. */
  readonly phase?: string | null | undefined;
  /** Names of the standard library and the module that declares each; used for suggestions only. */
  readonly standardParts?: ReadonlyMap<string, string>;
  /** What reading the files found: a heading that has a syntax error is not complained of again. */
  readonly earlier?: readonly Diagnostic[];
}

export interface Context {
  readonly project: Project;
  readonly settings: Settings;
  readonly diagnostics: Diagnostic[];
  /** Code, place and message of each: one mistake gives one message however often it is met. */
  readonly reported: Set<string>;
  readonly values: Map<Definition, Value>;
  /** Definitions being computed, outermost first. */
  readonly active: Definition[];
  readonly blocks: Map<object, CheckedBlock>;
  /** Operators inside each other at the moment. */
  depth: number;
}

/** Returns a context without findings over those files and settings. */
export function openContext(project: Project, settings: Settings): Context {
  return {
    project,
    settings,
    diagnostics: [],
    reported: new Set(),
    values: new Map(),
    active: [],
    blocks: new Map(),
    depth: 0,
  };
}

/** Adds a diagnostic, unless the same was already said of the same place. */
export function report(
  ctx: Context,
  kind: DiagnosticKind,
  message: string,
  labels: readonly Label[],
  extra: DiagnosticExtra = {},
): void {
  const first = labels[0]?.span;
  const key = first === undefined ? `${kind.code} ${message}` : `${kind.code} ${first.start} ${first.file} ${message}`;
  if (ctx.reported.has(key)) return;
  ctx.reported.add(key);
  const found = diagnose(kind, message, labels, extra);
  const earlier = missing.has(kind) ? ctx.diagnostics.findIndex((one) => isSame(ctx, one, found)) : -1;
  const known = ctx.diagnostics[earlier];
  if (known === undefined) ctx.diagnostics.push(found);
  else ctx.diagnostics[earlier] = addPlace(known, found);
}

/** Kinds of names that are nowhere: one that is used at several places is one mistake. */
const missing: ReadonlySet<DiagnosticKind> = new Set([
  nameCodes.unknownName,
  nameCodes.unknownPart,
  nameCodes.unknownFunction,
  nameCodes.unknownPorts,
  nameCodes.unboundName,
]);

const missingCodes: ReadonlySet<string> = new Set([...missing].map(({ code }) => code));

/** Places of a name that are labelled; how many more there are is told in words. */
const MOST_PLACES = 4;

function isSame(ctx: Context, one: Diagnostic, other: Diagnostic): boolean {
  const [first, second] = [one.labels[0]?.span, other.labels[0]?.span];
  if (!missingCodes.has(one.code) || first === undefined || second === undefined) return false;
  return first.file === second.file && textOf(ctx, first) === textOf(ctx, second);
}

/** Returns the first diagnostic with the place of the second, and with what mends it there too. */
function addPlace(first: Diagnostic, other: Diagnostic): Diagnostic {
  const span = other.labels[0]?.span;
  if (span === undefined) return first;
  const [fix] = first.fixes;
  const same = other.fixes.find(({ title }) => title === fix?.title);
  const mended = { ...first, fixes: fix === undefined || same === undefined ? first.fixes : [joinFixes(fix, same)] };
  const again = first.labels.filter(({ text }) => text === AGAIN);
  if (again.length < MOST_PLACES) return { ...mended, labels: [...first.labels, { span, text: AGAIN }] };
  const count = Number(/^and (\d+) more/.exec(first.notes.at(-1) ?? "")?.[1] ?? 0);
  const notes = count === 0 ? first.notes : first.notes.slice(0, -1);
  return { ...mended, notes: [...notes, `and ${count + 1} more ${count === 0 ? "place" : "places"}`] };
}

const AGAIN = "and here";

function joinFixes(one: Fix, other: Fix): Fix {
  return { ...one, edits: [...one.edits, ...other.edits], safe: one.safe && other.safe };
}

/** True when members were left out, so that what seems to be missing may be in them. */
export function isIncomplete(ctx: Context): boolean {
  if ([...ctx.project.files.values()].some(({ tree }) => (tree.lost ?? []).length > 0)) return true;
  if (ctx.diagnostics.some(({ code }) => code === designCodes.heading.code)) return true;
  return [...ctx.blocks.values()].some(({ refused }) => refused.length > 0);
}

/** Mistakes after which what was read is not all that was written. */
const garbling: ReadonlySet<string> = new Set([
  syntaxCodes.unexpectedToken.code,
  syntaxCodes.unclosedBracket.code,
  syntaxCodes.missingName.code,
  syntaxCodes.missingValue.code,
  syntaxCodes.strayClosing.code,
]);

/** True when the text of a place could not be read whole, so that its value is not what was meant. */
export function isGarbled(ctx: Context, span: Span): boolean {
  return (ctx.settings.earlier ?? []).some(({ code, labels }) => {
    const at = labels[0]?.span;
    return garbling.has(code) && at?.file === span.file && at.start >= span.start && at.start <= span.end + 1;
  });
}

/** True when an earlier stage found an error between the start of a place and the first word after its end. */
export function isBroken(ctx: Context, span: Span): boolean {
  const text = ctx.project.files.get(span.file)?.text ?? "";
  const gap = /^\s*/.exec(text.slice(span.end))?.[0].length ?? 0;
  return (ctx.settings.earlier ?? []).some(({ severity, labels }) => {
    const at = labels[0]?.span;
    return severity === "error" && at?.file === span.file && at.start >= span.start && at.start <= span.end + gap;
  });
}

/** Returns a label. */
export function labelAt(span: Span, text = ""): Label {
  return { span, text };
}

/** Returns the help and the fix for a misspelt name: the nearest candidate, or `otherwise` when none is near. */
export function offer(name: Name, candidates: Iterable<string>, otherwise?: string): DiagnosticExtra {
  const near = suggestCertainly(name.text, candidates);
  if (near === null) return otherwise === undefined ? {} : { help: otherwise };
  const fix: Fix = { ...replaceFix(name.span, quote(near.word)), safe: near.isCertain };
  return { help: `did you mean \`${near.word}\`?`, fixes: [fix] };
}

/** A name of other characters than a word's stands in quotes. */
function quote(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name}"`;
}

/** Returns an unsafe fix that puts other words in a place. */
export function replaceFix(span: Span, text: string): Fix {
  return { title: `change to \`${text}\``, edits: [{ span, text }], safe: false };
}

/** Returns the source text of a place, or an empty text where the file is unknown. */
export function textOf(ctx: Context, span: Span): string {
  return ctx.project.files.get(span.file)?.text.slice(span.start, span.end) ?? "";
}

/** Returns an expression as written; of a data file, as weft writes it. */
export function textOfExpr(ctx: Context, expr: Expr): string {
  const isData = ctx.project.files.get(expr.span.file)?.isData === true;
  return isData ? writeExpr(expr) : textOf(ctx, expr.span);
}

/** Returns names in backticks for a sentence: `` `a`, `b` and `c` ``. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1) ?? ""}`;
}
