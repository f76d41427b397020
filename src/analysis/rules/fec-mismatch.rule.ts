/** Links whose ends correct errors in different ways, and Ethernet lanes of PAM4 without the code that they need. */
import { type Diagnostic, diagnose, type Fix } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { placeIn } from "../../model/bag.js";
import type { Connect, Design, End } from "../../model/design.js";
import type { Rule } from "../rule.js";
import { bothEnds, fitAt, isMisfit, listStatements, nameEnd } from "../wiring/statements.js";

/** Lanes from this rate on carry four levels (PAM4): IEEE 802.3 clauses 134 and 161 give them RS(544,514). */
const PAM4_FROM = 50e9;

const names: Readonly<Record<string, string>> = {
  none: "no FEC",
  firecode: "the fire code",
  rs528: "RS(528,514)",
  rs544: "RS(544,514)",
};

export const rule: Rule = {
  code: "WF5131",
  severity: "error",
  title: "error correction that does not match",
  name: "fec_mismatch",
  *check({ design, plan }) {
    const told = new Set<string>();
    for (const { connect } of listStatements(plan)) {
      // A port that is slowed down may correct errors in another way than at its own rate.
      if (isMisfit(connect, "both") || bothEnds.some((which) => fitAt(connect, which).fit === "slowed")) continue;
      for (const [key, found] of judge(design, connect)) {
        if (!told.has(key)) yield found;
        told.add(key);
      }
    }
  },
};

function judge(design: Design, connect: Connect): readonly (readonly [string, Diagnostic])[] {
  const { a, z } = connect;
  if (a.ports.fec !== null && z.ports.fec !== null && a.ports.fec !== z.ports.fec) {
    return [[`${keyOf(a)} ${keyOf(z)}`, reportPair(connect)]];
  }
  if (!isEthernet(design, connect)) return [];
  return [a, z].flatMap((end) => {
    const { lanes, rateBitsPerSecond, fec } = end.ports;
    const isWrong = lanes !== null && rateBitsPerSecond / lanes >= PAM4_FROM && fec !== null && fec !== "rs544";
    return isWrong ? [[keyOf(end), reportLanes(connect, end, rateBitsPerSecond / lanes)] as const] : [];
  });
}

function keyOf({ array, ports }: End): string {
  return `${array.part.id}.${ports.name}`;
}

/** InfiniBand has codes of its own for the same lanes. */
function isEthernet(design: Design, connect: Connect): boolean {
  const protocol = design.fabrics.find(({ name }) => name === connect.fabric)?.protocol ?? null;
  if (protocol !== null) return protocol === "ethernet" || protocol === "roce";
  return [connect.a, connect.z].some(({ ports }) => ports.protocols.length === 1 && ports.protocols[0] === "ethernet");
}

function nameFec(fec: string | null): string {
  return names[fec ?? ""] ?? fec ?? "";
}

function reportPair(connect: Connect): Diagnostic {
  const told = bothEnds.map((which) => `${nameEnd(connect[which])} corrects with ${nameFec(connect[which].ports.fec)}`);
  return diagnose(
    rule,
    `${told.join(", but ")}: both ends of a link were expected to use one code`,
    [
      { span: connect.origin, text: "links them" },
      ...bothEnds.map((which) => ({ span: spanOf(connect[which]), text: nameFec(connect[which].ports.fec) })),
    ],
    { help: "use parts with one `fec`, or correct the part whose ports can be set to the code of the other" },
  );
}

function reportLanes(connect: Connect, end: End, laneRate: number): Diagnostic {
  const fec = nameFec(end.ports.fec);
  return diagnose(
    rule,
    `${nameEnd(end)} has lanes of ${formatRate(laneRate)}, which are PAM4 and need ${nameFec("rs544")}, but it states ${fec}`,
    [
      { span: spanOf(end), text: fec },
      { span: end.ports.origin, text: `${end.ports.lanes} x ${formatRate(laneRate)}` },
      { span: connect.origin, text: "linked here" },
    ],
    { help: "state `fec = rs544` on these ports, or correct their lanes", fixes: correct(end) },
  );
}

/** Not safe: the lanes may be what is wrong. */
function correct({ ports }: End): readonly Fix[] {
  const span = placeIn(ports.bag, "fec");
  return span === null ? [] : [{ title: "state `rs544`", edits: [{ span, text: "rs544" }], safe: false }];
}

function spanOf({ ports }: End): Connect["origin"] {
  return placeIn(ports.bag, "fec") ?? ports.origin;
}
