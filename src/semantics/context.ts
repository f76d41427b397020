/** What every stage of checking carries along: the project, what was found wrong, and values already computed. */
import {
  type Diagnostic,
  type DiagnosticExtra,
  type DiagnosticKind,
  diagnose,
  type Fix,
  type Label,
} from "../core/diagnostic.js";
import type { Span } from "../core/span.js";
import { suggest } from "../core/suggest.js";
import type { Name } from "../syntax/ast.js";
import type { Project } from "../syntax/project.js";
import type { CheckedBlock } from "./block.js";
import type { Definition } from "./scope.js";
import type { Value } from "./value.js";

export interface Settings {
  /** Values of params as typed after `--set`, by name. */
  readonly set: Readonly<Record<string, string>>;
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
  ctx.diagnostics.push(diagnose(kind, message, labels, extra));
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
  const near = suggest(name.text, candidates);
  if (near === null) return otherwise === undefined ? {} : { help: otherwise };
  return { help: `did you mean \`${near}\`?`, fixes: [replaceFix(name.span, quote(near))] };
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

/** Returns names in backticks for a sentence: `` `a`, `b` and `c` ``. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1) ?? ""}`;
}
