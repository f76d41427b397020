/** Reads price books, in JSON, YAML or as a table. Knows nothing of which parts there are. */
import { dataCodes } from "../core/codes/data.js";
import { priceCodes } from "../core/codes/prices.js";
import { type Checked, type Diagnostic, diagnose, hasErrors } from "../core/diagnostic.js";
import type { ExchangeRate, PriceBasis, PriceFile, PriceRow } from "../core/price-file.js";
import { readNumber } from "../core/quantity.js";
import { formatRatio, ratio } from "../core/ratio.js";
import type { SourceText, Span } from "../core/span.js";
import { priceChecker } from "./checkers.js";
import { type DataMap, type DataNode, findEntry, findItems, findNumber, findText, findValue } from "./data-node.js";
import { stemOf } from "./identifier.js";
import { readJson } from "./read-json.js";
import { readTable, type Table } from "./read-table.js";
import { readYaml } from "./read-yaml.js";
import { checkSchema } from "./schema-errors.js";

/** Returns the prices of a book, or null where it has errors; `written` is what the design calls it. */
export function readPrices(source: SourceText, written: string): Checked<PriceFile | null> {
  const { value: root, diagnostics } = readBook(source);
  if (root === null || hasErrors(diagnostics)) return { value: null, diagnostics };
  if (!(findText(root, "schema") ?? "").startsWith("weft-prices"))
    return { value: null, diagnostics: [reportForm(source, root)] };
  const wrong = checkSchema(priceChecker, root);
  if (wrong.length > 0) return { value: null, diagnostics: wrong };
  const rows = findItems(root, "prices").map((node) => makeRow(root, node));
  const found = [...rows.flatMap(findReversed), ...findTwins(rows)];
  const file: PriceFile = {
    path: source.path,
    written,
    title: findText(root, "title") ?? "",
    asOf: findText(root, "as_of") ?? "",
    currency: findText(root, "currency") ?? "",
    rows,
    rates: findItems(root, "rates").map(makeRate),
  };
  return { value: hasErrors(found) ? null : file, diagnostics: found };
}

function readBook(source: SourceText): Checked<DataNode | null> {
  if (!/\.csv$/i.test(source.path)) return /\.ya?ml$/i.test(source.path) ? readYaml(source) : readJson(source);
  const { value, diagnostics } = readTable(source);
  return { value: value === null ? null : toBook(source, value), diagnostics };
}

function reportForm({ path }: SourceText, root: DataNode): Diagnostic {
  return diagnose(
    dataCodes.unknownForm,
    `\`${path}\` is no price book`,
    [{ span: { ...root.span, end: root.span.start }, text: "" }],
    { help: 'a price book begins with `"schema": "weft-prices/1"`, or is a table with the columns of its prices' },
  );
}

/** A table says nothing of the whole book: its name is the file's, its date the latest, its currency that of each row. */
function toBook(source: SourceText, { heading, rows }: Table): DataMap {
  const span: Span = { file: source.path, start: 0, end: 0 };
  const text = (value: string): DataNode => ({ kind: "text", value, span });
  const key = (name: string, value: DataNode): DataMap["entries"][number] => ({ key: { text: name, span }, value });
  const prices = rows.map((cells): DataMap => {
    const entries = heading.flatMap((column, at) => {
      const cell = cells[at];
      if (cell === undefined || cell.text.trim() === "") return [];
      return [
        { key: { text: column.text, span: column.span }, value: toScalar(column.text, cell.text.trim(), cell.span) },
      ];
    });
    return {
      kind: "map",
      entries,
      span: { ...span, start: cells[0]?.span.start ?? 0, end: cells.at(-1)?.span.end ?? 0 },
    };
  });
  const dates = prices.map((price) => findText(price, "as_of") ?? "").sort();
  const entries = [
    key("schema", text("weft-prices/1")),
    key("title", text(stemOf(source.path))),
    key("as_of", text(dates.at(-1) ?? "")),
    key("currency", text(prices.map((price) => findText(price, "currency")).find((one) => one !== null) ?? "")),
    key("prices", { kind: "list", items: prices, span }),
  ];
  return { kind: "map", entries, span };
}

function toScalar(column: string, written: string, span: Span): DataNode {
  const digits = written.replaceAll("_", "");
  if ((column !== "low" && column !== "high") || !/^\d+(\.\d+)?$/.test(digits))
    return { kind: "text", value: written, span };
  return { kind: "number", value: Number(digits), text: digits, span };
}

function makeRow(root: DataNode, node: DataNode): PriceRow {
  const mpn = findText(node, "mpn");
  const part = findText(node, "part");
  const named = findEntry(node, mpn === null ? "part" : "mpn");
  const money = (key: string): PriceRow["low"] => readNumber(findNumber(node, key)?.text ?? "0") ?? ratio(0);
  const currency = findValue(node, "currency") ?? findValue(root, "currency");
  return {
    mpn,
    part,
    low: money("low"),
    high: money("high"),
    currency: currency?.kind === "text" ? currency.value : "",
    unit: findText(node, "unit") === "metre" ? "metre" : "each",
    basis: (findText(node, "basis") ?? "estimate") as PriceBasis,
    asOf: findText(node, "as_of") ?? "",
    source: findText(node, "source") ?? "",
    origin: named?.value.span ?? node.span,
    currencyOrigin: currency?.span ?? node.span,
  };
}

function makeRate(node: DataNode): ExchangeRate {
  return {
    from: findText(node, "from") ?? "",
    to: findText(node, "to") ?? "",
    rate: readNumber(findNumber(node, "rate")?.text ?? "1") ?? ratio(1),
    asOf: findText(node, "as_of") ?? "",
    source: findText(node, "source") ?? "",
  };
}

function findReversed(row: PriceRow): readonly Diagnostic[] {
  if (row.low.compare(row.high) <= 0) return [];
  return [
    diagnose(
      priceCodes.reversed,
      `the price of \`${nameOf(row)}\` runs from ${formatRatio(row.low)} to ${formatRatio(row.high)}: \`low\` is above \`high\``,
      [{ span: row.origin, text: "" }],
      { help: "exchange them; both are equal where there is one figure" },
    ),
  ];
}

function nameOf({ mpn, part }: PriceRow): string {
  return mpn ?? part ?? "";
}

/** Which of two prices of one part would count, nobody could tell. */
function findTwins(rows: readonly PriceRow[]): readonly Diagnostic[] {
  const seen = new Map<string, PriceRow>();
  return rows.flatMap((row) => {
    const key = `${row.mpn === null ? "part" : "mpn"} ${nameOf(row)}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      return [];
    }
    return [
      diagnose(
        priceCodes.twice,
        `\`${nameOf(row)}\` has two prices in one book`,
        [
          { span: row.origin, text: "again here" },
          { span: first.origin, text: "first here" },
        ],
        { help: "keep one, or make one range of both; a later book may give another price" },
      ),
    ];
  });
}
