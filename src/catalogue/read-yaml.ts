/**
 * Reads YAML with the place of every value, within limits: size and nesting are measured on the tokens, and what
 * aliases stand for is counted, before anything is built. Knows nothing of what the data mean.
 */
import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Parser } from "yaml";
import { dataCodes } from "../core/codes/data.js";
import { type Checked, type Diagnostic, diagnose } from "../core/diagnostic.js";
import { type DataLimits, dataLimits } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import type { SourceText, Span } from "../core/span.js";
import type { DataEntry, DataNode } from "./data-node.js";
import { reportKeyTwice, reportTooDeep, reportTooMany } from "./data-reports.js";

/** Returns the document, or null and why there is none; a key that stands twice has its first value. */
export function readYaml(source: SourceText, limits: DataLimits = dataLimits): Checked<DataNode | null> {
  const only = (diagnostic: Diagnostic): Checked<null> => ({ value: null, diagnostics: [diagnostic] });
  if (source.text.length > limits.yamlCharacters) return only(reportTooLong(source, limits));
  const steep = measureText(source, limits);
  if (steep !== null) return only(steep);
  const tokens = [...new Parser().parse(source.text)];
  const beyond = measureTokens(source, tokens, limits);
  if (beyond !== null) return only(beyond);
  const documents = [...new Composer({ schema: "core", uniqueKeys: false, prettyErrors: false }).compose(tokens)];
  const [document, second] = documents;
  if (document === undefined) return only(reportEmpty(source));
  const [error] = document.errors;
  if (error !== undefined) return only(reportError(source, error));
  if (second !== undefined) return only(reportSecond(source, second));
  if (document.contents === null) return only(reportEmpty(source));
  const walk: Walk = { source, limits, diagnostics: [], anchors: new Map(), open: new Set(), failed: false };
  const converted = convert(walk, document.contents as Node);
  return { value: walk.failed ? null : (converted?.node ?? null), diagnostics: walk.diagnostics };
}

/** Brackets that open and do not close, counted without looking at quotes: so many are no data. */
const RAW_NESTING = 20;
/** One list or key inside another on the same line. */
const compact = /(?:[-?] +){60}/;

/** Returns what is far too deep at a glance, or null: the parser takes long over such texts. */
function measureText(source: SourceText, limits: DataLimits): Diagnostic | null {
  const found = compact.exec(source.text)?.index;
  if (found !== undefined) return reportTooDeep({ file: source.path, start: found, end: found + 1 }, limits);
  let depth = 0;
  for (const { 0: bracket, index } of source.text.matchAll(/[[\]{}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > RAW_NESTING * limits.nesting)
      return reportTooDeep({ file: source.path, start: index, end: index + 1 }, limits);
  }
  return null;
}

/** Walks the tokens without recursion and returns what is beyond the limits, or null. */
function measureTokens(source: SourceText, tokens: readonly CST.Token[], limits: DataLimits): Diagnostic | null {
  const queue: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of tokens)
    if (token.type === "document" && token.value) queue.push({ token: token.value, depth: 0 });
  let values = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    values += 1;
    if (values > 2 * limits.values) return reportTooMany(source.path, limits);
    const { token, depth } = next;
    if (!("items" in token)) continue;
    if (depth >= limits.nesting)
      return reportTooDeep({ file: source.path, start: token.offset, end: token.offset + 1 }, limits);
    for (const item of token.items) {
      if (item.key) queue.push({ token: item.key, depth: depth + 1 });
      if (item.value) queue.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

interface Walk {
  readonly source: SourceText;
  readonly limits: DataLimits;
  readonly diagnostics: Diagnostic[];
  readonly anchors: Map<string, Converted>;
  /** Anchors of the collections that are being read: an alias to one of them has no end. */
  readonly open: Set<string>;
  failed: boolean;
}

interface Converted {
  readonly node: DataNode;
  /** How many values it is, those of aliases counted each time. */
  readonly values: number;
}

/** The same node stands for an anchor and all its aliases, so nothing is copied. */
function convert(walk: Walk, node: Node | null): Converted | null {
  if (walk.failed) return null;
  if (node === null) return { node: { kind: "nothing", span: spanAt(walk, 0, 0) }, values: 1 };
  const span = spanOf(walk, node);
  if (isAlias(node)) return resolveAlias(walk, node.source, span);
  const anchor = "anchor" in node && typeof node.anchor === "string" ? node.anchor : null;
  if (anchor !== null) walk.open.add(anchor);
  const converted = convertValue(walk, node, span);
  if (anchor !== null) walk.open.delete(anchor);
  if (converted === null) return null;
  if (anchor !== null) walk.anchors.set(anchor, converted);
  if (converted.values <= walk.limits.values) return converted;
  return stop(walk, reportTooMany(walk.source.path, walk.limits));
}

function resolveAlias(walk: Walk, name: string, span: Span): Converted | null {
  const found = walk.anchors.get(name);
  if (found !== undefined && !walk.open.has(name)) return found;
  const message = walk.open.has(name)
    ? `the alias \`*${name}\` stands inside its own anchor, so it has no end`
    : `the alias \`*${name}\` has no anchor before it`;
  return stop(
    walk,
    diagnose(dataCodes.malformed, message, [{ span, text: "" }], { help: "write the value out in its place" }),
  );
}

function convertValue(walk: Walk, node: Node, span: Span): Converted | null {
  if (isMap(node)) return convertMap(walk, node.items as readonly Pair<Node, Node | null>[], span);
  if (isSeq(node)) return convertList(walk, node.items as readonly Node[], span);
  if (!isScalar(node)) return null;
  return { node: convertScalar(node.value, node.source ?? "", span), values: 1 };
}

function convertScalar(value: unknown, source: string, span: Span): DataNode {
  switch (typeof value) {
    case "number": {
      const written = source.replace(/^\+/, "");
      const text = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(written)
        ? written.replace(/^(-?)0+(?=\d)/, "$1")
        : String(value);
      return { kind: "number", value, text, span };
    }
    case "boolean":
      return { kind: "truth", value, span };
    case "string":
      return { kind: "text", value, span };
    default:
      return { kind: "nothing", span };
  }
}

function convertMap(walk: Walk, items: readonly Pair<Node, Node | null>[], span: Span): Converted | null {
  const entries = new Map<string, DataEntry>();
  let values = 1;
  for (const { key: node, value } of items) {
    if (!isScalar(node) || (typeof node.value !== "string" && typeof node.value !== "number"))
      return stop(walk, reportBadKey(node === null ? span : spanOf(walk, node)));
    const key = { text: String(node.value), span: spanOf(walk, node) };
    const converted =
      value === null ? { node: { kind: "nothing", span: key.span } as const, values: 1 } : convert(walk, value);
    if (converted === null) return null;
    values += converted.values;
    const first = entries.get(key.text);
    if (first === undefined) entries.set(key.text, { key, value: converted.node });
    else walk.diagnostics.push(reportKeyTwice(key, first.key));
  }
  return { node: { kind: "map", entries: [...entries.values()], span }, values };
}

function convertList(walk: Walk, nodes: readonly Node[], span: Span): Converted | null {
  const items: DataNode[] = [];
  let values = 1;
  for (const node of nodes) {
    const converted = convert(walk, node);
    if (converted === null) return null;
    items.push(converted.node);
    values += converted.values;
  }
  return { node: { kind: "list", items, span }, values };
}

function spanOf(walk: Walk, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return spanAt(walk, start, end);
}

/** A collection ends with its last word, not with the blank lines after it. */
function spanAt({ source }: Walk, start: number, end: number): Span {
  const trimmed = source.text.slice(start, end).trimEnd().length;
  return { file: source.path, start, end: start + trimmed };
}

function stop(walk: Walk, diagnostic: Diagnostic): null {
  walk.failed = true;
  walk.diagnostics.push(diagnostic);
  return null;
}

function reportTooLong({ path, text }: SourceText, limits: DataLimits): Diagnostic {
  return diagnose(
    dataCodes.beyondLimits,
    `\`${path}\` has ${formatCount(text.length)} characters, YAML may have ${formatCount(limits.yamlCharacters)}`,
    [{ span: { file: path, start: 0, end: 0 }, text: "" }],
    { help: "split it, or write it as JSON, which is read faster and may be larger" },
  );
}

function reportEmpty({ path }: SourceText): Diagnostic {
  return diagnose(
    dataCodes.malformed,
    `\`${path}\` holds nothing`,
    [{ span: { file: path, start: 0, end: 0 }, text: "" }],
    { help: "is it the right file?" },
  );
}

function reportError(
  { path, text }: SourceText,
  error: { readonly message: string; readonly pos: readonly [number, number] },
): Diagnostic {
  const said = error.message.split("\n")[0] ?? "";
  const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
  const end = Math.max(start, Math.min(error.pos[1], text.length));
  return diagnose(
    dataCodes.malformed,
    `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    [{ span: { file: path, start, end }, text: "" }],
    { help: "mend it here; blanks at the start of lines count, and tabs may not stand there" },
  );
}

function reportSecond({ path }: SourceText, second: Document.Parsed): Diagnostic {
  const [start] = second.range;
  return diagnose(
    dataCodes.malformed,
    "the file holds several YAML documents, one was expected",
    [{ span: { file: path, start, end: start }, text: "the second begins here" }],
    { help: "put each into a file of its own" },
  );
}

function reportBadKey(span: Span): Diagnostic {
  return diagnose(dataCodes.malformed, "a key must be one word or number", [{ span, text: "" }], {
    help: "write `key: value`",
  });
}
