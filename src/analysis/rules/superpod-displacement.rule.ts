/** Managers of a fabric on the ports of nodes that are left out for them, spread so that more nodes go than must. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Rule } from "../rule.js";
import { type Displacement, findDisplacements } from "../wiring/displaced.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6022",
  severity: "advice",
  title: "managers displace more nodes than they must",
  name: "superpod_displacement",
  *check({ design, plan }) {
    for (const displacement of findDisplacements(design, plan)) {
      const needed = Math.ceil(displacement.links / displacement.linksEach);
      if (displacement.displaced > needed) yield report(displacement, needed);
    }
  },
};

function report({ manager, displaced, node, links, linksEach, connect }: Displacement, needed: number): Diagnostic {
  const word = displaced === 1 ? "place" : "places";
  return diagnose(
    rule,
    `${countOf(links, "link")} of \`${manager.name}\` ${links === 1 ? "stands" : "stand"} on ports of ${displaced} \`${node.name}\` ${word}, ` +
      `${needed} would do: a \`${node.name}\` has ${countOf(linksEach, "port")} there`,
    [
      { span: connect.z.origin, text: `ports of ${displaced} \`${node.name}\`` },
      { span: node.origin, text: `${displaced} left out or still to come` },
      { span: manager.origin, text: countOf(links, "link") },
    ],
    { help: `put the links on ports of one \`${node.name}\`: the same port of several switches of its unit` },
  );
}
