/** Paths from one plane to another in a fabric that isolates its planes, and NICs with two ports in one plane. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Fabric, Isolation } from "../../model/design.js";
import { endOf } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { deviceCoordinates, findPair, findUnequal, nameDevice } from "../wiring/components.js";
import { findPortsThatMeet, findSharedSwitch, listNicLinks, type NicLinks } from "../wiring/nics.js";
import { listStatements, nameEnd, type Statement } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6006",
  severity: "error",
  title: "planes that meet",
  name: "plane_isolation",
  *check({ design, plan }) {
    const statements = listStatements(plan);
    const nics = listNicLinks(plan);
    for (const fabric of design.fabrics) {
      for (const isolation of fabric.isolations) {
        for (const statement of statements) {
          if (statement.connect.fabric === fabric.name) yield* checkSwitches(fabric, isolation, statement);
        }
        for (const links of nics) {
          if (links.statement.connect.fabric === fabric.name) yield* checkNics(isolation, links);
        }
      }
    }
  },
};

function checkSwitches(fabric: Fabric, isolation: Isolation, statement: Statement): readonly Diagnostic[] {
  const { a, z } = statement.connect;
  if (a.array.kind !== "switch" || z.array.kind !== "switch") return [];
  const atA = findDim(a.array.dims, isolation);
  const atZ = findDim(z.array.dims, isolation);
  if (atA >= 0 && atZ >= 0) return checkShared(fabric, isolation, statement, [atA, atZ]);
  if (atA >= 0) return checkJoined(fabric, isolation, statement, { which: "a", at: atA });
  return atZ >= 0 ? checkJoined(fabric, isolation, statement, { which: "z", at: atZ }) : [];
}

function findDim(dims: readonly { readonly name: string }[], { dimension }: Isolation): number {
  return dims.findIndex((dim) => dim.name === dimension);
}

/** Both ends have planes: every link must stay in one. */
function checkShared(
  fabric: Fabric,
  isolation: Isolation,
  { run, connect }: Statement,
  [atA, atZ]: readonly [number, number],
): readonly Diagnostic[] {
  const ofA = run.a.index[atA];
  const ofZ = run.z.index[atZ];
  const values = ofA === undefined || ofZ === undefined ? null : findUnequal(run, ofA, ofZ);
  if (values === null || ofA === undefined || ofZ === undefined) return [];
  const { dimension } = isolation;
  return [
    diagnose(
      rule,
      `\`${nameDevice(run.a, values)}\` in ${dimension} ${ofA.value(values)} is linked to \`${nameDevice(run.z, values)}\` in ` +
        `${dimension} ${ofZ.value(values)}, but fabric \`${fabric.name}\` isolates its ${dimension}s`,
      [
        {
          span: connect.z.index[atZ]?.origin ?? connect.z.origin,
          text: `\`${dimension}\` of \`${connect.z.array.name}\``,
        },
        {
          span: connect.a.index[atA]?.origin ?? connect.a.origin,
          text: `\`${dimension}\` of \`${connect.a.array.name}\``,
        },
        { span: isolation.origin, text: "isolated here" },
      ],
      {
        help: `let both ends share it: leave \`${dimension}\` to its own name on both, and write \`on ${dimension}\` to hold it`,
      },
    ),
  ];
}

/** Only one end has planes: no device of the other may be linked to two of them. */
function checkJoined(
  fabric: Fabric,
  isolation: Isolation,
  { run, connect }: Statement,
  { which, at }: { readonly which: "a" | "z"; readonly at: number },
): readonly Diagnostic[] {
  const near = endOf(run, which);
  const other = which === "a" ? "z" : "a";
  const far = endOf(run, other);
  const plane = near.index[at];
  const pair = plane === undefined ? null : findPair(run, deviceCoordinates(far), [plane]);
  if (plane === undefined || pair === null) return [];
  const { dimension } = isolation;
  return [
    diagnose(
      rule,
      `\`${nameDevice(far, pair.first)}\` joins ${dimension}s ${plane.value(pair.first)} and ${plane.value(pair.second)}: it is linked to ` +
        `\`${nameDevice(near, pair.first)}\` and \`${nameDevice(near, pair.second)}\`, but fabric \`${fabric.name}\` isolates its ${dimension}s`,
      [
        { span: connect[other].origin, text: `has no \`${dimension}\` of its own` },
        { span: connect[which].index[at]?.origin ?? connect[which].origin, text: `every \`${dimension}\` reaches it` },
        { span: isolation.origin, text: "isolated here" },
        { span: connect[other].array.origin, text: "" },
      ],
      { help: `give \`${connect[other].array.name}\` the dimension: \`[${dimension}, ...]\`` },
    ),
  ];
}

/** Two ports on one switch are the finding of another rule. */
function checkNics(isolation: Isolation, links: NicLinks): readonly Diagnostic[] {
  const { statement, which, nic, upper } = links;
  const near = statement.connect[which];
  const far = statement.connect[which === "a" ? "z" : "a"];
  const at = findDim(far.array.dims, isolation);
  const plane = upper.index[at];
  if (at < 0 || plane === undefined || findSharedSwitch(links) !== null) return [];
  const pair = findPortsThatMeet(links, [plane]);
  if (pair === null) return [];
  const { dimension } = isolation;
  return [
    diagnose(
      rule,
      `two ports of one NIC of \`${nameDevice(nic, pair.first)}\` reach ${dimension} ${plane.value(pair.first)}, at ` +
        `\`${nameDevice(upper, pair.first)}\` and \`${nameDevice(upper, pair.second)}\`: one ${dimension} a port was expected`,
      [
        { span: far.index[at]?.origin ?? far.origin, text: `\`${dimension}\` does not follow the port` },
        { span: near.origin, text: `the ports of ${nameEnd(near)}` },
        { span: isolation.origin, text: "isolated here" },
      ],
      { help: `bind the ports of the NIC to it: \`${near.array.name}.${near.ports.name}[port: ${dimension}]\`` },
    ),
  ];
}
