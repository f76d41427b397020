/** What a NetBox file says, gathered once for all that look at it. Knows nothing of parts. */
import type { SourceText, Span } from "../core/span.js";
import { type DataNode, findItems, findText, findTruth, findValue } from "./data-node.js";
import { dropLeading } from "./identifier.js";
import { findInterfaceType, type InterfaceType } from "./netbox-interfaces.js";

/** A text with its place. */
export interface PlacedText {
  readonly text: string;
  readonly span: Span;
}

/** One interface of the list. */
export interface Interface {
  readonly name: PlacedText;
  readonly slug: PlacedText;
  /** Null where no cable of a fabric can end at it, and where the slug is unknown. */
  readonly type: InterfaceType | null;
  readonly isUnknown: boolean;
  /** Whether it carries `mgmt_only: true`. */
  readonly isFlagged: boolean;
  readonly description: string;
}

export interface NetboxDocument {
  readonly source: SourceText;
  readonly root: DataNode;
  readonly manufacturer: string;
  /** Without the maker before it. */
  readonly model: string;
  readonly slug: string | null;
  readonly interfaces: readonly Interface[];
  /** The key `interfaces`, or the start of the file. */
  readonly interfacesSpan: Span;
  /** `module`: a card or a supply that goes into a device. */
  readonly form: "device" | "module" | "rack";
}

/** Returns the document of a file that passed its schema. */
export function gatherDocument(source: SourceText, root: DataNode): NetboxDocument {
  const manufacturer = findText(root, "manufacturer") ?? "";
  const interfaces = findItems(root, "interfaces").map(gatherInterface);
  return {
    source,
    root,
    manufacturer,
    model: dropLeading(findText(root, "model") ?? "", manufacturer),
    slug: findText(root, "slug"),
    interfaces,
    interfacesSpan: keySpan(root, "interfaces"),
    form: formOf(root),
  };
}

function formOf(root: DataNode): "device" | "module" | "rack" {
  if (findValue(root, "form_factor") !== null) return "rack";
  return findValue(root, "u_height") === null && findValue(root, "slug") === null ? "module" : "device";
}

function gatherInterface(node: DataNode): Interface {
  const slug = placeText(node, "type");
  const type = findInterfaceType(slug.text);
  return {
    name: placeText(node, "name"),
    slug,
    type: type === "other" ? null : type,
    isUnknown: type === null,
    isFlagged: findTruth(node, "mgmt_only") === true,
    description: findText(node, "description") ?? "",
  };
}

/** Returns the text under a key with its place; empty, at the place of the map, where there is none. */
export function placeText(node: DataNode, key: string): PlacedText {
  return { text: findText(node, key) ?? "", span: findValue(node, key)?.span ?? node.span };
}

/** Returns the place of a key, or the start of the file where it is not there. */
export function keySpan(root: DataNode, key: string): Span {
  const start = { ...root.span, end: root.span.start };
  if (root.kind !== "map") return start;
  return root.entries.find((entry) => entry.key.text === key)?.key.span ?? start;
}

/** Returns all texts in which a file says what the thing is: model, slug, description. */
export function namesOf({ root, model, slug }: NetboxDocument): string {
  return [model, slug ?? "", findText(root, "description") ?? ""].join(" ");
}
