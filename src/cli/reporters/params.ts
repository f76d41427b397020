/** What `weft params` prints: a line for each param, with its type, bounds, default and doc. */
import type { DiagnosticFormat } from "../../core/render.js";
import type { DeclaredParameter } from "../../model/list-parameters.js";
import { layOutTable } from "./table.js";

/** Returns the params of the file of that name in the format asked for, ending in a line feed. */
export function reportParams(file: string, parameters: readonly DeclaredParameter[], format: DiagnosticFormat): string {
  switch (format) {
    case "json":
      return writeJson(parameters);
    case "plain":
      return parameters.map((one) => `${describeCells(one).join("\t")}\n`).join("");
    case "pretty":
      return writeTable(file, parameters);
  }
}

function writeTable(file: string, parameters: readonly DeclaredParameter[]): string {
  if (parameters.length === 0) return `${file} has no params\n`;
  const heads = ["param", "type", "bounds", "default", "what it is"];
  const rows = parameters.map((one) => {
    const [name = "", type = "", bounds = "", standard = "", doc = ""] = describeCells(one);
    return [name, type, bounds, one.default === null ? "(required)" : standard, doc];
  });
  return `${layOutTable([heads, ...rows], ["left", "left", "left", "left", "left"]).join("\n")}\n`;
}

/** A doc comment may have several lines. */
function describeCells({ name, typeName, bounds, default: standard, doc }: DeclaredParameter): readonly string[] {
  return [name, typeName, bounds ?? "", standard ?? "", doc.replace(/\s+/g, " ")];
}

function writeJson(parameters: readonly DeclaredParameter[]): string {
  const rows = parameters.map(({ name, typeName, bounds, default: standard, doc }) => ({
    name,
    type: typeName,
    bounds,
    default: standard,
    doc,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
