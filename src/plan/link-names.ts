/** From the numbers of a link to its names, each made once where that is cheap: what `cables.csv` prints. */
import { findHead, type HeadEnd } from "./connectors.js";
import type { PlanEnd, PlanRun } from "./plan.js";
import { labelOf, type PortLabel } from "./port-label.js";
import { sizeOfSpace, unrank } from "./space.js";

/** Device names that fit in a table; larger arrays are named as they come, in order. */
const NAMES_KEPT = 1 << 18;

/** Gives the name of an existing device by flat index. */
export type DeviceNamer = (device: number) => string;

/** Returns the namer of an end's devices. */
export function nameDevices(end: Pick<PlanEnd, "array">): DeviceNamer {
  const { spec, write } = end.array;
  const index = new Float64Array(spec.dims.length);
  const compute = (device: number): string => {
    unrank(spec.dims, device, index);
    return write(index);
  };
  if (sizeOfSpace(spec.dims) <= NAMES_KEPT) {
    const names: (string | undefined)[] = [];
    return (device) => {
      const known = names[device];
      if (known !== undefined) return known;
      const name = compute(device);
      names[device] = name;
      return name;
    };
  }
  let last = -1;
  let lastName = "";
  return (device) => {
    if (device !== last) {
      last = device;
      lastName = compute(device);
    }
    return lastName;
  };
}

/** All names of one link. */
export interface LinkNames {
  readonly linkId: string;
  readonly aDevice: string;
  readonly zDevice: string;
  readonly a: PortLabel;
  readonly z: PortLabel;
  readonly assembly: string;
  readonly branch: string;
}

export interface LinkNamer {
  readonly head: HeadEnd;
  readonly aName: DeviceNamer;
  readonly zName: DeviceNamer;
}

/** Returns what names the links of a run. */
export function createLinkNamer(run: PlanRun): LinkNamer {
  return { head: findHead(run), aName: nameDevices(run.a), zName: nameDevices(run.z) };
}

/** Returns the names of the link between those devices and port codes. */
export function nameLink(
  run: PlanRun,
  namer: LinkNamer,
  link: { readonly aDevice: number; readonly aCode: number; readonly zDevice: number; readonly zCode: number },
): LinkNames {
  const a = labelOf(run.a.labels, link.aCode);
  const z = labelOf(run.z.labels, link.zCode);
  const aDevice = namer.aName(link.aDevice);
  const zDevice = namer.zName(link.zDevice);
  const linkId = `${aDevice}:${a.port}`;
  const head = namer.head;
  const assembly = head === "plain" ? linkId : head === "a" ? `${aDevice}:${a.head}` : `${zDevice}:${z.head}`;
  const branch = head === "plain" ? "" : head === "a" ? a.branch : z.branch;
  return { linkId, aDevice, zDevice, a, z, assembly, branch };
}
