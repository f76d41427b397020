/** Ports that cannot speak what their fabric or the other end speaks. Ports of unknown protocol are not judged. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import type { Connect, Fabric } from "../../model/design.js";
import type { Rule } from "../rule.js";
import { bothEnds, joinWords, listStatements, nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6001",
  severity: "error",
  title: "ports that do not speak one protocol",
  name: "protocol_mismatch",
  *check({ design, plan }) {
    const statements = listStatements(plan);
    for (const fabric of design.fabrics) {
      const connects = statements.flatMap(({ connect }) => (connect.fabric === fabric.name ? [connect] : []));
      yield* fabric.protocol === null
        ? comparePorts(connects)
        : compareWithFabric(fabric, speaks(fabric.protocol), connects);
    }
  },
};

/** RoCE is what the hosts run over Ethernet; ports know only the latter. */
function speaks(protocol: string): string {
  return protocol === "roce" ? "ethernet" : protocol;
}

/** One finding a fabric: the port groups that do not speak its protocol, each where it is first linked. */
function compareWithFabric(fabric: Fabric, protocol: string, connects: readonly Connect[]): readonly Diagnostic[] {
  const strangers = new Map<string, Label[]>();
  for (const connect of connects) {
    for (const which of bothEnds) {
      const end = connect[which];
      if (end.ports.protocols.length === 0 || end.ports.protocols.includes(protocol)) continue;
      const name = `${nameEnd(end)} (${end.ports.protocols.join(", ")})`;
      if (strangers.has(name)) continue;
      strangers.set(name, [
        { span: end.origin, text: `speaks ${joinWords(end.ports.protocols, "or")}` },
        { span: end.ports.origin, text: "" },
      ]);
    }
  }
  if (strangers.size === 0) return [];
  const told = fabric.protocol === protocol ? protocol : `${fabric.protocol}, which needs ${protocol}`;
  return [
    diagnose(
      rule,
      `fabric \`${fabric.name}\` speaks ${told}, but these ports do not: ${joinWords([...strangers.keys()])}`,
      [...[...strangers.values()].flat(), { span: fabric.origin, text: `speaks ${fabric.protocol}` }],
      { help: "correct the fabric's `protocol`, or use parts whose ports speak it" },
    ),
  ];
}

/** One finding for each two port groups that meet without a common protocol. */
function comparePorts(connects: readonly Connect[]): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const connect of connects) {
    const [a, z] = [connect.a.ports.protocols, connect.z.ports.protocols];
    if (a.length === 0 || z.length === 0 || a.some((protocol) => z.includes(protocol))) continue;
    const key = bothEnds.map((which) => `${connect[which].array.part.id}.${connect[which].ports.name}`).join(" ");
    if (found.has(key)) continue;
    const message = `${nameEnd(connect.a)} speaks ${joinWords(a, "or")}, but ${nameEnd(connect.z)} speaks ${joinWords(z, "or")}`;
    const labels = bothEnds.flatMap((which) => [
      { span: connect[which].origin, text: joinWords(connect[which].ports.protocols, "or") },
      { span: connect[which].ports.origin, text: "" },
    ]);
    found.set(key, diagnose(rule, message, labels, { help: "join ports of one protocol" }));
  }
  return [...found.values()];
}
