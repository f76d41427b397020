/**
 * Puts a new text in the place of a file: written beside it under a temporary name and renamed, so that the file is
 * whole at every moment. Keeps its permissions, its byte-order mark, and a link that leads to it.
 */
import { chmodSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { diskOperations, type FileOperations, systemCode } from "./file-operations.js";

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Why a file was left as it was. */
export type Refusal = { readonly reason: "changed" } | { readonly reason: "system"; readonly code: string };

/** Returns null when the file now has the new text; a file that no longer has the old one is not touched. */
export function replaceFile(
  path: string,
  texts: { readonly old: string; readonly new: string },
  operations: FileOperations = diskOperations,
): Refusal | null {
  try {
    const target = realpathSync(path);
    const bytes = operations.read(target);
    const hasMark = bytes.subarray(0, MARK.length).equals(MARK);
    if (bytes.subarray(hasMark ? MARK.length : 0).toString("utf8") !== texts.old) return { reason: "changed" };
    const body = Buffer.from(texts.new, "utf8");
    writeBeside(target, hasMark ? Buffer.concat([MARK, body]) : body, operations);
    return null;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return { reason: "system", code };
  }
}

function writeBeside(target: string, bytes: Buffer, operations: FileOperations): void {
  const temporary = join(dirname(target), `.weft-${process.pid}-${basename(target)}`);
  const { mode } = statSync(target);
  const file = operations.create(temporary);
  try {
    try {
      for (let from = 0; from < bytes.length; ) from += operations.write(file, bytes.subarray(from));
    } finally {
      operations.close(file);
    }
    chmodSync(temporary, mode);
    operations.rename(temporary, target);
  } catch (error) {
    operations.remove(temporary);
    throw error;
  }
}
