/** The work of `weft check --fix`: makes every safe fix in the design's own files, again and again until none is left. */
import type { Compilation } from "../compile.js";
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { applyEdits, type ChosenFix, chooseFixes } from "../core/edits.js";
import { locateOffset, tabulateLines } from "../core/lines.js";
import type { Host } from "../host/host.js";
import { createNodeHost } from "../node/node-host.js";
import { type Refusal, replaceFile } from "../node/replace-file.js";
import { type DesignFlags, openDesign } from "./session.js";

/** Fixes uncover mistakes that were hidden, which have fixes in turn; a design needs a few rounds at most. */
const MOST_ROUNDS = 20;

/** A fix that was made, and where. */
export interface MadeFix {
  readonly path: string;
  /** Of the text at that moment, from 1. */
  readonly line: number;
  readonly code: string;
  readonly title: string;
}

/** A file as it was and as it is with its fixes. */
export interface FixedFile {
  readonly path: string;
  readonly old: string;
  readonly new: string;
}

export interface Fixed {
  readonly made: readonly MadeFix[];
  /** Those whose text differs, in the order in which they were first changed. */
  readonly files: readonly FixedFile[];
}

/** Returns the fixes of a design; nothing is written. A file that cannot be read, and the standard library, has none. */
export async function fixDesign(argument: string, flags: DesignFlags): Promise<Fixed> {
  const texts = new Map<string, string>();
  const host = overlay(createNodeHost(), texts);
  const originals = new Map<string, string>();
  const made: MadeFix[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const opened = await openDesign(argument, flags, host);
    if (!("project" in opened)) break;
    const chosen = chooseFixes(opened.diagnostics(), (path) => isOwn(opened, path));
    if (chosen.length === 0) break;
    made.push(...chosen.flatMap((one) => describeFix(opened, one)));
    const edits = chosen.flatMap(({ fix }) => fix.edits);
    for (const path of new Set(edits.map(({ span }) => span.file))) {
      const text = opened.project.files.get(path)?.text ?? "";
      if (!originals.has(path)) originals.set(path, text);
      const own = edits.filter(({ span }) => span.file === path);
      texts.set(path, applyEdits(text, own));
    }
  }
  const files = [...originals].map(([path, old]) => ({ path, old, new: texts.get(path) ?? old }));
  return { made, files: files.filter((file) => file.old !== file.new) };
}

function overlay(host: Host, texts: ReadonlyMap<string, string>): Host {
  return {
    ...host,
    async readText(path) {
      const text = texts.get(path);
      return text === undefined ? host.readText(path) : { ok: true, text };
    },
  };
}

function isOwn({ project }: Compilation, path: string): boolean {
  return !path.startsWith("std/") && path.endsWith(".weft") && project.files.has(path);
}

function describeFix({ project }: Compilation, { diagnostic, fix }: ChosenFix): readonly MadeFix[] {
  const [first] = fix.edits;
  if (first === undefined) return [];
  const { file, start } = first.span;
  const line = locateOffset(tabulateLines(project.files.get(file)?.text ?? ""), start).line + 1;
  return [{ path: file, line, code: diagnostic.code, title: fix.title }];
}

/** Writes the files, and returns a diagnostic for each that was left as it was. */
export function writeFixes(files: readonly FixedFile[]): readonly Diagnostic[] {
  return files.flatMap((file) => {
    const refusal = replaceFile(file.path, file);
    return refusal === null ? [] : [reportRefusal(file.path, refusal)];
  });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "the disk may only be read",
  ENOSPC: "the disk is full",
  ENOENT: "it is gone",
};

function reportRefusal(path: string, refusal: Refusal): Diagnostic {
  const why =
    refusal.reason === "changed"
      ? "it has changed since it was read"
      : (reasons[refusal.code] ?? `the system says ${refusal.code}`);
  return diagnose(projectCodes.fixRefused, `\`${path}\` cannot be fixed: ${why}`, [], {
    notes: ["the file is as it was"],
    help: refusal.reason === "changed" ? "run the command again" : "see that the file can be written",
  });
}
