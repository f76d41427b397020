/** Colours a text as an editor does, with the generated grammar, and says what the language itself takes each word for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CstNode, IToken } from "chevrotain";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { parseTokens } from "../../../grammar/parser.js";
import { BlockWord, lexer } from "../../../grammar/tokens.js";
import { resolveWords } from "../../../grammar/words.js";

/** A stretch of text with one list of scopes, the outermost first. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Returns the grammar that the extension ships. */
export async function loadColours(path: string): Promise<IGrammar> {
  await loadWASM(readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => (scope === "source.weft" ? parseRawGrammar(readFileSync(path, "utf8"), path) : null),
  });
  const grammar = await registry.loadGrammar("source.weft");
  if (grammar === null) throw new Error("there is no grammar");
  return grammar;
}

/** Returns the stretches of a text with line feeds, in order and without gaps but for line ends. */
export function colour(grammar: IGrammar, text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let stack = INITIAL;
  let offset = 0;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const end = Math.min(endIndex, line.length);
      if (end > startIndex) stretches.push({ start: offset + startIndex, end: offset + end, scopes });
    }
    stack = ruleStack;
    offset += line.length + 1;
  }
  return stretches;
}

export type Role = "number" | "text" | "comment" | "doc" | "keyword" | "name" | "property" | "sign";

export interface Word {
  readonly start: number;
  readonly end: number;
  readonly role: Role;
}

/** Returns tokens and comments of a text without mistakes, with what the language takes each for. */
export function listRoles(text: string): readonly Word[] {
  const { tokens, groups } = lexer.tokenize(text);
  resolveWords(tokens, text);
  const { node, errors } = parseTokens(tokens, "file", 1);
  if (node === undefined || errors.length > 0) throw new Error("the text has mistakes");
  const keys = new Map<IToken, string>();
  collectKeys(node, keys);
  return [
    ...tokens.map((token) => place(token, findRole(token, keys.get(token) ?? ""))),
    ...(groups["docs"] ?? []).map((token) => place(token, "doc")),
    ...(groups["comments"] ?? []).map((token) => place(token, "comment")),
  ];
}

function place(token: IToken, role: Role): Word {
  return { start: token.startOffset, end: token.startOffset + token.image.length, role };
}

/** The tree tells a clause word from a name: names stand under keys of their own. */
function collectKeys(node: CstNode, into: Map<IToken, string>): void {
  for (const [key, children] of Object.entries(node.children)) {
    for (const child of children) {
      if ("children" in child) collectKeys(child, into);
      else into.set(child, key);
    }
  }
}

const nameKeys: ReadonlySet<string> = new Set(["PlainName", "Word", "DeclaredName", "precision"]);

function findRole(token: IToken, key: string): Role {
  if (/^\d/.test(token.image)) return "number";
  if (token.image.startsWith('"')) return "text";
  if (!/^\w/.test(token.image)) return "sign";
  if (key === "Key") return "property";
  return nameKeys.has(key) && token.tokenType !== BlockWord ? "name" : "keyword";
}
