/** The few calls to the disk that writing an output folder makes, as a table, so that tests can stop between any two. */
import { createHash } from "node:crypto";
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";

export interface FileOperations {
  /** Opens a new file for writing; fails if there is one. */
  readonly create: (path: string) => number;
  /** Returns how many bytes were written, which may be fewer than asked for. */
  readonly write: (file: number, bytes: Uint8Array) => number;
  readonly close: (file: number) => void;
  readonly read: (path: string) => Buffer;
  /** Returns the SHA-256 of a file in hexadecimal digits, read in pieces. */
  readonly digest: (path: string) => string;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Removes a folder that is empty. */
  readonly removeFolder: (path: string) => void;
  readonly makeFolder: (path: string) => void;
  readonly list: (path: string) => readonly string[];
  /** What stands at the path itself, links not followed; `nothing` if the path does not exist. */
  readonly look: (path: string) => "nothing" | "file" | "folder" | "other";
}

export const diskOperations: FileOperations = {
  create: (path) => openSync(path, "wx"),
  write: (file, bytes) => writeSync(file, bytes),
  close: closeSync,
  read: (path) => readFileSync(path),
  digest: digestFile,
  rename: renameSync,
  remove: unlinkSync,
  removeFolder: rmdirSync,
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  list: (path) => readdirSync(path),
  look: (path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return "nothing";
    if (stat.isDirectory()) return "folder";
    return stat.isFile() ? "file" : "other";
  },
};

function digestFile(path: string): string {
  const file = openSync(path, "r");
  try {
    const digest = createHash("sha256");
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      digest.update(buffer.subarray(0, length));
    }
    return digest.digest("hex");
  } finally {
    closeSync(file);
  }
}

/** Returns the system's code of an error, such as `ENOSPC`, or null for an error that no system call made. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return "syscall" in error ? error.code : null;
}
