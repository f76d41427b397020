/** Makes the JSON Schemas of catalogues and overlays from the tables of the language: what a data file may say of a part. */
import { kinds, type PropertyRow } from "../../src/language/kinds.js";
import { type PartKind, partKinds } from "../../src/language/part-kinds.js";
import { grades, type PropertyType } from "../../src/language/types.js";
import { findForm, nameForm, portPathForm, valueForms } from "../../src/language/value-forms.js";
import type { GeneratedFile } from "./generated-file.js";

interface Schema {
  readonly [keyword: string]: unknown;
}

const base = "https://weft-lang.org/schemas/";
const draft = "http://json-schema.org/draft-07/schema#";

/** Definitions under way: words of closed sets get a name when they are first met. */
interface Book {
  readonly definitions: Record<string, Schema>;
  /** By the words: the name of their definition. */
  readonly words: Map<string, string>;
}

/** Returns `catalogue-1.json` and `overlay-1.json`. */
export function generateCatalogueSchemas(): GeneratedFile[] {
  const book: Book = { definitions: {}, words: new Map() };
  for (const form of valueForms.values()) defineForm(book, form.name, form.pattern, form.wanted);
  defineCommon(book);
  const portsFigures = describeRows(book, portRows());
  book.definitions["ports"] = describePorts(portsFigures);
  book.definitions["new_ports"] = describeNewPorts();
  for (const kind of partKinds) book.definitions[`part_${kind.kind}`] = describePart(book, kind);
  const catalogue: Schema = {
    $schema: draft,
    $id: `${base}catalogue-1.json`,
    title: "weft catalogue, version 1",
    description:
      'Parts for `import { name } from "./parts.json"`, in JSON or YAML. Values are written as in weft: `"700W"`. A figure is a value, or an object with its grade and source. What is not given is unknown.',
    type: "object",
    required: ["schema", "parts"],
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      schema: { const: "weft-catalogue/1" },
      title: { type: "string" },
      imports: ref("imports"),
      grade: ref("grade"),
      source: { type: "string", description: "where the figures of this file are from, unless they say otherwise" },
      parts: { type: "array", items: chooseByKind("part") },
    },
    definitions: book.definitions,
  };
  return [writeSchema("catalogue-1", catalogue), writeSchema("overlay-1", describeOverlay(book))];
}

function writeSchema(name: string, schema: Schema): GeneratedFile {
  return { path: `docs/schemas/${name}.json`, text: `${JSON.stringify(schema, null, 2)}\n` };
}

function portRows(): readonly PropertyRow[] {
  return kinds.find(({ keyword }) => keyword === "ports")?.properties ?? [];
}

/** `if`, `then`, `else`: of two forms that differ in their type only one is complained of. */
function choose(condition: Schema, yes: Schema, no?: Schema): Schema {
  const branches = [condition, yes, no];
  const named = ["if", "then", "else"].map((keyword, at) => [keyword, branches[at]] as const);
  return Object.fromEntries(named.filter(([, branch]) => branch !== undefined)) as Schema;
}

function ref(name: string, file = ""): Schema {
  return { $ref: `${file}#/definitions/${name}` };
}

/** A plain number may also be a number of the file. */
function defineForm({ definitions }: Book, name: string, pattern: string, description: string): void {
  const text = { type: "string", pattern };
  definitions[name] =
    name === "number"
      ? { description, ...choose({ type: "number" }, { type: "number", minimum: 0 }, text) }
      : { description, ...text };
}

function defineCommon({ definitions }: Book): void {
  definitions["text"] = { type: "string" };
  definitions["truth"] = { type: "boolean" };
  definitions["grade"] = { description: "how a figure is known", enum: [...grades] };
  const also = { description: "what other sources say", type: "array", items: describeFigure({}) };
  definitions["figure"] = {
    description: "a value, or an object with its value, its grade and its source",
    ...choose({ type: "object" }, describeFigure({ also })),
  };
  definitions["imports"] = {
    description: "names from other files, by the path after `from`",
    type: "object",
    additionalProperties: { type: "array", items: ref(nameForm.name) },
  };
  definitions["dims"] = {
    description: 'a number, or extents by name: `{ "rail": 8 }`',
    ...choose(
      { type: "number" },
      { type: "integer", minimum: 1 },
      {
        type: "object",
        minProperties: 1,
        propertyNames: ref(nameForm.name),
        additionalProperties: { type: "integer", minimum: 1 },
      },
    ),
  };
  definitions["cages"] = {
    description: "ports that share cages: for each name a list of cages, each a list of ports in the order of lanes",
    type: "object",
    propertyNames: ref(nameForm.name),
    additionalProperties: {
      type: "array",
      items: { type: "array", minItems: 1, items: ref(portPathForm.name) },
    },
  };
}

/** Returns properties by name, each a value or a figure with its evidence. */
function describeRows(book: Book, rows: readonly PropertyRow[]): Record<string, Schema> {
  return Object.fromEntries(
    rows.map((row) => [row.name, { description: row.doc, allOf: [ref(defineFigure(book, row))] }]),
  );
}

/** What is the same of every figure stands in `figure`; here only the type of its value. */
function defineFigure(book: Book, row: PropertyRow): string {
  const value = defineValue(book, row);
  const name = `figure_${value}`;
  const holding = { type: "object", properties: { value: ref(value) } };
  book.definitions[name] ??= {
    allOf: [ref("figure")],
    ...choose(
      { type: "object" },
      { ...holding, properties: { ...holding.properties, also: { type: "array", items: holding } } },
      ref(value),
    ),
  };
  return name;
}

function describeFigure(more: Readonly<Record<string, Schema>>): Schema {
  return {
    type: "object",
    required: ["value"],
    additionalProperties: false,
    properties: { value: {}, grade: ref("grade"), source: { type: "string" }, ...more },
  };
}

/** Returns the name of the definition of a property's values. */
function defineValue(book: Book, row: PropertyRow): string {
  const { type } = row;
  const form = findForm(type);
  switch (type.kind) {
    case "quantities":
      return define(book, `list_of_${form?.name ?? "number"}`, listOf(ref(form?.name ?? "number")));
    case "flops":
    case "splits":
      return define(book, `${form?.name ?? ""}_list`, oneOrList(ref(form?.name ?? "")));
    case "texts":
      return define(book, "text_list", oneOrList(ref("text")));
    case "count":
      return define(book, nameCount(type), { type: "integer", minimum: type.least, maximum: type.most });
    case "word":
    case "words":
      return defineWords(book, row.name, type);
    case "text":
    case "truth":
      return type.kind;
    default:
      return form?.name ?? "text";
  }
}

function nameCount({ least, most }: Extract<PropertyType, { kind: "count" }>): string {
  return `count_${least}_${most}`;
}

function define({ definitions }: Book, name: string, schema: Schema): string {
  definitions[name] ??= schema;
  return name;
}

function listOf(items: Schema): Schema {
  return { type: "array", items };
}

function oneOrList(item: Schema): Schema {
  return choose({ type: "array" }, listOf(item), item);
}

function defineWords(book: Book, property: string, type: Extract<PropertyType, { kind: "word" | "words" }>): string {
  const key = `${type.kind} ${type.words.join(" ")}`;
  const known = book.words.get(key);
  if (known !== undefined) return known;
  const suffix = type.kind === "words" ? "_list" : "";
  let name = `${property}_word${suffix}`;
  for (let count = 2; name in book.definitions; count += 1) name = `${property}_word_${count}${suffix}`;
  book.words.set(key, name);
  const word = { enum: [...type.words] };
  return define(book, name, type.kind === "words" ? oneOrList(word) : word);
}

function describePorts(figures: Record<string, Schema>): Schema {
  return {
    type: "object",
    additionalProperties: false,
    properties: {
      doc: { type: "string" },
      dims: { ...ref("dims"), description: "each index is one port; without `count`" },
      count: { description: "how many ports are alike", type: "integer", minimum: 1 },
      rate: { ...ref("rate"), description: "what one port carries one way" },
      ...figures,
    },
  };
}

function describePart(book: Book, kind: PartKind): Schema {
  return {
    description: kind.doc,
    type: "object",
    required: ["kind", "id"],
    additionalProperties: false,
    properties: { ...partHead(), ...describeRows(book, kind.properties), ...partLists(kind, "ports") },
    ...(kind.hasPorts ? { allOf: [ref("new_ports")] } : {}),
  };
}

/** Ports need a rate, but for those of a part that it extends: there they change what they say. */
function describeNewPorts(): Schema {
  const rated = { type: "object", required: ["rate"], properties: { rate: {} } };
  const ports = choose({ type: "object" }, { type: "object", additionalProperties: choose({ type: "object" }, rated) });
  const extended = { type: "object", required: ["extends"], properties: { extends: {} } };
  return choose(extended, {}, { type: "object", properties: { ports } });
}

function partHead(): Record<string, Schema> {
  return {
    kind: { type: "string" },
    id: { ...ref(nameForm.name), description: "the name that designs import" },
    doc: { type: "string", description: "a comment on the part" },
    extends: { ...ref(nameForm.name), description: "the part whose properties it takes over" },
    grade: ref("grade"),
    source: { type: "string", description: "where the figures of this part are from, unless they say otherwise" },
  };
}

/** What stands inside a part. */
function partLists(kind: PartKind, ports: string): Record<string, Schema> {
  const lists: Record<string, Schema> = {};
  if (kind.hasPorts) {
    lists["ports"] = { type: "object", propertyNames: ref(nameForm.name), additionalProperties: ref(ports) };
    lists["cages"] = ref("cages");
  }
  if (kind.components.length > 0) {
    lists["inside"] = {
      description: "parts inside it, by the name that they have there",
      type: "object",
      propertyNames: ref(nameForm.name),
      additionalProperties: {
        type: "object",
        required: ["kind", "part"],
        additionalProperties: false,
        properties: { kind: { enum: [...kind.components] }, dims: ref("dims"), part: ref(nameForm.name) },
      },
    };
  }
  return lists;
}

/** Checks the kind first, and then what that kind may say: so that a mistake is said once. */
function chooseByKind(prefix: string): Schema {
  return {
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: partKinds.map(({ kind }) => kind) } },
    allOf: partKinds.map(({ kind }) =>
      choose({ type: "object", required: ["kind"], properties: { kind: { const: kind } } }, ref(`${prefix}_${kind}`)),
    ),
  };
}

/** Ports of an overlay may say less than the whole, and `null` removes them. */
function describeOverlay(book: Book): Schema {
  const catalogue = "catalogue-1.json";
  const shared = Object.fromEntries(
    ["imports", "grade", "dims", "cages", "rate", nameForm.name].map((name) => [name, ref(name, catalogue)]),
  );
  const figures = (rows: readonly PropertyRow[]): Record<string, Schema> =>
    Object.fromEntries(
      rows.map((row) => [row.name, { description: row.doc, allOf: [ref(defineFigure(book, row), catalogue)] }]),
    );
  const parts = partKinds.map((kind) => [
    `overlay_${kind.kind}`,
    {
      description: kind.doc,
      type: "object",
      additionalProperties: false,
      properties: {
        $schema: { type: "string" },
        schema: { type: "string" },
        imports: ref("imports"),
        allow: ref("allow"),
        ...partHead(),
        ...figures(kind.properties),
        ...partLists(kind, "mended_ports"),
      },
    },
  ]);
  return {
    $schema: draft,
    $id: `${base}overlay-1.json`,
    title: "weft overlay, version 1",
    description:
      "What mends or completes a NetBox type: `QM9700.overlay.yaml` or `.json` beside `QM9700.yaml`. It says what a part of a catalogue says. What it gives wins; ports that it names are changed key by key, and `null` removes them. Without `kind` it is of the kind that weft takes the type for.",
    required: ["schema"],
    ...chooseByKind("overlay"),
    properties: { schema: { const: "weft-overlay/1" }, kind: { enum: partKinds.map(({ kind }) => kind) } },
    definitions: {
      ...shared,
      allow: {
        description: 'findings about the file that are accepted, with the reason: `{ "WF9087": "asked the maker" }`',
        type: "object",
        propertyNames: { pattern: "^WF90[89][0-9]$" },
        additionalProperties: { type: "string", minLength: 1 },
      },
      mended_ports: choose({ type: "object" }, describePorts(figures(portRows())), { type: "null" }),
      ...Object.fromEntries(parts),
    },
  };
}
