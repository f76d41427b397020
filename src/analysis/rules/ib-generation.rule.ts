/** InfiniBand ports and optics of different generations: they meet only over a cable that is made for both. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { wordIn, wordsIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import {
  figuresOfEnds,
  groupEnds,
  labelFigure,
  labelGroup,
  listPluggedEnds,
  nameEnds,
  type PlugGroup,
  type PluggedEnd,
} from "../plugs/plugged-ends.js";
import type { Rule, RuleContext } from "../rule.js";
import {
  bothEnds,
  countOf,
  figuresOfPorts,
  joinWords,
  listStatements,
  nameEnd,
  type Statement,
} from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5111",
  severity: "error",
  title: "InfiniBand generations that do not meet",
  name: "ib_generation",
  *check(context) {
    const seen = new Set<string>();
    for (const statement of listStatements(context.plan)) {
      const problem = isInfiniBand(context, statement) ? compareEnds(statement) : null;
      if (problem === null || seen.has(problem.message)) continue;
      seen.add(problem.message);
      yield problem;
    }
    const modules = listPluggedEnds(context.plan).filter(({ kind }) => kind === "module");
    for (const group of groupEnds(modules, (end) => findWanted(context, end))) yield reportModule(group);
  },
};

/** Ports that can be set to Ethernet have a generation that means nothing there. */
function isInfiniBand({ design }: RuleContext, { connect }: Statement): boolean {
  const protocol = design.fabrics.find(({ name }) => name === connect.fabric)?.protocol ?? null;
  return protocol === null || protocol === "infiniband";
}

/** The ends differ, and what joins them is not for both. */
function compareEnds({ connect, run }: Statement): Diagnostic | null {
  const [a, z] = [wordIn(connect.a.ports.bag, "generation"), wordIn(connect.z.ports.bag, "generation")];
  if (a === null || z === null || a === z) return null;
  const { cable, cableOrigin } = connect.plugs;
  const joins = cable === null ? [] : wordsIn(cable.bag, "generation");
  if (joins.includes(a) && joins.includes(z)) return null;
  const rate = formatRate(run.spec.rateBitsPerSecond);
  const told = cable === null ? "no cable is named that joins them" : `\`${cable.id}\` ${describeMakes(joins)}`;
  const labels: Label[] = bothEnds.map((which) => ({
    span: connect[which].ports.origin,
    text: which === "a" ? a : z,
  }));
  return diagnose(
    rule,
    `${nameEnd(connect.a)} is ${a} and ${nameEnd(connect.z)} is ${z} at ${rate}, and ${told}`,
    [{ span: cableOrigin ?? connect.origin, text: `joins ${a} and ${z}` }, ...labels],
    {
      notes: [
        "optics of two generations do not talk to each other; a cable made for both joins them, at the rate of the older",
        ...bothEnds.flatMap((which) => noteFigures(...figuresOfPorts(connect[which], ["generation"]))),
      ],
      help: `name a \`cable\` whose \`generation\` is [${a}, ${z}], or join ports of one generation`,
    },
  );
}

function describeMakes(generations: readonly string[]): string {
  return generations.length === 0 ? "does not say which generations it is for" : `is for ${joinWords(generations)}`;
}

/** The generation of the port where its module is for others; what is not said is not judged. */
function findWanted(context: RuleContext, { statement, end, part }: PluggedEnd): string | null {
  const wanted = wordIn(end.ports.bag, "generation");
  const own = wordsIn(part.bag, "generation");
  if (wanted === null || own.length === 0 || own.includes(wanted)) return null;
  return isInfiniBand(context, statement) ? wanted : null;
}

function reportModule(group: PlugGroup): Diagnostic {
  const { part, end } = group.first;
  const own = joinWords(wordsIn(part.bag, "generation"), "or");
  const wanted = wordIn(end.ports.bag, "generation") ?? "";
  return diagnose(
    rule,
    `\`${part.id}\` is for ${own}, but the ports of ${nameEnds(group)} are ${wanted} (${countOf(group.ends.length, "end")})`,
    [...labelGroup(group, `for ${own}`, wanted), ...labelFigure(part, "generation", own)],
    {
      notes: [
        ...figuresOfEnds(group, ["generation"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, ["generation"]),
      ],
      help: `name a module for ${wanted}`,
    },
  );
}
