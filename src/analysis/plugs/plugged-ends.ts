/** Ends of statements with what stands in their cages, and the places to show for it. Knows no rule. */
import type { Label } from "../../core/diagnostic.js";
import type { Span } from "../../core/span.js";
import type { End } from "../../model/design.js";
import type { Part } from "../../model/part.js";
import { plugAt } from "../../model/plugs.js";
import type { Plan } from "../../plan/plan.js";
import { bothEnds, figuresOfPorts, joinWords, listStatements, nameEnd, type Statement } from "../wiring/statements.js";

/** One end of a statement with a module, or with a plug of its cable. */
export interface PluggedEnd {
  readonly statement: Statement;
  readonly which: "a" | "z";
  readonly end: End;
  readonly kind: "module" | "cable";
  readonly part: Part;
  /** Where the module or the cable is named. */
  readonly origin: Span;
}

/** Returns the ends of a plan whose cages are told to hold something. */
export function listPluggedEnds(plan: Plan): readonly PluggedEnd[] {
  return listStatements(plan).flatMap((statement) =>
    bothEnds.flatMap((which): readonly PluggedEnd[] => {
      const { connect } = statement;
      const plug = plugAt(connect, which);
      if (plug.kind !== "module" && plug.kind !== "cable") return [];
      return [
        {
          statement,
          which,
          end: connect[which],
          kind: plug.kind,
          part: plug.part,
          origin: originOfPlug(statement, which, plug.kind),
        },
      ];
    }),
  );
}

/** Returns where the module of an end, or the cable, is named; the statement where that is not known. */
export function originOfPlug({ connect }: Statement, which: "a" | "z", kind: "module" | "cable"): Span {
  const { aOrigin, zOrigin, cableOrigin } = connect.plugs;
  const origin = kind === "cable" ? cableOrigin : which === "a" ? aOrigin : zOrigin;
  return origin ?? connect.origin;
}

/** Ends of which one thing is wrong with one plug: one mistake. */
export interface PlugGroup {
  readonly first: PluggedEnd;
  readonly ends: readonly PluggedEnd[];
}

/** Returns the ends with a mistake, those of one plug together for which `findMistake` gives the same text; null is none. */
export function groupEnds(
  ends: readonly PluggedEnd[],
  findMistake: (end: PluggedEnd) => string | null,
): readonly PlugGroup[] {
  const groups = new Map<string, PluggedEnd[]>();
  for (const end of ends) {
    const mistake = findMistake(end);
    if (mistake === null) continue;
    const key = `${end.kind} ${end.part.id} ${mistake}`;
    groups.set(key, [...(groups.get(key) ?? []), end]);
  }
  return [...groups.values()].flatMap((own) => (own[0] === undefined ? [] : [{ first: own[0], ends: own }]));
}

/** Returns the ports of a group in words, each once: `` `host` and `leaf` ``. */
export function nameEnds({ ends }: PlugGroup): string {
  return joinWords([...new Set(ends.map(({ end }) => nameEnd(end)))]);
}

/** Returns the parts whose ports are in a group, each port group once, with the names of those figures. */
export function figuresOfEnds(
  { ends }: PlugGroup,
  names: readonly string[],
): readonly (readonly [Part, readonly string[]])[] {
  return uniquePorts(ends).map(({ end }) => figuresOfPorts(end, names));
}

function uniquePorts(ends: readonly PluggedEnd[]): readonly PluggedEnd[] {
  const origins = ends.map(({ end }) => `${end.ports.origin.file} ${end.ports.origin.start}`);
  return ends.filter((_, at) => origins.indexOf(origins[at] ?? "") === at);
}

/** Returns labels for where the plug is named, for the ports that hold it, and for the other statements that it is in. */
export function labelGroup(group: PlugGroup, plug: string, ports: string): readonly Label[] {
  const { first, ends } = group;
  const origins = ends.map(({ origin }) => origin);
  const named = origins.filter(
    (origin, at) => origins.findIndex((one) => one.file === origin.file && one.start === origin.start) === at,
  );
  const others = new Set(ends.map(({ statement }) => statement).filter((one) => one !== first.statement));
  return [
    ...named.map((span) => ({ span, text: plug })),
    ...uniquePorts(ends).map(({ end }) => ({ span: end.ports.origin, text: ports })),
    ...[...others].map(({ connect }) => ({ span: connect.origin, text: "here too" })),
  ];
}

/** Returns the figure of a part as a label, at the place where it stands; none where the part does not say it. */
export function labelFigure(part: Part, property: string, text: string): readonly Label[] {
  const fact = part.facts.find((one) => one.property === property);
  return fact === undefined ? [] : [{ span: fact.origin, text }];
}
