/**
 * Phases: how many of each dimension exist in each step of building. They are held to the design as declared and to each
 * other; what an earlier one builds, a later one keeps. Ports, names and places are reckoned with what is planned, so a
 * phase changes only which devices exist.
 */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import { projectCodes } from "../core/codes/project.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import type { PhaseTree } from "../semantics/cluster-tree.js";
import { type Context, labelAt, listNames, offer, report } from "../semantics/context.js";
import { evaluateWhole } from "../semantics/evaluate.js";
import type { Attribute } from "../syntax/ast.js";
import type { ClusterState } from "./build-state.js";
import type { DeviceArray, Dim, Phase } from "./design.js";

/** A dimension of devices, with what has it. */
interface Owner {
  readonly name: string;
  readonly dim: Dim;
}

interface Setup {
  readonly state: ClusterState;
  /** By name of the dimension: the arrays and groups that have it. */
  readonly owners: ReadonlyMap<string, readonly Owner[]>;
  /** False if something could not be built, so that dimensions may be missing. */
  readonly complete: boolean;
}

/** Returns the phases of a cluster in order; entries with mistakes are left out of them. */
export function buildPhases(state: ClusterState): readonly Phase[] {
  const setup = collectOwners(state);
  const phases: BuiltPhase[] = [];
  for (const tree of state.cluster.phases) phases.push(buildPhase(setup, tree, phases.at(-1) ?? null));
  return phases.map(({ tree, entries }) => ({
    name: tree.definition.name.text,
    extents: new Map([...entries].map(([name, { count }]) => [name, count])),
    doc: tree.definition.node.doc,
    origin: tree.definition.name.span,
  }));
}

interface BuiltPhase {
  readonly tree: PhaseTree;
  readonly entries: ReadonlyMap<string, { readonly count: number; readonly origin: Span }>;
}

function collectOwners(state: ClusterState): Setup {
  const owners = new Map<string, Owner[]>();
  const add = (name: string, dim: Dim): void => {
    const known = owners.get(dim.name);
    if (known === undefined) owners.set(dim.name, [{ name, dim }]);
    else known.push({ name, dim });
  };
  for (const [name, dim] of state.groupDims) if (dim !== null) add(name, dim);
  const arrays = [...state.arrays.values()];
  for (const array of arrays) for (const dim of array?.dims ?? []) add(array?.name ?? "", dim);
  return { state, owners, complete: !arrays.includes(null) && ![...state.groupDims.values()].includes(null) };
}

function buildPhase(setup: Setup, tree: PhaseTree, before: BuiltPhase | null): BuiltPhase {
  const entries = new Map<string, { readonly count: number; readonly origin: Span }>();
  for (const attribute of tree.block.attributes.values()) {
    const dim = findDimension(setup, attribute);
    const count = dim === null ? null : readCount(setup, tree, attribute, dim);
    if (dim === null || count === null) continue;
    if (isGrowing(setup.state.ctx, { tree, attribute, count, dim }, before))
      entries.set(dim.name, { count, origin: attribute.value.span });
  }
  return { tree, entries };
}

/** Returns the dimension that a key names, or null after a report. */
function findDimension(setup: Setup, { name }: Attribute): Dim | null {
  const { ctx } = setup.state;
  const owners = setup.owners.get(name.text) ?? [];
  const [first] = owners;
  if (first === undefined) {
    reportUnknown(setup, name);
    return null;
  }
  const other = owners.find(({ dim }) => dim.extent !== first.dim.extent || dim.planned !== first.dim.planned);
  if (other === undefined) return first.dim;
  report(
    ctx,
    designCodes.phaseTwoExtents,
    `\`${name.text}\` has ${describeExtent(first.dim)} in \`${first.name}\` and ${describeExtent(other.dim)} in \`${other.name}\`, and a phase could mean either`,
    [
      labelAt(name.span),
      labelAt(first.dim.origin, `${describeExtent(first.dim)} here`),
      labelAt(other.dim.origin, `${describeExtent(other.dim)} here`),
    ],
    { help: "give the two dimensions names of their own" },
  );
  return null;
}

function reportUnknown({ state, owners, complete }: Setup, name: Attribute["name"]): void {
  for (const array of state.arrays.values()) {
    const ports = array?.part.ports.find(({ dims }) => dims.some((dim) => dim.name === name.text));
    if (array === null || ports === undefined) continue;
    report(
      state.ctx,
      designCodes.phaseOfPorts,
      `\`${name.text}\` is a dimension of the ports \`${array.name}.${ports.name}\`, a phase names dimensions of devices`,
      [labelAt(name.span), labelAt(ports.origin, "parts come with all their ports")],
      { help: "name a dimension of an array or a group; links to devices of a later phase do not exist before it" },
    );
    return;
  }
  if (!complete) return;
  const near = offer(name, owners.keys());
  const meant = owners.get(near.fixes?.[0]?.edits[0]?.text ?? "")?.[0];
  report(
    state.ctx,
    nameCodes.unknownDimension,
    `no array or group has a dimension \`${name.text}\``,
    [labelAt(name.span), ...(meant === undefined ? [] : [labelAt(meant.dim.origin, "the nearest name")])],
    near.help !== undefined
      ? near
      : { help: owners.size === 0 ? "the cluster has no dimensions" : `there are ${listNames([...owners.keys()])}` },
  );
}

function describeExtent({ extent, planned }: Dim): string {
  return extent === planned ? formatCount(extent) : `${formatCount(extent)} of ${formatCount(planned)}`;
}

/** Returns how many exist, at most as many as the design has, or null after a report. None is fine: a tier may come later. */
function readCount({ state }: Setup, tree: PhaseTree, { name, value }: Attribute, dim: Dim): number | null {
  const { ctx, cluster } = state;
  const phase = `phase \`${tree.definition.name.text}\``;
  const count = evaluateWhole(ctx, value, cluster.scope, `\`${name.text}\` of ${phase}`, 0);
  if (count === null) return null;
  const declared = labelAt(dim.origin, `the design has ${describeExtent(dim)}`);
  if (count <= dim.extent) return count;
  report(
    ctx,
    designCodes.phaseBeyond,
    `${phase} has ${formatCount(count)} of \`${name.text}\`, the design itself has ${describeExtent(dim)}`,
    [labelAt(value.span, `${formatCount(count)} here`), declared],
    { help: "phases lead up to the design as declared: declare the last state, and less of it here" },
  );
  return null;
}

interface Step {
  readonly tree: PhaseTree;
  readonly attribute: Attribute;
  readonly count: number;
  readonly dim: Dim;
}

/** True unless the phase before has more, which is reported. */
function isGrowing(ctx: Context, { tree, attribute, count, dim }: Step, before: BuiltPhase | null): boolean {
  if (before === null) return true;
  const { name, value } = attribute;
  const earlier = before.entries.get(name.text);
  // What the phase before says wrongly of the dimension was reported there.
  if (earlier === undefined && before.tree.block.attributes.has(name.text)) return true;
  const had = earlier?.count ?? dim.extent;
  if (had <= count) return true;
  const previous = before.tree.definition.name;
  report(
    ctx,
    designCodes.shrinkingPhase,
    `\`${name.text}\` shrinks from ${formatCount(had)} in phase \`${previous.text}\` to ${formatCount(count)} in phase \`${tree.definition.name.text}\``,
    [
      labelAt(value.span, `${formatCount(count)} here`),
      earlier === undefined
        ? labelAt(previous.span, `all ${formatCount(had)} exist here: this phase does not name \`${name.text}\``)
        : labelAt(earlier.origin, `${formatCount(had)} before`),
    ],
    {
      help:
        earlier === undefined
          ? `say in \`${previous.text}\` too how many there are`
          : "order the phases as they are built; what one builds, the next keeps",
    },
  );
  return false;
}

/** Returns the phase of that name, or null after a report when there is none; null for none asked for. */
export function choosePhase(ctx: Context, phases: readonly Phase[]): Phase | null {
  const wanted = ctx.settings.phase ?? null;
  if (wanted === null) return null;
  const found = phases.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = phases.map(({ name }) => name);
  const near = offer({ text: wanted, span: { file: "--phase", start: 0, end: 0 } }, names);
  report(
    ctx,
    projectCodes.unknownPhase,
    names.length === 0 ? `the design has no phases, found \`--phase ${wanted}\`` : `there is no phase \`${wanted}\``,
    phases.map(({ name, origin }) => labelAt(origin, name === names[0] ? "the phases are" : "")),
    {
      help:
        near.help ??
        (names.length === 0
          ? "leave `--phase` out, or declare `phase first { ... }` in the cluster"
          : `the phases are ${listNames(names)}; without \`--phase\` the design is compiled as declared`),
    },
  );
  return null;
}

/**
 * Returns the array as it is in a phase. A device has one role in all phases: the spares of a phase are those devices of
 * it that are spares of the design as declared.
 */
export function limitArray(array: DeviceArray, phase: Phase): DeviceArray {
  const dims = array.dims.map((dim): Dim => {
    const count = phase.extents.get(dim.name);
    return count === undefined || count >= dim.extent ? dim : { ...dim, extent: count, declared: dim.extent };
  });
  const missing = (array.dims.at(-1)?.extent ?? 0) - (dims.at(-1)?.extent ?? 0);
  return { ...array, dims, spares: Math.max(0, array.spares - missing) };
}
