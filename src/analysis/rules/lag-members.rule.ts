/**
 * Members of a link aggregation group that cannot be one: of different rates, on too many switches, on two that are no
 * pair, or more than the platform takes. Only statements that declare `lag` are looked at.
 */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { numberIn, placeIn, wordIn } from "../../model/bag.js";
import type { Connect, DeviceArray } from "../../model/design.js";
import type { Plan, PlanArray } from "../../plan/plan.js";
import { sizeOfSpace } from "../../plan/space.js";
import {
  arrayOf,
  type DeviceLink,
  forEachOrbit,
  indexOf,
  nameOf,
  type OpenFabric,
  openFabric,
} from "../flow/class-links.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6011",
  severity: "error",
  title: "members that are no group",
  name: "lag_members",
  *check(context) {
    for (const { name } of context.design.fabrics) {
      const grouped = context.plan.connects.filter((connect) => connect.fabric === name && modeOf(connect) !== null);
      if (grouped.length > 0) yield* checkFabric(context, openFabric(context, name));
    }
  },
};

function modeOf({ bag }: Connect): string | null {
  return wordIn(bag, "lag");
}

/** The links of one group. */
interface Group {
  readonly device: string;
  readonly members: readonly DeviceLink[];
  readonly mode: string;
}

/** At most one finding for the groups of one array. */
function* checkFabric(context: RuleContext, fabric: OpenFabric): Iterable<Diagnostic> {
  for (const array of fabric.view.arrays) {
    let found: Diagnostic | null = null;
    forEachOrbit(fabric, array, (_, key, links) => {
      for (const group of listGroups(context.plan, nameOf(fabric, key), links))
        found ??= judge(context, fabric, array, group);
      return found === null;
    });
    if (found !== null) yield found;
  }
}

/** The left end of a statement owns the groups. */
function listGroups(plan: Plan, device: string, links: readonly DeviceLink[]): readonly Group[] {
  const groups = new Map<string, { mode: string; members: DeviceLink[] }>();
  for (const link of links) {
    const connect = plan.connects[link.port.run];
    const mode = connect === undefined || link.port.which !== "a" ? null : modeOf(connect);
    if (connect === undefined || mode === null) continue;
    const { ports } = connect.a;
    const nic = ports.nic === null ? 0 : Math.floor(link.port.unit / sizeOfSpace(ports.dims.slice(ports.nicDims)));
    const key = mode === "pair" ? String(link.far) : mode === "nic" ? `${ports.name} ${nic}` : "";
    const group = groups.get(`${mode} ${key}`) ?? { mode, members: [] };
    groups.set(`${mode} ${key}`, group);
    group.members.push(link);
  }
  return [...groups.values()].map((group) => ({ device, ...group }));
}

function judge(context: RuleContext, fabric: OpenFabric, array: PlanArray, group: Group): Diagnostic | null {
  return (
    judgeRates(context.plan, group) ?? judgeEnds(context, fabric, group) ?? judgeCount(context, fabric, array, group)
  );
}

function judgeRates(plan: Plan, { device, members }: Group): Diagnostic | null {
  const byRate = new Map<number, number>();
  for (const { rateBitsPerSecond: rate } of members) byRate.set(rate, (byRate.get(rate) ?? 0) + 1);
  if (byRate.size < 2) return null;
  const told = [...byRate].map(([rate, links]) => `${links} x ${formatRate(rate)}`);
  return diagnose(
    rule,
    `a group of \`${device}\` has members of ${byRate.size} rates, ${told.join(" + ")}, one rate was expected`,
    labelMembers(plan, members, ({ rateBitsPerSecond }) => formatRate(rateBitsPerSecond)),
    { help: "give all members one rate, or group the statements apart" },
  );
}

/** A group ends on one switch, or on the two of a pair. */
function judgeEnds(
  { plan, design }: RuleContext,
  fabric: OpenFabric,
  { device, members, mode }: Group,
): Diagnostic | null {
  const fars = [...new Set(members.map(({ far }) => far))];
  const [one, other] = fars;
  if (one === undefined || other === undefined) return null;
  const named = joinWords(fars.slice(0, 3).map((far) => `\`${nameOf(fabric, far)}\``));
  const labels = labelMembers(plan, members, () => `one group for each ${mode}`);
  if (fars.length > 2) {
    return diagnose(
      rule,
      `the ${members.length} members of a group of \`${device}\` end on ${fars.length} devices (${named}${fars.length > 3 ? ", ..." : ""}), at most 2 were expected`,
      labels,
      {
        help:
          mode === "device" ? "group each NIC for itself (`lag = nic`), or link it to one pair" : "link it to one pair",
      },
    );
  }
  const declared = design.arrays.find(({ name }) => name === arrayOf(fabric, one).spec.name);
  const pair = declared?.bag.names["mlag"];
  if (declared === undefined || pair === undefined || arePeers(fabric, one, other, pair)) return null;
  return diagnose(
    rule,
    `the ${members.length} members of a group of \`${device}\` end on ${named}, which do not differ in \`${pair}\` alone: one MLAG pair was expected`,
    [...labels, { span: placeIn(declared.bag, "mlag") ?? declared.origin, text: `peers differ in \`${pair}\` only` }],
    { help: `let the ports of the group choose between values of \`${pair}\` and of nothing else` },
  );
}

function arePeers(fabric: OpenFabric, one: number, other: number, pair: string): boolean {
  const array = arrayOf(fabric, one);
  if (array !== arrayOf(fabric, other)) return false;
  const [left, right] = [indexOf(fabric, one), indexOf(fabric, other)];
  return array.spec.dims.every((dim, position) => (left[position] === right[position]) === (dim.name !== pair));
}

/** The limit counts the members that one switch has of the group. */
function judgeCount(
  { plan, design }: RuleContext,
  fabric: OpenFabric,
  array: PlanArray,
  { device, members }: Group,
): Diagnostic | null {
  const partOf = ({ spec }: PlanArray): DeviceArray | undefined => design.arrays.find(({ name }) => name === spec.name);
  const sides = [
    { name: device, array: partOf(array), links: members.length },
    ...[...new Set(members.map(({ far }) => far))].map((far) => ({
      name: nameOf(fabric, far),
      array: partOf(arrayOf(fabric, far)),
      links: members.filter((member) => member.far === far).length,
    })),
  ];
  for (const side of sides) {
    const limit = side.array === undefined ? null : numberIn(side.array.part.bag, "lag_limit");
    if (side.array === undefined || limit === null || side.links <= limit) continue;
    const { part } = side.array;
    return diagnose(
      rule,
      `a group of \`${device}\` has ${countOf(side.links, "member")} on \`${side.name}\`, \`${part.id}\` takes at most ${limit}`,
      [
        ...labelMembers(plan, members, () => "members of the group"),
        { span: placeIn(part.bag, "lag_limit") ?? part.origin, text: `at most ${limit}` },
      ],
      { help: "make several groups, or fewer and faster links" },
    );
  }
  return null;
}

/** One label a statement. */
function labelMembers(
  plan: Plan,
  members: readonly DeviceLink[],
  write: (link: DeviceLink) => string,
): readonly Label[] {
  const firsts = members.filter(({ port }, at) => members.findIndex((one) => one.port.run === port.run) === at);
  return firsts.flatMap((link) => {
    const connect = plan.connects[link.port.run];
    if (connect === undefined) return [];
    const links = members.filter(({ port }) => port.run === link.port.run).length;
    return [
      { span: placeIn(connect.bag, "lag") ?? connect.origin, text: write(link) },
      { span: connect.origin, text: countOf(links, "member") },
    ];
  });
}
