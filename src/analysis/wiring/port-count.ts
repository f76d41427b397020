/** The ports that the devices of an array have in use, now or when all that is planned exists. Knows no policy. */
import { exists } from "../../plan/count.js";
import { findFirstCage, placesInBlock } from "../../plan/layout.js";
import { type Attachment, endOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { countPlaces, decodePlace, NO_LINK } from "../../plan/side.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import type { PortsSpec } from "../../plan/spec.js";
import { classifyDevices } from "../device-classes.js";
import { countFilled, openProbe, ownBlocks } from "../filled.js";
import { forEachPlannedClass } from "./device-load.js";
import { endOfBlock } from "./statements.js";

/** The device of an array with the most ports in use, of those that some statement draws on. */
export interface PortCount {
  /** Its name, or null if all are alike. */
  readonly device: string | null;
  /** Unsplit ports. */
  readonly used: number;
  readonly total: number;
}

/** The same for links that exist, with what they carry to devices below. */
export interface PortCountNow extends PortCount {
  readonly down: number;
}

/** Returns the device with the most ports that carry a link now. */
export function findFullestNow(plan: Plan, array: PlanArray, attachments: readonly Attachment[]): PortCountNow | null {
  const total = countAll(attachments);
  const probes = ownBlocks(attachments).map((attachment) => openProbe(plan, attachment));
  const classes = classifyDevices(array, attachments);
  let fullest: PortCountNow | null = null;
  for (const { index } of classes) {
    let used = 0;
    let down = 0;
    for (const probe of probes) {
      const { which, run, end } = probe.attachment;
      const ports = countFilled(probe, index, end.spec.children).all;
      used += ports;
      if (which === "z" && run.spec.direction === "up") down += ports;
    }
    const device = classes.length === 1 ? null : array.write(index);
    if (used > (fullest?.used ?? -1)) fullest = { device, used, down, total };
  }
  return fullest;
}

/**
 * Returns the device with the most ports that carry a link or that a block holds for one, of what is planned and of what
 * `except` leaves out; null where there are too many kinds of devices to look at.
 */
export function findFullestPlanned(plan: Plan, array: PlanArray, attachments: readonly Attachment[]): PortCount | null {
  const total = countAll(attachments);
  let fullest: PortCount | null = null;
  forEachPlannedClass(array, attachments, (own, classes) => {
    if (!exists(array, own)) return;
    const used = listPorts(attachments).reduce(
      (sum, ports) => sum + countHeld(plan, array, ports, attachments, own),
      0,
    );
    if (used > (fullest?.used ?? -1)) fullest = { device: classes === 1 ? null : array.write(own), used, total };
  });
  return fullest;
}

function listPorts(attachments: readonly Attachment[]): readonly PortsSpec[] {
  return [...new Set(attachments.map(({ end }) => end.ports))];
}

function countAll(attachments: readonly Attachment[]): number {
  return listPorts(attachments).reduce((sum, { dims, pool }) => sum + sizeOfSpace(dims) * (pool ?? 1), 0);
}

/** The ports of one group, or of one pool at each of its indices, that are held on one device. */
function countHeld(
  plan: Plan,
  array: PlanArray,
  ports: PortsSpec,
  attachments: readonly Attachment[],
  own: Float64Array,
): number {
  const width = array.spec.dims.length;
  const index = new Float64Array(width + ports.dims.length + 1);
  index.set(own.subarray(0, width));
  const units = sizeOfSpace(ports.dims);
  let held = 0;
  for (let unit = 0; unit < units; unit++) {
    unrank(ports.dims, unit, index, width);
    held += listHeld(plan, array, ports, attachments, index).size;
  }
  return held;
}

/** The numbers of the held ports of one pool; of a group, 0 for its one port. */
function listHeld(
  plan: Plan,
  array: PlanArray,
  ports: PortsSpec,
  attachments: readonly Attachment[],
  index: Float64Array,
): ReadonlySet<number> {
  const held = new Set<number>();
  const layout = plan.layouts.find((one) => one.array === array && one.ports === ports);
  for (const block of layout?.blocks ?? []) {
    const places = placesInBlock(block, index);
    if (layout === undefined || places === 0) continue;
    const { children } = endOf(block.run, endOfBlock(block.end)).spec;
    const first = findFirstCage(layout, block, index) * ports.perCage;
    const count = Math.ceil(places / children);
    for (let port = first; port < first + count; port++) held.add(port);
  }
  for (const { end, run } of attachments) {
    if (end.ports !== ports || end.spec.seat.kind === "block") continue;
    const values = new Float64Array(run.spec.variables.length);
    const places = countPlaces(end.side, index);
    for (let place = 0; place < places; place++) {
      if (decodePlace(end.side, index, place, values) !== NO_LINK) held.add(end.pin?.(values) ?? 0);
    }
  }
  return held;
}
