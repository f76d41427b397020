/** Cages whose module has fewer sockets, lanes or less rate than the links behind it: halves of a twin cage need a cord each. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { numberIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Plan } from "../../plan/plan.js";
import { lanesOfLink } from "../../plan/rates.js";
import { socketsOf } from "../plugs/cords.js";
import { type FullestCage, findFullestCage } from "../plugs/fullest-cage.js";
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
import type { Rule } from "../rule.js";
import { countOf, fitAt, isMisfit } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5117",
  severity: "error",
  title: "module with too little for the links of its cage",
  name: "twin_cage_rail",
  *check({ plan }) {
    const ends = listPluggedEnds(plan).filter(({ kind }) => kind === "module");
    const groups = groupEnds(ends, (end) => {
      const lack = findLack(plan, end);
      return lack === null ? null : `${lack.what} ${lack.needed}`;
    });
    for (const group of groups) {
      const lack = findLack(plan, group.first);
      if (lack !== null) yield report(group, lack);
    }
  },
};

interface Lack {
  readonly what: "socket" | "lane" | "rate";
  /** Sockets, lanes, or bits per second. */
  readonly needed: number;
  readonly has: number;
  readonly cage: FullestCage;
}

const properties = { socket: "optical_ports", lane: "lanes", rate: "rate" } as const;

/** Sockets first: a module of too few has too few lanes as a rule. Lanes say more than the rate where they are known. */
function findLack(plan: Plan, { statement, which, part }: PluggedEnd): Lack | null {
  const { run, connect } = statement;
  const [sockets, lanes, rate] = [socketsOf(part), numberIn(part.bag, "lanes"), numberIn(part.bag, "rate")];
  if (isMisfit(connect, which) || (sockets === null && lanes === null && rate === null)) return null;
  const cage = findFullestCage(plan, run, which);
  if (cage === null) return null;
  if (sockets !== null && cage.connectors > sockets) {
    return { what: "socket", needed: cage.connectors, has: sockets, cage };
  }
  const perLink = lanesOfLink(connect[which].ports, fitAt(connect, which));
  if (perLink !== null && lanes !== null) {
    return cage.links * perLink <= lanes ? null : { what: "lane", needed: cage.links * perLink, has: lanes, cage };
  }
  const needed = cage.links * run.spec.rateBitsPerSecond;
  return rate === null || needed <= rate ? null : { what: "rate", needed, has: rate, cage };
}

function report(group: PlugGroup, { what, needed, has, cage }: Lack): Diagnostic {
  const { end, part } = group.first;
  const ports = cage.ports.length < 2 ? "" : ` (${cage.ports.join(", ")})`;
  const map = end.array.part.cages.find(({ slots }) => slots.flat().some(({ group: name }) => name === end.ports.name));
  const [wanted, found] = [needed, has].map((count) => (what === "rate" ? formatRate(count) : countOf(count, what)));
  return diagnose(
    rule,
    `a cage of ${nameEnds(group)} holds ${countOf(cage.links, "link")}${ports} that ${cage.links === 1 ? "needs" : "need"} ${wanted ?? ""}, but \`${part.id}\` has ${found ?? ""}`,
    [
      ...labelGroup(group, `${found ?? ""} a module`, cage.links === 1 ? "its port" : "ports that share a cage"),
      ...(map === undefined ? [] : [{ span: map.origin, text: "which ports share a cage" }]),
      ...labelFigure(part, properties[what], found ?? ""),
    ],
    {
      notes: [
        ...(what === "socket" ? ["ports of one cage go to different devices, so each needs a cord of its own"] : []),
        ...figuresOfEnds(group, ["per_cage", "lanes"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, [properties[what]]),
      ],
      help: `name a module with ${wanted ?? ""} for this end${what === "socket" ? ": a twin-port one" : ""}`,
    },
  );
}
