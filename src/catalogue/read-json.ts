/**
 * Reads JSON with the place of every value. By hand, because `JSON.parse` keeps no places and words its mistakes
 * otherwise on every engine. Knows nothing of what the data mean.
 */
import { dataCodes } from "../core/codes/data.js";
import { type Checked, type Diagnostic, diagnose } from "../core/diagnostic.js";
import { type DataLimits, dataLimits } from "../core/limits.js";
import type { SourceText, Span } from "../core/span.js";
import type { DataEntry, DataNode } from "./data-node.js";
import { reportKeyTwice, reportTooDeep, reportTooMany } from "./data-reports.js";

interface Reader {
  readonly source: SourceText;
  readonly limits: DataLimits;
  readonly diagnostics: Diagnostic[];
  at: number;
  values: number;
  /** Set by the first mistake after which nothing can be read. */
  failed: boolean;
}

/** Returns the document, or null and the first mistake; a key that stands twice has its first value. */
export function readJson(source: SourceText, limits: DataLimits = dataLimits): Checked<DataNode | null> {
  const reader: Reader = { source, limits, diagnostics: [], at: 0, values: 0, failed: false };
  const node = readValue(reader, 0);
  skipBlanks(reader);
  if (!reader.failed && reader.at < source.text.length) fail(reader, "the end of the file");
  return { value: reader.failed ? null : node, diagnostics: reader.diagnostics };
}

function readValue(reader: Reader, depth: number): DataNode | null {
  skipBlanks(reader);
  const start = reader.at;
  reader.values += 1;
  if (reader.values > reader.limits.values) return stop(reader, reportTooMany(reader.source.path, reader.limits));
  const first = reader.source.text.charAt(start);
  if (first === "{" || first === "[") {
    if (depth >= reader.limits.nesting)
      return stop(reader, reportTooDeep(spanFrom(reader, start, start + 1), reader.limits));
    return first === "{" ? readMap(reader, depth) : readList(reader, depth);
  }
  if (first === '"') {
    const value = readString(reader);
    return value === null ? null : { kind: "text", value, span: spanFrom(reader, start) };
  }
  return readWord(reader, start);
}

/** JSON's own grammar of numbers. */
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readWord(reader: Reader, start: number): DataNode | null {
  const { text } = reader.source;
  for (const [word, value] of [
    ["true", true],
    ["false", false],
    ["null", null],
  ] as const) {
    if (!text.startsWith(word, start)) continue;
    reader.at = start + word.length;
    const span = spanFrom(reader, start);
    return value === null ? { kind: "nothing", span } : { kind: "truth", value, span };
  }
  number.lastIndex = start;
  const digits = number.exec(text)?.[0];
  if (digits === undefined) return fail(reader, "a value");
  reader.at = start + digits.length;
  return { kind: "number", value: Number(digits), text: digits, span: spanFrom(reader, start) };
}

function readMap(reader: Reader, depth: number): DataNode | null {
  const start = reader.at;
  const entries = new Map<string, DataEntry>();
  reader.at += 1;
  skipBlanks(reader);
  if (take(reader, "}")) return { kind: "map", entries: [], span: spanFrom(reader, start) };
  for (;;) {
    skipBlanks(reader);
    const keyStart = reader.at;
    if (reader.source.text.charAt(keyStart) !== '"') return fail(reader, "a key in double quotes");
    const text = readString(reader);
    if (text === null) return null;
    // Without its quotes, so that a fix can put another word there.
    const key = { text, span: spanFrom(reader, keyStart + 1, reader.at - 1) };
    skipBlanks(reader);
    if (!take(reader, ":")) return fail(reader, "`:` after the key");
    const value = readValue(reader, depth + 1);
    if (value === null) return null;
    const first = entries.get(text);
    if (first === undefined) entries.set(text, { key, value });
    else reader.diagnostics.push(reportKeyTwice(key, first.key));
    skipBlanks(reader);
    if (take(reader, "}")) return { kind: "map", entries: [...entries.values()], span: spanFrom(reader, start) };
    if (!take(reader, ",")) return fail(reader, "`,` or `}`");
  }
}

function readList(reader: Reader, depth: number): DataNode | null {
  const start = reader.at;
  const items: DataNode[] = [];
  reader.at += 1;
  skipBlanks(reader);
  if (take(reader, "]")) return { kind: "list", items, span: spanFrom(reader, start) };
  for (;;) {
    const item = readValue(reader, depth + 1);
    if (item === null) return null;
    items.push(item);
    skipBlanks(reader);
    if (take(reader, "]")) return { kind: "list", items, span: spanFrom(reader, start) };
    if (!take(reader, ",")) return fail(reader, "`,` or `]`");
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readString(reader: Reader): string | null {
  const { text } = reader.source;
  let value = "";
  reader.at += 1;
  for (;;) {
    const end = findPlainEnd(text, reader.at);
    value += text.slice(reader.at, end);
    reader.at = end;
    const next = text.charAt(reader.at);
    if (next === '"') {
      reader.at += 1;
      return value;
    }
    if (next !== "\\") return failWith(reader, "the closing quote of the text", next === "" ? "the end" : "a line end");
    const escaped = text.charAt(reader.at + 1);
    const code = escaped === "u" ? /^[0-9a-fA-F]{4}/.exec(text.slice(reader.at + 2, reader.at + 6))?.[0] : undefined;
    const known = code === undefined ? escapes[escaped] : String.fromCharCode(Number.parseInt(code, 16));
    if (known === undefined) return fail(reader, "an escape such as `\\n` or `\\u00e9`");
    value += known;
    reader.at += code === undefined ? 2 : 6;
  }
}

/** What may stand in a text as it is: anything but quotes, backslashes and control characters. */
function findPlainEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charCodeAt(end) >= 32 && text[end] !== '"' && text[end] !== "\\") end += 1;
  return end;
}

const blanks = /[ \t\n\r]*/y;

function skipBlanks(reader: Reader): void {
  blanks.lastIndex = reader.at;
  reader.at += blanks.exec(reader.source.text)?.[0].length ?? 0;
}

function take(reader: Reader, character: string): boolean {
  if (reader.source.text.charAt(reader.at) !== character) return false;
  reader.at += 1;
  return true;
}

function spanFrom(reader: Reader, start: number, end = reader.at): Span {
  return { file: reader.source.path, start, end };
}

function stop(reader: Reader, diagnostic: Diagnostic): null {
  reader.failed = true;
  reader.diagnostics.push(diagnostic);
  return null;
}

function fail(reader: Reader, wanted: string): null {
  const found = reader.source.text.charAt(reader.at);
  const word = /^[\w-]+/.exec(reader.source.text.slice(reader.at, reader.at + 40))?.[0] ?? found;
  return failWith(reader, wanted, word === "" ? "the end of the file" : `\`${word}\``, word.length);
}

function failWith(reader: Reader, wanted: string, found: string, length = 1): null {
  const end = Math.min(reader.source.text.length, reader.at + length);
  return stop(
    reader,
    diagnose(
      dataCodes.malformed,
      `this is not JSON: expected ${wanted}, found ${found}`,
      [{ span: spanFrom(reader, Math.min(reader.at, end), end), text: "" }],
      { help: helpFor(reader) },
    ),
  );
}

/** What JSON has not, and people write. */
function helpFor({ source, at }: Reader): string {
  const rest = source.text.slice(at, at + 2);
  if (rest === "//" || rest === "/*" || rest.startsWith("#")) return "JSON has no comments: remove it, or use YAML";
  const before = source.text.slice(0, at).trimEnd();
  if (before.endsWith(",") && /^[\]}]/.test(rest)) return "remove the `,` before it";
  if (rest.startsWith("'")) return "JSON takes double quotes only";
  return "mend it here; an editor that knows JSON shows the place too";
}
