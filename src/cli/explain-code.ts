/** The work of `weft explain`. */
import picocolors from "picocolors";
import { pages } from "../core/codes/pages.generated.js";
import { suggest } from "../core/suggest.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { hasColours, writeData } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Prints the page of a code; letters may be small, and `WF` left out. */
export async function explainCode(written: string): Promise<ExitCode> {
  const code = /^\d{4}$/.test(written) ? `WF${written}` : written.toUpperCase();
  const page = Object.hasOwn(pages, code) ? pages[code] : undefined;
  if (page === undefined) throw new UsageError(describeUnknown(code));
  writeData(hasColours(1) ? colourPage(page) : page);
  return exitCodes.fine;
}

function describeUnknown(code: string): string {
  if (!/^WF\d{4}$/.test(code)) return `\`${code}\` is not a code; codes look like WF6004`;
  const nearest = suggest(code, Object.keys(pages));
  return `there is no ${code}${nearest === null ? "" : `; did you mean ${nearest}?`}`;
}

/** Headings bold, code blocks indented and dim. */
function colourPage(page: string): string {
  const colours = picocolors.createColors(true);
  let isCode = false;
  const lines = page.split("\n").flatMap((line) => {
    if (line.startsWith("```")) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line === "" ? "" : `  ${colours.dim(line)}`];
    return [line.startsWith("#") ? colours.bold(line.replace(/^#+ /, "")) : line];
  });
  return lines.join("\n");
}
