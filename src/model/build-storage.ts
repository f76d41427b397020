/** Storages with their tiers, and workloads: what the cluster keeps and what it is for. */
import { nameCodes } from "../core/codes/names.js";
import { findKind } from "../language/kinds.js";
import { checkDeclared } from "../semantics/block.js";
import { type Context, labelAt, listNames, offer, report } from "../semantics/context.js";
import { bytesOf, numberOf, type Properties, readProperties, wordsOf } from "../semantics/property.js";
import type { DeclaredThing } from "../semantics/scope.js";
import type { Declaration } from "../syntax/ast.js";
import type { ClusterState } from "./build-state.js";
import type { Storage, StorageTier, Workload } from "./design.js";

/** Returns a storage of the design. */
export function buildStorage(state: ClusterState, definition: DeclaredThing): Storage {
  const { ctx, cluster } = state;
  const { node, name } = definition;
  const block = checkDeclared(ctx, node);
  const properties = readProperties(ctx, block, findKind("storage")?.properties ?? [], cluster.scope);
  return {
    name: name.text,
    fabric: referenceOf(properties, "fabric"),
    servers: arrayOf(state, properties, "servers"),
    tiers: listTiers(ctx, definition).flatMap((tier) => buildTier(state, tier) ?? []),
    doc: node.doc,
    origin: node.span,
  };
}

/** Returns the tiers of a storage, each name once; the second of a name is reported. */
function listTiers(ctx: Context, definition: DeclaredThing): Declaration[] {
  const first = new Map<string, Declaration>();
  for (const member of checkDeclared(ctx, definition.node).members) {
    if (member.kind !== "declaration" || member.keyword.text !== "tier" || member.name === null) continue;
    const before = first.get(member.name.text);
    if (before === undefined) {
      first.set(member.name.text, member);
      continue;
    }
    report(
      ctx,
      nameCodes.duplicateName,
      `\`${definition.name.text}\` has two tiers \`${member.name.text}\``,
      [labelAt(member.name.span, "again here"), labelAt(before.name?.span ?? before.span, "first here")],
      { help: "give one of them another name" },
    );
  }
  return [...first.values()];
}

function buildTier(state: ClusterState, node: Declaration): StorageTier | null {
  if (node.name === null) return null;
  const block = checkDeclared(state.ctx, node);
  const properties = readProperties(state.ctx, block, findKind("tier")?.properties ?? [], state.cluster.scope);
  return {
    name: node.name.text,
    media: wordsOf(properties, "media")[0] ?? null,
    capacityBytes: bytesOf(properties, "capacity"),
    readBytesPerSecond: bytesOf(properties, "read"),
    writeBytesPerSecond: bytesOf(properties, "write"),
    clientReadBytesPerSecond: bytesOf(properties, "client_read"),
    clientWriteBytesPerSecond: bytesOf(properties, "client_write"),
    origin: node.span,
  };
}

/** Returns a workload of the design. */
export function buildWorkload(state: ClusterState, definition: DeclaredThing): Workload {
  const { ctx, cluster } = state;
  const { node, name } = definition;
  const properties = readProperties(
    ctx,
    checkDeclared(ctx, node),
    findKind("workload")?.properties ?? [],
    cluster.scope,
  );
  return {
    name: name.text,
    hosts: arrayOf(state, properties, "runs_on"),
    fabric: referenceOf(properties, "fabric"),
    checkpointBytesPerGpu: bytesOf(properties, "checkpoint"),
    ...readTarget(ctx, properties),
    allReduceBytes: bytesOf(properties, "all_reduce"),
    ranks: numberOf(properties, "ranks"),
    doc: node.doc,
    origin: node.span,
  };
}

/** `cpfs.hot`, or `cpfs` where it has one tier; a storage of several tiers needs one named. */
function readTarget(ctx: Context, properties: Properties): Pick<Workload, "storage" | "tier"> {
  const property = properties.get("saves_to");
  if (property?.value.kind !== "reference") return { storage: null, tier: null };
  const { to, rest } = property.value;
  const tiers = listTiers(ctx, to).flatMap((tier) => tier.name?.text ?? []);
  const storage = to.name.text;
  const [only, ...more] = tiers;
  if (rest !== null) {
    if (tiers.includes(rest.text)) return { storage, tier: rest.text };
    const otherwise = tiers.length === 0 ? "it has no tiers" : `its tiers are ${listNames(tiers)}`;
    report(
      ctx,
      nameCodes.unknownName,
      `\`${storage}\` has no tier \`${rest.text}\``,
      [labelAt(rest.span), labelAt(to.name.span, "declared here")],
      offer(rest, tiers, otherwise),
    );
    return { storage: null, tier: null };
  }
  if (only === undefined || more.length === 0) return { storage, tier: only ?? null };
  report(
    ctx,
    nameCodes.ambiguousName,
    `\`${storage}\` has the tiers ${listNames(tiers)}, a checkpoint is written to one`,
    [labelAt(property.attribute.value.span), labelAt(to.name.span, "declared here")],
    { help: `name the tier: \`${storage}.${only}\`` },
  );
  return { storage: null, tier: null };
}

function referenceOf(properties: Properties, name: string): string | null {
  const value = properties.get(name)?.value;
  return value?.kind === "reference" ? value.to.name.text : null;
}

/** An array that could not be built is left out: its own mistakes were reported. */
function arrayOf(state: ClusterState, properties: Properties, name: string): string | null {
  const array = referenceOf(properties, name);
  return array !== null && state.arrays.get(array) != null ? array : null;
}
