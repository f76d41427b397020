/** The work of `weft parts`: gathers cards, searches them, and prints a list or one part. */
import { type Diagnostic, hasErrors } from "../core/diagnostic.js";
import { DIM } from "../core/dimension.js";
import { readQuantity } from "../core/quantity.js";
import { suggest } from "../core/suggest.js";
import type { Host } from "../host/host.js";
import { makeCard, type PartCard } from "../library/card.js";
import { findPrices } from "../library/prices.js";
import { findCards, findNamed, type PartQuery, suggestCard } from "../library/search.js";
import { readPart, readStandardCards, readStandardPrices } from "../library/standard.js";
import { loadProject } from "../load.js";
import { buildLibrary } from "../model/build-library.js";
import { listDesigns } from "../node/list-designs.js";
import { createNodeHost } from "../node/node-host.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { showPartJson } from "./reporters/part-json.js";
import { countKinds, listParts, listPartsJson } from "./reporters/part-list.js";
import { showPart } from "./reporters/part-sheet.js";
import { writeAside, writeData } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** The flags of `weft parts` as oclif parses them. */
export interface PartsFlags {
  readonly kind: string | undefined;
  readonly speed: string | undefined;
  readonly maker: string | undefined;
  readonly cage: string | undefined;
  readonly from: string | undefined;
  readonly in: readonly string[] | undefined;
  readonly format: "pretty" | "json";
}

/** Prints what the words and filters find: a list, the one part, or how many there are of each kind. */
export async function showParts(words: readonly string[], flags: PartsFlags): Promise<ExitCode> {
  const host = createNodeHost();
  const cards = [...(await readOwnCards(host, flags.in ?? [])), ...(await readStandardCards())];
  const query = readQuery(words, flags, cards);
  const found = findCards(cards, query);
  const [first, ...more] = found;
  if (first === undefined) {
    writeAside(describeMissing(cards, query));
    return exitCodes.errors;
  }
  const isAll = words.length === 0 && found.length === cards.length;
  const named = findNamed(cards, query) ?? (more.length === 0 ? first : null);
  if (named !== null) writeData(await describeOne(host, named, flags));
  else if (flags.format === "json") writeData(listPartsJson(found));
  else writeData(isAll ? countKinds(found) : listParts(found, findColumns()));
  return exitCodes.fine;
}

async function describeOne(host: Host, card: PartCard, { format }: PartsFlags): Promise<string> {
  const [part, book] = await Promise.all([readPart(host, card), readStandardPrices()]);
  const sheet = { card, part, prices: findPrices(book, card), currency: book.currency };
  return format === "json" ? showPartJson(sheet) : showPart(sheet, findColumns());
}

/** The columns of the terminal; where the output goes elsewhere, those of a page. */
function findColumns(): number {
  return Math.min(160, process.stdout.columns ?? 100);
}

/** Parts of the files in those folders; what is wrong with a file is said, and its other parts are still found. */
async function readOwnCards(host: Host, folders: readonly string[]): Promise<readonly PartCard[]> {
  const cards = new Map<string, PartCard>();
  for (const folder of folders) {
    const files = listDesigns(folder);
    if (files === null) throw new UsageError(`--in ${folder}: there is no such folder`);
    for (const path of files) {
      const loaded = await loadProject(host, path);
      const isOwn = (file: string): boolean => !file.startsWith("std/");
      const built = buildLibrary(loaded.value, isOwn);
      const diagnostics = [...loaded.diagnostics, ...built.diagnostics];
      if (hasErrors(diagnostics)) writeAside(describeTrouble(path, diagnostics));
      for (const { part, file } of built.value) cards.set(`${file} ${part.id}`, makeCard(part, file));
    }
  }
  return [...cards.values()];
}

function describeTrouble(path: string, diagnostics: readonly Diagnostic[]): string {
  const count = diagnostics.filter(({ severity }) => severity === "error").length;
  return `weft: ${path} has ${count} ${count === 1 ? "error" : "errors"}; parts with mistakes are left out\n`;
}

function readQuery(words: readonly string[], flags: PartsFlags, cards: readonly PartCard[]): PartQuery {
  const kinds = [...new Set(cards.map(({ kind }) => kind))].sort();
  const cages = [...new Set(cards.flatMap((card) => card.cages))].sort();
  const files = [...new Set(cards.map(({ from }) => from))];
  return {
    words: words.flatMap((word) => word.split(/\s+/)),
    kind: readChoice("kind", flags.kind, kinds),
    speed: flags.speed === undefined ? null : readSpeed(flags.speed),
    maker: flags.maker ?? null,
    cage: readChoice("cage", flags.cage, cages),
    from: readChoice("from", flags.from, files),
  };
}

function readChoice(flag: string, written: string | undefined, choices: readonly string[]): string | null {
  if (written === undefined || choices.includes(written)) return written ?? null;
  const nearest = suggest(written, choices);
  const help = nearest === null ? `it is one of ${choices.join(", ")}` : `did you mean \`${nearest}\`?`;
  throw new UsageError(`--${flag} ${written}: no part has it; ${help}`);
}

/** Returns Gbps; a bare number counts them. */
function readSpeed(written: string): number {
  const [, number = "", unit = ""] = /^([\d.]+)\s*([A-Za-z/]*)$/.exec(written) ?? [];
  const quantity = readQuantity(number, unit === "" ? "G" : unit, null);
  if (quantity?.dimension === DIM.rate) return quantity.value.valueOf() / 1e9;
  throw new UsageError(`--speed ${written}: expected a data rate such as 400G`);
}

function describeMissing(cards: readonly PartCard[], query: PartQuery): string {
  const asked = query.words.length === 0 ? "passes these filters" : `has \`${query.words.join(" ")}\``;
  const wide = findCards(cards, { ...query, kind: null, speed: null, maker: null, cage: null, from: null });
  const nearest = suggestCard(cards, query.words);
  const help =
    query.words.length > 0 && wide.length > 0
      ? `; without the filters ${wide.length === 1 ? "one does" : `${wide.length} do`}`
      : nearest === null
        ? "; `weft parts` counts what there is"
        : `; did you mean \`${nearest}\`?`;
  return `weft: no part ${asked}${help}\n`;
}
