/**
 * The `console` blocks of README.md and docs: each command is run and prints what the page shows. Designs that the page
 * names with `file=` stand in the folder. `npm run bless` writes the outputs into the pages.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Fence, listFences, type Page, readGuide, wordOf } from "../unit/docs/fences.js";

const root = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), "weft-docs-"));
const bin = join(scratch, "bin");
const isBlessing = process.env["BLESS"] === "1";

mkdirSync(bin);
writeCommand("weft", `exec node "${root}/bin/weft.js" "$@"`);
writeCommand("npx", 'shift; exec weft "$@"');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function writeCommand(name: string, line: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** Returns the folder in which the commands of a page run: its designs, and the examples. */
function prepareFolder({ text }: Page, at: number): string {
  const folder = join(scratch, String(at));
  mkdirSync(folder);
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  for (const fence of listFences(text)) {
    const name = wordOf(fence, "file");
    if (name !== null) writeFileSync(join(folder, name), fence.body);
  }
  return folder;
}

/** Returns the block as it should stand: each command with what it prints. */
function runBlock(fence: Fence, folder: string): string {
  const commands = fence.body.split("\n").filter((line) => line.startsWith("$ "));
  return commands.map((line) => `${line}\n${runCommand(line.slice(2), folder)}`).join("");
}

function runCommand(command: string, folder: string): string {
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, NO_COLOR: "1" };
  const { stdout, error } = spawnSync("sh", ["-c", `{ ${command}\n} 2>&1`], { cwd: folder, env, encoding: "utf8" });
  if (error !== undefined) throw error;
  const text = stdout.replace(/[ \t]+$/gm, "");
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

describe.each(readGuide().map((page, at) => ({ ...page, at })))("$path", (page) => {
  const blocks = listFences(page.text).filter(({ language }) => language === "console");

  it.runIf(blocks.length > 0)("shows what its commands print", () => {
    const folder = prepareFolder(page, page.at);
    const run = blocks.map((fence) => ({ fence, printed: runBlock(fence, folder) }));
    if (!isBlessing) {
      for (const { fence, printed } of run) expect(fence.body, `${page.path}:${fence.line}`).toBe(printed);
      return;
    }
    const text = run.reduceRight(
      (whole, { fence, printed }) => whole.slice(0, fence.from) + printed + whole.slice(fence.to),
      page.text,
    );
    writeFileSync(page.path, text);
  });
});
