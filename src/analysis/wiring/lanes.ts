/** The electrical lanes of a link at its two ends, and whether they can talk. Ports whose lanes are unknown are not judged. */

import type { Connect } from "../../model/design.js";
import { noteFigures } from "../../model/note-figure.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Plan } from "../../plan/plan.js";
import { lanesOfLink } from "../../plan/rates.js";
import { figuresOfPorts, fitAt, isMisfit, listStatements } from "./statements.js";

/** How one end sends a link. */
export interface LaneMode {
  readonly lanes: number;
  readonly laneRateBitsPerSecond: number;
}

export interface LaneMismatch {
  /** `rate`: the lanes run at different rates. `count`: at one rate, but one end has more of them. */
  readonly kind: "rate" | "count";
  /** The statements between these ports at this rate. */
  readonly connects: readonly Connect[];
  readonly a: LaneMode;
  readonly z: LaneMode;
}

/** Returns the mismatches of a plan, one for each two port groups and rate. */
export function findLaneMismatches(plan: Plan): readonly LaneMismatch[] {
  const found = new Map<string, LaneMismatch>();
  for (const { connect } of listStatements(plan)) {
    const mismatch = isMisfit(connect, "both") ? null : compareLanes(connect);
    if (mismatch === null) continue;
    const { a, z } = connect;
    const key = JSON.stringify([
      a.array.part.id,
      a.ports.name,
      z.array.part.id,
      z.ports.name,
      rateOf(connect),
      connect.whole,
    ]);
    const known = found.get(key);
    found.set(key, known === undefined ? mismatch : { ...known, connects: [...known.connects, connect] });
  }
  return [...found.values()];
}

function compareLanes(connect: Connect): LaneMismatch | null {
  const a = readLaneMode(connect, "a");
  const z = readLaneMode(connect, "z");
  if (a === null || z === null || a.lanes === z.lanes) return null;
  const kind = a.laneRateBitsPerSecond === z.laneRateBitsPerSecond ? "count" : "rate";
  return { kind, connects: [connect], a, z };
}

/** Returns how one end sends a link; null where its lanes are unknown. A port slowed down without a split keeps its lanes. */
export function readLaneMode(connect: Connect, which: "a" | "z"): LaneMode | null {
  const { ports } = connect[which];
  const fit = fitAt(connect, which);
  const lanes = lanesOfLink(ports, fit);
  if (lanes === null) return null;
  const rate = fit.fit === "slowed" ? ports.rateBitsPerSecond : rateOf(connect);
  return { lanes, laneRateBitsPerSecond: rate / lanes };
}

/** Returns notes on where the lanes of both ends come from, where they are inherited or only assumed. */
export function noteLanes(connect: Connect): readonly string[] {
  const ends = connect.a.ports === connect.z.ports ? [connect.a] : [connect.a, connect.z];
  return ends.flatMap((end) => noteFigures(...figuresOfPorts(end, ["lanes"])));
}
