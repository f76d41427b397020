/** The cards of the standard library, and the table of its parts for people; both read from the built parts. */
import { makeCard } from "../../src/library/card.js";
import { buildLibrary, type LibraryPart } from "../../src/model/build-library.js";
import { parse } from "../../src/syntax/parse.js";
import type { Project, ProjectFile } from "../../src/syntax/project.js";
import { type GeneratedFile, headFile, listFolder, readProjectFile } from "./generated-file.js";
import { writePartTables } from "./part-tables.js";

/** Returns the cards that `weft parts` searches, and `docs/parts.md`. Throws an error when a part has a mistake. */
export function generateLibrary(root: string): GeneratedFile[] {
  const parts = buildStandardParts(root);
  const cards = parts.map(({ part, file }) => `  ${JSON.stringify(makeCard(part, file))},`);
  return [
    headFile("src/library/cards.generated.ts", "The cards of the standard library; import it lazily.", [
      'import type { PartCard } from "./card.js";',
      "",
      "export const cards: readonly PartCard[] = [",
      ...cards,
      "];",
    ]),
    { path: "docs/parts.md", text: writePartTables(parts) },
  ];
}

function buildStandardParts(root: string): readonly LibraryPart[] {
  const names = listFolder(root, "src/std", ".weft").map((file) => `std/${file.slice(0, -".weft".length)}`);
  const files = new Map(names.map((name) => [name, readStandardFile(root, name)] as const));
  const project: Project = { entry: "", files };
  const { value, diagnostics } = buildLibrary(project, () => true);
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${first.labels[0]?.span.file}: ${first.code} ${first.message}`);
  return value;
}

function readStandardFile(root: string, path: string): ProjectFile {
  const text = readProjectFile(root, `src/${path}.weft`);
  const { value: tree, diagnostics } = parse({ path, text });
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${path}: ${first.code} ${first.message}`);
  const imports = tree.members.flatMap((member) => (member.kind === "import" ? [member.from.value] : []));
  return { path, text, tree, imports: new Map(imports.map((from) => [from, from])) };
}
