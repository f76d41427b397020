/** Devices that are declared critical and reach fewer than two switches of a fabric: one switch takes them down. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { isTrueIn, placeIn, wordIn } from "../../model/bag.js";
import type { Connect, DeviceArray } from "../../model/design.js";
import { arrayNamed } from "../../plan/plan.js";
import { arrayOf, type DeviceLink, forEachOrbit, nameOf, openFabric } from "../flow/class-links.js";
import type { Rule, RuleContext } from "../rule.js";
import { bothEnds, countOf } from "../wiring/statements.js";

/** Ports that a device can lose without losing its service. */
const apart: ReadonlySet<string | null> = new Set(["oob", "console", "management"]);

export const rule: Rule = {
  code: "WF6010",
  severity: "error",
  title: "critical device on one switch",
  name: "dual_home_critical",
  *check(context) {
    for (const array of context.design.arrays) {
      if (!isTrueIn(array.bag, "critical")) continue;
      const here = context.design.fabrics.filter(({ name }) => listServices(context, array, name).length > 0);
      if (here.length === 0) yield reportIdle(array);
      for (const { name } of here) yield* checkFabric(context, array, name);
    }
  },
};

interface Lonely {
  readonly device: string;
  readonly links: number;
  /** The only switch it reaches; none where it has no link. */
  readonly upper: string | null;
  /** Position of a run that links it there. */
  readonly run: number | null;
  readonly devices: number;
}

function checkFabric(context: RuleContext, array: DeviceArray, fabric: string): readonly Diagnostic[] {
  const connects = listServices(context, array, fabric);
  const found = findLonely(context, array, fabric);
  if (found === null) return [];
  const { device, links, upper, run, devices } = found;
  const connect = (run === null ? undefined : context.plan.connects[run]) ?? connects[0];
  const what = upper === null ? "has no link" : `has ${countOf(links, "link")}, only to \`${upper}\``;
  return [
    diagnose(
      rule,
      `\`${device}\` is critical, but ${what} in fabric \`${fabric}\`, two switches were expected`,
      [
        { span: connect?.origin ?? array.origin, text: upper === null ? "does not reach it" : `ends on \`${upper}\`` },
        { span: placeIn(array.bag, "critical") ?? array.origin, text: `${countOf(devices, "device")} like this` },
      ],
      {
        help: `link each \`${array.name}\` to a second switch: give the switches a dimension that its ports choose from`,
      },
    ),
  ];
}

function listServices({ plan }: RuleContext, array: DeviceArray, fabric: string): readonly Connect[] {
  return plan.connects.filter((connect) => connect.fabric === fabric && isService(connect, array));
}

function reportIdle(array: DeviceArray): Diagnostic {
  return diagnose(
    rule,
    `\`${array.name}\` is critical, but has 0 links in all fabrics, two switches were expected`,
    [
      { span: placeIn(array.bag, "critical") ?? array.origin, text: "declared here" },
      { span: array.origin, text: "" },
    ],
    { help: "connect it, or leave `critical` out" },
  );
}

/** Whether the links of a statement are at ports of the array that its service needs. */
function isService(connect: Connect, array: DeviceArray): boolean {
  return bothEnds.some((which) => {
    const { array: own, ports } = connect[which];
    return own.name === array.name && !apart.has(wordIn(ports.bag, "role"));
  });
}

function findLonely(context: RuleContext, array: DeviceArray, name: string): Lonely | null {
  const { plan } = context;
  const fabric = openFabric(context, name);
  const counts = ({ far, port }: DeviceLink): boolean => {
    const connect = plan.connects[port.run];
    const isOwn = connect !== undefined && !apart.has(wordIn(connect[port.which].ports.bag, "role"));
    return isOwn && arrayOf(fabric, far).spec.kind === "switch";
  };
  let lonely: Lonely | null = null;
  forEachOrbit(fabric, arrayNamed(plan, array.name), ({ count }, key, links) => {
    const own = links.filter(counts);
    const uppers = new Set(own.map(({ far }) => far));
    if (uppers.size > 1) return true;
    const [upper] = uppers;
    const found: Lonely = lonely ?? {
      device: nameOf(fabric, key),
      links: own.length,
      upper: upper === undefined ? null : nameOf(fabric, upper),
      run: own[0]?.port.run ?? null,
      devices: 0,
    };
    lonely = { ...found, devices: found.devices + count };
    return true;
  });
  return lonely;
}
