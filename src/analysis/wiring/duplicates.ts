/**
 * Pairs of statements of one fabric that link the same two devices. The indices of both ends tie components of the two
 * statements together; each such cluster is asked for itself whether a common pair of devices exists.
 */
import type { Component, Coordinate } from "../../plan/component.js";
import type { Plan, PlanEnd, PlanRun } from "../../plan/plan.js";
import {
  componentOf,
  deviceCoordinates,
  findFirstLink,
  forEachLiveRow,
  packIndices,
  packValues,
} from "./components.js";
import { listStatements, type Statement } from "./statements.js";

export interface Duplicate {
  readonly earlier: Statement;
  readonly later: Statement;
  /** Names of two devices that both link. */
  readonly devices: readonly [string, string];
}

/** Combinations of one cluster that are looked at; beyond them two statements count as different. */
const MOST_COMBINATIONS = 1_000_000;

/**
 * Returns each statement that reaches a pair of devices that an earlier one of its fabric reaches, between the same
 * pools and at the same rate. Statements that name their ports say so and are not meant.
 */
export function findDuplicates(plan: Plan): readonly Duplicate[] {
  const statements = listStatements(plan).filter(isDealt);
  return statements.flatMap((later, at) => {
    for (const earlier of statements.slice(0, at)) {
      const devices = findCommonPair(earlier, later);
      if (devices !== null) return [{ earlier, later, devices }];
    }
    return [];
  });
}

function isDealt({ run, connect }: Statement): boolean {
  const drawn = [connect.a, connect.z].every((end) => end.ports.poolCount !== null && end.draw.kind === "whole");
  return drawn && run.possible;
}

function findCommonPair(earlier: Statement, later: Statement): readonly [string, string] | null {
  const one = earlier.run;
  const other = later.run;
  if (one.spec.fabric !== other.spec.fabric || one.spec.rateBitsPerSecond !== other.spec.rateBitsPerSecond) return null;
  const straight = isSamePool(one.a, other.a) && isSamePool(one.z, other.z);
  const crossed = isSamePool(one.a, other.z) && isSamePool(one.z, other.a);
  return (
    (straight ? meet(one, other, [other.a, other.z]) : null) ?? (crossed ? meet(one, other, [other.z, other.a]) : null)
  );
}

function isSamePool(one: PlanEnd, other: PlanEnd): boolean {
  return one.spec.array === other.spec.array && one.spec.ports === other.spec.ports;
}

/** The index of one dimension of a device, as both statements give it; `position` over both devices. */
interface Tie {
  readonly position: number;
  readonly one: Coordinate;
  readonly other: Coordinate;
}

/** What must hold together: components of either statement and the ties between them. */
interface Cluster {
  readonly ones: ReadonlySet<Component>;
  readonly others: ReadonlySet<Component>;
  readonly ties: readonly Tie[];
}

/** One statement's part in a cluster: its components, and its index at each tie. */
interface Member {
  readonly run: PlanRun;
  readonly components: readonly Component[];
  readonly ties: readonly { readonly position: number; readonly coordinate: Coordinate }[];
}

/** Returns the names of two devices that both runs link, where `ends` of the other stand for a and z of the one. */
function meet(one: PlanRun, other: PlanRun, ends: readonly [PlanEnd, PlanEnd]): readonly [string, string] | null {
  if (findFirstLink(one) === null || findFirstLink(other) === null) return null;
  const mine = [...deviceCoordinates(one.a), ...deviceCoordinates(one.z)];
  const theirs = ends.flatMap(deviceCoordinates);
  const indices = new Float64Array(mine.length);
  for (const { ones, others, ties } of findClusters(one, other, mine, theirs)) {
    const left = {
      run: one,
      components: [...ones],
      ties: ties.map((tie) => ({ position: tie.position, coordinate: tie.one })),
    };
    const right = {
      run: other,
      components: [...others],
      ties: ties.map((tie) => ({ position: tie.position, coordinate: tie.other })),
    };
    const leftFirst = countCombinations(left) + countRows(right) <= countCombinations(right) + countRows(left);
    if (!(leftFirst ? satisfy(left, right, indices) : satisfy(right, left, indices))) return null;
  }
  const width = one.a.array.spec.dims.length;
  return [one.a.array.write(indices.slice(0, width)), one.z.array.write(indices.slice(width))];
}

/** Clusters by size, so that the cheapest one that has no solution is met first. */
function findClusters(
  one: PlanRun,
  other: PlanRun,
  mine: readonly Coordinate[],
  theirs: readonly Coordinate[],
): readonly Cluster[] {
  let clusters: Cluster[] = [];
  mine.forEach((coordinate, position) => {
    const tie = { position, one: coordinate, other: theirs[position] ?? coordinate };
    const ones = setOf(componentOf(one, tie.one));
    const others = setOf(componentOf(other, tie.other));
    const touches = (cluster: Cluster): boolean => meets(cluster.ones, ones) || meets(cluster.others, others);
    const touching = clusters.filter(touches);
    clusters = [
      ...clusters.filter((cluster) => !touches(cluster)),
      {
        ones: new Set([...touching.flatMap((cluster) => [...cluster.ones]), ...ones]),
        others: new Set([...touching.flatMap((cluster) => [...cluster.others]), ...others]),
        ties: [...touching.flatMap((cluster) => cluster.ties), tie],
      },
    ];
  });
  return clusters.sort((left, right) => left.ones.size + left.others.size - right.ones.size - right.others.size);
}

function setOf(component: Component | undefined): ReadonlySet<Component> {
  return new Set(component === undefined ? [] : [component]);
}

function meets<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): boolean {
  return [...left].some((member) => right.has(member));
}

function countCombinations({ run, components }: Member): number {
  return components.reduce((product, component) => product * countLiveRows(run, component), 1);
}

function countRows({ components }: Member): number {
  return components.reduce((sum, component) => sum + (component.table?.rows ?? 0), 0);
}

function countLiveRows(run: PlanRun, component: Component): number {
  if (component.table !== null) return component.table.rows;
  const variable = run.spec.variables[component.slots[0] as number];
  return variable === undefined ? 0 : Math.max(0, variable.extent - variable.from);
}

/** Tries the combinations of one member until the other has it too; stores the common indices. */
function satisfy(tried: Member, asked: Member, indices: Float64Array): boolean {
  if (countCombinations(tried) > MOST_COMBINATIONS) return false;
  const accepts = createTest(asked);
  const values = new Float64Array(tried.run.spec.variables.length);
  let found = false;
  const { ties } = tried;
  forEachCombination(tried, 0, values, () => {
    for (let at = 0; at < ties.length; at++) {
      const { position, coordinate } = ties[at] as Member["ties"][number];
      indices[position] = coordinate.value(values);
    }
    found = accepts(indices);
    return !found;
  });
  return found;
}

/** Returns false as soon as `visit` does. */
function forEachCombination(member: Member, at: number, values: Float64Array, visit: () => boolean): boolean {
  const component = member.components[at];
  if (component === undefined) return visit();
  let goesOn = true;
  forEachLiveRow(member.run, component, values, () => {
    goesOn = forEachCombination(member, at + 1, values, visit);
    return goesOn;
  });
  return goesOn;
}

type IndexTest = (indices: Float64Array) => boolean;

/** Returns whether a member has links with given indices; plain numbers and lone variables are asked before tables. */
function createTest(member: Member): IndexTest {
  const constants = member.ties.filter(({ coordinate }) => coordinate.slots.length === 0);
  const tests: IndexTest[] = constants.map(
    ({ position, coordinate }) =>
      (indices) =>
        indices[position] === coordinate.value([]),
  );
  const factors = member.components.filter((component) => component.table === null);
  const tables = member.components.filter((component) => component.table !== null);
  tests.push(...factors.map((component) => testFactor(member, component)));
  tests.push(...tables.map((component) => testTable(member, component)));
  return (indices) => tests.every((test) => test(indices));
}

function tiesOf(member: Member, component: Component): Member["ties"] {
  return member.ties.filter(({ coordinate }) => coordinate.slots.some((slot) => component.slots.includes(slot)));
}

function testFactor(member: Member, component: Component): IndexTest {
  const positions = tiesOf(member, component).map((tie) => tie.position);
  const variable = member.run.spec.variables[component.slots[0] as number];
  const from = variable?.from ?? 0;
  const to = variable?.extent ?? 0;
  return (indices) => {
    const value = indices[positions[0] ?? 0] as number;
    return value >= from && value < to && positions.every((position) => indices[position] === value);
  };
}

/** Its keys are gathered when they are first asked for: most pairs of statements are told apart before. */
function testTable(member: Member, component: Component): IndexTest {
  const ties = tiesOf(member, component);
  const coordinates = ties.map((tie) => tie.coordinate);
  const own = new Float64Array(ties.length);
  let keys: KeySet | null = null;
  return (indices) => {
    keys ??= gatherKeys(member.run, component, coordinates);
    ties.forEach((tie, at) => {
      own[at] = indices[tie.position] as number;
    });
    return keys.has(own);
  };
}

interface KeySet {
  readonly has: (indices: Float64Array) => boolean;
}

/** Key spaces up to this size are one byte a key. */
const MOST_BYTES = 1 << 24;

function gatherKeys(run: PlanRun, component: Component, coordinates: readonly Coordinate[]): KeySet {
  const size = coordinates.reduce((product, coordinate) => product * coordinate.planned, 1);
  const values = new Float64Array(run.spec.variables.length);
  if (size > MOST_BYTES) {
    const keys = new Set<number | string>();
    forEachLiveRow(run, component, values, () => {
      keys.add(packIndices(coordinates, values));
      return true;
    });
    return { has: (indices) => keys.has(packValues(coordinates, indices)) };
  }
  const bytes = new Uint8Array(size);
  const keyOf = (indices: ArrayLike<number>): number => {
    let key = 0;
    for (let at = 0; at < coordinates.length; at++) {
      key = key * (coordinates[at] as Coordinate).planned + (indices[at] as number);
    }
    return key;
  };
  const own = new Float64Array(coordinates.length);
  forEachLiveRow(run, component, values, () => {
    for (let at = 0; at < coordinates.length; at++) own[at] = (coordinates[at] as Coordinate).value(values);
    bytes[keyOf(own)] = 1;
    return true;
  });
  return { has: (indices) => bytes[keyOf(indices)] === 1 };
}
