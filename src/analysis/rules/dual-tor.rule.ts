/** Two ports of one NIC on one switch: the loss of that switch takes the NIC, and with it the job. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Rule } from "../rule.js";
import { nameDevice } from "../wiring/components.js";
import { findSharedSwitch, listNicLinks, type NicLinks } from "../wiring/nics.js";
import { nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6007",
  severity: "error",
  title: "two ports of a NIC on one switch",
  name: "dual_tor",
  *check({ plan }) {
    for (const links of listNicLinks(plan)) yield* checkNics(links);
  },
};

function checkNics(links: NicLinks): readonly Diagnostic[] {
  const pair = findSharedSwitch(links);
  if (pair === null) return [];
  const { statement, which, nic, upper, ofPort } = links;
  const near = statement.connect[which];
  const far = statement.connect[which === "a" ? "z" : "a"];
  const dims = near.ports.dims.slice(near.ports.nicDims).map((dim) => `\`${dim.name}\``);
  const ports = [pair.first, pair.second].map((values) =>
    ofPort.map((coordinate) => coordinate.value(values)).join("-"),
  );
  return [
    diagnose(
      rule,
      `ports ${ports.join(" and ")} of one NIC of \`${nameDevice(nic, pair.first)}\` are both on \`${nameDevice(upper, pair.first)}\`, ` +
        "two switches were expected",
      [
        { span: far.origin, text: `${dims.join(", ")} does not choose between switches` },
        { span: near.origin, text: `ports of ${nameEnd(near)} (${dims.join(", ")}) all reach it` },
        { span: near.ports.origin, text: "the ports of the NIC" },
        { span: far.array.origin, text: "the switches" },
      ],
      { help: `give \`${far.array.name}\` a dimension for the ports of a NIC and bind it, such as \`[port: plane]\`` },
    ),
  ];
}
