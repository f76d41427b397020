/** Reads the fenced blocks of Markdown pages. Knows nothing of what the blocks hold. */
import { readFileSync } from "node:fs";
import { listFiles } from "../../tidy/sources.js";

/** A fenced block. */
export interface Fence {
  /** The first word after the backticks: `weft`, `console`. */
  readonly language: string;
  /** The other words: `fragment`, `error=WF5001`, `file=pod.weft`. */
  readonly words: readonly string[];
  readonly body: string;
  /** Line of the opening backticks, from 1. */
  readonly line: number;
  /** Where the body begins and ends in the text. */
  readonly from: number;
  readonly to: number;
}

/** Returns the fenced blocks of a page in their order; only those whose backticks begin a line. */
export function listFences(text: string): readonly Fence[] {
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, info = "", body = ""] = match;
    const [language = "", ...words] = info.split(" ").filter((word) => word !== "");
    const from = match.index + "```".length + info.length + 1;
    const line = text.slice(0, match.index).split("\n").length;
    return { language, words, body, line, from, to: from + body.length };
  });
}

/** Returns the value of a word such as `file=pod.weft`, or null. */
export function wordOf({ words }: Fence, key: string): string | null {
  const word = words.find((one) => one.startsWith(`${key}=`));
  return word === undefined ? null : word.slice(key.length + 1);
}

/** Returns the files of data that a page has under `file=`, by name: designs of the page may name them. */
export function listDataFiles(text: string): Readonly<Record<string, string>> {
  const data = listFences(text).filter(({ language }) => ["json", "yaml", "csv"].includes(language));
  return Object.fromEntries(
    data.flatMap((fence) => {
      const name = wordOf(fence, "file");
      return name === null ? [] : [[name, fence.body]];
    }),
  );
}

/** A page of the documents by its path in the project. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Returns the pages that teach: README.md, docs/catalogue.md, docs/outputs.md and docs/guide, in that order. */
export function readGuide(): readonly Page[] {
  const guide = listFiles("docs/guide")
    .filter((path) => path.endsWith(".md"))
    .sort((a, b) => (a < b ? -1 : 1));
  return ["README.md", "docs/catalogue.md", "docs/outputs.md", ...guide].map((path) => ({
    path,
    text: readFileSync(path, "utf8"),
  }));
}
