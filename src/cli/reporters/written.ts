/** The lines that `weft compile` prints: which files it wrote, with their rows and sizes. */
import type { WrittenFile } from "../../emit/emitter.js";
import { groupDigits, layOutTable } from "./table.js";

/** Returns one line a file, ending in a line feed. */
export function reportWritten(folder: string, files: readonly WrittenFile[]): string {
  const rows = files.map((file) => [
    file.path,
    file.rows === null ? "" : `${groupDigits(file.rows)} rows`,
    describeBytes(file.bytes),
  ]);
  return `written to ${folder}\n${layOutTable(rows, ["left", "right", "right"]).join("\n")}\n`;
}

function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
