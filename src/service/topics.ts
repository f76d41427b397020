/**
 * What `weft explain` knows of the language: a topic for every keyword, property, kind of part, function, unit, word,
 * type and rule, each made from its row when it is asked for. Nothing is said here that a table says.
 */
import { rules } from "../analysis/rules.generated.js";
import { pages } from "../core/codes/pages.generated.js";
import { describeDimension } from "../core/dimension.js";
import { BARE_FLOPS, units } from "../core/units.js";
import { countNoun } from "../core/words.js";
import { examples, formOf } from "../language/forms.js";
import { type BuiltIn, functions } from "../language/functions.js";
import { childrenOf, type Kind, kinds, type PropertyRow } from "../language/kinds.js";
import { type PartKind, partKinds } from "../language/part-kinds.js";
import { paramTypes, precisions } from "../language/types.js";
import { type WordRow, words } from "../language/words.js";
import {
  defaultScope,
  describeResult,
  describeType,
  describeUnits,
  exampleOf,
  exampleOfFunction,
  explainFactor,
  listAliases,
  tidyDoc,
  writeCall,
} from "./describe.js";

/** One thing that can be explained. */
export interface Topic {
  /** What it is asked by: `switch`, `part.switch.capacity`, `Gbps`, `**`. */
  readonly name: string;
  readonly group: TopicGroup;
  /** Returns the page in Markdown, ending in a line feed. */
  readonly write: () => string;
}

export type TopicGroup =
  | "keywords"
  | "kinds of part"
  | "properties"
  | "functions"
  | "operators"
  | "words of statements"
  | "grades of a figure"
  | "types of params"
  | "units"
  | "dimensions"
  | "number formats"
  | "words of properties"
  | "rules";

/** What one topic of a group is: several things may have one name. */
const singular: Readonly<Record<TopicGroup, string>> = {
  keywords: "keyword",
  "kinds of part": "kind of part",
  properties: "property",
  functions: "function",
  operators: "operator",
  "words of statements": "word of statements",
  "grades of a figure": "grade of a figure",
  "types of params": "type of params",
  units: "unit",
  dimensions: "dimension",
  "number formats": "number format",
  "words of properties": "word of properties",
  rules: "rule",
};

const code = (text: string): string => `\`${text}\``;
const list = (names: readonly string[]): string => names.map(code).join(", ");

/** Returns every topic of the language; pages of diagnostics are not among them. */
export function listTopics(): readonly Topic[] {
  return [
    ...kinds.map(explainKind),
    ...partKinds.map(explainPartKind),
    ...kinds.flatMap((kind) => kind.properties.map((row) => explainProperty(kind.keyword, row, kind))),
    ...partKinds.flatMap((kind) => kind.properties.map((row) => explainProperty(`part.${kind.kind}`, row, kind))),
    ...functions.map(explainFunction),
    ...words.map(explainWord),
    ...paramTypes.map(({ name, doc }) =>
      page("types of params", name, [`A type of params: ${doc}.`, fence(`param input: ${name}`)]),
    ),
    ...units.map(explainUnit),
    ...[...new Set(units.map(({ dimension }) => dimension))].map(explainDimension),
    ...precisions.map((name) =>
      page("number formats", name, [
        "A number format of FLOPS: the same chip does several times as many in one as in another.",
        fence(`compute = 989TFLOPS(${name})`),
      ]),
    ),
    ...explainValues(),
    ...rules.map((rule): Topic => ({ name: rule.name, group: "rules", write: () => pages[rule.code] ?? "" })),
  ];
}

function page(group: TopicGroup, name: string, parts: readonly string[]): Topic {
  const title = `# ${name} (${singular[group]})`;
  return { name, group, write: () => `${[title, ...parts.filter((part) => part !== "")].join("\n\n")}\n` };
}

function fence(text: string): string {
  return `\`\`\`weft\n${text}\n\`\`\``;
}

/** Facts in a list; those without a text are left out. */
function bullets(facts: readonly (readonly [what: string, text: string])[]): string {
  return facts.flatMap(([what, text]) => (text === "" ? [] : [`- ${what}: ${text}`])).join("\n");
}

function describeParents(parents: readonly string[]): string {
  return parents.map((parent) => (parent === "file" ? "the top of a file" : code(parent))).join(", ");
}

function explainKind(kind: Kind): Topic {
  const { keyword } = kind;
  const held = childrenOf(keyword).map((child) => child.keyword);
  const facts = bullets([
    ["form", code(formOf(kind))],
    ["stands in", describeParents(kind.parents)],
    ["properties", list(kind.properties.map(({ name }) => name))],
    ["may hold", list(held)],
    ["kinds", keyword === "part" ? list(partKinds.map((part) => part.kind)) : ""],
  ]);
  const [first] =
    keyword === "part"
      ? partKinds.map((part) => `part.${part.kind}`)
      : kind.properties.map((row) => `${keyword}.${row.name}`);
  const more = first === undefined ? "" : `More of each: \`weft explain ${first}\`.`;
  return page("keywords", keyword, [`${tidyDoc(kind.doc)}.`, facts, fence(examples[keyword] ?? ""), more]);
}

function explainPartKind(kind: PartKind): Topic {
  const facts = bullets([
    ["form", code(`part ${kind.kind} name extends other { }`)],
    ["properties", list(kind.properties.map(({ name }) => name))],
    ["may hold", list([...kind.components, ...(kind.hasPorts ? ["ports", "cage"] : [])])],
    ["stands wherever", kind.standsFor === undefined ? "" : `a ${code(kind.standsFor)} may`],
  ]);
  const rows = kind.properties.slice(0, 3).map((row) => `  ${exampleOf(row)}`);
  const example = `part ${kind.kind} our_${kind.kind} {\n${rows.join("\n")}\n}`;
  return page("kinds of part", `part.${kind.kind}`, [`${tidyDoc(kind.doc)}.`, facts, fence(example)]);
}

function explainProperty(owner: string, row: PropertyRow, kind: Kind | PartKind): Topic {
  const isPart = "components" in kind;
  const block = isPart ? `part ${kind.kind}` : kind.keyword;
  const facts = bullets([
    ["value", describeType(row.type)],
    ["if it is not given", row.required === true ? "an error: it is required" : (row.default ?? "")],
    ["stands in", `the block of ${code(block)}`],
    ["after the figure", isPart ? 'how it is known, and a source: `published "data sheet"`' : ""],
  ]);
  const heading = isPart ? `part ${kind.kind} our_${kind.kind} {` : headingOf(kind);
  return page("properties", `${owner}.${row.name}`, [
    `${tidyDoc(row.doc)}.`,
    facts,
    fence(`${heading}\n  ${exampleOf(row)}\n}`),
  ]);
}

/** The first line of the example of a keyword, opening a block. */
function headingOf(kind: Kind): string {
  const [first = kind.keyword] = (examples[kind.keyword] ?? "").split("\n");
  return `${first.replace(/ ?\{.*$/, "")} {`;
}

function explainFunction(row: BuiltIn): Topic {
  const where: Readonly<Record<BuiltIn["stage"], string>> = {
    early: "any expression",
    late: "`require`, and a `let` that only requirements use",
    index: "index lists, `where` and `except`, where devices are indexed",
  };
  const scope = defaultScope(row);
  const counts =
    scope === null || !row.scope
      ? ""
      : `${scope === "all" ? "everything installed, spares too" : "active devices"}; a last word \`all\` or \`active\` says otherwise`;
  const facts = bullets([
    ["call", code(writeCall(row))],
    ["gives", describeResult(row)],
    ["stands in", where[row.stage]],
    ["counts", counts],
  ]);
  return page("functions", row.name, [`${tidyDoc(row.doc)}.`, facts, fence(exampleOfFunction(row))]);
}

const wordGroups: Readonly<Record<WordRow["group"], TopicGroup>> = {
  operator: "operators",
  expression: "operators",
  clause: "words of statements",
  grade: "grades of a figure",
};

function explainWord({ word, group, form, doc, example }: WordRow): Topic {
  return page(wordGroups[group], word, [`${tidyDoc(doc)}.`, bullets([["form", code(form)]]), fence(example)]);
}

function explainUnit(unit: (typeof units)[number]): Topic {
  const facts = bullets([
    ["dimension", describeUnits(unit.dimension)],
    ["is", explainFactor(unit)],
    ["also written", list(listAliases(unit))],
  ]);
  const written = unit.dimension === BARE_FLOPS ? `12${unit.spelling}(bf16)` : `12${unit.spelling}`;
  return page("units", unit.spelling, [
    "A unit: it follows its number without a blank.",
    facts,
    fence(`let figure = ${written}`),
  ]);
}

function explainDimension(dimension: string): Topic {
  const own = units.filter((unit) => unit.dimension === dimension);
  const name = dimension === BARE_FLOPS ? "compute rate" : describeDimension(dimension);
  const facts = bullets([
    ["units", own.map((unit) => `${code(unit.spelling)} (${explainFactor(unit)})`).join(", ")],
    [
      "type of params",
      list(
        paramTypes.filter((type) => type.kind === "quantity" && type.dimension === dimension).map((type) => type.name),
      ),
    ],
  ]);
  return page("dimensions", name, [
    `What ${countNoun(own.length, "unit")} measure${own.length === 1 ? "s" : ""}. Values of different dimensions are never added or compared.`,
    facts,
  ]);
}

/** Words that properties take, such as `roce`, with the properties that take them. */
function explainValues(): readonly Topic[] {
  const takers = new Map<string, string[]>();
  const add = (owner: string, row: PropertyRow): void => {
    if (row.type.kind !== "word" && row.type.kind !== "words") return;
    for (const word of row.type.words) takers.set(word, [...(takers.get(word) ?? []), `${owner}.${row.name}`]);
  };
  for (const kind of kinds) for (const row of kind.properties) add(kind.keyword, row);
  for (const kind of partKinds) for (const row of kind.properties) add(`part.${kind.kind}`, row);
  return [...takers].map(([word, owners]) =>
    page("words of properties", word, [
      `A word that ${list(owners)} may be. \`weft explain ${owners[0] ?? ""}\` says more.`,
    ]),
  );
}
