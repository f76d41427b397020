/**
 * What a compiled schema finds wrong with a document, as diagnostics at the places of the document. ajv's own words are
 * for people who know the schema; these are for those who know the data.
 */
import { dataCodes } from "../core/codes/data.js";
import { type Diagnostic, type DiagnosticExtra, diagnose } from "../core/diagnostic.js";
import { dataLimits } from "../core/limits.js";
import type { Span } from "../core/span.js";
import { suggest } from "../core/suggest.js";
import { withArticle } from "../core/words.js";
import { valueForms } from "../language/value-forms.js";
import { type DataKey, type DataNode, describeNode, toPlain } from "./data-node.js";

/** A compiled schema. */
export interface Validator {
  (data: unknown): unknown;
  errors?: readonly SchemaError[] | null;
}

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a schema checks, and the words that it needs for its messages. */
export interface Checker {
  readonly validate: Validator;
  /** Returns the keys that an object takes, for suggestions; the path is that of the object. */
  readonly keysAt: (path: readonly string[], root: DataNode) => readonly string[];
  /** Returns what a value at a path must be, where it is written as a text of a form: `a power such as 700W`. */
  readonly wantedAt: (path: readonly string[], root: DataNode) => string | null;
  /** What the object at a path is called: `this part`. */
  readonly nameAt: (path: readonly string[]) => string;
}

/** Returns what is wrong with a document; each mistake once, in the order of the text. */
export function checkSchema(checker: Checker, root: DataNode): readonly Diagnostic[] {
  const { validate } = checker;
  if (validate(toPlain(root)) === true) return [];
  const found = new Map<string, Diagnostic>();
  for (const error of validate.errors ?? []) {
    const diagnostic = describeError(checker, root, error);
    const place = diagnostic?.labels[0]?.span;
    if (diagnostic !== null) found.set(`${place?.start} ${place?.end} ${diagnostic.code}`, diagnostic);
  }
  const sorted = [...found.values()].sort((a, b) => startOf(a) - startOf(b));
  return sorted.slice(0, dataLimits.mistakes);
}

function startOf({ labels }: Diagnostic): number {
  return labels[0]?.span.start ?? 0;
}

interface Place {
  readonly node: DataNode;
  /** The key that leads to it, or null in lists and at the top. */
  readonly key: DataKey | null;
}

/** Walks a JSON pointer. */
function findPlace(root: DataNode, path: readonly string[]): Place {
  let place: Place = { node: root, key: null };
  for (const step of path) {
    const { node }: Place = place;
    if (node.kind === "map") {
      const entry = node.entries.find(({ key }) => key.text === step);
      if (entry === undefined) return place;
      place = { node: entry.value, key: entry.key };
    } else if (node.kind === "list") {
      const item = node.items[Number(step)];
      if (item === undefined) return place;
      place = { node: item, key: null };
    } else return place;
  }
  return place;
}

function readPointer(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function describeError(checker: Checker, root: DataNode, error: SchemaError): Diagnostic | null {
  const path = readPointer(error.instancePath);
  const place = findPlace(root, path);
  const { params } = error;
  switch (error.keyword) {
    case "additionalProperties":
      return reportUnknown(checker, root, path, String(params["additionalProperty"]));
    case "propertyNames":
      return reportBadName(place, String(params["propertyName"]));
    case "required":
      return reportMissing(checker, path, place, String(params["missingProperty"]));
    case "enum":
      return reportWord(place, params["allowedValues"] as readonly string[]);
    case "const":
      return reportValue(place, `\`${String(params["allowedValue"])}\``);
    case "pattern":
      // Of a key the error `propertyNames` says the same, and with its place.
      return place.node.kind === "map" ? null : reportValue(place, wantedBy(String(params["pattern"])));
    case "type": {
      const isText = params["type"] === "string";
      return reportValue(place, (isText ? checker.wantedAt(path, root) : null) ?? nameType(String(params["type"])));
    }
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
      return reportValue(place, `${describeBound(error.keyword)} ${String(params["limit"])}`);
    case "minLength":
    case "minItems":
    case "minProperties":
      return reportValue(place, "something in it");
    case "anyOf":
      return reportChoice(checker, path, place);
    default:
      return null;
  }
}

function describeBound(keyword: string): string {
  if (keyword === "maximum") return "at most";
  return keyword === "minimum" ? "at least" : "more than";
}

/** Of long texts and collections only the beginning: a message points, it does not fill the screen. */
function placeOf({ node, key }: Place): Span {
  const isLarge = node.kind === "map" || node.kind === "list";
  if (!isLarge) return node.span;
  return key?.span ?? { ...node.span, end: node.span.start + 1 };
}

function report(
  kind: (typeof dataCodes)[keyof typeof dataCodes],
  message: string,
  span: Span,
  extra: DiagnosticExtra = {},
): Diagnostic {
  return diagnose(kind, message, [{ span, text: "" }], extra);
}

function reportUnknown(checker: Checker, root: DataNode, path: readonly string[], key: string): Diagnostic {
  const { node } = findPlace(root, path);
  const entry = node.kind === "map" ? node.entries.find((one) => one.key.text === key) : undefined;
  const span = entry?.key.span ?? node.span;
  const known = checker.keysAt(path, root);
  const near = suggest(key, known);
  const help = near === null ? `it takes ${known.map((one) => `\`${one}\``).join(", ")}` : `did you mean \`${near}\`?`;
  const fixes = near === null ? [] : [{ title: `change to \`${near}\``, edits: [{ span, text: near }], safe: false }];
  return report(dataCodes.unknownKey, `${checker.nameAt(path)} has no key \`${key}\``, span, {
    ...(known.length === 0 ? {} : { help }),
    fixes,
  });
}

function reportBadName({ node, key }: Place, name: string): Diagnostic {
  const entry = node.kind === "map" ? node.entries.find((one) => one.key.text === name) : undefined;
  const span = entry?.key.span ?? key?.span ?? node.span;
  return report(dataCodes.wrongValue, `\`${name}\` is no name that may stand here`, span, {
    help: "write a name of letters, digits and `_`; of an allowance, a code such as WF9087",
  });
}

function reportMissing(checker: Checker, path: readonly string[], place: Place, key: string): Diagnostic {
  return report(dataCodes.missingKey, `${checker.nameAt(path)} needs the key \`${key}\``, placeOf(place), {
    help: `add \`${key}\``,
  });
}

function reportChoice(checker: Checker, path: readonly string[], place: Place): Diagnostic {
  return report(dataCodes.missingKey, `${checker.nameAt(path)} needs \`mpn\` or \`part\``, placeOf(place), {
    help: "add the part number of the maker, or the name of the part",
  });
}

function reportWord(place: Place, words: readonly string[]): Diagnostic {
  const found = place.node.kind === "text" ? place.node.value : null;
  const near = found === null ? null : suggest(found, words);
  const listed = words.map((word) => `\`${word}\``).join(", ");
  const what = place.key === null ? "this" : `\`${place.key.text}\``;
  return report(
    dataCodes.wrongValue,
    `${what} must be one of its words, found ${describeFound(place.node)}`,
    placeOf(place),
    near === null
      ? { help: `the words are ${listed}` }
      : { help: `did you mean \`${near}\`?`, notes: [`the words are ${listed}`] },
  );
}

function describeFound(node: DataNode): string {
  switch (node.kind) {
    case "text":
      return node.value.length > 40 ? "a long text" : `"${node.value}"`;
    case "number":
      return `\`${node.text}\``;
    case "truth":
      return `\`${node.value}\``;
    default:
      return describeNode(node);
  }
}

function reportValue(place: Place, wanted: string): Diagnostic {
  const what = place.key === null ? "this" : `\`${place.key.text}\``;
  const [, example] = /such as (\S+)$/.exec(wanted) ?? [];
  const needsUnit = place.node.kind === "number" && example !== undefined;
  return report(dataCodes.wrongValue, `${what} must be ${wanted}, found ${describeFound(place.node)}`, placeOf(place), {
    help: needsUnit ? `write it as a text with its unit, such as \`"${example}"\`` : `write ${wanted}`,
  });
}

const formsByPattern: ReadonlyMap<string, string> = new Map(
  [...valueForms.values()].map(({ pattern, wanted }) => [pattern, wanted]),
);

/** Patterns that are no form of the language's values. */
const otherPatterns: readonly (readonly [start: string, wanted: string])[] = [
  ["^\\d{4}-", "a date such as 2026-09 or 2026-09-13"],
  ["^[A-Z]{3}", "a currency such as USD"],
  ["^[-a-z0-9_]", "small letters, digits, `-` and `_`"],
];

function wantedBy(pattern: string): string {
  const form = formsByPattern.get(pattern);
  return form ?? otherPatterns.find(([start]) => pattern.startsWith(start))?.[1] ?? "written otherwise";
}

function nameType(type: string): string {
  switch (type) {
    case "array":
      return "a list";
    case "string":
      return "a text";
    case "integer":
      return "a whole number";
    case "boolean":
      return "true or false";
    case "null":
      return "an object, or `null` to remove it";
    default:
      return withArticle(type);
  }
}
