/**
 * What a cluster holds, in the order of the source: groups, arrays, fabrics and the rest, each with what is around it,
 * and the scope of their names. Computes no value.
 */
import type { Allow, ConnectStatement, Declaration, Isolate, Require } from "../syntax/ast.js";
import { type CheckedBlock, checkDeclared } from "./block.js";
import type { Context } from "./context.js";
import { type DeclaredThing, type Definition, declareName, type Scope } from "./scope.js";

export interface GroupTree {
  readonly definition: DeclaredThing;
  readonly block: CheckedBlock;
  /** The groups around it, outermost first. */
  readonly outer: readonly GroupTree[];
}

export interface ArrayTree {
  readonly definition: DeclaredThing;
  readonly block: CheckedBlock;
  /** The groups around it, outermost first. */
  readonly groups: readonly GroupTree[];
  readonly fabric: FabricTree | null;
}

export interface FabricTree {
  readonly definition: DeclaredThing;
  readonly block: CheckedBlock;
  readonly connects: readonly ConnectStatement[];
  readonly isolates: readonly Isolate[];
}

/** `dimension name { }`, with the fabric that it speaks for, or null for the whole cluster. */
export interface DimensionTree {
  readonly node: Declaration;
  readonly block: CheckedBlock;
  readonly fabric: FabricTree | null;
}

export interface PhaseTree {
  readonly definition: DeclaredThing;
  readonly block: CheckedBlock;
}

/** `allow`, with the block that it stands in, or null in the cluster itself. */
export interface AllowTree {
  readonly node: Allow;
  readonly within: Declaration | null;
}

export interface ClusterTree {
  readonly definition: DeclaredThing;
  readonly block: CheckedBlock;
  readonly scope: Scope;
  readonly groups: readonly GroupTree[];
  readonly arrays: readonly ArrayTree[];
  readonly fabrics: readonly FabricTree[];
  readonly storages: readonly DeclaredThing[];
  readonly workloads: readonly DeclaredThing[];
  /** In the order in which the cluster is built. */
  readonly phases: readonly PhaseTree[];
  readonly dimensions: readonly DimensionTree[];
  readonly values: readonly Extract<Definition, { kind: "let" | "param" }>[];
  readonly requires: readonly Require[];
  readonly allows: readonly AllowTree[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

interface Around {
  /** The innermost block, or null in the cluster itself. */
  readonly within: Declaration | null;
  readonly groups: readonly GroupTree[];
  readonly fabric: FabricTree | null;
}

/** Returns the tree of a cluster; names that are declared twice are reported and left out. */
export function walkCluster(ctx: Context, definition: DeclaredThing): ClusterTree {
  const scope: Scope = { file: definition.scope.file, names: new Map(), parent: definition.scope };
  const block = checkDeclared(ctx, definition.node);
  const tree: Mutable<ClusterTree> = {
    definition,
    block,
    scope,
    groups: [],
    arrays: [],
    fabrics: [],
    storages: [],
    workloads: [],
    phases: [],
    dimensions: [],
    values: [],
    requires: [],
    allows: [],
  };
  walkBlock(ctx, tree, block, { within: null, groups: [], fabric: null });
  return tree;
}

function walkBlock(ctx: Context, tree: Mutable<ClusterTree>, block: CheckedBlock, around: Around): void {
  for (const name of block.refused) declareName(ctx, tree.scope, { kind: "unknown", name });
  for (const member of block.members) {
    switch (member.kind) {
      case "let":
      case "param": {
        const value = { kind: member.kind, name: member.name, node: member, scope: tree.scope } as Extract<
          Definition,
          { kind: "let" | "param" }
        >;
        if (declareName(ctx, tree.scope, value)) tree.values.push(value);
        break;
      }
      case "require":
        tree.requires.push(member);
        break;
      case "allow":
        tree.allows.push({ node: member, within: around.within });
        break;
      case "declaration":
        walkDeclaration(ctx, tree, member, around);
        break;
      default:
        break;
    }
  }
}

function walkDeclaration(ctx: Context, tree: Mutable<ClusterTree>, node: Declaration, around: Around): void {
  const block = checkDeclared(ctx, node);
  const keyword = node.keyword.text;
  if (keyword === "dimension") {
    tree.dimensions.push({ node, block, fabric: around.fabric });
    return;
  }
  if (keyword === "tier" || node.name === null) return;
  const kind = kindOf(keyword);
  const definition: DeclaredThing = { kind, name: node.name, node, scope: tree.scope };
  const isNew = declareName(ctx, tree.scope, definition);
  switch (kind) {
    case "group": {
      const group: GroupTree = { definition, block, outer: around.groups };
      if (isNew) tree.groups.push(group);
      walkBlock(ctx, tree, block, { ...around, within: node, groups: [...around.groups, group] });
      break;
    }
    case "fabric": {
      const connects = block.members.filter((member): member is ConnectStatement => member.kind === "connect");
      const isolates = block.members.filter((member): member is Isolate => member.kind === "isolate");
      const fabric: FabricTree = { definition, block, connects, isolates };
      if (isNew) tree.fabrics.push(fabric);
      walkBlock(ctx, tree, block, { within: node, groups: [], fabric });
      break;
    }
    case "storage":
    case "workload":
      if (isNew) (kind === "storage" ? tree.storages : tree.workloads).push(definition);
      walkBlock(ctx, tree, block, { ...around, within: node });
      break;
    case "phase":
      if (isNew) tree.phases.push({ definition, block });
      break;
    default:
      if (isNew) tree.arrays.push({ definition, block, groups: around.groups, fabric: around.fabric });
      break;
  }
}

function kindOf(keyword: string): "group" | "fabric" | "storage" | "workload" | "phase" | "array" {
  switch (keyword) {
    case "group":
    case "fabric":
    case "storage":
    case "workload":
    case "phase":
      return keyword;
    default:
      return "array";
  }
}
