/** Names: what each file declares and imports, and what a cluster holds. Computes no value. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import type { Import, Name } from "../syntax/ast.js";
import type { ProjectFile } from "../syntax/project.js";
import { checkBlock } from "./block.js";
import { type ClusterTree, walkCluster } from "./cluster-tree.js";
import { type Context, isBroken, labelAt, listNames, offer, report } from "./context.js";
import { type DeclaredThing, type Definition, declareName, type Scope } from "./scope.js";

/** What one file declares itself. */
export interface BoundFile {
  readonly path: string;
  readonly scope: Scope;
  readonly parts: readonly DeclaredThing[];
  readonly values: readonly Extract<Definition, { kind: "let" | "param" }>[];
  readonly clusters: readonly DeclaredThing[];
}

export interface Bindings {
  readonly files: ReadonlyMap<string, BoundFile>;
  /** The design of the file that was asked for, or null when it has none. */
  readonly cluster: ClusterTree | null;
}

/** Returns the names of every file and the tree of the cluster. */
export function bindProject(ctx: Context): Bindings {
  const files = new Map<string, BoundFile>();
  const own = new Map<string, ReadonlyMap<string, Definition>>();
  for (const file of ctx.project.files.values()) {
    const bound = bindFile(ctx, file);
    files.set(file.path, bound);
    own.set(file.path, new Map(bound.scope.names));
  }
  for (const file of ctx.project.files.values()) {
    const bound = files.get(file.path);
    if (bound !== undefined) bindImports(ctx, file, bound.scope, own);
  }
  const entry = files.get(ctx.project.entry);
  return { files, cluster: entry === undefined ? null : chooseCluster(ctx, entry) };
}

function bindFile(ctx: Context, file: ProjectFile): BoundFile {
  const scope: Scope = { file: file.path, names: new Map(), parent: null };
  const parts: DeclaredThing[] = [];
  const values: Extract<Definition, { kind: "let" | "param" }>[] = [];
  const clusters: DeclaredThing[] = [];
  const block = checkBlock(ctx, file.tree, file.tree.members, { keyword: "file", properties: [], heading: null });
  for (const name of [...block.refused, ...(file.tree.lost ?? [])]) declareName(ctx, scope, { kind: "unknown", name });
  for (const member of block.members) {
    if (member.kind === "let" || member.kind === "param") {
      const definition = { kind: member.kind, name: member.name, node: member, scope } as Extract<
        Definition,
        { kind: "let" | "param" }
      >;
      if (declareName(ctx, scope, definition)) values.push(definition);
    } else if (member.kind === "declaration" && member.name !== null) {
      const kind = member.keyword.text === "part" ? "part" : "cluster";
      const definition: DeclaredThing = { kind, name: member.name, node: member, scope };
      const isNew = declareName(ctx, scope, definition);
      if (kind === "cluster") clusters.push(definition);
      else if (isNew) parts.push(definition);
    }
  }
  return { path: file.path, scope, parts, values, clusters };
}

function bindImports(
  ctx: Context,
  file: ProjectFile,
  scope: Scope,
  own: ReadonlyMap<string, ReadonlyMap<string, Definition>>,
): void {
  for (const member of file.tree.members) {
    if (member.kind !== "import") continue;
    const target = file.imports.get(member.from.value);
    const exported = target === undefined ? undefined : own.get(target);
    for (const name of member.names) declareName(ctx, scope, resolveImport(ctx, member, name, target, exported));
  }
}

function resolveImport(
  ctx: Context,
  member: Import,
  name: Name,
  target: string | undefined,
  exported: ReadonlyMap<string, Definition> | undefined,
): Definition {
  const unknown: Definition = { kind: "unknown", name };
  if (exported === undefined) return unknown;
  const found = exported.get(name.text);
  if (found !== undefined) return found;
  const meant = findAlias(ctx, target, name.text, exported);
  if (meant !== null) return { ...meant, name: { ...meant.name, text: name.text } };
  const elsewhere = originOf(ctx, target, name.text);
  const otherwise = elsewhere === null ? undefined : `import it from "${elsewhere}"`;
  const extra = elsewhere === null ? offer(name, exported.keys(), listOffers(exported)) : { help: otherwise };
  report(
    ctx,
    nameCodes.unknownImport,
    `"${member.from.value}" declares no \`${name.text}\``,
    [labelAt(name.span), labelAt(member.from.span, "the file that was searched")],
    extra,
  );
  return unknown;
}

/** A part of a data file may be called by its slug, its file or its part number; its own name stays what it is. */
function findAlias(
  ctx: Context,
  target: string | undefined,
  name: string,
  exported: ReadonlyMap<string, Definition>,
): Definition | null {
  const own = target === undefined ? undefined : ctx.project.files.get(target)?.aliases?.get(name);
  return own === undefined ? null : (exported.get(own) ?? null);
}

/** Of few names all are listed: a file with one part is told by its name at once. */
const MOST_OFFERS = 6;

function listOffers(exported: ReadonlyMap<string, Definition>): string | undefined {
  const names = [...exported.keys()];
  return names.length === 0 || names.length > MOST_OFFERS ? undefined : `it declares ${listNames(names)}`;
}

/** Returns from where a name can be had: what the searched file imports itself, or the standard library. */
function originOf(ctx: Context, target: string | undefined, name: string): string | null {
  const tree = target === undefined ? undefined : ctx.project.files.get(target)?.tree;
  for (const member of tree?.members ?? []) {
    if (member.kind === "import" && member.names.some((imported) => imported.text === name)) return member.from.value;
  }
  return ctx.settings.standardParts?.get(name) ?? null;
}

function chooseCluster(ctx: Context, entry: BoundFile): ClusterTree | null {
  const [first, ...others] = entry.clusters;
  if (first === undefined) {
    const start = { file: entry.path, start: 0, end: 0 };
    const whole = { ...start, end: ctx.project.files.get(entry.path)?.text.length ?? 0 };
    // A file that could not be read may well declare one.
    if (isBroken(ctx, whole)) return null;
    report(
      ctx,
      designCodes.noCluster,
      "the file declares no cluster, so there is nothing to compile",
      [labelAt(start)],
      { help: "add `cluster name { ... }`" },
    );
    return null;
  }
  for (const other of others) {
    report(
      ctx,
      designCodes.secondCluster,
      `a file holds one cluster, \`${other.name.text}\` is one too many`,
      [labelAt(other.name.span), labelAt(first.name.span, "the first, which is compiled")],
      { help: "move it into a file of its own" },
    );
  }
  return walkCluster(ctx, first);
}
