/** One device, or one link, without which two hosts have no path, in a fabric that is to survive its loss. */
import { type Diagnostic, diagnose, type Label } from "../../core/diagnostic.js";
import { placeIn, wordIn } from "../../model/bag.js";
import type { Design, Fabric } from "../../model/design.js";
import type { PlanArray } from "../../plan/plan.js";
import { type FabricView, viewFabric } from "../fabric-view.js";
import { type Cut, findDeviceCut, findLinkCut, type Roles } from "../flow/cut-search.js";
import { findOrbits } from "../flow/orbits.js";
import { type SmallGraph, shrinkFabric } from "../flow/small-graph.js";
import type { Rule, RuleContext } from "../rule.js";
import { countOf } from "../wiring/statements.js";

/** The devices that one question is about: the one that is lost and two hosts; of a link, both of its ends. */
const KEPT = { device: 3, link: 4 } as const;

export const rule: Rule = {
  code: "WF6015",
  severity: "error",
  title: "one loss cuts hosts off",
  name: "cut_set",
  *check(context) {
    for (const fabric of context.design.fabrics) {
      const survives = wordIn(fabric.bag, "survives");
      if (survives === "device" || survives === "link") yield* checkFabric(context, fabric, survives);
    }
  },
};

function checkFabric(context: RuleContext, fabric: Fabric, survives: "device" | "link"): readonly Diagnostic[] {
  const view = viewFabric(context, fabric.name);
  const graph = shrinkFabric(view, findOrbits(view, "alike"), KEPT[survives]);
  if (graph === null) return [reportUnjudged(fabric, survives)];
  const roles = readRoles(view, graph);
  const cut = survives === "device" ? findDeviceCut(graph, roles) : findLinkCut(graph, roles);
  if (cut === null) return [];
  return [cut === "large" ? reportUnjudged(fabric, survives) : report(context, fabric, graph, survives, cut)];
}

/** A demand that cannot be judged is no error, but it is said. */
function reportUnjudged(fabric: Fabric, survives: "device" | "link"): Diagnostic {
  return diagnose(
    { ...rule, severity: "warning" },
    `whether fabric \`${fabric.name}\` survives the loss of any 1 ${survives} is not judged: its expressions tell more devices apart ` +
      "than can be looked at",
    [{ span: placeIn(fabric.bag, "survives") ?? fabric.origin, text: `any 1 ${survives} may fail` }],
    { help: "let each expression and `where` use fewer names together, or judge a smaller cluster of the same form" },
  );
}

/** Every device that is no switch must keep its paths; where there are only switches, those of the lowest tier. */
function readRoles(view: FabricView, { nodes }: SmallGraph): Roles {
  const others = view.arrays.filter(({ spec }) => spec.kind !== "switch");
  const hosts: ReadonlySet<PlanArray> = new Set(others.length > 0 ? others : view.hosts);
  const relays: ReadonlySet<PlanArray> = new Set(
    view.arrays.filter((array) => view.relays(array) || array.spec.kind === "switch"),
  );
  const isIn = (set: ReadonlySet<PlanArray>, node: number): boolean => {
    const array = nodes[node]?.array;
    return array !== undefined && set.has(array);
  };
  return { relays: (node) => isIn(relays, node), isHost: (node) => isIn(hosts, node) };
}

function report(
  { design, plan }: RuleContext,
  fabric: Fabric,
  graph: SmallGraph,
  survives: "device" | "link",
  { lost, hosts }: Cut,
): Diagnostic {
  const edge = survives === "link" ? graph.edges[lost] : undefined;
  const what =
    edge === undefined
      ? nameNode(graph, lost)
      : `the link from ${nameNode(graph, edge.one)} to ${nameNode(graph, edge.other)}`;
  const connect = edge === undefined ? undefined : plan.connects[edge.run.position];
  const lostLabels: readonly Label[] =
    connect === undefined
      ? labelArray(design, graph, lost, "one of these")
      : [{ span: connect.origin, text: "one of these" }];
  const [one, other] = hosts;
  return diagnose(
    rule,
    `without ${what} there is no path from ${nameNode(graph, one)} to ${nameNode(graph, other)}, but fabric ` +
      `\`${fabric.name}\` is to survive the loss of any 1 ${survives}`,
    [
      ...lostLabels,
      ...labelArray(design, graph, one, "cut off"),
      { span: placeIn(fabric.bag, "survives") ?? fabric.origin, text: `any 1 ${survives} may fail` },
    ],
    {
      notes: hosts.map((host) => describeWays(graph, host)),
      help: "give each host ports on two switches, and each switch two above it that reach the same others",
    },
  );
}

function nameNode({ nodes }: SmallGraph, node: number): string {
  const found = nodes[node];
  return found === undefined ? "" : `\`${found.array.write(found.index)}\``;
}

function labelArray(design: Design, { nodes }: SmallGraph, node: number, text: string): readonly Label[] {
  const array = design.arrays.find(({ name }) => name === nodes[node]?.array.spec.name);
  return array === undefined ? [] : [{ span: array.origin, text }];
}

/** The miniature keeps at least three of everything, so up to two far devices are all that a host has. */
function describeWays(graph: SmallGraph, host: number): string {
  const fars = new Set(
    (graph.at[host] ?? []).map((edge) => {
      const found = graph.edges[edge];
      return found?.one === host ? found.other : found?.one;
    }),
  );
  const named = [...fars].slice(0, 2).flatMap((far) => (far === undefined ? [] : [nameNode(graph, far)]));
  return fars.size > 2
    ? `${nameNode(graph, host)} reaches ${named.join(", ")} and others`
    : `${nameNode(graph, host)} reaches ${countOf(fars.size, "device")}: ${named.join(" and ")}`;
}
