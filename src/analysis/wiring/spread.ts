/**
 * How the uplinks of a switch spread over the devices above it. A statement alone is judged from the tables of its bonded
 * names; only where several statements join the same two arrays are the uplinks of single devices looked at.
 */
import type { Component } from "../../plan/component.js";
import { findVaryingPositions, forEachClass } from "../../plan/layout.js";
import type { Plan, PlanEnd, PlanRun } from "../../plan/plan.js";
import { countPlaces, decodePlace, LIVE } from "../../plan/side.js";
import { rank, sizeOfSpace, unrank } from "../../plan/space.js";
import { deviceCoordinates, findFirstLink, forEachLiveRow, nameDevice, packIndices } from "./components.js";
import { listStatements, type Statement } from "./statements.js";

/** A device whose uplinks into one array above it are not equally many to each device that it reaches there. */
export interface Skew {
  readonly statements: readonly Statement[];
  /** The name of the lower device. */
  readonly device: string;
  readonly links: number;
  /** How many devices of the upper array it reaches. */
  readonly uppers: number;
  /** The fewest and the most links to one of them. */
  readonly least: number;
  readonly most: number;
}

/** Uplinks of single devices that are looked at for one pair of arrays; beyond them it is not judged. */
const MOST_LINKS = 100_000;

/** Returns one skewed device for each fabric and pair of arrays, lower switches and what is above, that has one. */
export function findSkews(plan: Plan): readonly Skew[] {
  const groups = new Map<string, Statement[]>();
  for (const statement of listStatements(plan)) {
    const { run } = statement;
    if (run.spec.direction !== "up" || !run.possible || run.a.array.spec.kind !== "switch") continue;
    const key = JSON.stringify([run.spec.fabric, run.spec.a.array, run.spec.z.array]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [statement]);
    else known.push(statement);
  }
  return [...groups.values()].flatMap((statements) => {
    const [first] = statements;
    const skew = first !== undefined && statements.length === 1 ? findInTables(first) : findInDevices(statements);
    return skew === null ? [] : [skew];
  });
}

/** How the rows of one component that one lower device has spread over the upper devices. */
interface Spread {
  readonly links: number;
  readonly uppers: number;
  readonly least: number;
  readonly most: number;
  /** The variables of one of the links. */
  readonly values: Float64Array;
}

function findInTables(statement: Statement): Skew | null {
  const { run } = statement;
  const base = findFirstLink(run);
  if (base === null) return null;
  for (const component of run.components) {
    if (component.table === null) continue;
    const uneven = spreadRows(run, component, base).find((spread) => spread.least !== spread.most);
    if (uneven === undefined) continue;
    const others = run.components
      .filter((other) => other !== component)
      .map((other) => spreadAt(run, other, uneven.values));
    const links = others.reduce((product, other) => product * other.links, uneven.links);
    const uppers = others.reduce((product, other) => product * other.uppers, uneven.uppers);
    const each = links / uneven.links / (uppers / uneven.uppers);
    return {
      statements: [statement],
      device: nameDevice(run.a, uneven.values),
      links,
      uppers,
      least: uneven.least * each,
      most: uneven.most * each,
    };
  }
  return null;
}

/** Returns the spread of every lower device, as far as the component tells devices apart. */
function spreadRows(run: PlanRun, component: Component, base: Float64Array): readonly Spread[] {
  const inside = (slots: readonly number[]): boolean => slots.some((slot) => component.slots.includes(slot));
  const lower = deviceCoordinates(run.a).filter((coordinate) => inside(coordinate.slots));
  const upper = deviceCoordinates(run.z).filter((coordinate) => inside(coordinate.slots));
  const counts = new Map<number | string, Map<number | string, number>>();
  const examples = new Map<number | string, Float64Array>();
  const values = base.slice();
  forEachLiveRow(run, component, values, () => {
    const key = packIndices(lower, values);
    const known = counts.get(key);
    const reached = known ?? new Map<number | string, number>();
    if (known === undefined) {
      counts.set(key, reached);
      examples.set(key, values.slice());
    }
    const target = packIndices(upper, values);
    reached.set(target, (reached.get(target) ?? 0) + 1);
    return true;
  });
  return [...counts].map(([key, reached]) => describeCounts([...reached.values()], examples.get(key) ?? base));
}

function describeCounts(counts: readonly number[], values: Float64Array): Spread {
  return {
    links: counts.reduce((sum, count) => sum + count, 0),
    uppers: counts.length,
    least: counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
    values,
  };
}

/** Returns the spread of a component for the lower device of a link. */
function spreadAt(run: PlanRun, component: Component, values: Float64Array): Spread {
  if (component.table === null) return spreadFactor(run, component, values);
  const key = (spread: Spread): string => nameDevice(run.a, withComponent(component, spread.values, values));
  const wanted = nameDevice(run.a, values);
  const found = spreadRows(run, component, values).find((spread) => key(spread) === wanted);
  return found ?? { links: 1, uppers: 1, least: 1, most: 1, values };
}

/** A lone variable is the lower device's, tells upper devices apart, or only multiplies links. */
function spreadFactor(run: PlanRun, component: Component, values: Float64Array): Spread {
  const slot = component.slots[0] as number;
  const variable = run.spec.variables[slot];
  const extent = variable === undefined ? 0 : variable.extent - variable.from;
  const isOf = (end: PlanEnd): boolean => deviceCoordinates(end).some((coordinate) => coordinate.slot === slot);
  const links = isOf(run.a) ? 1 : extent;
  const uppers = isOf(run.z) ? links : 1;
  return { links, uppers, least: links / uppers, most: links / uppers, values };
}

function withComponent(component: Component, from: Float64Array, base: Float64Array): Float64Array {
  const values = base.slice();
  for (const slot of component.slots) values[slot] = from[slot] as number;
  return values;
}

/** Counts the uplinks of one device of every class, over all statements between the two arrays. */
function findInDevices(statements: readonly Statement[]): Skew | null {
  const runs = statements.map((statement) => statement.run);
  const array = runs[0]?.a.array;
  if (array === undefined) return null;
  const width = array.spec.dims.length;
  const sides = runs.map((run) => run.a.side);
  const tabled = sides.flatMap((side) =>
    side.parts.flatMap((part) => (part.kind === "table" ? part.ownPositions : [])),
  );
  const positions = [...new Set([...findVaryingPositions(sides), ...tabled])].filter((position) => position < width);
  let looked = 0;
  let skew: Skew | null = null;
  forEachClass(sides, positions, (own) => {
    if (skew !== null || looked > MOST_LINKS) return;
    const counts = new Map<number, number>();
    for (const run of runs) looked += countUppers(run, own, counts);
    if (looked > MOST_LINKS) return;
    const spread = describeCounts([...counts.values()], own);
    if (spread.uppers > 0 && spread.least !== spread.most) skew = { ...spread, statements, device: array.write(own) };
  });
  return skew;
}

/** Adds the links of the lower device of index `own` to the counts, by flat upper device; returns how many places it saw. */
function countUppers(run: PlanRun, own: Float64Array, counts: Map<number, number>): number {
  const { a, z } = run;
  const width = a.array.spec.dims.length;
  const upper = deviceCoordinates(z);
  const index = new Float64Array(a.index.length + 1);
  index.set(own.subarray(0, width));
  const values = new Float64Array(run.spec.variables.length);
  const units = sizeOfSpace(a.ports.dims);
  let looked = 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(a.ports.dims, unit, index, width);
    const places = countPlaces(a.side, index);
    looked += places;
    if (looked > MOST_LINKS) return looked;
    for (let place = 0; place < places; place++) {
      if (decodePlace(a.side, index, place, values) !== LIVE) continue;
      const device = rank(
        z.array.spec.dims,
        Float64Array.from(upper, (coordinate) => coordinate.value(values)),
      );
      counts.set(device, (counts.get(device) ?? 0) + 1);
    }
  }
  return looked;
}
