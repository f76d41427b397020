/** Tiers of a fabric: a device stands one above the highest thing that connects up to it; peers do not count. */
import type { Plan, PlanRun } from "./plan.js";

/** By array name; arrays that only are lower ends, or only have peers, stand at 0. */
export type Tiers = ReadonlyMap<string, number>;

/** Returns the tiers of the arrays of a fabric, or the runs of a cycle if devices would stand above themselves. */
export function findTiers(
  plan: Pick<Plan, "runs">,
  fabric: string,
): { readonly tiers: Tiers; readonly cycle: readonly PlanRun[] } {
  const runs = plan.runs.filter((run) => run.spec.fabric === fabric);
  const tiers = new Map<string, number>();
  const open: PlanRun[] = [];
  let cycle: readonly PlanRun[] = [];
  const visit = (array: string): number => {
    const known = tiers.get(array);
    if (known !== undefined) return known;
    let tier = 0;
    for (const run of runs) {
      if (run.spec.direction !== "up" || run.spec.z.array !== array) continue;
      const at = open.indexOf(run);
      if (at >= 0) {
        if (cycle.length === 0) cycle = open.slice(at);
        continue;
      }
      open.push(run);
      tier = Math.max(tier, visit(run.spec.a.array) + 1);
      open.pop();
    }
    tiers.set(array, tier);
    return tier;
  };
  for (const run of runs) {
    visit(run.spec.a.array);
    visit(run.spec.z.array);
  }
  return { tiers, cycle };
}
