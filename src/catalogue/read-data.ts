/**
 * Reads a data file as a file of parts: a NetBox type, or a catalogue of ours in JSON, YAML or as a table. The tree has
 * its places in the data file, so that whatever is said of a part later shows the line of the data.
 */
import { dataCodes } from "../core/codes/data.js";
import { type Checked, type Diagnostic, diagnose, hasErrors } from "../core/diagnostic.js";
import type { SourceText, Span } from "../core/span.js";
import { findPartKind, partKinds } from "../language/part-kinds.js";
import type { Declaration, Tree } from "../syntax/ast.js";
import { catalogueChecker, netboxChecker, overlayChecker } from "./checkers.js";
import { type DataMap, type DataNode, findEntry, findText, findValue } from "./data-node.js";
import { stemOf } from "./identifier.js";
import { makeImports, makePart, readProvenance } from "./make-part.js";
import { gatherDocument, type NetboxDocument } from "./netbox-document.js";
import { tellKind } from "./netbox-kind.js";
import { lintNetbox } from "./netbox-lint.js";
import { gatherRuns } from "./netbox-ports.js";
import { applyOverlay, describeMended, listAllowed, type Overlay } from "./overlay.js";
import { readJson } from "./read-json.js";
import { listAliases, makePart as makeNetboxPart, namePart } from "./read-netbox.js";
import { readTable } from "./read-table.js";
import { readYaml } from "./read-yaml.js";
import { checkSchema } from "./schema-errors.js";
import { toDocument } from "./table-parts.js";

/** A data file as a file of parts. */
export interface DataFile {
  readonly tree: Tree;
  /** Other names of its parts, with the name that each stands for. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** The overlay of `QM9700.yaml`, by name: the first of these that exists counts. */
export function listOverlayPaths(path: string): readonly string[] {
  const ending = /\.(ya?ml|json)$/i.exec(path)?.[0];
  if (ending === undefined || /\.overlay\.\w+$/i.test(path)) return [];
  const stem = path.slice(0, -ending.length);
  return [`${stem}.overlay.yaml`, `${stem}.overlay.yml`, `${stem}.overlay.json`];
}

/** Returns the parts of a file, or null where it has errors: nothing of such a file is used. */
export function readData(source: SourceText, overlay: SourceText | null = null): Checked<DataFile | null> {
  const read = readDocument(source);
  if (read.value === null || hasErrors(read.diagnostics)) return { value: null, diagnostics: read.diagnostics };
  const root = read.value;
  const made = makeTree(source, root, overlay);
  const diagnostics = [...read.diagnostics, ...made.diagnostics];
  return { value: hasErrors(diagnostics) ? null : made.value, diagnostics };
}

/** Returns the document of a file, by its ending. */
export function readDocument(source: SourceText): Checked<DataNode | null> {
  if (/\.csv$/i.test(source.path)) {
    const { value, diagnostics } = readTable(source);
    const whole = { file: source.path, start: 0, end: Math.min(1, source.text.length) };
    const other = value === null ? null : explainOther(value.heading.map((cell) => cell.text));
    if (other !== null) return only(reportForm(source, whole, other));
    return { value: value === null ? null : toDocument(value, whole), diagnostics };
  }
  return /\.json$/i.test(source.path) ? readJson(source) : readYaml(source);
}

/** A table of parts has a column for their kind. */
function explainOther(heading: readonly string[]): string | null {
  if (heading.includes("kind")) return null;
  if (heading.includes("low") && heading.includes("high")) return PRICE_BOOK;
  return "a table of parts has a column `kind`";
}

const PRICE_BOOK = "it is a price book: name it with `prices = ...` in a cluster, or with `--prices`";

function makeTree(source: SourceText, root: DataNode, overlay: SourceText | null): Checked<DataFile | null> {
  const schema = findText(root, "schema") ?? "";
  if (root.kind !== "map") return only(reportForm(source, root.span, "an object was expected at the top"));
  if (schema.startsWith("weft-overlay"))
    return only(reportForm(source, root.span, `it is the overlay of \`${stemOf(source.path)}\`: import that`));
  if (schema.startsWith("weft-prices")) return only(reportForm(source, root.span, PRICE_BOOK));
  if (schema.startsWith("weft-") || findValue(root, "parts") !== null) return makeCatalogue(source, root, overlay);
  if (findValue(root, "manufacturer") !== null && findValue(root, "model") !== null)
    return makeNetbox(source, root, overlay);
  return only(
    reportForm(source, root.span, "NetBox types have `manufacturer` and `model`, catalogues of weft `schema`"),
  );
}

function only(diagnostic: Diagnostic): Checked<null> {
  return { value: null, diagnostics: [diagnostic] };
}

function reportForm({ path }: SourceText, span: Span, why: string): Diagnostic {
  return diagnose(
    dataCodes.unknownForm,
    `\`${path}\` is no file of parts: ${why}`,
    [{ span: { ...span, end: span.start }, text: "" }],
    { help: "a file of parts is a NetBox type, or begins with `schema: weft-catalogue/1`" },
  );
}

function makeCatalogue(source: SourceText, root: DataMap, overlay: SourceText | null): Checked<DataFile | null> {
  const wrong = [...checkSchema(catalogueChecker, root), ...(overlay === null ? [] : [reportIdleOverlay(overlay)])];
  if (wrong.length > 0) return { value: null, diagnostics: wrong };
  const provenance = readProvenance(root, null);
  const parts = findValue(root, "parts");
  const made = (parts?.kind === "list" ? parts.items : []).map((node) =>
    makePart({ source, provenance }, node, findText(node, "kind") ?? ""),
  );
  const tree: Tree = { path: source.path, members: [...makeImports(source, root), ...made] };
  return { value: { tree, aliases: new Map() }, diagnostics: [] };
}

function reportIdleOverlay({ path }: SourceText): Diagnostic {
  return diagnose(
    dataCodes.idleOverlay,
    `\`${path}\` is the overlay of a catalogue, overlays are for NetBox types`,
    [{ span: { file: path, start: 0, end: 0 }, text: "" }],
    { help: "change the catalogue itself, or write `part ... extends ...` in weft" },
  );
}

function makeNetbox(source: SourceText, root: DataMap, overlay: SourceText | null): Checked<DataFile | null> {
  const plain = dropNothing(root);
  const wrong = checkSchema(netboxChecker, plain);
  if (wrong.length > 0) return { value: null, diagnostics: wrong };
  const document = gatherDocument(source, plain);
  const told = tellKind(document);
  const read = overlay === null ? null : readOverlay(overlay, told.kind);
  if (read !== null && read.value === null) return { value: null, diagnostics: read.diagnostics };
  const given = read?.value ?? null;
  const kind = findText(given?.root ?? null, "kind") ?? told.kind;
  if (kind === null) return only(reportNoKind(document));
  const runs = gatherRuns(document, kind);
  const base = makeNetboxPart(document, kind, runs);
  const mended: Checked<Declaration> = given === null ? { value: base, diagnostics: [] } : applyOverlay(base, given);
  if (hasErrors(mended.diagnostics)) return { value: null, diagnostics: mended.diagnostics };
  const guess = findEntry(given?.root ?? null, "kind") === null ? told : { kind, isGuess: false };
  const names = runs.map((run) => run.name);
  const overlayName = listOverlayPaths(source.path)[0]?.split(/[/\\]/).at(-1) ?? "";
  const found = lintNetbox({ document, kind, guess, runs, mended: describeMended(given, names), overlay: overlayName });
  const allowed = listAllowed(given);
  const diagnostics = found.filter(({ code }) => !allowed.includes(code));
  return { value: describeNetbox(document, mended.value, given), diagnostics };
}

function describeNetbox(document: NetboxDocument, part: Declaration, overlay: Overlay | null): DataFile {
  const own = part.name?.text ?? "";
  const names = [namePart(document), ...listAliases(document)].filter((name) => name !== own);
  return {
    tree: {
      path: document.source.path,
      members: [...(overlay === null ? [] : makeImports(overlay.source, overlay.root)), part],
    },
    aliases: new Map(names.map((name) => [name, own])),
  };
}

/** YAML with nothing after a key says nothing: as if the key were not there. */
function dropNothing(node: DataMap): DataMap {
  return { ...node, entries: node.entries.filter(({ value }) => value.kind !== "nothing") };
}

function reportNoKind({ model, root }: NetboxDocument): Diagnostic {
  const span = findValue(root, "model")?.span ?? root.span;
  return diagnose(
    dataCodes.unknownPartKind,
    `nothing in the file tells what kind of part \`${model}\` is`,
    [{ span, text: "" }],
    {
      help: `write \`kind: nic\` in an overlay beside the file; the kinds are ${partKinds.map((kind) => `\`${kind.kind}\``).join(", ")}`,
    },
  );
}

/** Without a kind of its own, an overlay is held to what the type is taken for. */
function readOverlay(source: SourceText, kind: string | null): Checked<Overlay | null> {
  const { value: root, diagnostics } = readDocument(source);
  if (root === null || hasErrors(diagnostics)) return { value: null, diagnostics };
  if (root.kind !== "map" || !(findText(root, "schema") ?? "").startsWith("weft-overlay"))
    return only(reportForm(source, root.span, "an overlay begins with `schema: weft-overlay/1`"));
  const isTold = kind !== null && findPartKind(kind) !== null && findEntry(root, "kind") === null;
  const full: DataMap = isTold ? { ...root, entries: [...root.entries, tellOverlay(root, kind)] } : root;
  const wrong = checkSchema(overlayChecker, full);
  return wrong.length > 0 ? { value: null, diagnostics: wrong } : { value: { source, root }, diagnostics: [] };
}

function tellOverlay(root: DataMap, kind: string): DataMap["entries"][number] {
  const span = { ...root.span, end: root.span.start };
  return { key: { text: "kind", span }, value: { kind: "text", value: kind, span } };
}
