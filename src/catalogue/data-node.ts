/**
 * A document of data with the place of everything in it: what JSON, YAML and tables have in common. Knows nothing of
 * what the data mean.
 */
import type { Span } from "../core/span.js";

export type DataNode =
  | DataMap
  | { readonly kind: "list"; readonly items: readonly DataNode[]; readonly span: Span }
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  /** `text` has the digits of the file, so that nothing is rounded. */
  | { readonly kind: "number"; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: "truth"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "nothing"; readonly span: Span };

export interface DataMap {
  readonly kind: "map";
  readonly entries: readonly DataEntry[];
  readonly span: Span;
}

export interface DataEntry {
  readonly key: DataKey;
  readonly value: DataNode;
}

export interface DataKey {
  readonly text: string;
  readonly span: Span;
}

/** Returns the entry of a key, or null where the node is no map or lacks it. */
export function findEntry(node: DataNode | null, key: string): DataEntry | null {
  if (node?.kind !== "map") return null;
  return node.entries.find((entry) => entry.key.text === key) ?? null;
}

/** Returns the value of a key, or null. */
export function findValue(node: DataNode | null, key: string): DataNode | null {
  return findEntry(node, key)?.value ?? null;
}

/** Returns the text under a key; a number counts as its digits, as YAML takes `1234` for one. Null for anything else. */
export function findText(node: DataNode | null, key: string): string | null {
  const value = findValue(node, key);
  if (value?.kind === "text") return value.value;
  return value?.kind === "number" ? value.text : null;
}

/** Returns the number under a key, or null. */
export function findNumber(node: DataNode | null, key: string): Extract<DataNode, { kind: "number" }> | null {
  const value = findValue(node, key);
  return value?.kind === "number" ? value : null;
}

/** Returns whether the value under a key is true; null where there is none. */
export function findTruth(node: DataNode | null, key: string): boolean | null {
  const value = findValue(node, key);
  return value?.kind === "truth" ? value.value : null;
}

/** Returns the items of the list under a key; none where there is no list. */
export function findItems(node: DataNode | null, key: string): readonly DataNode[] {
  const value = findValue(node, key);
  return value?.kind === "list" ? value.items : [];
}

/** Returns the plain value, as `JSON.parse` would give it. */
export function toPlain(node: DataNode): unknown {
  switch (node.kind) {
    case "map": {
      const plain: Record<string, unknown> = {};
      for (const { key, value } of node.entries)
        Object.defineProperty(plain, key.text, { value: toPlain(value), enumerable: true, configurable: true });
      return plain;
    }
    case "list":
      return node.items.map(toPlain);
    case "nothing":
      return null;
    default:
      return node.value;
  }
}

/** Returns what kind of value it is, with its article. */
export function describeNode(node: DataNode): string {
  switch (node.kind) {
    case "map":
      return "an object";
    case "list":
      return "a list";
    case "text":
      return "a text";
    case "number":
      return "a number";
    case "truth":
      return "true or false";
    case "nothing":
      return "nothing";
  }
}
