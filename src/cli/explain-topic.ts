/** The work of `weft explain`. */
import picocolors from "picocolors";
import { pages } from "../core/codes/pages.generated.js";
import { suggest } from "../core/suggest.js";
import { explain, listTopicGroups } from "../service/explain.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { hasColours, writeData } from "./terminal.js";
import { UsageError } from "./usage-error.js";

const WIDTH = 100;

/** Prints the page of a code, or what the language says of a word; without one, what there is to ask for. */
export async function explainTopic(written: string): Promise<ExitCode> {
  writeData(written === "" ? listAll() : findText(written));
  return exitCodes.fine;
}

function findText(written: string): string {
  if (/^(?:wf)?\d{4}$/i.test(written)) return colourPage(findPage(written));
  const found = explain(written);
  if (found.kind === "found") return found.topics.map(({ write }) => colourPage(write())).join("\n");
  const nearest = found.nearest === null ? "" : `; did you mean \`${found.nearest}\`?`;
  const mentions = found.mentions.length === 0 ? "" : `\n  these speak of it: ${found.mentions.join(", ")}`;
  const rest = nearest === "" && mentions === "" ? "; `weft explain` alone lists all that can be explained" : "";
  throw new UsageError(`there is nothing called \`${written}\`${nearest}${rest}${mentions}`);
}

/** Letters of a code may be small, and `WF` left out. */
function findPage(written: string): string {
  const code = /^\d{4}$/.test(written) ? `WF${written}` : written.toUpperCase();
  const page = Object.hasOwn(pages, code) ? pages[code] : undefined;
  if (page !== undefined) return page;
  const nearest = suggest(code, Object.keys(pages));
  throw new UsageError(`there is no ${code}${nearest === null ? "" : `; did you mean ${nearest}?`}`);
}

/** Groups with what they hold; properties stand under what has them. */
function listAll(): string {
  const codes = Object.keys(pages);
  const groups = [...listTopicGroups()].map(([group, names]) =>
    group === "properties" ? listProperties(names) : `${group}\n${wrap(names)}`,
  );
  const diagnostics = `diagnostics\n  ${codes[0] ?? ""} to ${codes.at(-1) ?? ""}, such as \`weft explain WF6004\``;
  return `${[...groups, diagnostics].join("\n\n")}\n`;
}

function listProperties(names: readonly string[]): string {
  const owners = new Map<string, number>();
  for (const name of names) {
    const owner = name.slice(0, name.lastIndexOf("."));
    owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  const lines = [...owners].map(([owner, count]) => `${owner}.* (${count})`);
  return `properties, such as \`weft explain ${names[0] ?? ""}\`\n${wrap(lines)}`;
}

function wrap(names: readonly string[]): string {
  const lines: string[] = [];
  let line = " ";
  for (const name of names) {
    if (line.length + 1 + name.length > WIDTH) {
      lines.push(line);
      line = " ";
    }
    line += ` ${name}`;
  }
  return [...lines, line].join("\n");
}

/** Headings bold, code blocks indented and dim; a page as it is where colours do not show. */
function colourPage(page: string): string {
  if (!hasColours(1)) return page;
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
