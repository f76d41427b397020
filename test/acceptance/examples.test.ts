/**
 * What the examples give is written down in their `expected/` folders: small files whole, large ones by their rows,
 * bytes and digest with their first and last rows. `npm run bless` writes them anew.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileTo, readOutput, weft } from "./run.js";

const LARGEST_WHOLE = 64 * 1024;
const ROWS_SHOWN = 5;

/** A large file as counts and a digest, with its first and last rows. */
function digestFile(text: string): string {
  const lines = text.trimEnd().split("\n");
  return [
    `rows ${lines.length - 1}`,
    `bytes ${Buffer.byteLength(text)}`,
    `sha256 ${createHash("sha256").update(text).digest("hex")}`,
    "",
    ...lines.slice(0, ROWS_SHOWN + 1),
    "...",
    ...lines.slice(-ROWS_SHOWN),
    "",
  ].join("\n");
}

/** By file name: what `compile` and `check` give for an example, in the form in which it is kept. */
function gather(example: string): ReadonlyMap<string, string> {
  const design = join("examples", example);
  const folder = compileTo(design);
  const found = new Map<string, string>([["check.txt", weft("check", design).stdout]]);
  for (const file of readdirSync(folder).sort()) {
    const text = readOutput(folder, file);
    if (text.length <= LARGEST_WHOLE) found.set(file, text);
    else found.set(`${file}.digest`, digestFile(text));
  }
  return found;
}

describe.each(readdirSync("examples"))("examples/%s", (example) => {
  const expected = join("examples", example, "expected");
  const found = gather(example);

  it("gives what is expected", () => {
    if (process.env["BLESS"] === "1") {
      rmSync(expected, { recursive: true, force: true });
      mkdirSync(expected);
      for (const [file, text] of found) writeFileSync(join(expected, file), text);
    }
    expect(existsSync(expected)).toBe(true);
    expect(readdirSync(expected).sort()).toEqual([...found.keys()].sort());
    for (const [file, text] of found) expect(text, file).toBe(readFileSync(join(expected, file), "utf8"));
  });

  it("has no finding and a README", () => {
    const ran = weft("check", join("examples", example), "--strict");
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(0);
    expect(existsSync(join("examples", example, "README.md"))).toBe(true);
  });
});
