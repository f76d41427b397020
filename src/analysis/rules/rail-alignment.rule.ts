/** NIC ports of one rail on switches of another: traffic between equal GPUs would leave its rail. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { endOf } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { findUnequal, nameDevice } from "../wiring/components.js";
import { bothEnds, listStatements, nameEnd, type Statement } from "../wiring/statements.js";

/** What a dimension must be called to be a rail. */
const RAIL = "rail";

export const rule: Rule = {
  code: "WF6005",
  severity: "error",
  title: "rails that cross",
  name: "rail_alignment",
  *check({ plan }) {
    for (const statement of listStatements(plan)) for (const which of bothEnds) yield* checkRails(statement, which);
  },
};

/** `which` is the end with the ports of a host. */
function checkRails({ run, connect }: Statement, which: "a" | "z"): readonly Diagnostic[] {
  const other = which === "a" ? "z" : "a";
  const near = connect[which];
  const far = connect[other];
  const portDim = near.ports.dims.findIndex((dim) => dim.name === RAIL);
  const deviceDim = far.array.dims.findIndex((dim) => dim.name === RAIL);
  if (near.array.kind === "switch" || far.array.kind !== "switch" || portDim < 0 || deviceDim < 0) return [];
  const ofPort = endOf(run, which).index[near.array.dims.length + portDim];
  const ofSwitch = endOf(run, other).index[deviceDim];
  if (ofPort === undefined || ofSwitch === undefined) return [];
  const values = findUnequal(run, ofPort, ofSwitch);
  if (values === null) return [];
  const reached = nameDevice(endOf(run, other), values);
  return [
    diagnose(
      rule,
      `rail ${ofPort.value(values)} of \`${nameDevice(endOf(run, which), values)}\` reaches \`${reached}\` on rail ` +
        `${ofSwitch.value(values)}: the rails of ${nameEnd(near)} and \`${far.array.name}\` do not run together`,
      [
        { span: far.index[deviceDim]?.origin ?? far.origin, text: "the rail of the switch" },
        { span: near.portIndex[portDim]?.origin ?? near.origin, text: "the rail of the port" },
        { span: far.array.origin, text: "has a rail" },
        { span: near.ports.origin, text: "has a rail" },
      ],
      { help: "let both ends keep the name `rail`, or call the dimension something else if it is no rail" },
    ),
  ];
}
