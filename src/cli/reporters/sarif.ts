/** The SARIF log of a run: how files are named in it, and the pages of its rules. */
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import pjson from "../../../package.json" with { type: "json" };
import { pages } from "../../core/codes/pages.generated.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { renderSarif, type SarifAddress } from "../../core/sarif.js";

/** Where code review systems have the sources. */
const SOURCES = "%SRCROOT%";
const LIBRARY = "WEFT_STD";

/** Returns the log as text; paths are relative to the folder in which the command runs. */
export function reportSarif(
  diagnostics: readonly Diagnostic[],
  sourceOf: (path: string) => string | undefined,
  folder: string,
): string {
  return renderSarif(diagnostics, {
    version: pjson.version,
    sourceOf,
    addressOf: (path) => addressFile(path, folder),
    bases: {
      [SOURCES]: "the folder in which weft was started",
      [LIBRARY]: "the standard library, which is part of weft",
    },
    pageOf: (code) => (Object.hasOwn(pages, code) ? pages[code] : undefined),
  });
}

/** A file outside the folder has an absolute address: no reader could find it by a relative one. */
function addressFile(path: string, folder: string): SarifAddress {
  if (path.startsWith("std/")) return { uri: `${encodePath(path)}.weft`, base: LIBRARY };
  const inside = relative(folder, isAbsolute(path) ? path : `${folder}/${path}`);
  const isOutside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  if (isOutside) return { uri: pathToFileURL(`${isAbsolute(path) ? "" : `${folder}/`}${path}`).href, base: null };
  return { uri: encodePath(inside.split(sep).join("/")), base: SOURCES };
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
