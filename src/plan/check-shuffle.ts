/** Connectors with several links at both ends: one trunk where two of them hold the same links, else nothing that can be bought. */
import { wiringCodes } from "../core/codes/wiring.js";
import { diagnose } from "../core/diagnostic.js";
import { holdSameLinks, isSplit, linksPerConnector } from "./connectors.js";
import type { Fault } from "./fault.js";
import type { Plan, PlanRun } from "./plan.js";

/** Returns the run as a fault if its connectors hold different links at both ends. */
export function checkShuffle(plan: Plan, run: PlanRun): readonly Fault[] {
  const connect = plan.connects[run.position];
  if (connect === undefined || !run.possible || !isSplit(run.a) || !isSplit(run.z)) return [];
  if (holdSameLinks(plan, run, connect.copies)) return [];
  const [perA, perZ] = [linksPerConnector(run.a), linksPerConnector(run.z)];
  const { a, z } = run.spec;
  const { cable, cableOrigin } = connect.plugs;
  const isWhole = a.plug === "cage" && cable !== null;
  const diagnostic = diagnose(
    wiringCodes.needsShuffle,
    isWhole
      ? `\`${cable.id}\` fills whole cages (${perA} links each at \`${a.array}\`, ${perZ} at \`${z.array}\`), but the cages of the two ends hold different links`
      : `both ends are split (${perA} links a connector at \`${a.array}\`, ${perZ} at \`${z.array}\`), but their connectors hold different links`,
    [
      isWhole
        ? { span: cableOrigin ?? connect.origin, text: "a cable with plugs of its own" }
        : { span: connect.rateOrigin ?? connect.origin, text: "this rate splits the ports of both ends" },
      { span: connect.a.ports.origin, text: "" },
      { span: connect.z.ports.origin, text: "" },
    ],
    {
      notes: ["no cable joins parts of several connectors to parts of several others; that takes a shuffle or a panel"],
      help: isWhole
        ? `name modules and a fibre cable instead, or make ${perA} parallel links between each pair (\`x ${perA}\`)`
        : `use the whole rate of one end, or make ${perA} parallel links between each pair (\`x ${perA}\`)`,
    },
  );
  return [{ run, diagnostic }];
}
