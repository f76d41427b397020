/** Links slower than the ports at both of their ends, where no split gives the rest to other links. */
import { type Diagnostic, diagnose, type Fix } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import type { Connect } from "../../model/design.js";
import { rateOf } from "../../plan/build-spec.js";
import { countLinks } from "../../plan/count.js";
import type { Rule } from "../rule.js";
import { bothEnds, countOf, fitAt, listStatements, nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5134",
  severity: "advice",
  title: "links slower than both of their ports",
  name: "speed_underuse",
  *check({ plan }) {
    for (const { run, connect } of listStatements(plan)) {
      const links = countLinks(run, "all");
      if (links > 0 && bothEnds.every((which) => fitAt(connect, which).fit === "slowed")) yield report(connect, links);
    }
  },
};

function report(connect: Connect, links: number): Diagnostic {
  const rate = rateOf(connect);
  const could = Math.min(...bothEnds.map((which) => connect[which].ports.rateBitsPerSecond));
  const lost = formatRate(links * (could - rate));
  return diagnose(
    rule,
    `${countOf(links, "link")} of ${formatRate(rate)} could run at ${formatRate(could)}: ` +
      `${links} x ${formatRate(could - rate)} = ${lost} of these ports stay unused`,
    [
      { span: connect.rateOrigin ?? connect.origin, text: `${formatRate(rate)} on whole ports` },
      ...bothEnds.map((which) => ({
        span: connect[which].ports.origin,
        text: `${nameEnd(connect[which])}: ${formatRate(connect[which].ports.rateBitsPerSecond)}`,
      })),
    ],
    {
      help: 'leave the rate out, or accept it with `allow speed_underuse "..."` if the modules are slower',
      fixes: speedUp(connect),
    },
  );
}

/** Not safe: it changes what the links carry. */
function speedUp({ rateOrigin }: Connect): readonly Fix[] {
  if (rateOrigin === null) return [];
  return [{ title: "run them at the rate of the ports", edits: [{ span: rateOrigin, text: "" }], safe: false }];
}
