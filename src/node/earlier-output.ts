/** What earlier runs left in an output folder: files that their `plan.json` lists, and temporary files of runs that were cut. */
import { createHash } from "node:crypto";
import { type FileOperations, systemCode } from "./file-operations.js";

/** The file that lists the others with their digests; it is put in place last. */
export const listFile = "plan.json";

const temporaryName = /^\.weft-(\d+)-(.+)\.tmp$/;

/** Returns the name a file has until the run is complete; it says which process is at work. */
export function nameTemporary(process: number, path: string): string {
  return `.weft-${process}-${path.replaceAll("/", "+")}.tmp`;
}

export interface EarlierOutput {
  /** Files that weft wrote, with the digests that they may have. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of temporary files of runs that are over; those of lists are apart, they say what such a run wrote. */
  readonly leftovers: readonly string[];
  readonly leftoverLists: readonly string[];
}

/** Reads what earlier runs left; a folder that does not exist has nothing. */
export function readEarlierOutput(folder: string, operations: FileOperations): EarlierOutput {
  const files = new Map<string, Set<string>>();
  const leftovers: string[] = [];
  const leftoverLists: string[] = [];
  for (const name of listNames(folder, operations)) {
    if (name === listFile) readList(`${folder}/${name}`, name, operations, files);
    const [, process, path] = temporaryName.exec(name) ?? [];
    if (process === undefined || isAlive(Number(process))) continue;
    if (path === listFile) leftoverLists.push(name);
    else leftovers.push(name);
  }
  for (const name of leftoverLists) readList(`${folder}/${name}`, listFile, operations, files);
  return { files, leftovers, leftoverLists };
}

function listNames(folder: string, operations: FileOperations): readonly string[] {
  return operations.look(folder) === "nothing" ? [] : operations.list(folder);
}

/** Adds the files of a list, and the list itself under the name `as`. Whatever is not a list of weft's adds nothing. */
function readList(path: string, as: string, operations: FileOperations, into: Map<string, Set<string>>): void {
  const bytes = readIfFile(path, operations);
  const list = bytes === null ? null : parseList(bytes.toString("utf8"));
  if (bytes === null || list === null) return;
  const add = (name: string, digest: string): void => void into.set(name, (into.get(name) ?? new Set()).add(digest));
  add(as, digestOf(bytes));
  for (const { path: name, sha256 } of list) if (isPlainPath(name)) add(name, sha256);
}

function readIfFile(path: string, operations: FileOperations): Buffer | null {
  try {
    return operations.read(path);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

interface ListedFile {
  readonly path: string;
  readonly sha256: string;
}

function parseList(text: string): ListedFile[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("weft_plan" in value) || !("files" in value)) return null;
    return Array.isArray(value.files) ? value.files.filter(isListedFile) : null;
  } catch {
    return null;
  }
}

function isListedFile(value: unknown): value is ListedFile {
  if (typeof value !== "object" || value === null || !("path" in value) || !("sha256" in value)) return false;
  return typeof value.path === "string" && typeof value.sha256 === "string";
}

/** Returns whether a path stays in its folder: no `..`, no drive, no leading slash. */
export function isPlainPath(path: string): boolean {
  return path !== "" && path.split("/").every((part) => /^(?!\.\.?$)[^\\:\0]+$/.test(part));
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isAlive(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}
