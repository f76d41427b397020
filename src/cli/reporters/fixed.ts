/** What `weft check --fix` prints: a line a fix, or, for a dry run, the changes as a unified diff. */
import { createTwoFilesPatch } from "diff";
import { countNoun } from "../../core/words.js";
import type { Fixed } from "../fix-design.js";

/** Returns a line for each fix and one that counts them, ending in a line feed. */
export function reportFixes({ made, files }: Fixed, verb: "made" | "would make"): string {
  const lines = made.map(({ path, line, code, title }) => `${path}:${line}: ${code}: ${title}`);
  const count = made.length === 0 ? "no safe fixes" : countNoun(made.length, "fix", "fixes");
  const where = made.length === 0 ? "" : ` in ${countNoun(files.length, "file")}`;
  return `${[...lines, `${verb} ${count}${where}`].join("\n")}\n`;
}

/** Returns what would change as a unified diff with three lines around each change, as `patch -p1` takes it. */
export function reportPatch({ files }: Fixed): string {
  return files.map(writePatch).join("");
}

function writePatch(file: Fixed["files"][number]): string {
  const path = file.path.replaceAll("\\", "/").replace(/^\/+/, "");
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, file.old, file.new, undefined, undefined, { context: 3 });
  // A line of `=` before each file is for the eye only.
  return patch.replace(/^=+\n/, "");
}
