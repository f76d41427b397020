/** Scopes and what is declared in them. Knows where a name was declared, not what it is worth. */

import { nameCodes } from "../core/codes/names.js";
import { withArticle } from "../core/words.js";
import type { Declaration, Let, Name, Param } from "../syntax/ast.js";
import { type Context, labelAt, report } from "./context.js";

export type Definition =
  | { readonly kind: "let"; readonly name: Name; readonly node: Let; readonly scope: Scope }
  | { readonly kind: "param"; readonly name: Name; readonly node: Param; readonly scope: Scope }
  | DeclaredThing
  /** An imported name that could not be found: already complained of. */
  | { readonly kind: "unknown"; readonly name: Name };

/** Something declared by a block or an array. */
export interface DeclaredThing {
  readonly kind: "part" | "cluster" | "group" | "array" | "fabric" | "storage" | "workload" | "phase";
  readonly name: Name;
  readonly node: Declaration;
  readonly scope: Scope;
}

/** The names of one file or of one cluster; a cluster's `parent` is its file's. */
export interface Scope {
  readonly file: string;
  readonly names: Map<string, Definition>;
  readonly parent: Scope | null;
}

/** Returns what a name means in a scope or around it, or null. */
export function lookUp(scope: Scope, name: string): Definition | null {
  return scope.names.get(name) ?? (scope.parent === null ? null : lookUp(scope.parent, name));
}

/** Returns the `let` or `param` of that name that is in sight, or null. */
export function lookUpValue(scope: Scope, name: string): Definition | null {
  const found = lookUp(scope, name);
  return found !== null && (found.kind === "let" || found.kind === "param") ? found : null;
}

/** True for an imported name that could not be found: what hangs on it is silent. */
export function isMissing(scope: Scope, name: string): boolean {
  return lookUp(scope, name)?.kind === "unknown";
}

/** Returns the names in sight whose definition passes, nearest scope first: candidates for a suggestion. */
export function namesInSight(scope: Scope, accepts: (definition: Definition) => boolean): string[] {
  const names: string[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    for (const [name, definition] of at.names) if (accepts(definition)) names.push(name);
  }
  return names;
}

/** Adds a name to a scope; false after a report when it is taken, also by a value of the file around a cluster. */
export function declareName(ctx: Context, scope: Scope, definition: Definition): boolean {
  const { text } = definition.name;
  const first = scope.names.get(text) ?? takenAround(scope, text);
  if (first === null || first.kind === "unknown") {
    scope.names.set(text, definition);
    return true;
  }
  if (definition.kind === "unknown") return false;
  report(
    ctx,
    nameCodes.duplicateName,
    `\`${text}\` is declared twice, first as ${withArticle(first.kind)}`,
    [labelAt(definition.name.span, "again here"), labelAt(first.name.span, "first here")],
    { help: "give one of them another name" },
  );
  return false;
}

/** A cluster may use the name of a part again, but not that of a value: index lists could not tell them apart. */
function takenAround(scope: Scope, name: string): Definition | null {
  const around = scope.parent?.names.get(name) ?? null;
  return around !== null && (around.kind === "let" || around.kind === "param") ? around : null;
}
