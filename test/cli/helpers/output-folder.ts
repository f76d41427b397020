/** Reads an output folder as an outsider would: is it whole, and of which run? */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file as `plan.json` lists it. */
interface Listed {
  readonly path: string;
  readonly sha256: string;
}

/** Returns the digest of a file in hexadecimal digits. */
export function digestFile(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Returns `whole` if every file that `plan.json` lists has the digest that stands there, else what is wrong. */
export function inspectFolder(folder: string): string {
  const list = join(folder, "plan.json");
  if (!existsSync(list)) return "no plan.json";
  const { files } = JSON.parse(readFileSync(list, "utf8")) as { readonly files: readonly Listed[] };
  const wrong = files.filter(
    ({ path, sha256 }) => !existsSync(join(folder, path)) || digestFile(join(folder, path)) !== sha256,
  );
  return wrong.length === 0 ? "whole" : `mixed: ${wrong.map(({ path }) => path).join(", ")}`;
}

/** Returns the files of a folder with their digests, temporary ones left out: two equal answers are one state. */
export function fingerprintFolder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".weft-"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path.slice(folder.length)} ${digestFile(path)}`)
    .join("\n");
}

/** Returns the names of temporary files in a folder. */
export function listTemporaries(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(".weft-"));
}
