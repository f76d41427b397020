/**
 * Which kind of part a NetBox type is. NetBox has no such field, so it is told by an ordered list of rules (ADR 7); an
 * overlay or the key `weft_kind` goes before all of them.
 */
import { findPartKind } from "../language/part-kinds.js";
import { findItems, findText, findValue } from "./data-node.js";
import { type NetboxDocument, namesOf } from "./netbox-document.js";

export interface KindGuess {
  /** Null where nothing tells. */
  readonly kind: string | null;
  /** Whether no rule told, so that it is the kind for all that is left. */
  readonly isGuess: boolean;
}

/** Words that name what a thing is; the first list with a word in the text counts. */
const tellingWords: readonly (readonly [kind: string, words: RegExp])[] = [
  ["cdu", /\b(s?cdu|coolant distribution)\b/],
  ["pdu", /\b(r?pdu|power distribution)\b/],
  ["switch", /\b(switch|router|spine|leaf)\b/],
  ["storage_node", /\b(storage|nas|san|filer|jbof|jbod|flasharray|flashblade)\b/],
  ["server", /\b(\w*server|dgx|hgx|poweredge|proliant|gpus?)\b/],
];

/** So many ports of one type are a switch: a server of eight GPUs has about ten. */
const PORTS_OF_A_SWITCH = 16;

/** Module bays that only a computer has. */
const computerBays = /\b(gpu|cpu|dimm|memory|oam|pcie)\b/i;

/** Returns the kind of part of a type. */
export function tellKind(document: NetboxDocument): KindGuess {
  const own = findText(document.root, "weft_kind");
  if (own !== null && findPartKind(own) !== null) return sure(own);
  const shape = tellByShape(document);
  if (shape !== null) return shape;
  const named = tellByWords(namesOf(document));
  if (named !== null) return sure(named);
  if (countLargestRun(document) >= PORTS_OF_A_SWITCH) return sure("switch");
  const commented = tellByWords(findText(document.root, "comments") ?? "");
  if (commented !== null) return sure(commented);
  if (findItems(document.root, "module-bays").some((bay) => computerBays.test(findText(bay, "name") ?? "")))
    return sure("server");
  return { kind: "appliance", isGuess: true };
}

function sure(kind: string): KindGuess {
  return { kind, isGuess: false };
}

/** Racks, modules, power strips and panels have lists that nothing else has. */
function tellByShape(document: NetboxDocument): KindGuess | null {
  const { root, form, interfaces } = document;
  const hasLinks = interfaces.some(({ type }) => type !== null);
  if (form === "rack") return sure("rack");
  const isPanel = !hasLinks && ["front-ports", "rear-ports"].some((key) => findValue(root, key) !== null);
  if (isPanel) return sure("panel");
  // It serves consoles and is no computer, whatever it is called.
  if (findItems(root, "console-server-ports").length > 0) return sure("appliance");
  if (form === "module") return { kind: hasLinks ? "nic" : null, isGuess: false };
  const isFast = interfaces.some(({ type }) => type !== null && type.gbps > 1);
  return findItems(root, "power-outlets").length > 0 && !isFast ? sure("pdu") : null;
}

function tellByWords(text: string): string | null {
  const plain = text.toLowerCase().replace(/[_-]/g, " ");
  return tellingWords.find(([, words]) => words.test(plain))?.[0] ?? null;
}

function countLargestRun({ interfaces }: NetboxDocument): number {
  const counts = new Map<string, number>();
  for (const { type, isFlagged } of interfaces)
    if (type !== null && !isFlagged) counts.set(type.slug, (counts.get(type.slug) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
