/** Small seeded damage to a text, as a person or a bad merge does it: for tests that nothing throws and nothing hangs. */
import { unitSpellings } from "../../grammar/units.js";

/** A stream of whole numbers: `draw(n)` is at least 0 and below `n`. */
export type Draw = (below: number) => number;

/** Returns the stream of that seed: mulberry32, the same on every machine. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

type Mutation = (text: string, draw: Draw) => string;

const pieces = /\s+|"[^"\n]*"|\d[\w.]*(?:\/\w+)?|\w+|<->|->|\.\.|[<>=!]=|\*\*|./gsu;
const numbers = ["0", "1", "2", "7", "-1", "1.5", "1e300", "9007199254740993", "999999999999", "0.0001"];
const words = [
  "cluster",
  "fabric",
  "switch",
  "connect",
  "require",
  "part",
  "ports",
  "let",
  "in",
  "x",
  "on",
  "of",
  "except",
  "not",
];

const mutations: readonly Mutation[] = [
  (text, draw) => changePiece(text, draw, () => []),
  (text, draw) => changePiece(text, draw, (piece) => [piece, " ", piece]),
  (text, draw) => changePiece(text, draw, () => [" ", pick(words, draw), " "]),
  (text, draw) => changePiece(text, draw, (piece) => [piece.slice(0, draw(piece.length + 1))]),
  swapPieces,
  (text, draw) => changeLine(text, draw, () => []),
  (text, draw) => changeLine(text, draw, (line) => [line, line]),
  swapLines,
  (text, draw) => replaceMatch(text, draw, /\d+(?:\.\d+)?/g, () => pick(numbers, draw)),
  (text, draw) => replaceMatch(text, draw, /(?<=\d)[A-Za-z%]+(?:\/\w+)?/g, () => pick(unitSpellings, draw)),
  (text, draw) =>
    replaceMatch(text, draw, /[A-Za-z_]\w*/g, (name) => pick(text.match(/[A-Za-z_]\w*/g) ?? [name], draw)),
  (text, draw) => text.slice(0, draw(text.length + 1)),
];

/** Returns the text with one to four small changes; the same for the same seed. */
export function mutate(text: string, seed: number): string {
  const draw = createDraw(seed);
  let result = text;
  for (let left = 1 + draw(4); left > 0; left--) {
    const mutation = pick(mutations, draw);
    result = mutation(result, draw);
  }
  return result;
}

/** Returns one of the items; there must be one. */
export function pick<T>(items: readonly T[], draw: Draw): T {
  return items[draw(items.length)] as T;
}

function changePiece(text: string, draw: Draw, change: (piece: string) => readonly string[]): string {
  const list = text.match(pieces) ?? [];
  const at = draw(list.length || 1);
  return list.flatMap((piece, index) => (index === at ? change(piece) : [piece])).join("");
}

function swapPieces(text: string, draw: Draw): string {
  return swap([...(text.match(pieces) ?? [])], draw).join("");
}

function changeLine(text: string, draw: Draw, change: (line: string) => readonly string[]): string {
  const lines = text.split("\n");
  const at = draw(lines.length);
  return lines.flatMap((line, index) => (index === at ? change(line) : [line])).join("\n");
}

function swapLines(text: string, draw: Draw): string {
  return swap(text.split("\n"), draw).join("\n");
}

function swap(items: string[], draw: Draw): string[] {
  if (items.length === 0) return items;
  const one = draw(items.length);
  const other = draw(items.length);
  [items[one], items[other]] = [items[other] as string, items[one] as string];
  return items;
}

function replaceMatch(text: string, draw: Draw, pattern: RegExp, replacement: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[draw(found.length || 1)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + replacement(match[0]) + text.slice(match.index + match[0].length);
}
