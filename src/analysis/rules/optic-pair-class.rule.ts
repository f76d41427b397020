/** Modules at the two ends of a link, and the fibre between them, that do not understand each other. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { wordIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Part } from "../../model/part.js";
import { linksPerConnector } from "../../plan/connectors.js";
import { endOf } from "../../plan/plan.js";
import { cordsAt } from "../plugs/cords.js";
import { isAlike, type Light, lightOf, lightRateOf, modeOf } from "../plugs/light.js";
import { labelFigure, originOfPlug } from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { countOf, listStatements, type Statement } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5114",
  severity: "error",
  title: "optics that do not understand each other",
  name: "optic_pair_class",
  *check({ plan }) {
    const seen = new Set<string>();
    for (const statement of listStatements(plan)) {
      const problem = compareLight(statement) ?? compareSockets(statement) ?? compareFibre(statement);
      if (problem === null || seen.has(problem.message)) continue;
      seen.add(problem.message);
      yield problem;
    }
  },
};

/** Links that share one socket of the module at an end. */
function linksPerSocket({ run, connect }: Statement, which: "a" | "z"): number {
  return linksPerConnector(endOf(run, which)) / (cordsAt(run, connect, which) ?? 1);
}

function compareLight(statement: Statement): Diagnostic | null {
  const { a, z } = statement.connect.plugs;
  if (a === null || z === null) return null;
  const light = { a: lightOf(a, linksPerSocket(statement, "a")), z: lightOf(z, linksPerSocket(statement, "z")) };
  const rate = { a: lightRateOf(a), z: lightRateOf(z) };
  const why = explain(statement, light, rate);
  if (why === null) return null;
  const told = (part: Part, which: "a" | "z"): string => {
    const lanes = light[which]?.lanes ?? null;
    const pace = rate[which];
    const share = lanes === null ? "" : `${countOf(lanes, "lane")} of light a link`;
    const words = [light[which]?.family ?? "", share, pace === null ? "" : formatRate(pace)];
    return `\`${part.id}\` (${words.filter((word) => word !== "").join(", ")})`;
  };
  return report(
    statement,
    `${told(a, "a")} at \`${statement.connect.a.array.name}\` does not understand ${told(z, "z")} at \`${statement.connect.z.array.name}\``,
    {
      properties: ["family", "lane_rate", "lanes", "optical_lanes"],
      notes: [why],
      help: "name modules of one family for both ends, or for a breakout one whose lanes are the head's share of a link",
    },
  );
}

/** Why the light of the ends does not fit; null where it does, or where not enough is known. */
function explain(
  { run }: Statement,
  { a, z }: Readonly<Record<"a" | "z", Light | null>>,
  rate: Readonly<Record<"a" | "z", number | null>>,
): string | null {
  if (a !== null && z !== null && !isAlike(a, z)) {
    return "parallel lanes, each on a fibre of its own, never talk to wavelengths on one fibre, nor multimode to single-mode";
  }
  if (rate.a !== null && rate.z !== null) {
    if (rate.a !== rate.z) return "lanes of light run at one rate at both ends";
    // A module may use fewer lanes than it has: one of 400G runs at 200G on two.
    const needed = run.spec.rateBitsPerSecond / rate.a;
    const short = [a, z].some((light) => light !== null && light.lanes !== null && light.lanes < needed);
    // With as few lanes at both ends it is no matter of the pair.
    return short && a?.lanes !== z?.lanes
      ? `a link of ${formatRate(run.spec.rateBitsPerSecond)} needs ${countOf(needed, "lane")} of light`
      : null;
  }
  const differ = a !== null && z !== null && a.lanes !== z.lanes;
  return differ ? "both ends of a link use as many lanes of light" : null;
}

function compareSockets(statement: Statement): Diagnostic | null {
  const { run, connect } = statement;
  const { a, z } = connect.plugs;
  const [atA, atZ] = [cordsAt(run, connect, "a"), cordsAt(run, connect, "z")];
  if (a === null || z === null || atA === null || atZ === null || atA === atZ) return null;
  const rate = formatRate(run.spec.rateBitsPerSecond);
  return report(
    statement,
    `a link of ${rate} leaves \`${connect.a.array.name}\` through ${countOf(atA, "socket")} of \`${a.id}\`, but enters ` +
      `\`${connect.z.array.name}\` through ${countOf(atZ, "socket")} of \`${z.id}\``,
    {
      properties: ["optical_ports", "rate"],
      notes: ["each socket takes a cord of its own"],
      help: "name modules with as many sockets a link at both ends",
    },
  );
}

/** Modules for one kind of fibre on a cord of the other; the ends may be of unknown family. */
function compareFibre(statement: Statement): Diagnostic | null {
  const { plugs } = statement.connect;
  const parts = [plugs.a, plugs.cable, plugs.z].flatMap((part) => {
    if (part === null) return [];
    const grade = wordIn(part.bag, part.kind === "cable" ? "medium" : "fibre");
    const mode = modeOf(grade);
    return mode === null ? [] : [{ part, grade, mode }];
  });
  const [first] = parts;
  const other = parts.find(({ mode }) => mode !== first?.mode);
  if (first === undefined || other === undefined) return null;
  return report(
    statement,
    `\`${first.part.id}\` is for ${first.mode} fibre (${first.grade}), but \`${other.part.id}\` for ${other.mode} (${other.grade})`,
    {
      properties: ["fibre", "medium"],
      notes: ["a core of 50 um does not meet one of 9 um"],
      help: "name modules and a cord for one kind of fibre",
    },
  );
}

interface Told {
  readonly properties: readonly string[];
  readonly notes: readonly string[];
  readonly help: string;
}

function report(statement: Statement, message: string, { properties, notes, help }: Told): Diagnostic {
  const { plugs, a, z } = statement.connect;
  const parts = [plugs.a, plugs.z, plugs.cable].filter((part): part is Part => part !== null);
  const unique = [...new Set(parts)];
  const origins = [
    ...(plugs.a === null ? [] : [{ span: originOfPlug(statement, "a", "module"), text: `at \`${a.array.name}\`` }]),
    ...(plugs.z === null ? [] : [{ span: originOfPlug(statement, "z", "module"), text: `at \`${z.array.name}\`` }]),
    ...(plugs.cable === null ? [] : [{ span: originOfPlug(statement, "a", "cable"), text: "between them" }]),
  ];
  const figures: readonly Label[] = unique.flatMap((part) =>
    properties.flatMap((property) =>
      labelFigure(part, property, part.facts.find((fact) => fact.property === property)?.text ?? ""),
    ),
  );
  return diagnose(rule, message, [...origins, ...figures], {
    notes: [...notes, ...unique.flatMap((part) => noteFigures(part, properties))],
    help,
  });
}
