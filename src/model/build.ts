/**
 * From a parsed project to the design: names, values and checks in one pass over what the cluster holds. It stops at
 * nothing; members with mistakes are left out so that later stages can say more.
 */
import type { Checked } from "../core/diagnostic.js";
import { findKind } from "../language/kinds.js";
import { type BoundFile, bindProject } from "../semantics/bind.js";
import type { ClusterTree } from "../semantics/cluster-tree.js";
import { type Context, openContext, type Settings, textOf } from "../semantics/context.js";
import { valueOfDefinition } from "../semantics/evaluate.js";
import { checkSettings, type ParamDefinition, settingOf, writeValue } from "../semantics/parameter.js";
import { numberOf, readProperties } from "../semantics/property.js";
import type { Project } from "../syntax/project.js";
import { buildArray, buildGroupAbsences } from "./build-array.js";
import { checkDimensionBlocks, openDimBook } from "./build-dims.js";
import { buildFabric } from "./build-fabric.js";
import { buildPart } from "./build-part.js";
import { buildPhases, choosePhase, limitArray } from "./build-phase.js";
import { buildPrices } from "./build-prices.js";
import { buildAllowance, buildRequirement, checkLateLet } from "./build-requirement.js";
import type { BuildState, ClusterState } from "./build-state.js";
import { buildStorage, buildWorkload } from "./build-storage.js";
import type { Design, DeviceArray, ParameterValue, Phase } from "./design.js";
import { listDefinitions } from "./list-parameters.js";

/** Paths of the standard library begin so; its files are trusted and only what is used of them is built. */
const STANDARD = "std/";

/**
 * Returns the design of the entry's cluster, as complete as its mistakes allow, or null when there is no cluster.
 * Every let, param and part of the project's own files is checked, used or not.
 */
export function buildDesign(project: Project, settings: Settings): Checked<Design | null> {
  const ctx = openContext(project, settings);
  const bindings = bindProject(ctx);
  const state: BuildState = { ctx, bindings, parts: new Map(), activeParts: [] };
  for (const file of bindings.files.values()) {
    if (!file.path.startsWith(STANDARD)) checkFile(state, file);
  }
  checkSettings(ctx, listDefinitions(bindings, project.entry));
  const design = bindings.cluster === null ? null : buildCluster(state, bindings.cluster);
  return { value: design, diagnostics: ctx.diagnostics };
}

function checkFile(state: BuildState, file: BoundFile): void {
  for (const value of file.values) valueOfDefinition(state.ctx, value);
  for (const part of file.parts) buildPart(state, part);
}

function buildCluster(state: BuildState, cluster: ClusterTree): Design {
  const { ctx, bindings } = state;
  for (const value of cluster.values) valueOfDefinition(ctx, value);
  const declared = buildArrays(state, cluster);
  const phases = buildPhases(declared);
  const phase = choosePhase(ctx, phases);
  const full = phase === null ? declared : limitArrays(declared, phase);
  for (const value of cluster.values) checkLateLet(full, value);
  const { node, name } = cluster.definition;
  const properties = readProperties(ctx, cluster.block, findKind("cluster")?.properties ?? [], cluster.scope);
  return {
    name: name.text,
    doc: node.doc === "" ? docOfFile(ctx, cluster.scope.file) : node.doc,
    file: cluster.scope.file,
    numbering: numberOf(properties, "numbering") === 1 ? 1 : 0,
    phases,
    phase,
    parameters: listDefinitions(bindings, ctx.project.entry).map((param) => describeParameter(ctx, param)),
    arrays: [...full.arrays.values()].filter((array): array is DeviceArray => array !== null),
    fabrics: cluster.fabrics.map((fabric) => buildFabric(full, fabric)),
    storages: cluster.storages.map((storage) => buildStorage(full, storage)),
    workloads: cluster.workloads.map((workload) => buildWorkload(full, workload)),
    requirements: cluster.requires.flatMap((require) => buildRequirement(full, require) ?? []),
    prices: buildPrices(ctx, properties),
    allowances: cluster.allows.flatMap((allow) => buildAllowance(full, allow) ?? []),
    origin: node.span,
  };
}

/** A file often opens with a comment on the whole design, which then stands above its first import. */
function docOfFile(ctx: Context, path: string): string {
  const first = ctx.project.files.get(path)?.tree.members[0];
  return first?.kind === "import" ? first.doc : "";
}

function buildArrays(state: BuildState, cluster: ClusterTree): ClusterState {
  const book = openDimBook(state.ctx, cluster);
  const absences = buildGroupAbsences(state.ctx, book);
  const arrays = new Map<string, DeviceArray | null>();
  for (const tree of cluster.arrays) arrays.set(tree.definition.name.text, buildArray(state, book, tree, absences));
  if ([...arrays.values()].every((array) => array !== null)) {
    checkDimensionBlocks(book, (tree) => arrays.get(tree.definition.name.text)?.dims ?? []);
  }
  return { ...state, cluster, groupDims: book.groupDims, arrays };
}

function limitArrays(state: ClusterState, phase: Phase): ClusterState {
  const limit = (array: DeviceArray | null): DeviceArray | null => (array === null ? null : limitArray(array, phase));
  return { ...state, arrays: new Map([...state.arrays].map(([name, array]) => [name, limit(array)])) };
}

function describeParameter(ctx: Context, param: ParamDefinition): ParameterValue {
  const { node } = param;
  const setting = settingOf(ctx, param);
  const value = valueOfDefinition(ctx, param);
  const isLiteral = node.value?.kind === "number" || node.value?.kind === "quantity";
  const written =
    node.value !== null && isLiteral ? textOf(ctx, node.value.span) : value.kind === "poison" ? "" : writeValue(value);
  return {
    name: node.name.text,
    text: setting?.text ?? written,
    isDefault: setting === null,
    doc: node.text ?? node.doc,
    origin: node.name.span,
  };
}
