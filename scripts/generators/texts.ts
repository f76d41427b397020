/** Carries texts into the bundle: the pages of diagnostics in one lazy chunk, each file of the standard library in its own. */
import { type GeneratedFile, headFile, listFolder, quote, readProjectFile } from "./generated-file.js";

/** Returns the page of every diagnostic by code; who imports the file pays for all of them. */
export function generatePages(root: string): GeneratedFile[] {
  const folder = "docs/diagnostics";
  const codes = listFolder(root, folder, ".md")
    .map((file) => file.slice(0, -".md".length))
    .filter((name) => /^WF\d{4}$/.test(name));
  return [
    headFile("src/core/codes/pages.generated.ts", "The pages of `docs/diagnostics` by code; import it lazily.", [
      "export const pages: Readonly<Record<string, string>> = {",
      ...codes.map((code) => `  ${code}: ${quote(readProjectFile(root, `${folder}/${code}.md`))},`),
      "};",
    ]),
  ];
}

/** Returns a file for every `src/std/**\/*.weft` and for the price book, and the table that loads one when asked for. */
export function generateStd(root: string): GeneratedFile[] {
  const names = listFolder(root, "src/std", ".weft").map((file) => file.slice(0, -".weft".length));
  const texts = names.map((name) =>
    headFile(`src/std/${name}.generated.ts`, `The text of \`std/${name}\`.`, [
      `export const text =\n  ${quote(readProjectFile(root, `src/std/${name}.weft`))};`,
    ]),
  );
  const table = headFile(
    "src/std/std.generated.ts",
    "The standard library by import path; a file is loaded when asked for.",
    [
      "export const std: Readonly<Record<string, () => Promise<{ readonly text: string }>>> = {",
      ...names.map((name) => `  ${quote(`std/${name}`)}: () => import("./${name}.generated.js"),`),
      "};",
      "",
      "/** The price book that `std/prices` means, as JSON. */",
      'export const standardPrices = (): Promise<{ readonly text: string }> => import("./prices.generated.js");',
      "",
      "/** The file that declares each name, for suggestions. */",
      "export const standardNames: ReadonlyMap<string, string> = new Map([",
      ...names.flatMap((name) =>
        listDeclared(readProjectFile(root, `src/std/${name}.weft`)).map(
          (part) => `  [${quote(part)}, ${quote(`std/${name}`)}],`,
        ),
      ),
      "]);",
    ],
  );
  const prices = headFile("src/std/prices.generated.ts", "The text of `std/prices`.", [
    `export const text =\n  ${quote(readProjectFile(root, "src/std/prices.json"))};`,
  ]);
  return [...texts, prices, table];
}

/** Returns the names that a file declares at its outermost level, which our canonical layout starts at a line. */
function listDeclared(text: string): string[] {
  const declared = text.matchAll(/^(?:part [a-z_]+|let|param) ([A-Za-z_]\w*)/gm);
  return [...declared].map((match) => match[1] ?? "");
}
