/** An InfiniBand fabric that nothing manages: without a subnet manager no link of it comes up. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { placeIn } from "../../model/bag.js";
import type { DeviceArray, Fabric } from "../../model/design.js";
import { attachmentsOf, type Plan } from "../../plan/plan.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6019",
  severity: "error",
  title: "no subnet manager",
  name: "sm_present",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const linked = listLinked(fabric);
      if (linked.length > 0 && isInfiniband(fabric, linked)) yield* checkFabric(context, fabric, linked);
    }
  },
};

/** The arrays with a link in the fabric. */
function listLinked({ connects }: Fabric): readonly DeviceArray[] {
  const arrays = connects.flatMap((connect) => [connect.a.array, connect.z.array]);
  return [...new Map(arrays.map((array) => [array.name, array])).values()];
}

/** By its protocol, else by switches that speak nothing else. */
function isInfiniband({ protocol }: Fabric, linked: readonly DeviceArray[]): boolean {
  if (protocol !== null) return protocol === "infiniband";
  const ports = linked.filter(({ kind }) => kind === "switch").flatMap(({ part }) => part.ports);
  return ports.some(({ protocols }) => protocols.length === 1 && protocols[0] === "infiniband");
}

/** What a part says of itself; undefined where it says nothing. */
function runsManager({ part }: DeviceArray): boolean | undefined {
  return Object.hasOwn(part.bag.truths, "subnet_manager") ? part.bag.truths["subnet_manager"] : undefined;
}

function checkFabric(
  { design, plan }: RuleContext,
  fabric: Fabric,
  linked: readonly DeviceArray[],
): readonly Diagnostic[] {
  const manager = fabric.bag.names["manager"];
  if (manager !== undefined) {
    const array = design.arrays.find(({ name }) => name === manager);
    return array === undefined || linked.includes(array) ? [] : [reportUnlinked(plan, fabric, array)];
  }
  const switches = linked.filter(({ kind }) => kind === "switch");
  const isManaged = linked.some((array) => runsManager(array) === true);
  // A part that does not say it may well run one.
  if (isManaged || switches.length === 0 || switches.some((array) => runsManager(array) !== false)) return [];
  const named = joinWords(switches.map(({ name, part }) => `\`${name}\` (\`${part.id}\`)`));
  return [
    diagnose(
      rule,
      `fabric \`${fabric.name}\` speaks infiniband, but 0 of its ${countOf(switches.length, "array")} of switches can run a subnet ` +
        `manager, 1 was expected: ${named}`,
      [
        { span: fabric.origin, text: "names no `manager`" },
        ...switches.map(({ part, origin }) => ({
          span: placeIn(part.bag, "subnet_manager") ?? origin,
          text: `\`${part.id}\` is not managed`,
        })),
      ],
      {
        help: "use a managed switch for some of them, or link what runs the manager into the fabric and name it: `manager = ufm`",
      },
    ),
  ];
}

function reportUnlinked(plan: Plan, fabric: Fabric, array: DeviceArray): Diagnostic {
  const elsewhere = new Set(attachmentsOf(plan, array.name).map(({ run }) => `\`${run.spec.fabric}\``));
  const where = elsewhere.size === 0 ? "" : `, only in ${joinWords([...elsewhere])}`;
  return diagnose(
    rule,
    `\`${array.name}\` is to manage fabric \`${fabric.name}\`, but has 0 links in it${where}`,
    [
      { span: placeIn(fabric.bag, "manager") ?? fabric.origin, text: "its manager" },
      { span: array.origin, text: "has no link there" },
    ],
    { help: `connect it: a subnet manager reaches its fabric through a port of it` },
  );
}
