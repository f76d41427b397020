/** What is generated from the grammar: types of its tree, the reference as text and as pictures, colours for editors. */
import type { Rule } from "chevrotain";
import { parser } from "../grammar/parser.js";
import type { GeneratedFile } from "./generators/generated-file.js";
import { writeCstTypes } from "./grammar/cst-types.js";
import { writeEbnf } from "./grammar/ebnf.js";
import { writeRailroad } from "./grammar/railroad.js";
import { writeTextMate } from "./grammar/textmate.js";

/** Returns every generated file of `grammar/`; reads only the parser and Chevrotain's scripts. */
export function generateGrammarFiles(): readonly GeneratedFile[] {
  const rules = sortRules(parser.getGAstProductions());
  return [
    { path: "grammar/cst.generated.ts", text: writeCstTypes(rules) },
    { path: "grammar/weft.generated.ebnf", text: writeEbnf(rules) },
    { path: "grammar/railroad.generated.html", text: writeRailroad(rules) },
    { path: "grammar/weft.tmLanguage.generated.json", text: writeTextMate() },
  ];
}

/** Returns the rules from `file` down: those of expressions come first in the parser, because it builds on them. */
function sortRules(rules: Readonly<Record<string, Rule>>): Readonly<Record<string, Rule>> {
  const entries = Object.entries(rules);
  const first = entries.findIndex(([name]) => name === "file");
  return Object.fromEntries([...entries.slice(first), ...entries.slice(0, first)]);
}
