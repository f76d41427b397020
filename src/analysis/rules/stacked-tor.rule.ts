/**
 * Two ToRs that serve the same NICs of a training network and are linked to each other: what keeps their state in step
 * is one thing that takes both. HPN found that the larger risk.
 */
import { type Diagnostic, diagnose, type Fix } from "../../core/diagnostic.js";
import type { Connect, DeviceArray } from "../../model/design.js";
import type { Plan } from "../../plan/plan.js";
import { sizeOfSpace } from "../../plan/space.js";
import { gpusPerDevice } from "../fabric-view.js";
import { type DeviceLink, forEachOrbit, listLinks, nameOf, type OpenFabric, openFabric } from "../flow/class-links.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6013",
  severity: "warning",
  title: "stacked ToRs",
  name: "stacked_tor",
  *check(context) {
    for (const { name } of context.design.fabrics) {
      const joined = context.plan.connects.some(
        ({ fabric, direction, a, z }) =>
          fabric === name && direction === "peer" && a.array.kind === "switch" && z.array.kind === "switch",
      );
      if (joined) yield* checkFabric(context, openFabric(context, name));
    }
  },
};

/** At most one finding for each two arrays that are stacked. */
function* checkFabric(context: RuleContext, fabric: OpenFabric): Iterable<Diagnostic> {
  const told = new Set<number>();
  for (const array of fabric.view.hosts) {
    if (gpusPerDevice(context, array) === 0 || !hasDualPorts(context.plan, fabric, array.spec.name)) continue;
    const found: Diagnostic[] = [];
    const declared = context.design.arrays.find(({ name }) => name === array.spec.name);
    forEachOrbit(fabric, array, (_, key, links) => {
      for (const pair of listPairs(context.plan, links)) {
        const between = listLinks(fabric, pair.one.far).filter(
          ({ far, way }) => far === pair.other.far && way === "level",
        );
        const run = between[0]?.port.run;
        if (run === undefined || told.has(run) || declared === undefined) continue;
        told.add(run);
        found.push(...report(context.plan, fabric, { ...pair, between, host: declared, device: nameOf(fabric, key) }));
      }
      return true;
    });
    yield* found;
  }
}

/** Whether NICs of the array have several ports in the fabric. */
function hasDualPorts({ connects }: Plan, { view }: OpenFabric, array: string): boolean {
  return connects.some(({ fabric, a, z }) =>
    [a, z].some(
      ({ array: own, ports }) =>
        fabric === view.name &&
        own.name === array &&
        ports.nic !== null &&
        sizeOfSpace(ports.dims.slice(ports.nicDims)) > 1,
    ),
  );
}

interface NicPair {
  readonly one: DeviceLink;
  readonly other: DeviceLink;
}

/** Pairs of links from one NIC to two devices. */
function listPairs(plan: Plan, links: readonly DeviceLink[]): readonly NicPair[] {
  const byNic = new Map<string, DeviceLink[]>();
  for (const link of links) {
    const ports = plan.connects[link.port.run]?.[link.port.which].ports;
    if (ports === undefined || ports.nic === null) continue;
    const key = `${ports.name} ${Math.floor(link.port.unit / sizeOfSpace(ports.dims.slice(ports.nicDims)))}`;
    const known = byNic.get(key);
    if (known === undefined) byNic.set(key, [link]);
    else known.push(link);
  }
  return [...byNic.values()].flatMap((ports) =>
    ports.flatMap((one, at) => ports.slice(at + 1).flatMap((other) => (one.far === other.far ? [] : [{ one, other }]))),
  );
}

interface Stack extends NicPair {
  readonly between: readonly DeviceLink[];
  readonly host: DeviceArray;
  readonly device: string;
}

function report(plan: Plan, fabric: OpenFabric, { one, other, between, host, device }: Stack): readonly Diagnostic[] {
  const peers = plan.connects[between[0]?.port.run ?? -1];
  const access = plan.connects[one.port.run];
  if (peers === undefined || access === undefined) return [];
  return [
    diagnose(
      rule,
      `\`${nameOf(fabric, one.far)}\` and \`${nameOf(fabric, other.far)}\` serve one NIC of \`${device}\` and are joined by ` +
        `${countOf(between.length, "link")}: dual ToRs of a training network were expected to share nothing`,
      [
        { span: peers.origin, text: "keeps their state in step" },
        { span: access.origin, text: "two ports of a NIC, one on each" },
        { span: host.origin, text: "the hosts" },
      ],
      {
        notes: [
          "over 40% of critical failures in three years came with stacked dual-ToR (HPN, SIGCOMM 2024, section 4.1)",
        ],
        help: 'take the link away and let the hosts bond both ports, or accept it with `allow stacked_tor "..."`',
        fixes: unstack(peers),
      },
    ),
  ];
}

/** Not safe: hosts and routing must then cope with two ToRs that know nothing of each other. */
function unstack({ origin }: Connect): readonly Fix[] {
  return [{ title: "take the links between the ToRs away", edits: [{ span: origin, text: "" }], safe: false }];
}
