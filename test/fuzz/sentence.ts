/**
 * Sentences of the language drawn from Chevrotain's own record of the grammar, bounded in depth and the same for the
 * same seed. What the grammar leaves to later readers is kept to here: which words may be names where (docs of
 * `grammar/words.ts`), that comparisons do not chain, that a label is a name, that no clause stands twice.
 */
import { parser } from "../../grammar/parser.js";
import { blockWords, contextualWords } from "../../grammar/tokens.js";
import { rateUnits, unitSpellings } from "../../grammar/units.js";
import { type Draw, pick } from "./mutate.js";

interface Production {
  readonly type: string;
  readonly name?: string;
  readonly definition?: readonly Production[];
}

const rules: ReadonlyMap<string, Production> = new Map(
  (parser.getSerializedGastProductions() as readonly Production[]).map((rule) => [rule.name ?? "", rule]),
);

interface Drawing {
  readonly draw: Draw;
  /** Spellings so far. */
  readonly words: string[];
  /** Names of the rules that are open, the innermost last. */
  readonly open: string[];
  /** Round and square brackets that are open in the member. */
  brackets: number;
  /** Where the innermost member begins. */
  member: number;
  /** Where keywords and contextual words stand for names. */
  readonly borrowed: number[];
  readonly starts: Set<number>;
  /** Whether the expression that is being drawn may take one more of each. */
  operators: { comparison: boolean; range: boolean };
}

/** Most rules inside one another; deeper ones take their shortest way. */
const DEEPEST = 22;
/** Beyond so many words of a file, or of a member, nothing optional is begun. */
const MOST_WORDS = 400;
const MOST_MEMBER_WORDS = 40;

const names = ["a", "host", "seg_2", "B7", "_q", "plane"];
const grades = [...contextualWords].filter(([, type]) => type.name === "Grade").map(([word]) => word);
const numbers = ["0", "7", "1_000", "2.5", "1e3", "3E-2", "64"];
const texts = ['"a b"', '"机柜 é"', '"say \\"so\\" \\n"', '"// no comment"', '"{"', '"/* x */"', '"a,b"'];
const comparisons = ["==", "!=", "<", "<=", ">", ">=", "in"];
const arithmetic = ["+", "-", "*", "/", "div", "mod", "**"];
const openers: readonly string[] = [...blockWords, "ports", "cage"];

/** A file as the spellings of its tokens in order. */
export interface Sentence {
  readonly words: readonly string[];
  /** True for the words that begin a member. */
  readonly isStart: readonly boolean[];
}

/** Returns a sentence; the same for the same stream. */
export function drawSentence(draw: Draw): Sentence {
  const drawing: Drawing = {
    draw,
    words: [],
    open: [],
    brackets: 0,
    member: 0,
    borrowed: [],
    starts: new Set(),
    operators: { comparison: true, range: true },
  };
  drawRule(drawing, "file");
  for (const at of drawing.borrowed) if (isMisread(drawing.words, at)) drawing.words[at] = pick(names, draw);
  const kept = drawing.words.flatMap((word, at) => (word === "" ? [] : [{ word, isStart: drawing.starts.has(at) }]));
  return { words: kept.map(({ word }) => word), isStart: kept.map(({ isStart }) => isStart) };
}

function drawRule(drawing: Drawing, name: string): void {
  const rule = rules.get(name);
  if (rule === undefined) throw new Error(`there is no rule ${name}`);
  const { operators } = drawing;
  if (name === "expression") drawing.operators = { comparison: true, range: true };
  drawing.open.push(name);
  const from = drawing.words.length;
  const special = specialRules[name];
  if (special === undefined) drawSequence(drawing, rule.definition ?? []);
  else special(drawing, rule.definition ?? []);
  if (name === "heading" || name === "portsHeading") renameHead(drawing, from);
  drawing.open.pop();
  drawing.operators = operators;
}

function drawSequence(drawing: Drawing, sequence: readonly Production[]): void {
  for (const part of sequence) drawPart(drawing, part);
}

function drawPart(drawing: Drawing, part: Production): void {
  const { draw } = drawing;
  const definition = part.definition ?? [];
  switch (part.type) {
    case "NonTerminal":
      drawRule(drawing, part.name ?? "");
      break;
    case "Terminal":
      drawToken(drawing, part.name ?? "");
      break;
    case "Option":
      if (!isTired(drawing) && draw(2) === 0) drawSequence(drawing, definition);
      break;
    case "Repetition": {
      const most = isTired(drawing) ? 0 : findMost(drawing, definition);
      for (let left = draw(most + 1); left > 0; left--) drawSequence(drawing, definition);
      break;
    }
    case "Alternation":
      drawSequence(drawing, [chooseAlternative(drawing, definition)]);
      break;
    case "Alternative":
      drawSequence(drawing, definition);
      break;
    default:
      throw new Error(`unknown production ${part.type}`);
  }
}

/** Many members in a file; prefix operators seldom, else they are most of a text. */
function findMost({ draw, open }: Drawing, definition: readonly Production[]): number {
  if (definition[0]?.name === "Prefix") return draw(5) === 0 ? 2 : 0;
  return open.length === 1 ? 8 : 3;
}

function isTired({ open, words, member }: Drawing): boolean {
  return open.length > DEEPEST || words.length > MOST_WORDS || words.length - member > MOST_MEMBER_WORDS;
}

/** Before a word and a bracket a keyword declares that word; after a contextual word no nameless block begins. */
function isMisread(words: readonly string[], at: number): boolean {
  const [next = "", after = ""] = words.slice(at + 1, at + 5).filter((word) => word !== "");
  const isDeclaring = ["[", ":", "{"].includes(after) && (contextualWords.has(next) || openers.includes(next));
  return isDeclaring || (openers.includes(next) && (after === "{" || after.startsWith('"')));
}

function chooseAlternative(drawing: Drawing, alternatives: readonly Production[]): Production {
  const sound = alternatives.filter((alternative) => !hasToken(alternative, "UnknownQuantity"));
  const short = sound.filter(isShort);
  // A choice needs three more expressions: rare, else nothing but choices is drawn.
  if (!isTired(drawing)) return pick(drawing.draw(8) === 0 ? sound : short, drawing.draw);
  return sound.find((alternative) => !hasRule(alternative)) ?? pick(short, drawing.draw);
}

function hasToken(part: Production, name: string): boolean {
  return part.name === name || (part.definition ?? []).some((inner) => hasToken(inner, name));
}

function hasRule(part: Production): boolean {
  return part.type === "NonTerminal" || (part.definition ?? []).some(hasRule);
}

/** True if the alternative is not a `choice`. */
function isShort(part: Production): boolean {
  return !(part.definition ?? []).some((inner) => inner.type === "NonTerminal" && inner.name === "choice");
}

type Special = (drawing: Drawing, definition: readonly Production[]) => void;

/** Rules that a later reader narrows. */
const specialRules: Readonly<Record<string, Special>> = {
  declaration: drawDeclaration,
  heading: drawHeading,
  wiring: drawWiring,
  entry: drawEntry,
  member: drawMember,
};

/** An optional comma is not understood before a keyword with a quoted name: it could as well go on a list. */
function drawMember(drawing: Drawing, definition: readonly Production[]): void {
  const { words } = drawing;
  drawing.brackets = 0;
  const from = words.length;
  drawing.member = from;
  drawing.starts.add(from);
  const [kinds] = definition;
  if (kinds !== undefined) drawPart(drawing, kinds);
  const isQuoted = openers.includes(words[from] ?? "") && words[from + 1]?.startsWith('"') === true;
  if (isQuoted && words[from - 1] === ",") words[from - 1] = "";
  if (drawing.draw(6) === 0) words.push(",");
}

/** A block has a name or nothing before its brace: a keyword alone is taken for a name where a name may stand. */
function drawDeclaration(drawing: Drawing): void {
  drawing.words.push(pick(blockWords, drawing.draw));
  const hasName = drawing.draw(5) > 0;
  if (hasName) drawRule(drawing, "heading");
  if (!hasName || drawing.draw(2) === 0) drawRule(drawing, "block");
}

function drawHeading(drawing: Drawing, definition: readonly Production[]): void {
  const [name, ...rest] = definition;
  drawSequence(drawing, name?.definition ?? []);
  drawSequence(drawing, rest);
}

function drawWiring(drawing: Drawing): void {
  drawRule(drawing, "path");
  drawRule(drawing, "arrow");
  drawRule(drawing, "path");
  const clauses: readonly (() => void)[] = [
    () => drawClause(drawing, "on", () => drawRule(drawing, "names")),
    () => drawClause(drawing, "x", () => drawCopies(drawing)),
    () => drawClause(drawing, "at", () => drawRate(drawing)),
    () => drawClause(drawing, "where", () => drawRule(drawing, "expression")),
  ];
  const first = drawing.draw(4);
  for (const at of [0, 1, 2, 3]) if (drawing.draw(3) === 0) clauses[(first + at) % 4]?.();
}

function drawClause(drawing: Drawing, word: string, rest: () => void): void {
  drawing.words.push(word);
  drawing.open.push("clause");
  rest();
  drawing.open.pop();
}

function drawCopies(drawing: Drawing): void {
  if (drawing.draw(2) === 0) drawing.words.push(pick(names, drawing.draw), ":");
  drawRule(drawing, "expression");
}

function drawRate(drawing: Drawing): void {
  drawRule(drawing, "expression");
  if (drawing.draw(3) === 0) drawing.words.push("whole");
}

function drawEntry(drawing: Drawing): void {
  const value = (): void => {
    if (drawing.draw(5) === 0) drawing.words.push("*");
    else drawRule(drawing, "expression");
  };
  if (drawing.draw(2) === 0) drawing.words.push(pickName(drawing, { isFree: true }), ":");
  value();
  if (drawing.draw(5) === 0) {
    drawing.words.push("of");
    drawRule(drawing, "expression");
  }
}

/** Before a bracket, a colon or a brace any keyword can be the name of what is declared. */
function renameHead(drawing: Drawing, from: number): void {
  const { words, draw } = drawing;
  if (words[from + 1] !== "[" && words[from + 1] !== ":") return;
  if (!names.includes(words[from] ?? "") || draw(3) > 0) return;
  words[from] = pick([...openers, ...contextualWords.keys()], draw);
}

/** `isFree`: keywords and contextual words are names here. */
function pickName(drawing: Drawing, place: { readonly isFree: boolean }): string {
  return place.isFree && drawing.draw(4) === 0
    ? borrow(drawing, [...openers, ...contextualWords.keys()])
    : pick(names, drawing.draw);
}

/** Returns one of the words, and notes that it will stand for a name. */
function borrow(drawing: Drawing, from: readonly string[]): string {
  drawing.borrowed.push(drawing.words.length);
  return pick(from, drawing.draw);
}

function drawToken(drawing: Drawing, name: string): void {
  const { draw, words } = drawing;
  const rule = drawing.open.at(-1) ?? "";
  if (name === "LSquare" || name === "LRound") drawing.brackets++;
  if (name === "RSquare" || name === "RRound") drawing.brackets--;
  const text = fixedTokens[name] ?? drawText(drawing, name, rule);
  if (text === null) throw new Error(`no text for ${name} in ${rule} at ${draw(1)} of ${words.length}`);
  words.push(text);
}

function drawText(drawing: Drawing, name: string, rule: string): string | null {
  const { draw } = drawing;
  switch (name) {
    case "Key":
      return draw(8) === 0 ? pick(openers, draw) : pick(names, draw);
    case "BlockWord":
      return pick(blockWords, draw);
    case "PlainName":
    case "Word":
    case "DeclaredName":
      return drawName(drawing, name, rule);
    case "Grade":
      return pick(grades, draw);
    case "NumberLiteral":
      return pick(numbers, draw);
    case "Quantity":
      return `${pick(numbers, draw)}${pick(unitSpellings, draw)}`;
    case "Split":
      return `${1 + draw(8)}x${pick(["100", "2.5"], draw)}${pick(rateUnits, draw)}`;
    case "StringLiteral":
      return pick(texts, draw);
    case "Truth":
      return pick(["true", "false"], draw);
    case "Prefix":
      return pick(["-", "not"], draw);
    case "BinaryOperator":
      return drawOperator(drawing);
    default:
      return null;
  }
}

function drawName(drawing: Drawing, name: string, rule: string): string {
  const { draw, words } = drawing;
  const previous = words.at(-1);
  const isFree =
    drawing.brackets > 0 ||
    previous === "." ||
    previous === "let" ||
    previous === "param" ||
    rule === "importStatement";
  if (name !== "Word" && !isFree && rule !== "step" && draw(6) === 0) return pick(texts, draw);
  if (rule === "term" && !isFree && draw(5) === 0) return borrow(drawing, [...contextualWords.keys()]);
  const isEnd = drawing.open.includes("wiring") && rule === "step" && (previous === "connect" || previous === "->");
  if (isEnd && draw(5) === 0) return borrow(drawing, blockWords);
  if (rule === "partHeading" && previous !== "extends" && draw(2) === 0) return pick(blockWords, draw);
  return pickName(drawing, { isFree });
}

/** Comparisons and ranges do not chain: one of each until `and` or `or` begins anew. */
function drawOperator(drawing: Drawing): string {
  const { draw, operators } = drawing;
  const kind = draw(8);
  if (kind === 0) {
    operators.comparison = true;
    operators.range = true;
    return pick(["and", "or"], draw);
  }
  if (kind <= 2 && operators.comparison) {
    operators.comparison = false;
    operators.range = true;
    return pick(comparisons, draw);
  }
  if (kind === 3 && operators.range) {
    operators.range = false;
    return "..";
  }
  return pick(arithmetic, draw);
}

const fixedTokens: Readonly<Record<string, string>> = {
  LCurly: "{",
  RCurly: "}",
  LSquare: "[",
  RSquare: "]",
  LRound: "(",
  RRound: ")",
  Comma: ",",
  Separator: ",",
  Semicolon: ";",
  Colon: ":",
  Dot: ".",
  Arrow: "->",
  PeerArrow: "<->",
  Equals: "=",
  Star: "*",
  Import: "import",
  Part: "part",
  Let: "let",
  Param: "param",
  Ports: "ports",
  Cage: "cage",
  Connect: "connect",
  Isolate: "isolate",
  Require: "require",
  Allow: "allow",
  X: "x",
  At: "at",
  Where: "where",
  Except: "except",
  From: "from",
  On: "on",
  Of: "of",
  Over: "over",
  Whole: "whole",
  Holds: "holds",
  Extends: "extends",
  Also: "also",
  If: "if",
  Then: "then",
  Else: "else",
  In: "in",
};
