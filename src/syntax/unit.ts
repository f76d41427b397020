/** What to say of a number that runs into letters that are no unit. */
import { rateUnits, unitSpellings } from "../../grammar/units.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { Span } from "../core/span.js";
import { suggestCertainly } from "../core/suggest.js";
import type { BuildContext } from "./context.js";
import { addFinding } from "./findings.js";

/** Spellings that people use, and ours; nearness of letters would lead astray. */
export const otherSpellings: Readonly<Record<string, string>> = {
  "Gb/s": "Gbps",
  "Tb/s": "Tbps",
  "Mb/s": "Mbps",
  "Kb/s": "Kbps",
  kbps: "Kbps",
  GBps: "GB/s",
  TBps: "TB/s",
  MBps: "MB/s",
  GbE: "Gbps",
  Gb: "Gbit",
  Mb: "Mbit",
  GE: "Gbps",
  sec: "s",
  secs: "s",
  mins: "min",
  hr: "h",
  hrs: "h",
  hours: "h",
  days: "d",
  day: "d",
  µs: "us",
  u: "U",
  RU: "U",
  TFLOP: "TFLOPS",
  PFLOP: "PFLOPS",
  GFLOP: "GFLOPS",
  "TFLOP/s": "TFLOPS",
  "PFLOP/s": "PFLOPS",
  "GFLOP/s": "GFLOPS",
};

function isSameButCase(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Reports the unit and returns the one that was probably meant, or null. */
export function reportUnknownUnit(context: BuildContext, unit: string, span: Span): string | null {
  const spelling = otherSpellings[unit];
  const near = spelling === undefined ? suggestCertainly(unit, unitSpellings) : { word: spelling, isCertain: true };
  const meant = near?.word ?? null;
  // A letter's case is a factor of a thousand and more: `mW` may be milliwatts.
  const isCertain = near?.isCertain === true && (spelling !== undefined || !isSameButCase(unit, near.word));
  const split = /^x\d+$/.test(unit);
  const help = split
    ? `a split names the rate of each child, with its unit: ${rateUnits
        .slice(1)
        .map((rate) => `\`${rate}\``)
        .join(", ")}`
    : meant !== null
      ? `did you mean \`${meant}\`?`
      : "leave a space before a name, or use a unit that weft knows";
  addFinding(
    context.findings,
    diagnose(
      syntaxCodes.unknownUnit,
      split
        ? `\`${unit}\` after a number is a split without a rate, expected a unit at its end`
        : `\`${unit}\` is no unit, expected one right after the number`,
      [{ span, text: split ? "no unit" : "unknown unit" }],
      {
        help,
        fixes:
          meant === null || split
            ? []
            : [{ title: `write \`${meant}\``, edits: [{ span, text: meant }], safe: isCertain }],
      },
    ),
  );
  return split ? null : meant;
}
