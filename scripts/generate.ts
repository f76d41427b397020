/** `npm run generate`: writes every generated file that has changed and removes those that nothing makes any more. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateAll } from "./generators/generate-all.js";
import { listFolder } from "./generators/generated-file.js";

const root = process.cwd();

/** Returns whether the file was written; an unchanged one is left alone, so that tools do not see it as new. */
function writeIfChanged(path: string, text: string): boolean {
  const full = join(root, path);
  if (existsSync(full) && readFileSync(full, "utf8") === text) return false;
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return true;
}

const files = await generateAll(root);
const written = files.filter((file) => writeIfChanged(file.path, file.text));
const wanted = new Set(files.map((file) => file.path));
const stale = ["src", "grammar", "editors"]
  .flatMap((folder) => listFolder(root, folder, "").map((file) => `${folder}/${file}`))
  .filter((file) => /\.generated\.\w+$/.test(file) && !wanted.has(file));
for (const file of stale) rmSync(join(root, file));
console.log(`generated ${files.length} files: ${written.length} changed, ${stale.length} removed`);
