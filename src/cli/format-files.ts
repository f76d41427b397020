/** The work of `weft fmt`. */
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose, hasErrors } from "../core/diagnostic.js";
import type { DiagnosticFormat } from "../core/render.js";
import { countNoun } from "../core/words.js";
import { type FormattedFile, formatFile } from "../format.js";
import type { Host } from "../host/host.js";
import { listSources } from "../node/list-sources.js";
import { createNodeHost } from "../node/node-host.js";
import { isKeyboard, readStdin } from "../node/read-stdin.js";
import { type Refusal, replaceFile } from "../node/replace-file.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportDiagnostics } from "./session.js";
import { writeAside, writeData } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface FormatFlags {
  readonly format: DiagnosticFormat;
  readonly check: boolean;
}

/** The name that findings give to standard input. */
const STDIN = "<stdin>";

/** Lays out the files that the arguments name, or standard input onto standard output. */
export async function formatFiles(paths: readonly string[], flags: FormatFlags): Promise<ExitCode> {
  if (paths.length === 0 && isKeyboard())
    throw new UsageError("nothing to format: name files or folders, or pipe a text into `weft fmt`");
  if (paths.length === 0 || (paths.length === 1 && paths[0] === "-")) return formatStdin(flags);
  if (paths.includes("-")) throw new UsageError("`-` is standard input and stands alone");
  return formatPaths(paths, flags);
}

async function formatStdin(flags: FormatFlags): Promise<ExitCode> {
  const read = await readStdin();
  const host: Host = { readText: async () => read, resolve: (_, written) => written };
  const { value: file, diagnostics } = await formatFile(host, STDIN);
  report(diagnostics, flags, [file]);
  if (file.new === null) return exitCodes.errors;
  if (!flags.check) writeData(file.new);
  else if (file.old !== file.new) writeData(`${STDIN}\n`);
  return flags.check && file.old !== file.new ? exitCodes.errors : exitCodes.fine;
}

async function formatPaths(paths: readonly string[], flags: FormatFlags): Promise<ExitCode> {
  const host = createNodeHost();
  const files: FormattedFile[] = [];
  const sources = listSources(paths);
  const diagnostics: Diagnostic[] = sources.closed.map(reportClosed);
  for (const path of sources.files) {
    const formatted = await formatFile(host, path);
    files.push(formatted.value);
    diagnostics.push(...formatted.diagnostics);
  }
  const different = files.filter((file) => file.new !== null && file.old !== file.new);
  const written = flags.check ? { changed: different, refused: [] } : writeFiles(different);
  const found = [...diagnostics, ...written.refused];
  report(found, flags, files);
  writeData(describeChanged(written.changed, flags));
  if (flags.format === "pretty") writeAside(describeCounts(files, written.changed, flags));
  return hasErrors(found) || (flags.check && different.length > 0) ? exitCodes.errors : exitCodes.fine;
}

interface Written {
  readonly changed: readonly FormattedFile[];
  readonly refused: readonly Diagnostic[];
}

/** Puts the new texts in place; a file that cannot be written, or has changed meanwhile, stays as it is. */
function writeFiles(files: readonly FormattedFile[]): Written {
  const changed: FormattedFile[] = [];
  const refused: Diagnostic[] = [];
  for (const file of files) {
    const refusal = replaceFile(file.path, { old: file.old ?? "", new: file.new ?? "" });
    if (refusal === null) changed.push(file);
    else refused.push(reportRefusal(file.path, refusal));
  }
  return { changed, refused };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "the disk may only be read",
  ENOSPC: "the disk is full",
  ENOENT: "it is gone",
};

function reportRefusal(path: string, refusal: Refusal): Diagnostic {
  const hasChanged = refusal.reason === "changed";
  const why = hasChanged
    ? "it has changed since it was read"
    : (reasons[refusal.code] ?? `the system says ${refusal.code}`);
  return diagnose(projectCodes.layoutRefused, `\`${path}\` cannot be laid out: ${why}`, [], {
    notes: ["the file is as it was"],
    help: hasChanged ? "run the command again" : "see that the file can be written",
  });
}

function reportClosed(folder: string): Diagnostic {
  return diagnose(projectCodes.unreadableFile, `the folder \`${folder}\` may not be listed`, [], {
    help: "give yourself the right to read it",
  });
}

function report(diagnostics: readonly Diagnostic[], flags: FormatFlags, files: readonly FormattedFile[]): void {
  const texts = new Map(files.map(({ path, old }) => [path, old ?? undefined]));
  const { format } = flags;
  reportDiagnostics(diagnostics, { format, strict: false }, { sourceOf: (path) => texts.get(path) });
}

/** Returns the paths, one a line; they are the answer, so that scripts can read it. */
function describeChanged(changed: readonly FormattedFile[], { format, check }: FormatFlags): string {
  const paths = changed.map(({ path }) => path);
  if (format === "json") return `${JSON.stringify({ [check ? "would_change" : "changed"]: paths }, null, 2)}\n`;
  return paths.map((path) => `${path}\n`).join("");
}

function describeCounts(
  files: readonly FormattedFile[],
  changed: readonly FormattedFile[],
  { check }: FormatFlags,
): string {
  const sound = files.filter((file) => file.new !== null);
  const of = `of ${countNoun(files.length, "file")}`;
  const left = files.length === sound.length ? "" : `, ${files.length - sound.length} left as they are`;
  return `${changed.length} ${of} ${check ? "would change" : "changed"}${left}\n`;
}
