/** What the builders of the design share: the context of checking, the bindings, and what is already built. */
import type { Bindings } from "../semantics/bind.js";
import type { ClusterTree } from "../semantics/cluster-tree.js";
import type { Context } from "../semantics/context.js";
import type { DeclaredThing } from "../semantics/scope.js";
import type { DeviceArray, Dim } from "./design.js";
import type { Part } from "./part.js";

export interface BuildState {
  readonly ctx: Context;
  readonly bindings: Bindings;
  /** Parts by their declaration; null for those that could not be built. */
  readonly parts: Map<object, Part | null>;
  /** Parts being built, outermost first. */
  readonly activeParts: DeclaredThing[];
}

/** What is known of the cluster before its connects are built. */
export interface ClusterState extends BuildState {
  readonly cluster: ClusterTree;
  /** Dimensions of the groups, by name; null for those without a usable extent. */
  readonly groupDims: ReadonlyMap<string, Dim | null>;
  /** Arrays by name, in declared order; null for those that could not be built. */
  readonly arrays: ReadonlyMap<string, DeviceArray | null>;
}
