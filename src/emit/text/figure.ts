/** Figures of an overview as people read them, and as programs do. */
import type { Figure } from "../../analysis/overview.js";
import { formatBytes, formatCount, formatRate } from "../../core/quantity.js";
import { formatRatio, type Ratio } from "../../core/ratio.js";

/** Returns `15 360`, `16/15 (1.067)`, `400 Gbps`, `1.2288 PB`, `68 + 60 = 128 of 128`. */
export function formatFigure(figure: Figure): string {
  switch (figure.kind) {
    case "count":
      return formatCount(figure.value);
    case "ratio":
      return describeRatio(figure.value);
    case "rate":
      return formatRate(figure.value.valueOf());
    case "bytes":
      return formatBytes(figure.value);
    case "sum": {
      const { terms, of } = figure;
      const total = formatCount(sumOf(terms));
      const sum = terms.length > 1 ? `${terms.map((term) => formatCount(term)).join(" + ")} = ${total}` : total;
      return `${sum} of ${formatCount(of)}`;
    }
  }
}

/** Returns the exact ratio, with its decimal where it is not whole: `16/15 (1.067)`. */
export function describeRatio(value: Ratio): string {
  const decimal = String(Number(value.valueOf().toPrecision(4)));
  if (value.d === 1n) return formatRatio(value);
  return value.d < 1000n ? `${formatRatio(value)} (${decimal})` : decimal;
}

/** Returns the unit that the number of a figure counts in, for programs. */
export function unitOf(figure: Figure): string {
  switch (figure.kind) {
    case "rate":
      return "bit/s";
    case "bytes":
      return "B";
    case "ratio":
      return "ratio";
    default:
      return "count";
  }
}

/** Returns the figure as a number; a sum as its total. */
export function numberOf(figure: Figure): number {
  switch (figure.kind) {
    case "count":
    case "bytes":
      return figure.value;
    case "ratio":
    case "rate":
      return roundNumber(figure.value.valueOf());
    case "sum":
      return sumOf(figure.terms);
  }
}

function sumOf(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

/** Returns a number with at most 12 significant digits: results that reach a file must not differ between engines. */
export function roundNumber(value: number): number {
  return Number(value.toPrecision(12));
}
