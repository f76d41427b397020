/** The standard library built from its files, for tests: every part once, with the file that declares it. */
import { readdirSync, readFileSync } from "node:fs";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { buildLibrary, type LibraryPart } from "../../../src/model/build-library.js";
import type { Part } from "../../../src/model/part.js";
import { parse } from "../../../src/syntax/parse.js";
import type { ProjectFile } from "../../../src/syntax/project.js";

export interface BuiltLibrary {
  readonly parts: readonly LibraryPart[];
  readonly diagnostics: readonly Diagnostic[];
  /** Text by import path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Returns every part of `src/std/*.weft` with what parsing and building had to say. */
export function buildStandardLibrary(): BuiltLibrary {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, ProjectFile>();
  const names = readdirSync("src/std").filter((name) => name.endsWith(".weft"));
  for (const name of names.sort()) {
    const path = `std/${name.slice(0, -".weft".length)}`;
    const text = readFileSync(`src/std/${name}`, "utf8");
    const parsed = parse({ path, text });
    diagnostics.push(...parsed.diagnostics);
    const imports = parsed.value.members.flatMap((member) => (member.kind === "import" ? [member.from.value] : []));
    files.set(path, { path, text, tree: parsed.value, imports: new Map(imports.map((from) => [from, from])) });
  }
  const built = buildLibrary({ entry: "", files }, () => true);
  const texts = new Map([...files].map(([path, { text }]) => [path, text]));
  return { parts: built.value, diagnostics: [...diagnostics, ...built.diagnostics], texts };
}

/** Returns the part of that name. Throws an error when there is none. */
export function partOf(library: BuiltLibrary, id: string): Part {
  const found = library.parts.find(({ part }) => part.id === id);
  if (found === undefined) throw new Error(`no part ${id}`);
  return found.part;
}
