/** Devices whose links, or the tiers above them, carry less than what is declared to go through them. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { numberIn, placeIn, wordIn } from "../../model/bag.js";
import type { DeviceArray } from "../../model/design.js";
import { countLinks } from "../../plan/count.js";
import { type Attachment, arrayNamed, attachmentsOf, type Plan } from "../../plan/plan.js";
import { viewFabric } from "../fabric-view.js";
import { measureTier } from "../flow/tier-share.js";
import type { Rule, RuleContext } from "../rule.js";
import { describeLinks } from "../wiring/statements.js";

/** Ports that carry no traffic of the service. */
const apart: ReadonlySet<string | null> = new Set(["oob", "console", "management"]);

export const rule: Rule = {
  code: "WF6020",
  severity: "warning",
  title: "less bandwidth than is asked for",
  name: "gateway_capacity",
  *check(context) {
    for (const array of context.design.arrays) {
      const demand = numberIn(array.bag, "demand");
      if (demand === null) continue;
      const here = context.design.fabrics.filter(({ name }) => listServices(context.plan, array, name).length > 0);
      if (here.length === 0) yield reportIdle(array, demand);
      for (const { name } of here) yield* checkFabric(context, array, demand, name);
    }
  },
};

/** Links up are what goes through a device; where it has none, its links down or among peers are. */
function checkFabric(context: RuleContext, array: DeviceArray, demand: number, fabric: string): readonly Diagnostic[] {
  const { plan } = context;
  const all = listServices(plan, array, fabric);
  const up = all.filter(({ which, run }) => which === "a" && run.spec.direction === "up");
  const own = up.length > 0 ? up : all;
  const carried = own.reduce((sum, { run }) => sum + countLinks(run, "active") * run.spec.rateBitsPerSecond, 0);
  const labels = [
    ...own.flatMap((attachment) => labelLinks(plan, attachment)),
    { span: placeIn(array.bag, "demand") ?? array.origin, text: `${formatRate(demand)} asked for` },
  ];
  if (carried < demand) {
    const terms = own.map(({ run }) => describeLinks(countLinks(run, "active"), run.spec.rateBitsPerSecond));
    return [
      diagnose(
        rule,
        `\`${array.name}\` is to carry ${formatRate(demand)}, its links in fabric \`${fabric}\` carry ${terms.join(" + ")} = ${formatRate(carried)}`,
        labels,
        { help: "add devices or links, use faster ports, or lower the demand" },
      ),
    ];
  }
  return up.length === 0 ? [] : checkTiers(context, array, { demand, carried, labels }, fabric);
}

function listServices(plan: Plan, array: DeviceArray, fabric: string): readonly Attachment[] {
  return attachmentsOf(plan, array.name).filter((attachment) => isService(plan, attachment, fabric));
}

function reportIdle(array: DeviceArray, demand: number): Diagnostic {
  return diagnose(
    rule,
    `\`${array.name}\` is to carry ${formatRate(demand)}, but has 0 links in all fabrics`,
    [
      { span: placeIn(array.bag, "demand") ?? array.origin, text: `${formatRate(demand)} asked for` },
      { span: array.origin, text: "" },
    ],
    { help: "connect it, or leave `demand` out" },
  );
}

function isService(plan: Plan, { run, which }: Attachment, fabric: string): boolean {
  const ports = plan.connects[run.position]?.[which].ports;
  return run.spec.fabric === fabric && ports !== undefined && !apart.has(wordIn(ports.bag, "role"));
}

function labelLinks(plan: Plan, { run }: Attachment): readonly Label[] {
  const connect = plan.connects[run.position];
  if (connect === undefined) return [];
  const rate = run.spec.rateBitsPerSecond;
  return [{ span: connect.origin, text: describeLinks(countLinks(run, "active"), rate) }];
}

interface Demand {
  readonly demand: number;
  readonly carried: number;
  readonly labels: readonly Label[];
}

/** What the array keeps through each tier while nothing else sends. */
function checkTiers(
  context: RuleContext,
  array: DeviceArray,
  { demand, carried, labels }: Demand,
  fabric: string,
): readonly Diagnostic[] {
  const view = viewFabric(context, fabric);
  const planned = arrayNamed(context.plan, array.name);
  for (let tier = view.tierOf(planned) + 2; tier <= view.topTier; tier++) {
    const fraction = measureTier(view, [planned], tier, "active").senders[0]?.fraction.valueOf();
    const kept = fraction === undefined ? demand : carried * fraction;
    if (kept >= demand * (1 - 1e-9)) continue;
    const names = view.arrays.flatMap((one) => (view.tierOf(one) === tier ? [`\`${one.spec.name}\``] : []));
    return [
      diagnose(
        rule,
        `\`${array.name}\` is to carry ${formatRate(demand)}, its links give ${formatRate(carried)}, but only ${formatRate(kept)} of it ` +
          `reaches tier ${tier} of fabric \`${fabric}\` (${names.join(", ")})`,
        labels,
        { help: "add uplinks to the switches that it is linked to, spread it over more of them, or lower the demand" },
      ),
    ];
  }
  return [];
}
