/** Split ports at both ends of a link: one trunk where two connectors hold the same links, else nothing that can be bought. */
import { wiringCodes } from "../core/codes/wiring.js";
import { diagnose } from "../core/diagnostic.js";
import type { Fault } from "./fault.js";
import { createBatch } from "./link-batch.js";
import { isSplit } from "./link-names.js";
import type { Plan, PlanEnd, PlanRun } from "./plan.js";
import { openCursor } from "./rows.js";

/** Links that are looked at one by one where the statement alone does not tell. */
const MOST_LINKS = 1_000_000;

/** Returns the run as a fault if its connectors hold different links at both ends. */
export function checkShuffle(plan: Plan, run: PlanRun): readonly Fault[] {
  const connect = plan.connects[run.position];
  if (connect === undefined || !run.possible || !isSplit(run.a) || !isSplit(run.z)) return [];
  const perA = perConnector(run.a);
  const perZ = perConnector(run.z);
  const { copySlot } = run.a.side;
  const alike = run.components.some((component) => component.table === null && component.slots[0] === copySlot);
  if (perA === perZ && alike && connect.copies % perA === 0) return [];
  if (holdSameLinks(plan, run)) return [];
  const diagnostic = diagnose(
    wiringCodes.needsShuffle,
    `both ends are split (${perA} links a connector at \`${run.spec.a.array}\`, ${perZ} at \`${run.spec.z.array}\`), but their connectors hold different links`,
    [
      { span: connect.rateOrigin ?? connect.origin, text: "this rate splits the ports of both ends" },
      { span: connect.a.ports.origin, text: "" },
      { span: connect.z.ports.origin, text: "" },
    ],
    {
      notes: ["no cable joins parts of several connectors to parts of several others; that takes a shuffle or a panel"],
      help: `use the whole rate of one end, or make ${perA} parallel links between each pair (\`x ${perA}\`)`,
    },
  );
  return [{ run, diagnostic }];
}

function perConnector(end: PlanEnd): number {
  return end.spec.children / end.spec.connectors;
}

/** True if every connector of either end meets one connector of the other; false too where there are too many links. */
function holdSameLinks(plan: Plan, run: PlanRun): boolean {
  const perA = perConnector(run.a);
  const perZ = perConnector(run.z);
  const nameA = `${run.spec.a.array}.${run.spec.a.ports}`;
  const nameZ = `${run.spec.z.array}.${run.spec.z.ports}`;
  // One map for both ends: in a shared block a connector is an a end of some links and a z end of others.
  const partners = new Map<string, string>();
  const next = openCursor(plan, run);
  const batch = createBatch();
  for (next(batch); batch.count > 0; next(batch)) {
    for (let row = 0; row < batch.count; row++) {
      const a = `${nameA}:${batch.aDevice[row]}:${Math.floor((batch.aCode[row] as number) / perA)}`;
      const z = `${nameZ}:${batch.zDevice[row]}:${Math.floor((batch.zCode[row] as number) / perZ)}`;
      if ((partners.get(a) ?? z) !== z || (partners.get(z) ?? a) !== a) return false;
      partners.set(a, z);
      partners.set(z, a);
    }
    if (partners.size > MOST_LINKS) return false;
  }
  return true;
}
