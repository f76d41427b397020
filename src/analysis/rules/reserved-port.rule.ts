/** Links on ports that a part keeps for its management, and switches without the spare ports that their fabric wants. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { numberIn, placeIn } from "../../model/bag.js";
import type { Design, DeviceArray, Fabric } from "../../model/design.js";
import type { PortGroup } from "../../model/part.js";
import { arrayNamed, attachmentsOf, type Plan } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { findFullestPlanned } from "../wiring/port-count.js";
import { findTakenPorts, type TakenPorts } from "../wiring/reserved-ports.js";
import { countOf, describeDirection, endOfBlock } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5132",
  severity: "warning",
  title: "reserved ports in use",
  name: "reserved_port",
  *check({ design, plan }) {
    for (const array of design.arrays) {
      for (const ports of array.part.ports) yield* checkReserved(plan, array, ports);
    }
    for (const fabric of design.fabrics) yield* checkSpare(design, plan, fabric);
  },
};

function checkReserved(plan: Plan, array: DeviceArray, ports: PortGroup): readonly Diagnostic[] {
  const reserved = numberIn(ports.bag, "reserved") ?? 0;
  if (ports.poolCount === null || reserved === 0) return [];
  const first = Math.max(0, ports.poolCount - reserved);
  return findTakenPorts(plan, arrayNamed(plan, array.name), ports.name, first).map((taken) =>
    reportReserved(plan, array, ports, taken),
  );
}

function reportReserved(plan: Plan, array: DeviceArray, ports: PortGroup, taken: TakenPorts): Diagnostic {
  const { run, which, device, from, to, first } = taken;
  const count = ports.poolCount ?? 0;
  const shift = plan.spec.numbering;
  const reserved = count - first;
  const span = plan.connects[run.position]?.[endOfBlock(which)].origin ?? array.origin;
  const name = ports.name === "" ? "" : `.${ports.name}`;
  return diagnose(
    rule,
    `links ${describeDirection(run, which)} take ports ${from + shift} to ${to + shift} of \`${device}\`, ` +
      `${reserved === 1 ? `port ${first + shift} is` : `ports ${first + shift} to ${count - 1 + shift} are`} reserved`,
    [
      { span, text: `${countOf(to - Math.max(from, first) + 1, "reserved port")} taken` },
      {
        span: placeIn(ports.bag, "reserved") ?? ports.origin,
        text: `the last${reserved === 1 ? "" : ` ${reserved}`} of ${count}, for management or the subnet manager`,
      },
    ],
    { help: `draw from the others in every statement: \`${array.name}${name}[0..${first}]\`` },
  );
}

function checkSpare(design: Design, plan: Plan, fabric: Fabric): readonly Diagnostic[] {
  const share = numberIn(fabric.bag, "spare_ports");
  if (share === null || share === 0) return [];
  return design.arrays.flatMap((array) => {
    const attachments = attachmentsOf(plan, array.name).filter(({ run }) => run.possible);
    const isHere = attachments.some(({ run }) => run.spec.fabric === fabric.name);
    if (array.kind !== "switch" || !isHere) return [];
    const fullest = findFullestPlanned(plan, arrayNamed(plan, array.name), attachments);
    if (fullest === null) return [];
    const { device, used, total } = fullest;
    const wanted = Math.ceil(total * share - 1e-9);
    if (total - used >= wanted) return [];
    const percent = Math.round(share * 1000) / 10;
    return [
      diagnose(
        rule,
        `${device === null ? `each \`${array.name}\`` : `\`${device}\``} keeps ${total - used} of ${total} ports free, fabric ` +
          `\`${fabric.name}\` wants ${percent}% = ${wanted}`,
        [
          { span: array.origin, text: `${used} of ${total} ports in use` },
          { span: placeIn(fabric.bag, "spare_ports") ?? fabric.origin, text: `${percent}% of ${total} ports` },
        ],
        { help: "take links away, use a part with more ports, or want fewer spare ports" },
      ),
    ];
  });
}
