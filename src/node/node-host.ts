/** Reads files from disk for the loader. It tells what is wrong with a file; what to say of it is not known here. */
import { open, readdir } from "node:fs/promises";
import { dirname, isAbsolute, normalize, resolve } from "node:path";
import { loadLimits } from "../core/limits.js";
import type { Host, ReadFailure, ReadResult } from "../host/host.js";

const reasons: Readonly<Record<string, ReadFailure>> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EISDIR: "folder",
  EACCES: "forbidden",
  EPERM: "forbidden",
  ELOOP: "loop",
};

/** Returns a host over the disk; relative paths start from the working folder and stay relative in messages. */
export function createNodeHost(): Host {
  return {
    resolve: (from, written) => (isAbsolute(written) ? resolve(written) : normalize(`${dirname(from)}/${written}`)),
    readText,
    listBeside,
  };
}

/** Names in code-unit order; none where the folder cannot be listed. */
async function listBeside(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(dirname(path), { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort((a, b) => (a < b ? -1 : 1));
  } catch {
    return [];
  }
}

async function readText(path: string): Promise<ReadResult> {
  try {
    const file = await open(path);
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) return { ok: false, reason: "folder", detail: "" };
      if (stat.size > loadLimits.fileBytes) return { ok: false, reason: "too-large", detail: `${stat.size} bytes` };
      return decodeText(await readBounded(file));
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { ok: false, reason: reasons[code ?? ""] ?? "failed", detail: code === undefined ? message : code };
  }
}

/** Reads to the end or one byte past the limit: a device or a pipe has no size to ask for. */
async function readBounded(file: Awaited<ReturnType<typeof open>>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let total = 0;
  while (total <= loadLimits.fileBytes) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(64 * 1024), 0, 64 * 1024, null);
    if (bytesRead === 0) break;
    pieces.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(pieces);
}

/** Returns the text in UTF-8 bytes, without a byte-order mark, or why they are none. */
export function decodeText(bytes: Buffer): ReadResult {
  if (bytes.length > loadLimits.fileBytes) return { ok: false, reason: "too-large", detail: "" };
  if (bytes.includes(0)) return { ok: false, reason: "not-text", detail: "it holds a zero byte" };
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: "not-text", detail: "" };
  }
}
