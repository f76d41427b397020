/**
 * The modules of a plan: one for each cage with a link, whoever fills it. A cage that several statements share is one
 * module; what they name for it must be one part. Walks one device of each class.
 */
import type { Connect } from "../../model/design.js";
import type { Part } from "../../model/part.js";
import { type EndPlug, plugAt, wattsOfPlug } from "../../model/plugs.js";
import type { Attachment, Plan, PlanArray } from "../../plan/plan.js";
import { classifyDevices, type DeviceClass } from "../device-classes.js";
import type { Both } from "../metric.js";
import {
  type CageDomain,
  type CageHold,
  type CageHolder,
  countBlockCages,
  findDomains,
  listHolds,
} from "./cage-domains.js";

/** Cages of an array that one end of a statement fills. A cage that several fill is counted for the first that names its module. */
interface CageUse {
  /** Position of the run in the plan. */
  readonly position: number;
  readonly which: "a" | "z";
  readonly array: string;
  readonly cages: Both<number>;
}

/** Cages that take a module of that part, or an end of that cable. */
export interface PlugUse extends CageUse {
  readonly part: Part;
}

/** One end of a statement with what it puts into a cage. */
export interface Plugged {
  readonly position: number;
  readonly which: "a" | "z";
  readonly part: Part;
}

/** A cage that two statements would fill with different things. */
export interface CageClash {
  readonly array: PlanArray;
  readonly device: string;
  /** As in `CageHold`. */
  readonly cage: string;
  readonly first: Plugged;
  readonly second: Plugged;
}

/** What stands in the cages of one device. */
export interface DevicePlugs {
  readonly device: string;
  readonly plugs: readonly { readonly part: Part; readonly cages: number }[];
  /** Watts of those that say what they draw at most. */
  readonly watts: number;
}

export interface ModuleBill {
  readonly modules: readonly PlugUse[];
  /** Cages that hold the end of a cable with plugs of its own. */
  readonly ends: readonly PlugUse[];
  /** Cages that need a module which nobody names. */
  readonly unnamed: readonly CageUse[];
  /** At most one for each two ends. */
  readonly clashes: readonly CageClash[];
  /** By array: the device whose modules and cable ends draw the most. */
  readonly fullest: ReadonlyMap<string, DevicePlugs>;
}

const known = new WeakMap<Plan, ModuleBill>();

/** Returns the modules of a plan that comes from a design; counted once. */
export function findModules(plan: Plan): ModuleBill {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const tally: Tally = {
    modules: new Map(),
    ends: new Map(),
    unnamed: new Map(),
    clashes: new Map(),
    fullest: new Map(),
  };
  for (const array of plan.arrays) tallyArray(plan, array, tally);
  const bill: ModuleBill = {
    modules: sortUses([...tally.modules.values()]),
    ends: sortUses([...tally.ends.values()]),
    unnamed: sortUses([...tally.unnamed.values()]),
    clashes: [...tally.clashes.values()],
    fullest: tally.fullest,
  };
  known.set(plan, bill);
  return bill;
}

type OpenUse<T extends CageUse> = Omit<T, "cages"> & { cages: { all: number; active: number } };

interface Tally {
  readonly modules: Map<string, OpenUse<PlugUse>>;
  readonly ends: Map<string, OpenUse<PlugUse>>;
  readonly unnamed: Map<string, OpenUse<CageUse>>;
  readonly clashes: Map<string, CageClash>;
  readonly fullest: Map<string, DevicePlugs>;
}

function sortUses<T extends CageUse>(uses: readonly T[]): readonly T[] {
  return uses.toSorted((left, right) => left.position - right.position || (left.which < right.which ? -1 : 1));
}

function tallyArray(plan: Plan, array: PlanArray, tally: Tally): void {
  const isWanted = (attachment: Attachment): boolean => plugsOf(plan, attachment).some((plug) => plug.kind !== "open");
  const domains = findDomains(plan, array, isWanted);
  if (domains.length === 0) return;
  const attachments = domains.flatMap(({ probes }) => probes.map((probe) => probe.attachment));
  // A block that both ends share tells its devices apart by either end.
  const ends = attachments.flatMap((one) =>
    one.run.merged ? [one, { run: one.run, which: "z" as const, end: one.run.z }] : [one],
  );
  for (const one of classifyDevices(array, ends)) {
    const found = new Map<Part, number>();
    for (const domain of domains) tallyDomain({ plan, domain, one, tally, found });
    keepFullest(tally, array, one, found);
  }
}

/** What both ends of a shared block plug, or the one end of any other. */
function plugsOf(plan: Plan, { run, which }: Attachment): readonly EndPlug[] {
  const connect = plan.connects[run.position];
  if (connect === undefined) return [];
  return (run.merged ? (["a", "z"] as const) : [which]).map((end) => plugAt(connect, end));
}

interface Frame {
  readonly plan: Plan;
  readonly domain: CageDomain;
  readonly one: DeviceClass;
  readonly tally: Tally;
  /** What stands in the cages of one device of the class. */
  readonly found: Map<Part, number>;
}

function tallyDomain(frame: Frame): void {
  const { plan, domain, one } = frame;
  if (domain.mixed) {
    for (const hold of listHolds(domain, one)) tallyHold(frame, hold);
    return;
  }
  for (const probe of domain.probes) {
    const { run, which } = probe.attachment;
    const connect = plan.connects[run.position];
    const plug: EndPlug = connect === undefined ? { kind: "open" } : plugAt(connect, which);
    if (plug.kind === "open") continue;
    const cages = countBlockCages(probe, one);
    if (cages.all > 0) take(frame, { position: run.position, which, plug, cages });
  }
}

interface Taken {
  readonly position: number;
  readonly which: "a" | "z";
  readonly plug: Exclude<EndPlug, { kind: "open" }>;
  /** On one device. */
  readonly cages: Both<number>;
}

function take({ tally, one, domain, found }: Frame, { position, which, plug, cages }: Taken): void {
  const array = domain.array.spec.name;
  const key = `${position} ${which} ${array}`;
  const add = (use: OpenUse<CageUse>): void => {
    use.cages.all += one.count * cages.all;
    use.cages.active += one.count * cages.active;
  };
  if (plug.kind === "unnamed") {
    const use = tally.unnamed.get(key) ?? { position, which, array, cages: { all: 0, active: 0 } };
    tally.unnamed.set(key, use);
    add(use);
    return;
  }
  const uses = plug.kind === "module" ? tally.modules : tally.ends;
  const use = uses.get(key) ?? { position, which, array, part: plug.part, cages: { all: 0, active: 0 } };
  uses.set(key, use);
  add(use);
  found.set(plug.part, (found.get(plug.part) ?? 0) + cages.all);
}

interface Placed extends CageHolder {
  readonly position: number;
  readonly plug: EndPlug;
}

function tallyHold(frame: Frame, hold: CageHold): void {
  const { plan } = frame;
  const placed = hold.holders.flatMap((holder): readonly Placed[] => {
    const { position } = holder.probe.attachment.run;
    const connect: Connect | undefined = plan.connects[position];
    return connect === undefined ? [] : [{ ...holder, position, plug: plugAt(connect, holder.which) }];
  });
  const named = placed.filter(({ plug }) => plug.kind === "module" || plug.kind === "cable");
  const [first] = named;
  const chosen = first ?? placed.find(({ plug }) => plug.kind === "unnamed");
  const other = named.find((one) => first !== undefined && clashes(first, one));
  if (first !== undefined && other !== undefined) keepClash(frame, hold, first, other);
  if (chosen === undefined || chosen.plug.kind === "open") return;
  const active = placed.some((one) => one.active) ? 1 : 0;
  take(frame, { ...chosen, plug: chosen.plug, cages: { all: 1, active } });
}

/** Two modules of one part are one module; two cables, or a cable and a module, never fit one cage. */
function clashes(first: Placed, other: Placed): boolean {
  if (first.plug.kind === "module" && other.plug.kind === "module") return first.plug.part !== other.plug.part;
  return first.plug.kind !== other.plug.kind || first.position !== other.position;
}

function keepClash({ tally, domain, one }: Frame, { cage }: CageHold, first: Placed, other: Placed): void {
  const key = [first, other].map(({ position, which }) => `${position} ${which}`).join(" ");
  const [one1, two] = [toPlugged(first), toPlugged(other)];
  if (tally.clashes.has(key) || one1 === null || two === null) return;
  const { array } = domain;
  tally.clashes.set(key, { array, device: array.write(one.index), cage, first: one1, second: two });
}

function toPlugged({ position, which, plug }: Placed): Plugged | null {
  return plug.kind === "module" || plug.kind === "cable" ? { position, which, part: plug.part } : null;
}

function keepFullest(
  { fullest }: Tally,
  array: PlanArray,
  { index }: DeviceClass,
  found: ReadonlyMap<Part, number>,
): void {
  const plugs = [...found].map(([part, cages]) => ({ part, cages }));
  const watts = plugs.reduce((sum, { part, cages }) => sum + cages * (wattsOfPlug(part) ?? 0), 0);
  const before = fullest.get(array.spec.name);
  if (plugs.length > 0 && (before === undefined || watts > before.watts)) {
    fullest.set(array.spec.name, { device: array.write(index), plugs, watts });
  }
}
