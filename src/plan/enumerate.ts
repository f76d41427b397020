/** A small reader: the links of a run one by one, as the rows of `cables.csv`, from a plan or from `plan.json`. */
import { createBatch } from "./link-batch.js";
import { createLinkNamer, nameLink } from "./link-names.js";
import { openPlan } from "./open-plan.js";
import type { Plan, PlanRun } from "./plan.js";
import { openCursor } from "./rows.js";
import type { PlanSpec } from "./spec.js";

/** One row of `cables.csv`, by column. */
export interface LinkRow {
  readonly link_id: string;
  readonly fabric: string;
  readonly run: string;
  readonly a_device: string;
  readonly a_part: string;
  readonly a_port: string;
  readonly a_cage: string;
  readonly a_lane: string;
  readonly z_device: string;
  readonly z_part: string;
  readonly z_port: string;
  readonly z_cage: string;
  readonly z_lane: string;
  readonly speed_gbps: number;
  readonly medium: string;
  readonly assembly: string;
  readonly branch: string;
}

/**
 * Returns the plan that the parsed text of a `plan.json` holds. Throws RangeError if it names what it does not hold;
 * docs/schemas/plan-1.json says what a sound one looks like.
 */
export function readPlan(file: { readonly plan: PlanSpec }): Plan {
  return openPlan(file.plan);
}

/** Yields the links of a run that exist, in row order. */
export function* enumerateLinks(plan: Plan, run: PlanRun): Generator<LinkRow> {
  const namer = createLinkNamer(run);
  const next = openCursor(plan, run);
  const batch = createBatch();
  for (next(batch); batch.count > 0; next(batch)) {
    for (let row = 0; row < batch.count; row++) {
      const names = nameLink(run, namer, {
        aDevice: batch.aDevice[row] as number,
        aCode: batch.aCode[row] as number,
        zDevice: batch.zDevice[row] as number,
        zCode: batch.zCode[row] as number,
      });
      yield {
        link_id: names.linkId,
        fabric: run.spec.fabric,
        run: run.spec.name,
        a_device: names.aDevice,
        a_part: run.a.array.spec.part,
        a_port: names.a.port,
        a_cage: names.a.cage,
        a_lane: names.a.lane,
        z_device: names.zDevice,
        z_part: run.z.array.spec.part,
        z_port: names.z.port,
        z_cage: names.z.cage,
        z_lane: names.z.lane,
        speed_gbps: run.spec.rateBitsPerSecond / 1e9,
        medium: run.spec.medium,
        assembly: names.assembly,
        branch: names.branch,
      };
    }
  }
}
