/** What the design argument of a command names: a file, or a folder and its `.weft` files. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Returns the `.weft` files of a folder in code-unit order, or null if the path is not a folder that can be listed. */
export function listDesigns(path: string): string[] | null {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  return readdirSync(path)
    .filter((name) => name.endsWith(".weft"))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(path, name));
}
