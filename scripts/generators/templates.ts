/** Compiles the Handlebars templates ahead of time, so that a run carries neither compiler nor template text. */
import Handlebars from "handlebars";
import { type GeneratedFile, headFile, listFolder, quote, readProjectFile } from "./generated-file.js";

const folder = "templates";

/** Helpers that a template may call; they are defined in `src/emit/text/template.ts`, all others are mistakes. */
const knownHelpers = { if: true, unless: true, each: true, with: false, lookup: false, log: false };

/** Returns the file with every template of `templates/`; those in `partials/` are partials by their bare name. */
export function generateTemplates(root: string): GeneratedFile[] {
  const files = listFolder(root, folder, ".hbs");
  if (files.length === 0) return [];
  const isPartial = (file: string): boolean => file.startsWith("partials/");
  const rows = (wanted: readonly string[], nameOf: (file: string) => string): string[] =>
    wanted.map((file) => `  ${quote(nameOf(file))}: ${precompile(root, file)},`);
  return [
    headFile("src/emit/templates.generated.ts", "The templates of `templates/`, compiled.", [
      "// @ts-nocheck: what Handlebars writes has no types; src/emit/text/template.ts gives it one.",
      "export const templates = {",
      ...rows(
        files.filter((file) => !isPartial(file)),
        (file) => file.slice(0, -".hbs".length),
      ),
      "};",
      "export const partials = {",
      ...rows(files.filter(isPartial), (file) => file.slice("partials/".length, file.indexOf("."))),
      "};",
    ]),
  ];
}

/** Markdown is escaped by the view model, which knows tables; HTML by Handlebars. */
function precompile(root: string, file: string): string {
  const compiled = Handlebars.precompile(readProjectFile(root, `${folder}/${file}`), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers,
    noEscape: file.endsWith(".md.hbs"),
  });
  return String(compiled);
}
