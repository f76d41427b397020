/**
 * Diagnostics as a SARIF 2.1.0 log, the format of code review systems: rules with their pages, places, fixes. Pure: who
 * calls it says what a path is called there and what the page of a code says.
 */
import type { Diagnostic, Fix, Label, Severity } from "./diagnostic.js";
import { type LineTable, locateOffset, tabulateLines } from "./lines.js";
import type { Span } from "./span.js";

/** How a file is named in the log: relative to one of `bases`, or absolute where `base` is null. */
export interface SarifAddress {
  readonly uri: string;
  readonly base: string | null;
}

export interface SarifOptions {
  /** Of weft. */
  readonly version: string;
  /** Returns the text of a file that a span names, or undefined when there is none. */
  readonly sourceOf: (path: string) => string | undefined;
  readonly addressOf: (path: string) => SarifAddress;
  /** What each base of addresses is, by its name. */
  readonly bases: Readonly<Record<string, string>>;
  /** Returns the page of a code in Markdown, or undefined. */
  readonly pageOf: (code: string) => string | undefined;
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", advice: "note" };

interface Log {
  readonly options: SarifOptions;
  readonly tables: Map<string, LineTable | null>;
  /** Paths in the order in which they were met: the artifacts of the log. */
  readonly paths: string[];
  readonly codes: readonly string[];
}

/** Returns the log as text, ending in a line feed; the same diagnostics give the same bytes. */
export function renderSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort((a, b) => (a < b ? -1 : 1));
  const log: Log = { options, tables: new Map(), paths: [], codes };
  const results = diagnostics.map((diagnostic) => describeResult(log, diagnostic));
  const run = {
    tool: {
      driver: {
        name: "weft",
        version: options.version,
        semanticVersion: options.version,
        rules: codes.map((code) => describeRule(log, code, diagnostics)),
      },
    },
    invocations: [{ executionSuccessful: true }],
    originalUriBaseIds: describeBases(options),
    columnKind: "utf16CodeUnits",
    artifacts: log.paths.map((path) => ({ location: locateFile(log, path) })),
    results,
  };
  const whole = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A base has no address of its own in the log: it is where the reader has the files. */
function describeBases({ bases }: SarifOptions): object {
  return Object.fromEntries(Object.entries(bases).map(([name, text]) => [name, { description: { text } }]));
}

function describeRule({ options }: Log, code: string, diagnostics: readonly Diagnostic[]): object {
  const severity = diagnostics.find((diagnostic) => diagnostic.code === code)?.severity ?? "error";
  const page = options.pageOf(code);
  const defaultConfiguration = { level: levels[severity] };
  if (page === undefined) return { id: code, defaultConfiguration };
  const [heading = "", ...rest] = page.split("\n\n");
  const why = rest.slice(
    0,
    Math.max(
      0,
      rest.findIndex((part) => part.startsWith("```")),
    ) || undefined,
  );
  return {
    id: code,
    shortDescription: { text: heading.replace(/^# WF\d+: /, "") },
    fullDescription: { text: why.map((part) => part.replaceAll("\n", " ")).join(" ") },
    help: { text: page, markdown: page },
    defaultConfiguration,
  };
}

function describeResult(log: Log, diagnostic: Diagnostic): object {
  const { code, severity, message, labels, notes, help, fixes } = diagnostic;
  const [primary, ...others] = labels;
  const lines = [message, ...notes.map((note) => `note: ${note}`), ...(help === undefined ? [] : [`help: ${help}`])];
  return {
    ruleId: code,
    ruleIndex: log.codes.indexOf(code),
    level: levels[severity],
    message: { text: lines.join("\n") },
    ...(primary === undefined ? {} : { locations: [describePlace(log, primary, null)] }),
    ...(others.length === 0 ? {} : { relatedLocations: others.map((label, at) => describePlace(log, label, at + 1)) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => describeFix(log, fix)) }),
  };
}

function describePlace(log: Log, { span, text }: Label, id: number | null): object {
  const region = describeRegion(log, span);
  return {
    ...(id === null ? {} : { id }),
    physicalLocation: { artifactLocation: indexFile(log, span.file), ...(region === null ? {} : { region }) },
    ...(text === "" ? {} : { message: { text } }),
  };
}

/** Edits of one file are one change; a file that cannot be had is not changed. */
function describeFix(log: Log, { title, edits, safe }: Fix): object {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: indexFile(log, file),
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map(({ span, text }) => ({
          deletedRegion: describeRegion(log, span) ?? { charOffset: span.start, charLength: span.end - span.start },
          insertedContent: { text },
        })),
    })),
    properties: { safe },
  };
}

/** Lines and columns count from 1, offsets from 0, in UTF-16 units; the end is the first column that is out. */
function describeRegion(log: Log, span: Span): object | null {
  const table = tableOf(log, span.file);
  if (table === null) return null;
  const [start, end] = [locateOffset(table, span.start), locateOffset(table, span.end)];
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
    charOffset: span.start,
    charLength: span.end - span.start,
  };
}

function tableOf(log: Log, path: string): LineTable | null {
  const known = log.tables.get(path);
  if (known !== undefined) return known;
  const text = log.options.sourceOf(path);
  const table = text === undefined ? null : tabulateLines(text);
  log.tables.set(path, table);
  return table;
}

function indexFile(log: Log, path: string): object {
  const known = log.paths.indexOf(path);
  const index = known < 0 ? log.paths.push(path) - 1 : known;
  return { ...locateFile(log, path), index };
}

function locateFile({ options }: Log, path: string): object {
  const { uri, base } = options.addressOf(path);
  return base === null ? { uri } : { uri, uriBaseId: base };
}
