/** Uplinks of a switch that do not divide among the devices above it, so that some get more than others. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Rule } from "../rule.js";
import { findSkews, type Skew } from "../wiring/spread.js";
import { joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6003",
  severity: "error",
  title: "uplinks do not divide",
  name: "uplink_divisibility",
  *check({ plan }) {
    for (const skew of findSkews(plan)) {
      if (skew.links % skew.uppers !== 0) yield report(skew);
    }
  },
};

function report({ statements, device, links, uppers, least, most }: Skew): Diagnostic {
  const upper = statements[0]?.connect.z.array;
  const name = upper?.name ?? "";
  return diagnose(
    rule,
    `${links} uplinks of \`${device}\` do not divide among the ${uppers} \`${name}\` it reaches: ` +
      `${links} mod ${uppers} = ${links % uppers}, so some get ${most} and some ${least}`,
    [
      ...statements.map(({ connect }) => ({ span: connect.origin, text: `up to \`${name}\`` })),
      ...(upper === undefined ? [] : [{ span: upper.origin, text: `${uppers} of them are reached` }]),
    ],
    { help: advise(links, uppers, name) },
  );
}

function advise(links: number, uppers: number, name: string): string {
  const divisors = findDivisors(links, uppers).map(String);
  const [first, ...others] = divisors;
  const fewer = links - (links % uppers);
  const counts = [...(fewer > 0 ? [fewer] : []), fewer + uppers].map(String);
  const more = others.length === 0 ? "" : `; so do ${joinWords(others)}`;
  return `${first} \`${name}\` divide ${links} uplinks${more}. Or give each ${joinWords(counts, "or")} uplinks`;
}

/** Returns the divisors of `links` nearest to `uppers`, at most three, the nearest first. */
function findDivisors(links: number, uppers: number): readonly number[] {
  const divisors: number[] = [];
  for (let divisor = 1; divisor * divisor <= links; divisor++) {
    if (links % divisor !== 0) continue;
    divisors.push(divisor);
    if (divisor !== links / divisor) divisors.push(links / divisor);
  }
  return divisors
    .filter((divisor) => divisor > 1)
    .sort((left, right) => distance(left, uppers) - distance(right, uppers) || left - right)
    .slice(0, 3);
}

/** How many times the larger is the smaller. */
function distance(one: number, other: number): number {
  return Math.max(one / other, other / one);
}
