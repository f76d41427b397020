/**
 * MLAG pairs that are no pair, have no link between their switches, or one that is too thin for the devices that only
 * one of the two reaches. Only arrays that declare `mlag` are looked at.
 */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import type { Span } from "../../core/span.js";
import { placeIn } from "../../model/bag.js";
import type { DeviceArray, Dim } from "../../model/design.js";
import { exists } from "../../plan/count.js";
import { arrayNamed, attachmentsOf } from "../../plan/plan.js";
import { rank } from "../../plan/space.js";
import { type DeviceLink, forEachOrbit, listLinks, nameOf, type OpenFabric, openFabric } from "../flow/class-links.js";
import { keyOf } from "../flow/neighbours.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF6012",
  severity: "error",
  title: "MLAG pair that cannot work",
  name: "mlag_pair",
  *check(context) {
    for (const array of context.design.arrays) {
      const pair = array.bag.names["mlag"];
      if (pair !== undefined) yield* checkArray(context, array, pair);
    }
  },
};

function* checkArray(context: RuleContext, array: DeviceArray, pair: string): Iterable<Diagnostic> {
  const span = placeIn(array.bag, "mlag") ?? array.origin;
  const dim = array.dims.find(({ name }) => name === pair);
  if (dim === undefined || dim.planned !== 2) {
    yield reportDimension(array, pair, span, dim);
    return;
  }
  const { plan } = context;
  const fabrics = new Set(attachmentsOf(plan, array.name).map(({ run }) => run.spec.fabric));
  for (const name of fabrics) yield* checkFabric(context, array, { position: array.dims.indexOf(dim), span }, name);
}

function reportDimension(array: DeviceArray, pair: string, span: Span, dim: Dim | undefined): Diagnostic {
  const others = joinWords(array.dims.map(({ name, planned }) => `\`${name}\` (${planned})`));
  const known = others === "" ? "it has none" : `it has ${others}`;
  return diagnose(
    rule,
    dim === undefined
      ? `\`${array.name}\` has 0 dimensions called \`${pair}\`, an MLAG pair is two values of one: ${known}`
      : `an MLAG pair is 2 switches, \`${pair}\` of \`${array.name}\` has ${dim.planned}`,
    [
      { span, text: "names the pair" },
      { span: dim?.origin ?? array.origin, text: dim === undefined ? known : `${dim.planned} of them` },
    ],
    { help: "name a dimension of the array with two values, such as `side: 2`" },
  );
}

interface Pair {
  readonly position: number;
  readonly span: Span;
}

/** What one switch of a pair has. */
interface Load {
  readonly device: string;
  readonly peer: string;
  /** Links to the other switch, and to devices that the other does not reach. */
  readonly between: readonly DeviceLink[];
  readonly alone: readonly DeviceLink[];
}

/** At most one finding: the pair with the greatest lack. */
function checkFabric(context: RuleContext, array: DeviceArray, pair: Pair, name: string): readonly Diagnostic[] {
  const fabric = openFabric(context, name);
  const planned = arrayNamed(context.plan, array.name);
  let worst: Load | null = null;
  forEachOrbit(fabric, planned, ({ index }, key, links) => {
    const other = index.slice();
    other[pair.position] = 1 - (index[pair.position] as number);
    const peer = keyOf(fabric.walker, planned, rank(planned.spec.dims, other));
    if (!exists(planned, other)) return true;
    const load = weigh(fabric, { key, peer }, links);
    if (worst === null || lackOf(load) > lackOf(worst)) worst = load;
    return true;
  });
  return worst === null ? [] : judge(context, array, pair.span, worst, name);
}

function weigh(
  fabric: OpenFabric,
  { key, peer }: { readonly key: number; readonly peer: number },
  links: readonly DeviceLink[],
): Load {
  const reached = new Set(listLinks(fabric, peer).flatMap(({ way, far }) => (way === "down" ? [far] : [])));
  return {
    device: nameOf(fabric, key),
    peer: nameOf(fabric, peer),
    between: links.filter(({ far }) => far === peer),
    alone: links.filter(({ way, far }) => way === "down" && !reached.has(far)),
  };
}

function sumRates(links: readonly DeviceLink[]): number {
  return links.reduce((sum, { rateBitsPerSecond }) => sum + rateBitsPerSecond, 0);
}

function lackOf({ between, alone }: Load): number {
  return between.length === 0 ? Number.POSITIVE_INFINITY : sumRates(alone) - sumRates(between);
}

function judge(
  { plan }: RuleContext,
  array: DeviceArray,
  span: Span,
  load: Load,
  fabric: string,
): readonly Diagnostic[] {
  if (lackOf(load) <= 0) return [];
  const { device, peer, between, alone } = load;
  const originOf = (links: readonly DeviceLink[]): Span =>
    plan.connects[links[0]?.port.run ?? -1]?.origin ?? array.origin;
  if (between.length === 0) {
    return [
      diagnose(
        rule,
        `\`${device}\` and \`${peer}\` are an MLAG pair with 0 links between them in fabric \`${fabric}\`, a peer link was expected`,
        [
          { span, text: "declares the pair" },
          { span: array.origin, text: "" },
        ],
        {
          help: `link the two: \`connect ${array.name}[...] <-> ${array.name}[...] x 2\`; a pair that keeps no state together is no MLAG`,
        },
      ),
    ];
  }
  return [
    diagnose(
      rule,
      `\`${device}\` has ${formatRate(sumRates(alone))} to devices that \`${peer}\` does not reach (${countOf(alone.length, "link")}), ` +
        `the peer link carries ${formatRate(sumRates(between))} (${countOf(between.length, "link")})`,
      [
        { span: originOf(between), text: formatRate(sumRates(between)) },
        { span: originOf(alone), text: `${formatRate(sumRates(alone))} on one of the two only` },
        { span, text: "declares the pair" },
      ],
      { help: "add links between the two, or link these devices to both" },
    ),
  ];
}
