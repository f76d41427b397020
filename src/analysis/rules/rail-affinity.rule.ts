/**
 * GPUs that share a NIC while another idles, or that are on another rail than the equal GPUs of other hosts on the same
 * switches.
 */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { placeIn } from "../../model/bag.js";
import type { DeviceArray, End } from "../../model/design.js";
import { countGpus, type Part } from "../../model/part.js";
import type { Plan } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { bothEnds, countOf, listStatements } from "../wiring/statements.js";

/** What a dimension must be called to be a rail. */
const RAIL = "rail";

export const rule: Rule = {
  code: "WF5135",
  severity: "warning",
  title: "GPUs off their rail",
  name: "rail_affinity",
  *check({ design, plan }) {
    const told = new Set<Part>();
    for (const array of design.arrays) {
      if (!told.has(array.part)) yield* checkMap(array);
      told.add(array.part);
    }
    yield* compareMaps(plan);
  },
};

/** The rail of each GPU as the part states it, or null. */
function mapOf({ bag }: Part): readonly number[] | null {
  return Object.hasOwn(bag.series, "rail_map") ? (bag.series["rail_map"] ?? null) : null;
}

function checkMap(array: DeviceArray): readonly Diagnostic[] {
  const { part } = array;
  const map = mapOf(part);
  const wrong = map === null ? null : findFault(part, map);
  if (map === null || wrong === null) return [];
  return [
    diagnose(
      rule,
      `\`rail_map\` of \`${part.id}\` ${wrong}`,
      [
        { span: placeIn(part.bag, "rail_map") ?? part.origin, text: `rails of ${countOf(map.length, "GPU")}` },
        { span: array.origin, text: `\`${part.id}\`: ${countOf(countGpus(part), "GPU")}` },
      ],
      { help: "give each GPU, in order, the index of the NIC that is nearest to it" },
    ),
  ];
}

/** A map of the wrong length, or with rails that are not there, is reported where the part is read. */
function findFault(part: Part, map: readonly number[]): string | null {
  const rails = countRails(part);
  if (rails === null || map.length !== countGpus(part) || map.some((rail) => rail >= rails)) return null;
  const load = Array.from({ length: rails }, (_, rail) => map.filter((one) => one === rail).length);
  const [least, most] = [Math.min(...load), Math.max(...load)];
  if (least === most) return null;
  return `puts ${countOf(most, "GPU")} on rail ${load.indexOf(most)} and ${least} on rail ${load.indexOf(least)}, equally many were expected`;
}

/** The most rails that any group of its ports has, or null where none has that dimension. */
function countRails({ ports }: Part): number | null {
  const extents = ports.flatMap(({ dims }) => dims.flatMap((dim) => (dim.name === RAIL ? [dim.extent] : [])));
  return extents.length === 0 ? null : Math.max(...extents);
}

/** Hosts whose rails come together in one array of switches. */
function* compareMaps(plan: Plan): Iterable<Diagnostic> {
  const byUpper = new Map<DeviceArray, Set<DeviceArray>>();
  for (const { connect } of listStatements(plan)) {
    for (const which of bothEnds) {
      const upper = connect[which === "a" ? "z" : "a"];
      if (!isOnRails(connect[which], upper)) continue;
      const hosts = byUpper.get(upper.array) ?? new Set<DeviceArray>();
      byUpper.set(upper.array, hosts.add(connect[which].array));
    }
  }
  for (const [upper, hosts] of byUpper) {
    const [first, ...others] = hosts;
    const found = others.flatMap((other) => (first === undefined ? [] : compare(upper, first, other)));
    yield* found.slice(0, 1);
  }
}

function isOnRails({ array, ports }: End, upper: End): boolean {
  const hasRail = (dims: readonly { readonly name: string }[]): boolean => dims.some(({ name }) => name === RAIL);
  return countGpus(array.part) > 0 && hasRail(ports.dims) && upper.array.kind === "switch" && hasRail(upper.array.dims);
}

/** A part without a map has GPU i on rail i. */
function compare(upper: DeviceArray, one: DeviceArray, other: DeviceArray): readonly Diagnostic[] {
  const [left, right] = [mapOf(one.part), mapOf(other.part)];
  if (left === null && right === null) return [];
  const gpus = Math.min(countGpus(one.part), countGpus(other.part));
  const railOf = (map: readonly number[] | null, gpu: number): number | undefined => (map === null ? gpu : map[gpu]);
  const at = Array.from({ length: gpus }, (_, gpu) => gpu).find((gpu) => railOf(left, gpu) !== railOf(right, gpu));
  if (at === undefined) return [];
  const label = ({ name, part, origin }: DeviceArray, map: readonly number[] | null) => ({
    span: (map === null ? null : placeIn(part.bag, "rail_map")) ?? origin,
    text: `\`${name}\`: GPU ${at} on rail ${railOf(map, at)}`,
  });
  return [
    diagnose(
      rule,
      `GPU ${at} is on rail ${railOf(left, at)} of \`${one.name}\`, but on rail ${railOf(right, at)} of \`${other.name}\`: ` +
        `traffic between equal GPUs leaves the rails of \`${upper.name}\``,
      [label(other, right), label(one, left), { span: upper.origin, text: "rails that both are cabled to" }],
      { help: "order the ranks of a job by rail, or cable one of the two by the map of the other" },
    ),
  ];
}
