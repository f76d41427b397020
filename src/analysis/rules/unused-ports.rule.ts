/** Ports of a group that no statement links: a NIC port left dark, or a fabric that is not written yet. Not service ports. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { DeviceArray } from "../../model/design.js";
import { isServicePorts } from "../../model/part.js";
import { countDevices, countLinks } from "../../plan/count.js";
import type { Plan } from "../../plan/plan.js";
import { arrayNamed, attachmentsOf } from "../../plan/plan.js";
import { sizeOfSpace } from "../../plan/space.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF5017",
  severity: "warning",
  title: "ports that nothing uses",
  name: "unused_ports",
  *check({ design, plan }) {
    for (const array of design.arrays) yield* checkGroups(plan, array);
  },
};

function checkGroups(plan: Plan, array: DeviceArray): readonly Diagnostic[] {
  const planned = arrayNamed(plan, array.name);
  return array.part.ports.flatMap((ports) => {
    if (ports.poolCount !== null || isServicePorts(ports)) return [];
    const attachments = attachmentsOf(plan, array.name).filter(({ end }) => end.spec.ports === ports.name);
    const used = attachments.reduce((sum, { run }) => sum + countLinks(run, "all"), 0);
    const total =
      countDevices(planned, "all") * sizeOfSpace(planned.part.ports.find((one) => one.name === ports.name)?.dims ?? []);
    if (used >= total) return [];
    return [
      diagnose(
        rule,
        `${used === 0 ? "no port" : `only ${used} of the ${total} ports`} of \`${array.name}.${ports.name}\` ${used === 0 ? `(${total} in all) has a link` : "have a link"}`,
        [
          { span: array.origin, text: "" },
          { span: ports.origin, text: "the ports" },
        ],
        { help: 'connect them, or accept it with `allow unused_ports "..."`' },
      ),
    ];
  });
}
