/** Runs the shipped command line and reads what it wrote. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const work = mkdtempSync(join(tmpdir(), "weft-acceptance-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `node bin/weft.js` with these words, from the project's root. */
export function weft(...words: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/weft.js", ...words], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

const compiled = new Map<string, string>();

/** Compiles a design once and returns its output folder. Throws if it does not compile. */
export function compileTo(design: string, ...words: readonly string[]): string {
  const key = [design, ...words].join(" ");
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const folder = join(work, `out-${compiled.size}`);
  const ran = weft("compile", design, "-o", folder, ...words);
  if (ran.status !== 0) throw new Error(ran.stderr);
  compiled.set(key, folder);
  return folder;
}

/** Writes a design into a file of its own and returns its path. */
export function writeDesign(name: string, text: string): string {
  const folder = join(work, "designs");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.weft`);
  writeFileSync(path, text);
  return path;
}

/** Returns the text of an output file. */
export function readOutput(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

/** Returns the rows of an output table by column; its cells hold no quotes. */
export function readTable(folder: string, file: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readOutput(folder, file).trimEnd().split("\n");
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
  });
}

/** Returns a printed table line by its label, with spaces of digit groups closed: `15 360` reads `15360`. */
export function lineOf(stdout: string, label: string): string {
  const line = stdout.split("\n").find((candidate) => candidate.trim().startsWith(label));
  return (line ?? "").replaceAll(/(?<=\d)[\s\u2009\u202f\u00a0](?=\d{3}(?!\d))/g, "");
}
