/** The work of `weft parts import`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { compileProject } from "../compile.js";
import { type ConvertedFile, convertFile, joinFiles, listNames } from "../convert.js";
import { dataCodes } from "../core/codes/data.js";
import { designCodes } from "../core/codes/design.js";
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose, hasErrors } from "../core/diagnostic.js";
import type { DiagnosticFormat } from "../core/render.js";
import { countNoun } from "../core/words.js";
import type { Host } from "../host/host.js";
import { loadProject } from "../load.js";
import { systemCode } from "../node/file-operations.js";
import { listSources } from "../node/list-sources.js";
import { createNodeHost } from "../node/node-host.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { isRefused, reportDiagnostics } from "./session.js";
import { writeAside, writeData } from "./terminal.js";

export interface ImportFlags {
  readonly format: DiagnosticFormat;
  readonly strict: boolean;
  readonly output?: string | undefined;
}

/** The first line of a file of ours: only such a file is written again. */
const MARK = "Made by `weft parts import`";

const dataEnding = /(?<!\.overlay)\.(ya?ml|json|csv)$/i;

/** A file to write. */
interface Output {
  readonly path: string;
  readonly text: string;
}

/**
 * Converts the files, reports what is doubtful in each, and writes the result if it checks clean. Files with errors are
 * left out, so that one of them does not hold up a whole folder.
 */
export async function importParts(paths: readonly string[], flags: ImportFlags): Promise<ExitCode> {
  const host = createNodeHost();
  const all: ConvertedFile[] = [];
  const sources = listSources(paths, dataEnding);
  for (const path of sources.files) all.push(await convertFile(host, path));
  // In a folder there is data of all kinds; only what was named itself must hold parts.
  const named = new Set(paths.map((path) => normalize(path)));
  const files = all.filter((file) => !file.isOther || named.has(file.path));
  const usable = files.filter((file) => file.members !== null);
  const found = [
    ...sources.closed.map(reportClosed),
    ...files.flatMap((file) => file.diagnostics),
    ...(usable.length > 0 ? [] : [reportNothing(paths, files)]),
  ];
  const made = makeOutputs(usable, flags.output ?? null);
  const checked = hasErrors(made.diagnostics) ? [] : await checkOutputs(host, made.outputs);
  const result = [...made.diagnostics, ...checked];
  const isSound = usable.length > 0 && !hasErrors(result) && !(flags.strict && isRefused([...found, ...result], flags));
  const refused = isSound && flags.output !== undefined ? writeOutputs(made.outputs) : [];
  const diagnostics = [...found, ...result, ...refused];
  const texts = new Map(
    [...files.flatMap((file) => file.sources), ...made.outputs].map(({ path, text }) => [path, text]),
  );
  reportDiagnostics(diagnostics, flags, { sourceOf: (path) => texts.get(path) });
  if (isSound && flags.output === undefined) writeData(made.outputs.map(({ text }) => text).join(""));
  if (isSound && flags.output !== undefined && refused.length === 0)
    writeData(describeWritten(usable, made.outputs, flags));
  if (flags.format === "pretty") writeAside(describeLeft(all, files, usable));
  return hasErrors(diagnostics) || !isSound ? exitCodes.errors : exitCodes.fine;
}

/** Counts what is not in the result, and why. */
function describeLeft(
  all: readonly ConvertedFile[],
  files: readonly ConvertedFile[],
  usable: readonly ConvertedFile[],
): string {
  const [other, broken] = [all.length - files.length, files.length - usable.length];
  const lines = [
    ...(other > 0 ? [`${countNoun(other, "file")} of other data passed over`] : []),
    ...(broken > 0 ? [`${countNoun(broken, "file")} with errors left out`] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function reportClosed(path: string): Diagnostic {
  return diagnose(projectCodes.unreadableFile, `the folder \`${path}\` cannot be listed`, [], {
    help: "give yourself the right to read it",
  });
}

function reportNothing(paths: readonly string[], files: readonly ConvertedFile[]): Diagnostic {
  const where = paths.map((path) => `\`${path}\``).join(", ");
  const why = files.length === 0 ? "no file there is a NetBox type or a catalogue" : "every file has errors";
  return diagnose(dataCodes.nothingToImport, `${where}: ${why}`, [], {
    help: "name files that end in .yaml, .yml, .json or .csv, or folders with such files",
  });
}

interface Made {
  readonly outputs: readonly Output[];
  readonly diagnostics: readonly Diagnostic[];
}

function makeOutputs(files: readonly ConvertedFile[], output: string | null): Made {
  const groups =
    output === null || output.endsWith(".weft")
      ? [{ path: normalize(output ?? "parts.weft"), files }]
      : groupByFile(files, output);
  const converted = new Map(groups.flatMap((group) => group.files.map((file) => [file.path, group.path] as const)));
  const made = groups.map((group) => {
    const joined = joinFiles(group.files, {
      path: group.path,
      heading: describeOrigin(group.files),
      rebase: (from, file) => rebaseImport(from, file, group.path, converted),
    });
    return { path: group.path, ...joined };
  });
  return {
    outputs: made.flatMap(({ path, value }) => (value === null ? [] : [{ path, text: value }])),
    diagnostics: made.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Keeps the folders below what all files have in common. */
function groupByFile(
  files: readonly ConvertedFile[],
  folder: string,
): readonly { readonly path: string; readonly files: readonly ConvertedFile[] }[] {
  const folders = files.map(({ path }) => dirname(path));
  const common = folders.reduce((shared, one) => findCommon(shared, one), folders[0] ?? "");
  return files.map((file) => {
    const inside = relative(common, file.path).replace(/\.\w+$/, ".weft");
    return { path: normalize(join(folder, inside)), files: [file] };
  });
}

function findCommon(first: string, second: string): string {
  const [own, other] = [first.split(/[/\\]/), second.split(/[/\\]/)];
  const at = own.findIndex((piece, position) => piece !== other[position]);
  return own.slice(0, at < 0 ? own.length : at).join("/");
}

function describeOrigin(files: readonly ConvertedFile[]): readonly string[] {
  const names = files.map(({ path }) => path.split(/[/\\]/).at(-1) ?? path);
  const from =
    names.length > 3 ? `${countNoun(names.length, "file")}, from ${names[0]} to ${names.at(-1)}` : names.join(", ");
  return [
    `${MARK} out of ${from}. Changes are lost when it is made again: extend the parts instead.`,
    ...(files.some(isNetbox) ? ["Files of the NetBox device type library are in the public domain (CC0-1.0)."] : []),
  ];
}

function isNetbox({ path, sources }: ConvertedFile): boolean {
  return !/\.csv$/i.test(path) && sources[0]?.text.includes("weft-catalogue/") === false;
}

/** A file that is converted too is imported in its new form; any other from where it stands. */
function rebaseImport(
  from: string,
  file: string,
  output: string,
  converted: ReadonlyMap<string, string>,
): string | null {
  if (from.startsWith("std/")) return from;
  const target = normalize(join(dirname(file), from));
  const made = converted.get(target) ?? target;
  if (made === output) return null;
  const path = relative(dirname(output), made).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** The result must check clean: it is read as any design would read it, from memory. */
async function checkOutputs(host: Host, outputs: readonly Output[]): Promise<readonly Diagnostic[]> {
  const texts = new Map(outputs.map(({ path, text }) => [path, text]));
  const over: Host = {
    ...host,
    async readText(path) {
      const text = texts.get(normalize(path));
      return text === undefined ? host.readText(path) : { ok: true, text };
    },
  };
  const found: Diagnostic[] = [];
  for (const { path } of outputs) {
    const compiled = compileProject(await loadProject(over, path));
    found.push(...compiled.diagnostics().filter(({ code }) => code !== designCodes.noCluster.code));
  }
  return found;
}

function writeOutputs(outputs: readonly Output[]): readonly Diagnostic[] {
  return outputs.flatMap(({ path, text }) => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      if (!isOurs(path)) return [reportForeign(path)];
      writeFileSync(path, text);
      return [];
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      const help = "see that the folder can be written";
      return [
        diagnose(projectCodes.outputRefused, `\`${path}\` cannot be written: the system says ${code}`, [], { help }),
      ];
    }
  });
}

/** True for a file that is not there, and for one that this command made. */
function isOurs(path: string): boolean {
  try {
    return readFileSync(path, "utf8").startsWith(`// ${MARK}`);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return true;
    throw error;
  }
}

function reportForeign(path: string): Diagnostic {
  return diagnose(projectCodes.foreignFile, `\`${path}\` is in the way: \`weft parts import\` did not make it`, [], {
    help: "move it away, or name another file with `-o`",
  });
}

function describeWritten(files: readonly ConvertedFile[], outputs: readonly Output[], { format }: ImportFlags): string {
  const rows = files.map(({ path, members, diagnostics }) => ({
    file: path,
    parts: listNames(members ?? []),
    findings: diagnostics.length,
  }));
  const written = outputs.map(({ path }) => path);
  if (format === "json") return `${JSON.stringify({ files: rows, written }, null, 2)}\n`;
  const lines = rows.map(
    ({ file, parts, findings }) =>
      `${file}: ${parts.length > 6 ? countNoun(parts.length, "part") : parts.join(", ")}${findings === 0 ? "" : `, ${countNoun(findings, "finding")}`}`,
  );
  const count = rows.reduce((sum, { parts }) => sum + parts.length, 0);
  const where = written.length === 1 ? `\`${written[0]}\`` : countNoun(written.length, "file");
  return `${lines.join("\n")}\nwrote ${countNoun(count, "part")} to ${where}\n`;
}
