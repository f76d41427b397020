/** Places of nodes that pinned links of managers take: those that a block keeps for a device which is not there. */
import type { Connect, Design, DeviceArray } from "../../model/design.js";
import { walkEnd } from "../../plan/end-walk.js";
import { type Attachment, attachmentsOf, endOf, layoutOf, type Plan, type PlanRun } from "../../plan/plan.js";
import { createSeat, firstCageOf, occupantOf, type Seat } from "../../plan/seat.js";
import { countPlaces, KEPT } from "../../plan/side.js";
import { sizeOfSpace, unrank } from "../../plan/space.js";
import { deviceCoordinates } from "./components.js";
import { listStatements } from "./statements.js";

export interface Displacement {
  readonly manager: DeviceArray;
  readonly connect: Connect;
  readonly node: DeviceArray;
  /** Devices of the node array whose places are taken, and the links that take them. */
  readonly displaced: number;
  readonly links: number;
  /** Links that one such device would have in the fabric. */
  readonly linksEach: number;
}

/** Pinned links of one statement that are looked at. */
const MOST_PINS = 50_000;

/** Returns what the pinned links of each fabric's managers displace, an entry a statement and node array. */
export function findDisplacements(design: Design, plan: Plan): readonly Displacement[] {
  return listStatements(plan).flatMap(({ run, connect }) => {
    const named = design.fabrics.find(({ name }) => name === connect.fabric)?.bag.names["manager"];
    const isManager = connect.a.array.kind === "appliance" || connect.a.array.name === named;
    if (!isManager || connect.z.array.kind !== "switch" || run.z.pin === null) return [];
    return findTaken(plan, run).flatMap(({ array, devices, links, each }) => {
      const node = design.arrays.find(({ name }) => name === array);
      if (node === undefined || each === 0) return [];
      return [{ manager: connect.a.array, connect, node, displaced: devices.size, links, linksEach: each }];
    });
  });
}

interface Taken {
  readonly array: string;
  readonly devices: Set<string>;
  links: number;
  each: number;
}

function findTaken(plan: Plan, run: PlanRun): readonly Taken[] {
  const { ports, array, pin } = run.z;
  const layout = layoutOf(plan, array.spec.name, ports.name);
  const seats = (layout?.blocks ?? []).map((block) => createSeat(plan, block.run, block.end === "z" ? "z" : "a"));
  const taken = new Map<string, Taken>();
  let looked = 0;
  walkEnd({ run, which: "z" }, (_, __, values, own) => {
    for (const seat of seats) noteKept(plan, seat, own, pin?.(values) ?? 0, taken);
    return ++looked < MOST_PINS;
  });
  return looked < MOST_PINS ? [...taken.values()] : [];
}

/** Notes the device that a block keeps the first place of a port for. */
function noteKept(plan: Plan, seat: Seat, own: Float64Array, port: number, taken: Map<string, Taken>): void {
  const { run, end } = seat;
  const place = (port - firstCageOf(seat, own) * end.ports.perCage) * end.spec.children;
  if (place < 0) return;
  const values = new Float64Array(run.spec.variables.length);
  const occupant = occupantOf(seat, own, place, values);
  if (occupant === null || occupant.state !== KEPT) return;
  const far = endOf(run, occupant.which === "a" ? "z" : "a");
  if (far.array.spec.kind === "switch") return;
  const index = deviceCoordinates(far).map((coordinate) => coordinate.value(values));
  const name = far.array.spec.name;
  const known = taken.get(name) ?? { array: name, devices: new Set<string>(), links: 0, each: 0 };
  taken.set(name, known);
  known.devices.add(index.join());
  known.links++;
  known.each = Math.max(known.each, countPlanned(attachmentsOf(plan, name), run.spec.fabric, index));
}

function countPlanned(attachments: readonly Attachment[], fabric: string, index: readonly number[]): number {
  return attachments.reduce((sum, { run, end }) => {
    if (run.spec.fabric !== fabric || !run.possible) return sum;
    const own = new Float64Array(end.index.length + 1);
    own.set(index);
    const units = sizeOfSpace(end.ports.dims);
    let links = 0;
    for (let unit = 0; unit < units; unit++) {
      unrank(end.ports.dims, unit, own, index.length);
      links += countPlaces(end.side, own);
    }
    return sum + links;
  }, 0);
}
