/** The table that `weft check` prints: what the design amounts to, active and with spares. */
import type { Figure, OverviewRow, OverviewSection } from "../../analysis/overview.js";
import { formatRatio } from "../../core/ratio.js";
import type { DiagnosticFormat } from "../../core/render.js";
import { formatFigure, numberOf, unitOf } from "../../emit/text/figure.js";

/** Columns of the table at most; a longer label stands on a line of its own. */
const WIDTH = 80;
const GAP = 2;

/** What is shown: the name of the design and its overview. */
export interface Summary {
  readonly name: string;
  /** The phase that is shown; none for the design as declared. */
  readonly phase?: string | null;
  readonly sections: readonly OverviewSection[];
}

/** Returns the name of a design for a heading: with its phase, if it shows one. */
export function titleOf({ name, phase }: Pick<Summary, "name" | "phase">): string {
  return phase === undefined || phase === null ? name : `${name}, phase ${phase}`;
}

/** Returns the overview in the format asked for, ending in a line feed. */
export function summarise(summary: Summary, format: DiagnosticFormat): string {
  switch (format) {
    case "pretty":
      return layOut(summary);
    case "plain":
      return writePlain(summary);
    case "json":
      return `${JSON.stringify(describeSummary(summary), null, 2)}\n`;
  }
}

interface Line {
  readonly label: string;
  readonly active: string;
  readonly all: string;
}

function layOut({ sections, ...named }: Summary): string {
  const groups = sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => ({ title, lines: rows.map((row) => describeRow(row, title === "" ? "" : "  ")) }));
  const heading: Line = { label: titleOf(named), active: "active", all: "with spares" };
  const lines = [heading, ...groups.flatMap(({ lines: own }) => own)];
  const active = widest(lines.map((line) => line.active));
  const all = widest(lines.map((line) => line.all));
  const room = WIDTH - active - all - 2 * GAP;
  const label = Math.min(widest(lines.map((line) => line.label)), Math.max(room, 0));
  const write = (line: Line): string => writeLine(line, { label, active, all });
  const body = groups.flatMap(({ title, lines: own }) => ["", ...(title === "" ? [] : [title]), ...own.map(write)]);
  return `${[write(heading), ...body].join("\n")}\n`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

/** With spares, only what differs is said. */
function describeRow({ label, active, all }: OverviewRow, indent: string): Line {
  const left = active === null ? "" : formatFigure(active);
  const right = all === null ? "" : formatFigure(all);
  return { label: `${indent}${label}`, active: left, all: right === left ? "" : right };
}

function writeLine(line: Line, widths: Readonly<Record<keyof Line, number>>): string {
  const gap = " ".repeat(GAP);
  const figures = `${gap}${line.active.padStart(widths.active)}${gap}${line.all.padStart(widths.all)}`.trimEnd();
  if (line.label.length <= widths.label) return `${line.label.padEnd(widths.label)}${figures}`.trimEnd();
  return `${line.label}\n${" ".repeat(widths.label)}${figures}`;
}

/** Key, active and with spares, unit; tab separated, numbers bare, empty where there is none. */
function writePlain({ sections }: Summary): string {
  const rows = sections
    .flatMap(({ rows: own }) => own)
    .map((row) => [row.key, barely(row.active), barely(row.all), unitOfRow(row)]);
  return [["key", "active", "with_spares", "unit"], ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}

function barely(figure: Figure | null): string {
  if (figure === null) return "";
  return figure.kind === "ratio" ? formatRatio(figure.value) : String(numberOf(figure));
}

function unitOfRow({ active, all }: OverviewRow): string {
  const figure = active ?? all;
  return figure === null ? "" : unitOf(figure);
}

/** Returns the overview as plain data: a row a figure, bare numbers with their units. */
export function describeSummary({ name, phase, sections }: Summary): {
  readonly design: string;
  readonly phase?: string;
  readonly rows: object[];
} {
  const rows = sections.flatMap(({ title, rows: own }) =>
    own.map((row) => ({
      key: row.key,
      fabric: title === "" ? null : title,
      label: row.label.trim(),
      unit: unitOfRow(row),
      active: toJson(row.active),
      with_spares: toJson(row.all),
    })),
  );
  return { design: name, ...(phase === undefined || phase === null ? {} : { phase }), rows };
}

function toJson(figure: Figure | null): object | null {
  if (figure === null) return null;
  const value = numberOf(figure);
  if (figure.kind === "ratio") return { value, exact: formatRatio(figure.value) };
  return figure.kind === "sum" ? { value, terms: figure.terms, of: figure.of } : { value };
}
