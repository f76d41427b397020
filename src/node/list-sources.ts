/** The files that arguments name: files as they are, folders with all below them that end in a way, such as `.weft`. */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { systemCode } from "./file-operations.js";

/** Folders that hold other people's files. */
const passedOver: ReadonlySet<string> = new Set(["node_modules"]);

export interface Sources {
  /** Each once, in the order of the arguments and in code-unit order below a folder. */
  readonly files: readonly string[];
  /** Folders that the system does not let us list. */
  readonly closed: readonly string[];
}

/**
 * Returns the files that the paths name. Hidden folders, `node_modules` and links to folders are passed over unless they
 * are named; a path at which nothing is counts as a file, for whoever reads it to say so.
 */
export function listSources(paths: readonly string[], ending = /\.weft$/): Sources {
  const files = new Set<string>();
  const closed: string[] = [];
  for (const path of paths.map(normalize)) {
    if (isFolder(path)) listBelow(path, ending, { files, closed });
    else files.add(path);
  }
  return { files: [...files], closed };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}

interface Found {
  readonly files: Set<string>;
  readonly closed: string[];
}

function listBelow(folder: string, ending: RegExp, found: Found): void {
  const entries = readFolder(folder);
  if (entries === null) found.closed.push(folder);
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || passedOver.has(entry.name)) continue;
    if (entry.isDirectory()) listBelow(path, ending, found);
    else if (ending.test(entry.name)) found.files.add(path);
  }
}

function readFolder(folder: string): readonly Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}
