/**
 * Loads a project: the entry, all that it imports, parsed, and the price books that it names. Knows no meaning beyond
 * `import` and `prices`, and no disk.
 */
import { projectCodes } from "./core/codes/project.js";
import {
  type Checked,
  type Diagnostic,
  type DiagnosticExtra,
  type DiagnosticKind,
  diagnose,
  type Label,
} from "./core/diagnostic.js";
import { loadLimits } from "./core/limits.js";
import type { PriceFile } from "./core/price-file.js";
import type { SourceText, Span } from "./core/span.js";
import { suggest, suggestCertainly } from "./core/suggest.js";
import type { Host, ReadFailure } from "./host/host.js";
import { standardPrices, std } from "./std/std.generated.js";
import type { Import, Tree } from "./syntax/ast.js";
import { parse } from "./syntax/parse.js";
import type { Project, ProjectFile } from "./syntax/project.js";

interface LoadState {
  readonly host: Host;
  readonly files: Map<string, ProjectFile>;
  readonly diagnostics: Diagnostic[];
  /** Paths that could not be read: said once. */
  readonly failed: Set<string>;
  /** Data files with errors: their text is kept for messages, but nothing is imported from them. */
  readonly broken: Set<string>;
  imports: number;
}

/** A file to load, and the text that asks for it; null for the entry. */
interface Wanted {
  readonly path: string;
  readonly by: Written | null;
  /** For messages: what is done there; `imported here` where it is not said. */
  readonly role?: string;
}

/** A path as written in a file. */
type Written = Import["from"];

export interface LoadOptions {
  /** Paths of price books beside those that the design names; what comes later wins. */
  readonly prices?: readonly string[];
}

/**
 * Returns the files that the entry reaches, parsed, in the order they were met. Files that cannot be read are left out,
 * each with a diagnostic at the import that asked for it; so are files that import each other in a ring.
 */
export async function loadProject(host: Host, entry: string, options: LoadOptions = {}): Promise<Checked<Project>> {
  const state: LoadState = {
    host,
    files: new Map(),
    diagnostics: [],
    failed: new Set(),
    broken: new Set(),
    imports: 0,
  };
  const queue: Wanted[] = [{ path: entry, by: null }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (state.files.has(next.path) || state.failed.has(next.path)) continue;
    queue.push(...(await loadFile(state, next)));
  }
  const priceFiles = await loadPrices(state, entry, options.prices ?? []);
  const project: Project = { entry, files: dropFailed(state), priceFiles };
  return { value: project, diagnostics: [...state.diagnostics, ...findCycles(project)] };
}

/** Reads and parses one file, and returns what it imports. */
async function loadFile(state: LoadState, wanted: Wanted): Promise<Wanted[]> {
  const { path } = wanted;
  const text = isStandard(path) ? await readStandard(state, wanted) : await readFromHost(state, wanted);
  if (text === null) {
    state.failed.add(path);
    return [];
  }
  const read = isData(path) ? await loadData(state, wanted, text) : parseText(state, { path, text });
  const found = listImports(read.tree);
  const kept = found.slice(0, Math.max(0, loadLimits.imports - state.imports));
  state.imports += found.length;
  const cut = found[kept.length];
  if (cut !== undefined) reportTooMany(state, cut);
  const next = kept.map(({ from }) => ({ path: resolveImport(state.host, path, from.value), by: from }));
  const imports = new Map(next.map((one) => [one.by.value, one.path]));
  state.files.set(path, { path, text, imports, ...read });
  return next;
}

/** What came out of a text. */
type Read = Omit<ProjectFile, "path" | "text" | "imports">;

function parseText(state: LoadState, source: SourceText): Read {
  const { value: tree, diagnostics } = parse(source);
  state.diagnostics.push(...diagnostics);
  return { tree };
}

/** Files of these endings hold data, not weft: NetBox types, catalogues, tables. */
function isData(path: string): boolean {
  return !isStandard(path) && /\.(ya?ml|json|csv)$/i.test(path);
}

/** Reads parts from a data file, with the overlay beside it if there is one. */
async function loadData(state: LoadState, wanted: Wanted, text: string): Promise<Read> {
  const { listOverlayPaths, readData } = await import("./catalogue/read-data.js");
  const { path } = wanted;
  const overlay = await findOverlay(state, wanted, listOverlayPaths(path));
  const { value, diagnostics } = readData({ path, text }, overlay);
  state.diagnostics.push(...diagnostics);
  if (overlay !== null) keepText(state, overlay);
  if (value !== null) return { ...value, isData: true };
  state.broken.add(path);
  return { tree: { path, members: [] }, isData: true };
}

/** Most types have no overlay, so one that is missing is no mistake. */
async function findOverlay(state: LoadState, wanted: Wanted, paths: readonly string[]): Promise<SourceText | null> {
  for (const path of paths) {
    const result = await state.host.readText(path);
    if (result.ok) return { path, text: result.text };
    if (result.reason === "missing") continue;
    const { kind, message, help } = describeFailure(path, result.reason, result.detail);
    report(state, kind, message, { ...wanted, path }, { help });
  }
  return null;
}

/** Keeps the text of a file that declares nothing, so that messages can show its lines. */
function keepText(state: LoadState, { path, text }: SourceText): void {
  if (state.files.has(path)) return;
  state.files.set(path, { path, text, tree: { path, members: [] }, imports: new Map(), isData: true });
}

/** Returns the price books that the cluster of the entry names, then the others; those with mistakes are left out. */
async function loadPrices(state: LoadState, entry: string, others: readonly string[]): Promise<PriceFile[]> {
  const named = listPrices(state.files.get(entry)?.tree).map((by) => ({
    path: resolveImport(state.host, entry, by.value),
    by,
    role: "named here",
  }));
  const books: PriceFile[] = [];
  for (const wanted of [...named, ...others.map((path) => ({ path, by: null }))]) {
    const text = isStandard(wanted.path) ? await readStandardPrices(state, wanted) : await readFromHost(state, wanted);
    if (text === null) continue;
    const { readPrices } = await import("./catalogue/read-prices.js");
    const source = { path: wanted.path, text };
    const { value, diagnostics } = readPrices(source, wanted.by?.value ?? wanted.path);
    keepText(state, source);
    state.diagnostics.push(...diagnostics);
    if (value !== null) books.push(value);
  }
  return books;
}

/** The texts after `prices =` in the clusters of a file; anything but plain texts is complained of by the model. */
function listPrices(tree: Tree | undefined): readonly Written[] {
  const clusters = (tree?.members ?? []).filter(
    (member) => member.kind === "declaration" && member.keyword.text === "cluster",
  );
  return clusters.flatMap((cluster) =>
    (cluster.kind === "declaration" ? (cluster.body ?? []) : []).flatMap((member) => {
      if (member.kind !== "attribute" || member.name.text !== "prices") return [];
      const items = member.value.kind === "list" ? member.value.items : [member.value];
      return items.flatMap((item) => (item.kind === "text" ? [{ value: item.value, span: item.span }] : []));
    }),
  );
}

async function readStandardPrices(state: LoadState, wanted: Wanted): Promise<string | null> {
  if (wanted.path === "std/prices") return (await standardPrices()).text;
  const help = 'the standard library has one price book, "std/prices"';
  report(state, projectCodes.unknownStandardFile, `the standard library has no \`${wanted.path}\``, wanted, { help });
  return null;
}

function resolveImport(host: Host, from: string, written: string): string {
  return isStandard(written) ? written.replace(/\.weft$/, "") : host.resolve(from, written);
}

function isStandard(path: string): boolean {
  return path.startsWith("std/");
}

/** An import whose place is missing was complained of: nothing stands at its place. */
function listImports(tree: Tree): Import[] {
  return tree.members.filter((member): member is Import => member.kind === "import" && !isEmptySpan(member.from.span));
}

function isEmptySpan({ start, end }: Span): boolean {
  return start === end;
}

async function readStandard(state: LoadState, wanted: Wanted): Promise<string | null> {
  const load = Object.hasOwn(std, wanted.path) ? std[wanted.path] : undefined;
  if (load !== undefined) return (await load()).text;
  const near = suggestCertainly(wanted.path, Object.keys(std));
  const nearest = near?.word ?? null;
  report(state, projectCodes.unknownStandardFile, `the standard library has no \`${wanted.path}\``, wanted, {
    help: nearest === null ? `it has ${Object.keys(std).join(", ")}` : `did you mean \`${nearest}\`?`,
    ...(nearest === null || wanted.by === null
      ? {}
      : {
          fixes: [
            {
              title: `import from \`${nearest}\``,
              edits: [{ span: wanted.by.span, text: `"${nearest}"` }],
              safe: near?.isCertain === true,
            },
          ],
        }),
  });
  return null;
}

async function readFromHost(state: LoadState, wanted: Wanted): Promise<string | null> {
  const result = await state.host.readText(wanted.path);
  if (result.ok) return result.text;
  const { kind, message, help } = describeFailure(wanted.path, result.reason, result.detail);
  const extra = result.reason === "missing" ? await explainMissing(state.host, wanted) : { help };
  report(state, kind, message, wanted, extra);
  return null;
}

/** A path in an import starts from the folder of its file, an argument from where the command runs. */
async function explainMissing(host: Host, wanted: Wanted): Promise<DiagnosticExtra> {
  const from = wanted.by === null ? "the folder you are in" : "the folder of the file that names it";
  const slash = Math.max(wanted.path.lastIndexOf("/"), wanted.path.lastIndexOf("\\")) + 1;
  const [folder, name] = [wanted.path.slice(0, slash), wanted.path.slice(slash)];
  const nearest = suggest(name, (await host.listBeside?.(wanted.path)) ?? []);
  if (nearest === null) return { help: `check the path; it starts from ${from}` };
  if (wanted.by === null) return { help: `did you mean \`${folder}${nearest}\`?` };
  const { span, value } = wanted.by;
  const meant = `${value.slice(0, value.length - name.length)}${nearest}`;
  const fixes = value.endsWith(name)
    ? [{ title: `import from \`${meant}\``, edits: [{ span, text: `"${meant}"` }], safe: false }]
    : [];
  return { help: `did you mean \`${meant}\`?`, fixes };
}

/** What is to be said of a file that cannot be had. */
export interface Failure {
  readonly kind: DiagnosticKind;
  readonly message: string;
  readonly help: string;
}

/** Returns what is to be said of a file that the host could not give. */
export function describeFailure(path: string, reason: ReadFailure, detail: string): Failure {
  const named = `\`${path}\``;
  const said = detail === "" ? "" : `: ${detail}`;
  switch (reason) {
    case "missing":
      return {
        kind: projectCodes.missingFile,
        message: `there is no file ${named}`,
        help: "check the path",
      };
    case "folder":
      return {
        kind: projectCodes.notAFile,
        message: `${named} is a folder, a file was expected`,
        help: "name a `.weft` file in it",
      };
    case "forbidden":
      return {
        kind: projectCodes.unreadableFile,
        message: `${named} may not be read${said}`,
        help: "give yourself the right to read it",
      };
    case "loop":
      return {
        kind: projectCodes.unreadableFile,
        message: `${named} is a link that leads back to itself`,
        help: "let the link point to a file",
      };
    case "too-large":
      return {
        kind: projectCodes.fileTooLarge,
        message: `${named} is larger than ${loadLimits.fileBytes / 1024 / 1024} MB${said}`,
        help: "is it a design? if so, split it into several files",
      };
    case "not-text":
      return { kind: projectCodes.notText, message: `${named} is not text in UTF-8${said}`, help: "save it as UTF-8" };
    case "failed":
      return {
        kind: projectCodes.unreadableFile,
        message: `${named} cannot be read${said}`,
        help: "see what the system says",
      };
  }
}

function report(state: LoadState, kind: DiagnosticKind, message: string, wanted: Wanted, extra: DiagnosticExtra): void {
  const labels: Label[] = wanted.by === null ? [] : [{ span: wanted.by.span, text: wanted.role ?? "imported here" }];
  state.diagnostics.push(diagnose(kind, message, labels, extra));
}

function reportTooMany(state: LoadState, first: Import): void {
  const limit = loadLimits.imports;
  state.diagnostics.push(
    diagnose(
      projectCodes.tooManyImports,
      `${state.imports} imports so far, a project may have at most ${limit}`,
      [{ span: first.span, text: "the first one too many" }],
      { help: "put what belongs together into one file" },
    ),
  );
}

/** Returns the files without the imports that led nowhere. */
function dropFailed(state: LoadState): Map<string, ProjectFile> {
  const files = new Map<string, ProjectFile>();
  for (const [path, file] of state.files) {
    const isUsable = (target: string): boolean => state.files.has(target) && !state.broken.has(target);
    const imports = new Map([...file.imports].filter(([, target]) => isUsable(target)));
    files.set(path, { ...file, imports });
  }
  return files;
}

/** Returns one diagnostic a ring of files that import each other, with the import that closes it and those on the way. */
function findCycles(project: Project): Diagnostic[] {
  const found: Diagnostic[] = [];
  const done = new Set<string>();
  const open: { readonly file: ProjectFile; readonly edges: Iterator<Import> }[] = [];
  const enter = (path: string): void => {
    const file = project.files.get(path);
    if (file !== undefined) open.push({ file, edges: listImports(file.tree).values() });
  };
  enter(project.entry);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const edge = top.edges.next();
    if (edge.done === true) {
      done.add(top.file.path);
      open.pop();
      continue;
    }
    const target = top.file.imports.get(edge.value.from.value);
    if (target === undefined || done.has(target)) continue;
    const start = open.findIndex((entry) => entry.file.path === target);
    if (start < 0) enter(target);
    else
      found.push(
        reportCycle(
          open.slice(start).map((entry) => entry.file),
          edge.value,
        ),
      );
  }
  return found;
}

function reportCycle(ring: readonly ProjectFile[], closing: Import): Diagnostic {
  const labels = ring.slice(0, -1).flatMap((file, at): Label[] => {
    const next = ring[at + 1];
    const by = listImports(file.tree).find((edge) => file.imports.get(edge.from.value) === next?.path);
    return by === undefined ? [] : [{ span: by.from.span, text: `imports \`${next?.path}\`` }];
  });
  const names = [...ring, ring[0]].map((file) => `\`${file?.path}\``);
  const message =
    ring.length === 1 ? `${names[0]} imports itself` : `files import each other in a ring: ${names.join(" -> ")}`;
  return diagnose(
    projectCodes.importCycle,
    message,
    [{ span: closing.from.span, text: ring.length === 1 ? "" : "closes the ring" }, ...labels],
    { help: ring.length === 1 ? "remove this import" : "move what both need into a file of its own" },
  );
}
