/** NICs with several ports, and whether two ports of one NIC reach the same thing. Knows no rule. */
import type { Coordinate } from "../../plan/component.js";
import type { Plan, PlanEnd } from "../../plan/plan.js";
import { endOf } from "../../plan/plan.js";
import { deviceCoordinates, findPair, type LinkPair } from "./components.js";
import { bothEnds, listStatements, type Statement } from "./statements.js";

/** A statement that links ports of NICs to switches. */
export interface NicLinks {
  readonly statement: Statement;
  readonly which: "a" | "z";
  readonly nic: PlanEnd;
  readonly upper: PlanEnd;
  /** Indices that tell NICs apart. */
  readonly ofNic: readonly Coordinate[];
  /** Indices that tell the ports of one NIC apart. */
  readonly ofPort: readonly Coordinate[];
}

/** Returns the statements between NICs of several ports and switches. */
export function listNicLinks(plan: Plan): readonly NicLinks[] {
  return listStatements(plan).flatMap((statement) => bothEnds.flatMap((which) => readNicLinks(statement, which)));
}

function readNicLinks(statement: Statement, which: "a" | "z"): readonly NicLinks[] {
  const { run, connect } = statement;
  const { ports, array } = connect[which];
  const nic = endOf(run, which);
  const upper = endOf(run, which === "a" ? "z" : "a");
  if (ports.nic === null || array.kind === "switch" || upper.array.spec.kind !== "switch") return [];
  const first = array.dims.length + ports.nicDims;
  const ofPort = nic.index.slice(first);
  return ofPort.length === 0 ? [] : [{ statement, which, nic, upper, ofNic: nic.index.slice(0, first), ofPort }];
}

/** Returns two links from different ports of one NIC that agree in those indices of the upper device, or null. */
export function findPortsThatMeet(links: NicLinks, upper: readonly Coordinate[]): LinkPair | null {
  return findPair(links.statement.run, [...links.ofNic, ...upper], links.ofPort);
}

/** Returns two links from different ports of one NIC to one switch, or null. */
export function findSharedSwitch(links: NicLinks): LinkPair | null {
  return findPortsThatMeet(links, deviceCoordinates(links.upper));
}
