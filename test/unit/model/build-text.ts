/** Builds designs from texts in memory, for tests of the stages from tree to design. */
import { readFileSync } from "node:fs";
import type { Diagnostic } from "../../../src/core/diagnostic.js";
import { buildDesign } from "../../../src/model/build.js";
import type { Design, DeviceArray } from "../../../src/model/design.js";
import { standardNames } from "../../../src/std/std.generated.js";
import { parse } from "../../../src/syntax/parse.js";
import type { Project, ProjectFile } from "../../../src/syntax/project.js";

export interface Built {
  readonly design: Design | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly project: Project;
}

/** Files by path; the first is the entry. Imports of `std/...` read the library, others a file of the same map. */
export type Files = Readonly<Record<string, string>>;

/** Returns the design of a text or of several files, with all diagnostics of parsing and building. */
export function buildText(source: string | Files, set: Readonly<Record<string, string>> = {}): Built {
  const texts: Files = typeof source === "string" ? { "main.weft": source } : source;
  const entry = Object.keys(texts)[0] ?? "main.weft";
  const files = new Map<string, ProjectFile>();
  const diagnostics: Diagnostic[] = [];
  const queue = [entry];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (files.has(path)) continue;
    const text = path.startsWith("std/") ? readFileSync(`src/${path}.weft`, "utf8") : (texts[path] ?? "");
    const parsed = parse({ path, text });
    diagnostics.push(...parsed.diagnostics);
    const imports = new Map<string, string>();
    for (const member of parsed.value.members) {
      if (member.kind !== "import") continue;
      const target = member.from.value.replace(/^\.\//, "");
      if (!target.startsWith("std/") && texts[target] === undefined) continue;
      imports.set(member.from.value, target);
      queue.push(target);
    }
    files.set(path, { path, text, tree: parsed.value, imports });
  }
  const project: Project = { entry, files };
  const built = buildDesign(project, { set, standardParts: standardNames });
  return { design: built.value, diagnostics: [...diagnostics, ...built.diagnostics], project };
}

/** Returns each diagnostic as `WF2001 message`. */
export function listMessages(built: Built): string[] {
  return built.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** Returns the codes of all diagnostics. */
export function listCodes(built: Built): string[] {
  return built.diagnostics.map(({ code }) => code);
}

/** Returns the design of a text that must have no diagnostics. Throws an error with their messages otherwise. */
export function buildSound(source: string | Files, set: Readonly<Record<string, string>> = {}): Design {
  const built = buildText(source, set);
  if (built.diagnostics.length > 0 || built.design === null) throw new Error(listMessages(built).join("\n"));
  return built.design;
}

/** Returns the array of that name. Throws an error when there is none. */
export function arrayOf(design: Design, name: string): DeviceArray {
  const array = design.arrays.find((each) => each.name === name);
  if (array === undefined) throw new Error(`no array ${name}`);
  return array;
}

/** Returns the texts under the labels of a diagnostic, the primary first. */
export function labelledTexts(built: Built, diagnostic: Diagnostic | undefined): string[] {
  return (diagnostic?.labels ?? []).map(
    ({ span }) => built.project.files.get(span.file)?.text.slice(span.start, span.end) ?? "",
  );
}
