/** How the loader reaches files: an interface, so that the same compiler runs on a disk, in an editor and in a browser. */

/** Why a file could not be had; the wording is the loader's. */
export type ReadFailure = "missing" | "folder" | "forbidden" | "loop" | "too-large" | "not-text" | "failed";

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  /** `detail` is what the system said, where it says more than `reason`. */
  | { readonly ok: false; readonly reason: ReadFailure; readonly detail: string };

export interface Host {
  /** Returns the text of a file, without a byte-order mark. Never throws for what is wrong with the file. */
  readText(path: string): Promise<ReadResult>;
  /** Returns the path that `written` in the file `from` means; two names of one file should come out equal. */
  resolve(from: string, written: string): string;
  /** Returns the names of the files in the folder of that path, for suggestions; a host that cannot tell has no such. */
  listBeside?(path: string): Promise<readonly string[]>;
}

/** Returns a path with `.` and `..` worked out and forward slashes only; a leading `/` or `..` is kept. */
export function normalisePath(path: string): string {
  const rooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !rooted) kept.push(part);
  }
  return `${rooted ? "/" : ""}${kept.join("/")}`;
}

/** Returns the path of `written` seen from the folder of the file `from`. */
export function resolveBeside(from: string, written: string): string {
  if (written.startsWith("/")) return normalisePath(written);
  const slash = from.lastIndexOf("/");
  return normalisePath(slash < 0 ? written : `${from.slice(0, slash + 1)}${written}`);
}
