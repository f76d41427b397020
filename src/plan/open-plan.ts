/** Opens a `PlanSpec`: compiles its expressions, builds the tables of its runs, and lays out the blocks of its pools. */
import { compileIndex, type IndexExpr, mapNames, namesIn } from "../core/index-expr.js";
import { buildSide } from "./build-side.js";
import { type Component, type Coordinate, conjuncts, findComponents } from "./component.js";
import { layOutPools } from "./layout.js";
import { writeNames } from "./naming.js";
import { indexAttachments, type Plan, type PlanArray, type PlanEnd, type PlanRun } from "./plan.js";
import { linksPerCage, openLabels } from "./port-label.js";
import type { ArraySpec, DimSpec, EndSpec, PlanSpec, PortsSpec, RunSpec } from "./spec.js";

/**
 * Returns the opened plan. Throws TableTooLarge where a statement bonds too many names, RangeError where the spec
 * names what it does not hold.
 */
export function openPlan(spec: PlanSpec): Plan {
  const arrays = openArrays(spec);
  const runs = spec.runs.map((run, position) => openRun(spec, arrays, run, position));
  return { spec, arrays, runs, layouts: layOutPools(runs), attachments: indexAttachments(runs), connects: [] };
}

/** Returns the arrays of a spec, opened. Throws RangeError where one names a part that is not there. */
export function openArrays(spec: PlanSpec): readonly PlanArray[] {
  return spec.arrays.map((array) => openArray(spec, array));
}

function openArray(spec: PlanSpec, array: ArraySpec): PlanArray {
  const part = spec.parts.find((candidate) => candidate.id === array.part);
  if (part === undefined) throw new RangeError(`the plan has no part ${array.part}`);
  const slotOf = (name: string): number => array.dims.findIndex((dim) => dim.name === name);
  return {
    spec: array,
    part,
    write: writeNames(array, spec.numbering),
    absent: array.absent.map((expr) => compileIndex(expr, slotOf)),
  };
}

function findArray(arrays: readonly PlanArray[], name: string): PlanArray {
  const array = arrays.find((candidate) => candidate.spec.name === name);
  if (array === undefined) throw new RangeError(`the plan has no array ${name}`);
  return array;
}

function findPorts(array: PlanArray, name: string): PortsSpec {
  const ports = array.part.ports.find((candidate) => candidate.name === name);
  if (ports === undefined) throw new RangeError(`part ${array.part.id} has no ports ${name}`);
  return ports;
}

/** Opens one run against arrays that are open already. */
export function openRun(spec: PlanSpec, arrays: readonly PlanArray[], run: RunSpec, position: number): PlanRun {
  const slotOf = (name: string): number => run.variables.findIndex((variable) => variable.name === name);
  const coordinate = (expr: IndexExpr, dim: DimSpec): Coordinate => ({
    expr,
    slot: typeof expr === "string" ? slotOf(expr) : -1,
    value: compileIndex(expr, slotOf),
    slots: namesIn(expr).map(slotOf),
    extent: dim.extent,
    planned: dim.planned,
  });
  const a = findEnd(arrays, run.a);
  const z = findEnd(arrays, run.z);
  const indexA = indexOf(a, coordinate);
  const indexZ = indexOf(z, coordinate);
  const masks = [...masksOf(run.a, a.array), ...masksOf(run.z, z.array)];
  const where = conjuncts(run.where);
  const components = findComponents(run.variables, [...indexA, ...indexZ], { where, absent: masks });
  const isToCome = [...indexA, ...indexZ].some((one) => one.slots.length === 0 && one.value([]) >= one.extent);
  const alive = !isToCome && masks.every((mask) => (settle(mask) ?? 0) === 0);
  const copySlot = run.copy === null ? -1 : slotOf(run.copy);
  const alignSlot = run.align === null ? -1 : slotOf(run.align);
  const open = (end: FoundEnd, own: readonly Coordinate[], other: readonly Coordinate[]): PlanEnd => {
    const perCage = linksPerCage(end.ports, end.spec);
    return {
      spec: end.spec,
      array: end.array,
      ports: end.ports,
      labels: openLabels(end.ports, end.spec, spec.numbering),
      index: own,
      linksPerCage: perCage,
      pin: end.spec.seat.kind === "pin" ? compileIndex(end.spec.seat.port, slotOf) : null,
      side: buildSide({
        own,
        other,
        copySlot,
        variables: run.variables,
        components,
        alive,
        alignSlot,
        padTo: end.spec.seat.kind === "block" ? perCage : 1,
      }),
    };
  };
  return {
    spec: run,
    position,
    components,
    a: open(a, indexA, indexZ),
    z: open(z, indexZ, indexA),
    merged: sharesBlock(run),
    possible: isPossible(where, components),
    alive,
  };
}

interface FoundEnd {
  readonly spec: EndSpec;
  readonly array: PlanArray;
  readonly ports: PortsSpec;
}

function findEnd(arrays: readonly PlanArray[], end: EndSpec): FoundEnd {
  const array = findArray(arrays, end.array);
  return { spec: end, array, ports: findPorts(array, end.ports) };
}

function indexOf(end: FoundEnd, coordinate: (expr: IndexExpr, dim: DimSpec) => Coordinate): readonly Coordinate[] {
  const dims = [...end.array.spec.dims, ...end.ports.dims];
  return [...end.spec.index, ...end.spec.portIndex].map((expr, at) => coordinate(expr, dims[at] as DimSpec));
}

/** The masks of an array, over the variables of a run that indexes it. */
function masksOf(end: EndSpec, array: PlanArray): readonly IndexExpr[] {
  const replace = (name: string): IndexExpr =>
    end.index[array.spec.dims.findIndex((dim) => dim.name === name)] as IndexExpr;
  return array.spec.absent.map((mask) => mapNames(mask, replace));
}

function sharesBlock(run: RunSpec): boolean {
  return (
    run.direction === "peer" &&
    run.a.array === run.z.array &&
    run.a.ports === run.z.ports &&
    run.a.seat.kind === "block" &&
    run.z.seat.kind === "block" &&
    run.a.seat.region.join() === run.z.seat.region.join()
  );
}

/** The value of an expression without names; null for one with names. */
function settle(expr: IndexExpr): number | null {
  return namesIn(expr).length === 0 ? compileIndex(expr, () => -1)([]) : null;
}

function isPossible(where: readonly IndexExpr[], components: readonly Component[]): boolean {
  if (where.some((expr) => settle(expr) === 0)) return false;
  return components.every((component) => component.table === null || component.table.rows > 0);
}
