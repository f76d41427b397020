/** All links of one device, port by port, found from its index alone. */
import { isActive } from "./count.js";
import { placesInBlock } from "./layout.js";
import { createLinkNamer, type LinkNamer, type LinkNames, nameLink } from "./link-names.js";
import { attachmentsOf, endOf, type Plan, type PlanArray, type PlanRun } from "./plan.js";
import { fillFar } from "./rows.js";
import { codeOfPlace, createSeats, occupantOf, type Seats, seatOf } from "./seat.js";
import { countPlaces, type KEPT, LIVE } from "./side.js";
import { rank, sizeOfSpace, unrank } from "./space.js";

/** One place of a device's ports: a link, or a place kept for one that does not exist. */
export interface PortUse {
  readonly run: PlanRun;
  readonly which: "a" | "z";
  /** Name of the port group or pool, and the code of the port in it (plan/port-label.ts). */
  readonly ports: string;
  readonly code: number;
  /** `used`: a link; `spare`: a link to a spare device or of one; `kept`: a place for a device that is not there. */
  readonly state: "used" | "spare" | "kept";
  /** Null for a kept place. */
  readonly names: LinkNames | null;
}

interface OpenAttachment {
  readonly run: PlanRun;
  readonly which: "a" | "z";
  readonly seats: Seats;
  readonly namer: LinkNamer;
  /** Scratch space: indices of the a end and of the z end, then the copy. */
  readonly near: Float64Array;
  readonly far: Float64Array;
}

/** Lists the port uses of one device of an array, by its indices; statements in order, then ports. */
export type PortLister = (index: ArrayLike<number>) => readonly PortUse[];

/** Returns the lister of an array's devices. */
export function openPortLister(plan: Plan, array: PlanArray): PortLister {
  const attachments = attachmentsOf(plan, array.spec.name)
    .filter(({ run, which }) => run.possible && !(run.merged && which === "z"))
    .map(
      ({ run, which }): OpenAttachment => ({
        run,
        which,
        seats: createSeats(plan, run),
        namer: createLinkNamer(run),
        near: new Float64Array(run.a.index.length + 1),
        far: new Float64Array(run.z.index.length + 1),
      }),
    );
  return (index) => attachments.flatMap((attachment) => listUses(attachment, index));
}

function listUses(attachment: OpenAttachment, index: ArrayLike<number>): readonly PortUse[] {
  const { run, which, seats } = attachment;
  const end = endOf(run, which);
  const seat = seats[which];
  const width = end.array.spec.dims.length;
  const own = new Float64Array(end.index.length + 1);
  const values = new Float64Array(run.spec.variables.length);
  for (let position = 0; position < width; position++) own[position] = index[position] as number;
  const uses: PortUse[] = [];
  const units = sizeOfSpace(end.ports.dims);
  for (let unit = 0; unit < units; unit++) {
    unrank(end.ports.dims, unit, own, width);
    const places = seat.block === undefined ? countPlaces(end.side, own) : placesInBlock(seat.block, own);
    const firstCode = codeOfPlace(seat, own, 0);
    for (let place = 0; place < places; place++) {
      const occupant = occupantOf(seat, own, place, values);
      if (occupant === null) continue;
      const code = end.pin !== null ? -1 : seat.block === undefined ? firstCode : firstCode + place;
      uses.push(describeUse(attachment, occupant.which, occupant.state, values, code));
    }
  }
  return uses;
}

/** `knownCode` is the code at the device's own end, or -1 for a pinned port, whose code follows from the link. */
function describeUse(
  attachment: OpenAttachment,
  which: "a" | "z",
  state: typeof LIVE | typeof KEPT,
  values: Float64Array,
  knownCode: number,
): PortUse {
  const { run, seats, namer, near, far } = attachment;
  const nearExists = fillFar(run.a, values, near);
  const farExists = fillFar(run.z, values, far);
  const copySlot = run.a.side.copySlot;
  const copy = copySlot < 0 ? 0 : (values[copySlot] as number);
  near[run.a.index.length] = copy;
  far[run.z.index.length] = copy;
  const own = which === "a" ? near : far;
  const other = which === "a" ? far : near;
  const code = knownCode >= 0 ? knownCode : seatOf(seats[which], own, other, values);
  const ports = endOf(run, which).spec.ports;
  if (state !== LIVE || !nearExists || !farExists) return { run, which, ports, code, state: "kept", names: null };
  const link = {
    aDevice: rank(run.a.array.spec.dims, near),
    zDevice: rank(run.z.array.spec.dims, far),
    aCode: which === "a" ? code : seatOf(seats.a, near, far, values),
    zCode: which === "z" ? code : seatOf(seats.z, far, near, values),
  };
  const active = isActive(run.a.array, near) && isActive(run.z.array, far);
  return { run, which, ports, code, state: active ? "used" : "spare", names: nameLink(run, namer, link) };
}
