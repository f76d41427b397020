/**
 * Neighbouring cages that share one pipeline of a switching chip, and the logical ports that statements make of them.
 * Only pools whose part states both figures are looked at.
 */
import { numberIn } from "../../model/bag.js";
import type { Design, DeviceArray } from "../../model/design.js";
import type { PortGroup } from "../../model/part.js";
import { exists } from "../../plan/count.js";
import { walkEnd } from "../../plan/end-walk.js";
import { findFirstCage, placesInBlock } from "../../plan/layout.js";
import { type Attachment, arrayNamed, attachmentsOf, endOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { isInside, sizeOfSpace, unrank } from "../../plan/space.js";
import { forEachPlannedClass } from "./device-load.js";
import { endOfBlock, isMisfit } from "./statements.js";

/** What one statement makes of the cages of one pipeline. */
export interface PipelineTerm {
  /** Position of the run in the plan. */
  readonly position: number;
  readonly which: "a" | "z" | "both";
  readonly ports: number;
  readonly cages: number;
}

export interface Crowded {
  readonly array: DeviceArray;
  readonly ports: PortGroup;
  readonly device: string;
  /** Its first cage, from 0, and how many share it. */
  readonly firstCage: number;
  readonly cages: number;
  readonly terms: readonly PipelineTerm[];
  readonly made: number;
  readonly room: number;
}

/** A pool whose part states both figures. */
interface Pool {
  readonly plan: Plan;
  readonly array: DeviceArray;
  readonly planned: PlanArray;
  readonly ports: PortGroup;
  readonly cages: number;
  readonly room: number;
  readonly attachments: readonly Attachment[];
}

/** Pinned links that are looked at. */
const MOST_PINS = 50_000;

/** Returns, for each pool of each array, the pipeline with the most logical ports if it has too many. */
export function findCrowdedPipelines(design: Design, plan: Plan): readonly Crowded[] {
  return design.arrays.flatMap((array) =>
    array.part.ports.flatMap((ports) => {
      const pool = openPool(plan, array, ports);
      const worst = pool === null ? null : findWorst(pool);
      return worst === null ? [] : [worst];
    }),
  );
}

function openPool(plan: Plan, array: DeviceArray, ports: PortGroup): Pool | null {
  const cages = numberIn(ports.bag, "pipeline_cages");
  const room = numberIn(ports.bag, "pipeline_ports");
  const attachments = attachmentsOf(plan, array.name).filter(
    ({ run, end }) => run.possible && end.spec.ports === ports.name,
  );
  if (cages === null || room === null || ports.poolCount === null) return null;
  const isLight = attachments.every(({ end }) => end.linksPerCage * cages <= room);
  const isWrong = attachments.some(({ run, which }) => {
    const connect = plan.connects[run.position];
    return connect === undefined || isMisfit(connect, which);
  });
  if (isLight || isWrong) return null;
  return { plan, array, planned: arrayNamed(plan, array.name), ports, cages, room, attachments };
}

/** What is made of one device's pool: by pipeline, the terms. */
type Made = Map<number, PipelineTerm[]>;

function findWorst(pool: Pool): Crowded | null {
  const { planned, attachments, array } = pool;
  const width = planned.spec.dims.length;
  const units = sizeOfSpace(pool.ports.dims);
  let worst: Crowded | null = null;
  const weigh = (own: Float64Array, made: Made): void => {
    for (const [pipeline, terms] of made) {
      const sum = terms.reduce((total, { ports }) => total + ports, 0);
      if (sum <= Math.max(pool.room, worst?.made ?? 0)) continue;
      const { cages, room, ports } = pool;
      const device = planned.write(own);
      worst = { array, ports, device, firstCage: pipeline * cages, cages, terms, made: sum, room };
    }
  };
  forEachPlannedClass(planned, attachments, (own) => {
    if (!isInside(planned.spec.dims, own) || !exists(planned, own)) return;
    const index = new Float64Array(width + pool.ports.dims.length + 1);
    index.set(own.subarray(0, width));
    for (let unit = 0; unit < units; unit++) {
      unrank(pool.ports.dims, unit, index, width);
      weigh(index, listBlocks(pool, index));
    }
  });
  weighPins(pool, weigh);
  return worst;
}

function listBlocks(pool: Pool, own: Float64Array): Made {
  const made: Made = new Map();
  const layout = pool.plan.layouts.find((one) => one.array === pool.planned && one.ports.name === pool.ports.name);
  for (const block of layout?.blocks ?? []) {
    const end = endOf(block.run, endOfBlock(block.end));
    const places = placesInBlock(block, own);
    if (layout === undefined || places === 0) continue;
    const first = findFirstCage(layout, block, own);
    for (let at = 0; at * end.linksPerCage < places; at++) {
      const links = Math.min(end.linksPerCage, places - at * end.linksPerCage);
      // A split port makes all its children, used or not.
      const ports = Math.ceil(links / end.spec.children) * end.spec.children;
      const term = { position: block.run.position, which: block.end, ports, cages: 1 };
      addTerm(made, Math.floor((first + at) / pool.cages), term);
    }
  }
  return made;
}

function addTerm(made: Made, pipeline: number, term: PipelineTerm): void {
  const terms = made.get(pipeline) ?? [];
  made.set(pipeline, terms);
  const at = terms.findIndex(({ position, which }) => position === term.position && which === term.which);
  const known = terms[at];
  if (known === undefined) terms.push(term);
  else terms[at] = { ...known, ports: known.ports + term.ports, cages: known.cages + term.cages };
}

/** Devices with pinned ports are looked at one by one; a pool with too many pins is judged without them. */
function weighPins(pool: Pool, weigh: (own: Float64Array, made: Made) => void): void {
  const pins = pool.attachments.filter(({ end }) => end.pin !== null);
  const devices = new Map<string, { readonly own: Float64Array; readonly made: Made; readonly ports: Set<number> }>();
  let looked = 0;
  for (const { run, which, end } of pins) {
    walkEnd({ run, which }, (device, unit, values, own) => {
      const key = `${device} ${unit}`;
      const known = devices.get(key) ?? { own: own.slice(), made: listBlocks(pool, own), ports: new Set<number>() };
      devices.set(key, known);
      const port = end.pin?.(values) ?? 0;
      const cage = Math.floor(port / pool.ports.perCage);
      if (!known.ports.has(port)) {
        const term = { position: run.position, which, ports: end.spec.children, cages: 1 };
        addTerm(known.made, Math.floor(cage / pool.cages), term);
      }
      known.ports.add(port);
      return ++looked <= MOST_PINS;
    });
  }
  if (looked <= MOST_PINS) for (const { own, made } of devices.values()) weigh(own, made);
}
