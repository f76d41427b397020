/** The schemas of data files, with the words that their messages need. */
import {
  validateCatalogue1,
  validateNetboxTypes1,
  validateOverlay1,
  validatePriceBook1,
} from "../core/data-validators.generated.js";
import { findForm, valueForms } from "../language/value-forms.js";
import { type DataNode, findText, findValue } from "./data-node.js";
import { headKeys, portHeadKeys, portRows, rowsOf } from "./make-part.js";
import type { Checker, Validator } from "./schema-errors.js";

/** Catalogues of parts. */
export const catalogueChecker: Checker = {
  validate: validateCatalogue1 as Validator,
  nameAt: (path) => {
    if (path.length === 0) return "a catalogue";
    return path[0] === "parts" && path.length === 2 ? "this part" : "this object";
  },
  keysAt: (path, root) => {
    if (path.length === 0) return ["schema", "title", "imports", "grade", "source", "parts"];
    return listKeys(path.slice(2), findText(findItem(root, path), "kind") ?? "");
  },
  wantedAt: (path, root) => nameForm(path.slice(2), findText(findItem(root, path), "kind") ?? ""),
};

/** Returns what a value in a part must be, by the path to it from the part. */
function nameForm(path: readonly string[], kind: string): string | null {
  const [first = "", , third] = path;
  if (first === "ports" && third === "rate") return valueForms.get("rate")?.wanted ?? null;
  const row =
    first === "ports" ? portRows.find((one) => one.name === third) : rowsOf(kind).find((one) => one.name === first);
  const isValue = !["grade", "source"].includes(path.at(-1) ?? "");
  return row === undefined || !isValue ? null : (findForm(row.type)?.wanted ?? null);
}

function findItem(root: DataNode, [list = "", at = ""]: readonly string[]): DataNode | null {
  const items = findValue(root, list);
  return items?.kind === "list" ? (items.items[Number(at)] ?? null) : null;
}

/** Returns the keys of an object in a part, by the path to it from the part. */
function listKeys(path: readonly string[], kind: string): readonly string[] {
  const [first] = path;
  if (first === undefined) return [...headKeys, ...rowsOf(kind).map((row) => row.name)];
  if (first === "ports" && path.length === 2) return [...portHeadKeys, ...portRows.map((row) => row.name)];
  if (first === "inside" && path.length === 2) return ["kind", "dims", "part"];
  return path.at(-2) === "also" ? ["value", "grade", "source"] : ["value", "grade", "source", "also"];
}

/** Overlays of NetBox types. */
export const overlayChecker: Checker = {
  validate: validateOverlay1 as Validator,
  nameAt: (path) => (path.length === 0 ? "an overlay" : "this object"),
  keysAt: (path, root) => {
    const keys = listKeys(path, findText(root, "kind") ?? "");
    return path.length === 0 ? ["schema", "imports", "allow", ...keys] : keys;
  },
  wantedAt: (path, root) => nameForm(path, findText(root, "kind") ?? ""),
};

/** NetBox types; keys that it does not know are left to netbox-lint.ts. */
export const netboxChecker: Checker = {
  validate: validateNetboxTypes1 as Validator,
  nameAt: (path) => (path.length === 0 ? "a NetBox type" : "this entry"),
  keysAt: () => [],
  wantedAt: () => null,
};

const bookKeys = ["schema", "title", "as_of", "currency", "prices", "rates"];
const rateKeys = ["from", "to", "rate", "as_of", "source"];
const priceKeys = ["mpn", "part", "low", "high", "currency", "unit", "basis", "as_of", "source"];

/** Price books. */
export const priceChecker: Checker = {
  validate: validatePriceBook1 as Validator,
  nameAt: (path) => (path.length === 0 ? "a price book" : path[0] === "rates" ? "this rate" : "this price"),
  keysAt: (path) => (path.length === 0 ? bookKeys : path[0] === "rates" ? rateKeys : priceKeys),
  wantedAt: () => null,
};
