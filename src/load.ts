/** Loads a project: the entry, all that it imports, parsed. Knows no meaning beyond `import`, and no disk. */
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
import { suggest } from "./core/suggest.js";
import type { Host, ReadFailure } from "./host/host.js";
import { std } from "./std/std.generated.js";
import type { Import, Tree } from "./syntax/ast.js";
import { parse } from "./syntax/parse.js";
import type { Project, ProjectFile } from "./syntax/project.js";

interface LoadState {
  readonly host: Host;
  readonly files: Map<string, ProjectFile>;
  readonly diagnostics: Diagnostic[];
  /** Paths that could not be read: said once. */
  readonly failed: Set<string>;
  imports: number;
}

/** A file to load, and the import that asks for it; null for the entry. */
interface Wanted {
  readonly path: string;
  readonly by: Import | null;
}

/**
 * Returns the files that the entry reaches, parsed, in the order they were met. Files that cannot be read are left out,
 * each with a diagnostic at the import that asked for it; so are files that import each other in a ring.
 */
export async function loadProject(host: Host, entry: string): Promise<Checked<Project>> {
  const state: LoadState = { host, files: new Map(), diagnostics: [], failed: new Set(), imports: 0 };
  const queue: Wanted[] = [{ path: entry, by: null }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (state.files.has(next.path) || state.failed.has(next.path)) continue;
    queue.push(...(await loadFile(state, next)));
  }
  const project: Project = { entry, files: dropFailed(state) };
  return { value: project, diagnostics: [...state.diagnostics, ...findCycles(project)] };
}

/** Reads and parses one file, and returns what it imports. */
async function loadFile(state: LoadState, wanted: Wanted): Promise<Wanted[]> {
  const text = isStandard(wanted.path) ? await readStandard(state, wanted) : await readFromHost(state, wanted);
  if (text === null) {
    state.failed.add(wanted.path);
    return [];
  }
  const { value: tree, diagnostics } = parse({ path: wanted.path, text });
  state.diagnostics.push(...diagnostics);
  const found = listImports(tree);
  const kept = found.slice(0, Math.max(0, loadLimits.imports - state.imports));
  state.imports += found.length;
  const cut = found[kept.length];
  if (cut !== undefined) reportTooMany(state, cut);
  const next = kept.map((by) => ({ path: resolveImport(state.host, wanted.path, by.from.value), by }));
  const imports = new Map(next.map(({ path, by }) => [by.from.value, path]));
  state.files.set(wanted.path, { path: wanted.path, text, tree, imports });
  return next;
}

function resolveImport(host: Host, from: string, written: string): string {
  return isStandard(written) ? written.replace(/\.weft$/, "") : host.resolve(from, written);
}

function isStandard(path: string): boolean {
  return path.startsWith("std/");
}

function listImports(tree: Tree): Import[] {
  return tree.members.filter((member) => member.kind === "import");
}

async function readStandard(state: LoadState, wanted: Wanted): Promise<string | null> {
  const load = Object.hasOwn(std, wanted.path) ? std[wanted.path] : undefined;
  if (load !== undefined) return (await load()).text;
  const nearest = suggest(wanted.path, Object.keys(std));
  report(state, projectCodes.unknownStandardFile, `the standard library has no \`${wanted.path}\``, wanted, {
    help: nearest === null ? `it has ${Object.keys(std).join(", ")}` : `did you mean \`${nearest}\`?`,
    ...(nearest === null || wanted.by === null
      ? {}
      : {
          fixes: [
            {
              title: `import from \`${nearest}\``,
              edits: [{ span: wanted.by.from.span, text: `"${nearest}"` }],
              safe: true,
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
  report(state, kind, message, wanted, { help });
  return null;
}

interface Failure {
  readonly kind: DiagnosticKind;
  readonly message: string;
  readonly help: string;
}

function describeFailure(path: string, reason: ReadFailure, detail: string): Failure {
  const named = `\`${path}\``;
  const said = detail === "" ? "" : `: ${detail}`;
  switch (reason) {
    case "missing":
      return {
        kind: projectCodes.missingFile,
        message: `there is no file ${named}`,
        help: "check the path; it starts from the folder of the file that names it",
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
  const labels: Label[] = wanted.by === null ? [] : [{ span: wanted.by.from.span, text: "imported here" }];
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
    const imports = new Map([...file.imports].filter(([, target]) => state.files.has(target)));
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
