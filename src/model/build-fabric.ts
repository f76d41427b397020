/** Fabrics: their properties, connects and isolations. */
import { nameCodes } from "../core/codes/names.js";
import { findKind } from "../language/kinds.js";
import type { FabricTree } from "../semantics/cluster-tree.js";
import { labelAt, listNames, offer, report } from "../semantics/context.js";
import { bytesOf, readProperties, textProperty, wordsOf } from "../semantics/property.js";
import { buildConnect } from "./build-connect.js";
import { openPartFinder } from "./build-part.js";
import type { ClusterState } from "./build-state.js";
import type { Fabric, Isolation } from "./design.js";
import { makeBag } from "./make-bag.js";

/** Returns a fabric of the design; connects with mistakes are left out. */
export function buildFabric(state: ClusterState, tree: FabricTree): Fabric {
  const { ctx, cluster } = state;
  const name = tree.definition.name.text;
  const properties = readProperties(ctx, tree.block, findKind("fabric")?.properties ?? [], cluster.scope);
  const bag = makeBag(properties, openPartFinder(state, cluster.scope));
  const medium = wordsOf(properties, "medium")[0] ?? null;
  return {
    name,
    protocol: wordsOf(properties, "protocol")[0] ?? null,
    color: textProperty(properties, "color"),
    medium,
    mtuBytes: bytesOf(properties, "mtu"),
    isolations: buildIsolations(state, tree),
    connects: tree.connects.flatMap((node) => buildConnect(state, { name, medium, bag }, node) ?? []),
    bag,
    doc: tree.definition.node.doc,
    origin: tree.definition.node.span,
  };
}

function buildIsolations(state: ClusterState, tree: FabricTree): Isolation[] {
  const fabric = tree.definition.name.text;
  if (tree.isolates.length === 0) return [];
  const names = new Set<string>();
  let complete = true;
  for (const { definition, fabric: home } of state.cluster.arrays) {
    if (home !== tree || definition.node.keyword.text !== "switch") continue;
    const array = state.arrays.get(definition.name.text);
    if (array === null || array === undefined) complete = false;
    for (const dim of array?.dims ?? []) names.add(dim.name);
  }
  return tree.isolates.flatMap((node) =>
    node.names.flatMap((name) => {
      if (names.has(name.text)) return [{ dimension: name.text, origin: name.span }];
      if (!complete) return [];
      const otherwise =
        names.size === 0 ? "the fabric has no switches with dimensions" : `its switches have ${listNames([...names])}`;
      report(
        state.ctx,
        nameCodes.unknownDimension,
        `no switch of \`${fabric}\` has a dimension \`${name.text}\``,
        [labelAt(name.span), labelAt(tree.definition.name.span, "in this fabric")],
        offer(name, names, otherwise),
      );
      return [];
    }),
  );
}
