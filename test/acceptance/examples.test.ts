/**
 * What the examples give is written down in their `expected/` folders: small files whole, large ones by their rows,
 * bytes and digest with their first and last rows. `expected/golden.txt` lists the files that an example holds itself
 * to, one a line, `*` for all; without it they are `check.txt` and `plan.json`, this one with the digests of the cables
 * and ports only, so that a word in a report changes no other example. `npm run bless` writes them anew.
 * Compiled in process, so that all of them together take seconds; `first.test.ts` runs the shipped command.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOverview } from "../../src/analysis/overview.js";
import { chooseEntry } from "../../src/choose-entry.js";
import { summarise } from "../../src/cli/reporters/summary.js";
import type { Artifact, WrittenFile } from "../../src/emit/emitter.js";
import { emitters } from "../../src/emit/emitters.generated.js";
import { listDesigns } from "../../src/node/list-designs.js";
import { createNodeHost } from "../../src/node/node-host.js";
import { compileFile, type Sound } from "../unit/compile-sound.js";

const LARGEST_WHOLE = 64 * 1024;
const ROWS_SHOWN = 5;
const USUAL: readonly string[] = ["check.txt", "plan.json"];
const WIRING: readonly string[] = ["cables.csv", "ports.csv"];

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

/** The names of the outputs that an example holds, or null for all of them. */
function readGolden(example: string): readonly string[] | null {
  const path = join("examples", example, "expected", "golden.txt");
  if (!existsSync(path)) return USUAL;
  const names = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return names.includes("*") ? null : names;
}

/** Calls `keep` with every output that is `wanted`; the others are only read through, for their digests. */
function emitAll(results: Sound, wanted: (path: string) => boolean, keep: (path: string, text: string) => void): void {
  const written: WrittenFile[] = [];
  const write = ({ path, rows, chunks }: Artifact): void => {
    const hash = createHash("sha256");
    const kept: string[] = [];
    let bytes = 0;
    for (const chunk of chunks) {
      hash.update(chunk);
      bytes += Buffer.byteLength(chunk);
      if (wanted(path)) kept.push(chunk);
    }
    written.push({ path, rows, bytes, sha256: hash.digest("hex") });
    if (wanted(path)) keep(path, kept.join(""));
  };
  for (const emitter of emitters) for (const artifact of emitter.emit(results)) write(artifact);
  for (const emitter of emitters) {
    const last = emitter.finish?.(results, written);
    if (last !== undefined) write(last);
  }
}

async function compileExample(example: string): Promise<Sound> {
  const folder = join("examples", example);
  const entry = await chooseEntry(createNodeHost(), folder, listDesigns(folder) ?? []);
  return compileFile(entry.value ?? folder);
}

/** By file name: what `compile` and `check` give for an example, in the form in which it is kept. */
function gather(example: string, results: Sound): ReadonlyMap<string, string> {
  const golden = readGolden(example);
  const wanted = (path: string): boolean => golden === null || golden.includes(path);
  const found = new Map<string, string>();
  const keep = (path: string, whole: string): void => {
    const text = path === "plan.json" && golden === USUAL ? keepWiring(whole) : whole;
    if (text.length <= LARGEST_WHOLE) found.set(path, text);
    else found.set(`${path}.digest`, digestFile(text));
  };
  const { design, measures } = results;
  if (wanted("check.txt")) {
    keep("check.txt", summarise({ name: design.name, sections: buildOverview(results, measures) }, "pretty"));
  }
  emitAll(results, wanted, keep);
  return found;
}

function keepWiring(plan: string): string {
  const file: { readonly files: readonly WrittenFile[] } = JSON.parse(plan);
  return `${JSON.stringify({ ...file, files: file.files.filter(({ path }) => WIRING.includes(path)) }, null, 1)}\n`;
}

function bless(expected: string, found: ReadonlyMap<string, string>): void {
  mkdirSync(expected, { recursive: true });
  for (const file of readdirSync(expected)) if (file !== "golden.txt") rmSync(join(expected, file));
  for (const [file, text] of found) writeFileSync(join(expected, file), text);
}

describe.each(readdirSync("examples"))("examples/%s", (example) => {
  const expected = join("examples", example, "expected");
  let results: Sound;
  beforeAll(async () => {
    results = await compileExample(example);
  });

  it("gives what is expected", () => {
    const found = gather(example, results);
    if (process.env["BLESS"] === "1") bless(expected, found);
    expect(existsSync(expected)).toBe(true);
    const kept = readdirSync(expected).filter((file) => file !== "golden.txt");
    expect(kept.sort()).toEqual([...found.keys()].sort());
    for (const [file, text] of found) expect(text, file).toBe(readFileSync(join(expected, file), "utf8"));
  });

  it("has no finding, states its counts as requirements, and has a README", () => {
    expect(results.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(results.verdicts.length).toBeGreaterThan(0);
    expect(existsSync(join("examples", example, "README.md"))).toBe(true);
  });
});
