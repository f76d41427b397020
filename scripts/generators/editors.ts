/** What the extensions for editors take from the project: the colours, as the editor looks for them. */
import { writeTextMate } from "../grammar/textmate.js";
import type { GeneratedFile } from "./generated-file.js";

/** Returns the generated files of `editors/`. */
export function generateEditors(): readonly GeneratedFile[] {
  return [{ path: "editors/vscode/syntaxes/weft.tmLanguage.generated.json", text: writeTextMate() }];
}
