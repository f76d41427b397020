/**
 * Reads a file of params: `{ "segments": 4, "rate": "400Gbps" }` in JSON, or the same in YAML. Says what is no such file;
 * which params a design has, and what they may be, it does not know.
 */
import { isMap, isScalar, type Node, type Pair, parseDocument, type Scalar } from "yaml";
import { projectCodes } from "./core/codes/project.js";
import { type Checked, type Diagnostic, diagnose } from "./core/diagnostic.js";
import type { GivenValue } from "./core/given-value.js";
import type { Span } from "./core/span.js";
import type { Host } from "./host/host.js";
import { describeFailure } from "./load.js";

/** The key under which a file names its schema, for editors; it is no param. */
export const SCHEMA_KEY = "$schema";

/** One file of params as read. */
export interface ParamsFile {
  readonly path: string;
  /** In the order of the file; without those that have no usable name. */
  readonly values: readonly GivenValue[];
  /** The same as plain data, for whoever judges it by a schema. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was read, with the text for excerpts; empty where there is none. */
export interface LoadedParams extends Checked<ParamsFile | null> {
  readonly text: string;
}

/** Returns the values of a file, or null and why there are none; a name that stands twice has its first value. */
export async function loadParams(host: Host, path: string): Promise<LoadedParams> {
  const result = await host.readText(path);
  if (result.ok) return { ...readParams(path, result.text), text: result.text };
  const { kind, message } = describeFailure(path, result.reason, result.detail);
  const help = 'name a file such as `{ "segments": 4 }` after `--params`';
  return { value: null, diagnostics: [diagnose(kind, message, [], { help })], text: "" };
}

/** Returns the values in the text of a file of that path. */
export function readParams(path: string, text: string): Checked<ParamsFile | null> {
  const document = parseDocument(text, { schema: "core", uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  const [error] = document.errors;
  if (error !== undefined) return { value: null, diagnostics: [reportUnreadable(path, text, error)] };
  const root = document.contents as Node | null;
  if (!isMap(root)) return { value: null, diagnostics: [reportNoObject(path, text, root)] };
  const values = new Map<string, GivenValue>();
  const data: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const pair of root.items as readonly Pair<unknown, unknown>[]) {
    const given = readPair(path, pair);
    if (given === null) diagnostics.push(reportBadName(path, text, pair));
    if (given === null || given.name.text === SCHEMA_KEY) continue;
    const { name } = given;
    const first = values.get(name.text);
    if (first !== undefined) diagnostics.push(reportTwice(given, first));
    else if (given.form === "refused") diagnostics.push(reportNoValue(given));
    else Object.defineProperty(data, name.text, { value: (pair.value as Scalar).value, enumerable: true });
    if (first === undefined) values.set(name.text, given);
  }
  return { value: { path, values: [...values.values()], data }, diagnostics };
}

function readPair(path: string, { key, value }: Pair<unknown, unknown>): GivenValue | null {
  if (!isScalar(key) || typeof key.value !== "string") return null;
  const name = { text: key.value, span: spanOf(path, key) };
  if (isScalar(value)) return { name, ...readScalar(value), span: spanOf(path, value) };
  return { name, text: "", form: "refused", span: value === null ? name.span : spanOf(path, value as Node) };
}

/** A number keeps the digits of the file: it is read exactly. */
function readScalar({ value, source }: Scalar): Pick<GivenValue, "form" | "text"> {
  switch (typeof value) {
    case "number":
      return {
        form: "number",
        text: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(source ?? "") ? (source ?? "") : String(value),
      };
    case "boolean":
      return { form: "truth", text: String(value) };
    case "string":
      return { form: "text", text: value };
    default:
      return { form: "refused", text: "" };
  }
}

function spanOf(file: string, { range }: Node): Span {
  const [start, end] = range ?? [0, 0];
  return { file, start, end };
}

function reportUnreadable(
  path: string,
  text: string,
  error: { readonly message: string; readonly pos: readonly [number, number] },
): Diagnostic {
  const said = error.message.split("\n")[0] ?? "";
  const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
  return diagnose(
    projectCodes.unreadableParams,
    `\`${path}\` is neither JSON nor YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    [{ span: { file: path, start, end: Math.max(start, Math.min(error.pos[1], text.length)) }, text: "" }],
    { help: 'write an object of values, such as `{ "segments": 4, "rate": "400Gbps" }`' },
  );
}

function reportNoObject(path: string, text: string, root: Node | null): Diagnostic {
  const span = root === null ? { file: path, start: 0, end: 0 } : spanOf(path, root);
  const line = text.indexOf("\n", span.start);
  const end = line < 0 ? span.end : Math.min(span.end, line);
  return diagnose(
    projectCodes.noParams,
    `\`${path}\` holds ${root === null ? "nothing" : isScalar(root) ? "one value" : "a list"}, an object with a value for each param was expected`,
    [{ span: { ...span, end }, text: "" }],
    { help: 'write `{ "name": value }`' },
  );
}

function reportBadName(path: string, text: string, { key }: Pair<unknown, unknown>): Diagnostic {
  const span = spanOf(path, key as Node);
  return diagnose(
    projectCodes.noParams,
    `the name of a param is a word, found \`${text.slice(span.start, span.end).trim()}\``,
    [{ span, text: "" }],
    { help: "put the name in double quotes" },
  );
}

function reportNoValue({ name, span }: GivenValue): Diagnostic {
  return diagnose(
    projectCodes.wrongForm,
    `\`${name.text}\` has no single value here, a number, a text, true or false was expected`,
    [{ span, text: "" }],
    { help: "a param holds one value; leave the name out to keep its default" },
  );
}

function reportTwice(again: GivenValue, first: GivenValue): Diagnostic {
  return diagnose(
    projectCodes.valueTwice,
    `\`${again.name.text}\` is given twice in one file`,
    [
      { span: again.name.span, text: "again here" },
      { span: first.name.span, text: "first here" },
    ],
    { help: "keep one of the two; a later file may change it" },
  );
}
