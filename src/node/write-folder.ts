/**
 * Writes the files of a run as one: each under a temporary name in the output folder, renamed only when all are
 * complete, the list with their digests last. A run that is cut leaves the earlier files; what it left over is cleaned
 * by the next. It never removes or replaces a file that weft did not write.
 */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { projectCodes } from "../core/codes/project.js";
import { type Checked, type Diagnostic, type DiagnosticKind, diagnose } from "../core/diagnostic.js";
import type { Artifact, WrittenFile } from "../emit/emitter.js";
import { type EarlierOutput, isPlainPath, listFile, nameTemporary, readEarlierOutput } from "./earlier-output.js";
import { diskOperations, type FileOperations, systemCode } from "./file-operations.js";

/** How much is written between two looks at the clock, the signals and the progress. */
const BYTES_BETWEEN_PAUSES = 4 * 1024 * 1024;

export interface FolderRequest {
  readonly folder: string;
  readonly artifacts: Iterable<Artifact>;
  /** Returns `plan.json`, once all others are complete. */
  readonly finish: (written: readonly WrittenFile[]) => Artifact;
  readonly onProgress?: (path: string, bytes: number) => void;
  /** Once aborted, the run removes its temporary files and ends; the folder is as it was. */
  readonly signal?: AbortSignal;
  readonly operations?: FileOperations;
}

/** Why a run ended early; `message` says it in words. */
class Refusal extends Error {
  readonly diagnostic: Diagnostic;
  constructor(kind: DiagnosticKind, message: string, help: string) {
    super(message);
    this.diagnostic = diagnose(kind, message, [], { help });
  }
}

class Aborted extends Error {}

interface RunState {
  readonly folder: string;
  readonly operations: FileOperations;
  readonly request: FolderRequest;
  readonly earlier: EarlierOutput;
  readonly written: WrittenFile[];
  /** The file that is being worked on, for messages. */
  path: string;
  /** True once the first file is in place. */
  begun: boolean;
}

/**
 * Returns the files written, or a diagnostic and null when the folder is left as it was; null without a diagnostic when
 * the signal ended the run. Errors that are not the disk's, such as those of an emitter, are thrown after cleaning up.
 */
export async function writeFolder(request: FolderRequest): Promise<Checked<readonly WrittenFile[] | null>> {
  const { folder, operations = diskOperations } = request;
  let state: RunState | null = null;
  try {
    openFolder(folder, operations);
    const earlier = readEarlierOutput(folder, operations);
    state = { folder, operations, request, earlier, written: [], path: "", begun: false };
    for (const name of earlier.leftovers) operations.remove(`${folder}/${name}`);
    for (const artifact of request.artifacts) await writeTemporary(state, artifact);
    await writeTemporary(state, request.finish(state.written));
    putInPlace(state);
    return { value: state.written, diagnostics: [] };
  } catch (error) {
    if (state !== null) removeTemporaries(state);
    if (error instanceof Aborted) return { value: null, diagnostics: [] };
    const found = error instanceof Refusal ? error.diagnostic : describeSystemError(error, folder, state);
    if (found === null) throw error;
    return { value: null, diagnostics: [found] };
  }
}

function openFolder(folder: string, operations: FileOperations): void {
  try {
    operations.makeFolder(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code !== "EEXIST" && code !== "ENOTDIR") throw error;
    const what = code === "EEXIST" ? `\`${folder}\` is a file` : `a folder above \`${folder}\` is a file`;
    throw new Refusal(
      projectCodes.outputNotAFolder,
      `${what}, the output needs a folder`,
      "name another folder with `-o`",
    );
  }
}

async function writeTemporary(state: RunState, artifact: Artifact): Promise<void> {
  const { path, rows } = artifact;
  if (!isPlainPath(path) || state.written.some((file) => file.path === path))
    throw new Error(`bad or repeated path ${path}`);
  state.path = path;
  refuseForeign(state, path);
  const name = `${state.folder}/${nameTemporary(process.pid, path)}`;
  if (state.operations.look(name) !== "nothing") state.operations.remove(name);
  const file = state.operations.create(name);
  state.written.push({ path, rows, bytes: 0, sha256: "" });
  try {
    const { bytes, sha256 } = await writeChunks(state, file, artifact);
    state.written[state.written.length - 1] = { path, rows, bytes, sha256 };
  } finally {
    state.operations.close(file);
  }
}

/** Something that weft did not write stays: it may be anybody's. */
function refuseForeign(state: RunState, path: string): void {
  const there = state.operations.look(`${state.folder}/${path}`);
  if (there === "nothing" || (there === "file" && state.earlier.files.has(path))) return;
  const what = there === "folder" ? "is a folder" : "is there already and no earlier run of weft wrote it";
  throw new Refusal(
    projectCodes.foreignFile,
    `\`${state.folder}/${path}\` ${what}`,
    "move it away, or name another folder with `-o`",
  );
}

async function writeChunks(
  state: RunState,
  file: number,
  artifact: Artifact,
): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash("sha256");
  let buffer = Buffer.allocUnsafe(256 * 1024);
  let bytes = 0;
  let pause = 0;
  for (const chunk of artifact.chunks) {
    if (buffer.length < chunk.length * 3) buffer = Buffer.allocUnsafe(chunk.length * 3);
    const piece = buffer.subarray(0, buffer.write(chunk, 0, "utf8"));
    for (let at = 0; at < piece.length; ) at += state.operations.write(file, piece.subarray(at));
    digest.update(piece);
    bytes += piece.length;
    if (bytes < pause) continue;
    pause = bytes + BYTES_BETWEEN_PAUSES;
    state.request.onProgress?.(artifact.path, bytes);
    await letSignalsIn(state);
  }
  return { bytes, sha256: digest.digest("hex") };
}

/** Writing keeps the thread to itself; signals are only heard between. */
async function letSignalsIn(state: RunState): Promise<void> {
  await new Promise((resume) => setImmediate(resume));
  if (state.request.signal?.aborted === true) throw new Aborted();
}

/** From here on nothing waits: the files of two runs stand side by side for as short as can be. */
function putInPlace(state: RunState): void {
  const { folder, operations, earlier, written } = state;
  if (state.request.signal?.aborted === true) throw new Aborted();
  const stale = findStale(state);
  for (const { path } of written) if (path.includes("/")) operations.makeFolder(dirname(`${folder}/${path}`));
  for (const { path } of written) {
    if (path === listFile) for (const name of stale) removeStale(state, name);
    state.path = path;
    operations.rename(`${folder}/${nameTemporary(process.pid, path)}`, `${folder}/${path}`);
    state.begun = true;
  }
  for (const name of earlier.leftoverLists) operations.remove(`${folder}/${name}`);
}

/** Returns files of earlier runs that this one does not make and that nobody has changed since. */
function findStale(state: RunState): string[] {
  const { folder, operations, earlier } = state;
  const made = new Set(state.written.map((file) => file.path));
  return [...earlier.files].flatMap(([path, digests]) => {
    if (made.has(path) || operations.look(`${folder}/${path}`) !== "file") return [];
    return digests.has(operations.digest(`${folder}/${path}`)) ? [path] : [];
  });
}

function removeStale(state: RunState, path: string): void {
  state.operations.remove(`${state.folder}/${path}`);
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    if (state.operations.list(`${state.folder}/${folder}`).length > 0) return;
    state.operations.removeFolder(`${state.folder}/${folder}`);
  }
}

function removeTemporaries(state: RunState): void {
  for (const { path } of state.written) {
    const name = `${state.folder}/${nameTemporary(process.pid, path)}`;
    try {
      if (state.operations.look(name) !== "nothing") state.operations.remove(name);
    } catch {
      // What cannot be removed now is removed by the next run.
    }
  }
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ["the disk is full", "make room, or name a folder on another disk with `-o`"],
  EDQUOT: ["the quota is used up", "make room, or name a folder elsewhere with `-o`"],
  EACCES: ["it may not be written", "give yourself the right to write there, or name another folder with `-o`"],
  EPERM: ["it may not be written", "give yourself the right to write there, or name another folder with `-o`"],
  EROFS: ["the disk may only be read", "name a folder on another disk with `-o`"],
  EISDIR: ["a folder is in its place", "move the folder away, or name another one with `-o`"],
  ENOTDIR: ["a file is in the place of a folder", "name another folder with `-o`"],
  ENAMETOOLONG: ["the path is too long", "name a folder with a shorter path with `-o`"],
  ELOOP: ["a link leads back to itself", "name another folder with `-o`"],
};

function describeSystemError(error: unknown, folder: string, state: RunState | null): Diagnostic | null {
  const code = systemCode(error);
  if (code === null) return null;
  const path = state?.path ?? "";
  const [why, help] = reasons[code] ?? [`the system says ${code}`, "see what the system says"];
  const name = path === "" ? folder : `${folder}/${path}`;
  return diagnose(projectCodes.outputRefused, `\`${name}\` cannot be written: ${why}`, [], {
    notes: [
      state?.begun === true
        ? "the folder now holds files of two runs, as the digests in its `plan.json` tell; run again"
        : "nothing was changed: files of an earlier run are as they were",
    ],
    help,
  });
}
