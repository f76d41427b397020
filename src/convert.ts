/**
 * Turns data files into weft: NetBox types and catalogues as parts, laid out, with their sources as evidence. Writes
 * nothing, and knows no folder: where a path leads from the new file is told by whoever writes it.
 */

import { listOverlayPaths, readData } from "./catalogue/read-data.js";
import { renameParts } from "./catalogue/rename-parts.js";
import { writeFile } from "./catalogue/write-weft.js";
import { dataCodes } from "./core/codes/data.js";
import { type Checked, type Diagnostic, diagnose } from "./core/diagnostic.js";
import type { SourceText } from "./core/span.js";
import type { Host } from "./host/host.js";
import { describeFailure } from "./load.js";
import type { Declaration, Import, Member } from "./syntax/ast.js";
import { format } from "./syntax/format.js";

/** A data file on its way to weft. */
export interface ConvertedFile {
  readonly path: string;
  /** Null where it has errors, or holds no parts. */
  readonly members: readonly Member[] | null;
  /** Whether it is data of another kind, so that nothing was to be expected of it. */
  readonly isOther: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The file, and its overlay if it has one. */
  readonly sources: readonly SourceText[];
}

/** Data that is no part, and NetBox types of things that weft has no kind for, such as power supplies. */
const otherCodes: readonly string[] = [dataCodes.unknownForm.code, dataCodes.unknownPartKind.code];

/** Returns the parts of a file. */
export async function convertFile(host: Host, path: string): Promise<ConvertedFile> {
  const result = await host.readText(path);
  if (!result.ok) {
    const { kind, message, help } = describeFailure(path, result.reason, result.detail);
    return { path, members: null, isOther: false, diagnostics: [diagnose(kind, message, [], { help })], sources: [] };
  }
  const source = { path, text: result.text };
  const overlay = await findOverlay(host, path);
  const { value, diagnostics } = readData(source, overlay);
  return {
    path,
    members: value?.tree.members ?? null,
    isOther: diagnostics.some(({ code }) => otherCodes.includes(code)),
    diagnostics,
    sources: overlay === null ? [source] : [source, overlay],
  };
}

async function findOverlay(host: Host, path: string): Promise<SourceText | null> {
  for (const candidate of listOverlayPaths(path)) {
    const result = await host.readText(candidate);
    if (result.ok) return { path: candidate, text: result.text };
  }
  return null;
}

/** Returns the names of the parts of a file. */
export function listNames(members: readonly Member[]): readonly string[] {
  return listParts(members).flatMap((part) => (part.name === null ? [] : [part.name.text]));
}

function listParts(members: readonly Member[]): readonly Declaration[] {
  return members.filter((member) => member.kind === "declaration");
}

export interface JoinOptions {
  /** The path of the new file. */
  readonly path: string;
  /** What stands at its top, without slashes. */
  readonly heading: readonly string[];
  /** Returns what stands after `from` in the new file, or null if what is imported stands in the new file itself. */
  readonly rebase: (from: string, file: string) => string | null;
}

/** Returns one file of weft with the parts of several, laid out; a name that two files give is told apart by its maker. */
export function joinFiles(files: readonly ConvertedFile[], options: JoinOptions): Checked<string | null> {
  const taken = new Set<string>();
  const parts: Declaration[] = [];
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const members = renameParts(file.members ?? [], taken);
    for (const member of members) {
      if (member.kind === "import") addImport(imports, member, options.rebase(member.from.value, file.path));
      else if (member.kind === "declaration") parts.push(member);
    }
  }
  const head = options.heading.map((line) => `// ${line}`.trimEnd()).join("\n");
  const text = `${head}\n\n${writeFile([...makeImports(imports), ...parts])}\n`;
  return format({ path: options.path, text });
}

function addImport(imports: Map<string, Set<string>>, { names }: Import, from: string | null): void {
  if (from === null) return;
  const known = imports.get(from) ?? new Set<string>();
  imports.set(from, known);
  for (const name of names) known.add(name.text);
}

function makeImports(imports: ReadonlyMap<string, ReadonlySet<string>>): readonly Import[] {
  const span = { file: "", start: 0, end: 0 };
  const sorted = [...imports].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([from, names]) => ({
    kind: "import",
    names: [...names].sort((a, b) => (a < b ? -1 : 1)).map((text) => ({ text, span })),
    from: { value: from, span },
    doc: "",
    span,
  }));
}
