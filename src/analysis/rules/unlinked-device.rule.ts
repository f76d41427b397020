/** A device of a fabric that no statement reaches: a forgotten `connect`, or a `where` that leaves too much out. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { DeviceArray } from "../../model/design.js";
import { countAtDevice, countDevices } from "../../plan/count.js";
import { arrayNamed, attachmentsOf, type Plan } from "../../plan/plan.js";
import { classifyDevices } from "../device-classes.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF5016",
  severity: "warning",
  title: "device without links in its fabric",
  name: "unlinked_device",
  *check({ design, plan }) {
    for (const array of design.arrays) yield* checkLinked(plan, array);
  },
};

function checkLinked(plan: Plan, array: DeviceArray): readonly Diagnostic[] {
  if (array.fabric === null) return [];
  const planned = arrayNamed(plan, array.name);
  const attachments = attachmentsOf(plan, array.name).filter(({ run }) => run.spec.fabric === array.fabric);
  const unlinked = classifyDevices(planned, attachments).find(
    ({ index }) => !attachments.some((attachment) => countAtDevice(attachment, index, "all") > 0),
  );
  const example = attachments.length === 0 ? "" : unlinked === undefined ? null : planned.write(unlinked.index);
  if (example === null) return [];
  return [
    diagnose(
      rule,
      example === ""
        ? `no device of \`${array.name}\` has a link in fabric \`${array.fabric}\``
        : `device \`${example}\` of \`${array.name}\` has no link in fabric \`${array.fabric}\``,
      [{ span: array.origin, text: `${countDevices(planned, "all")} devices` }],
      { help: "connect it, or leave it out with `except`" },
    ),
  ];
}
