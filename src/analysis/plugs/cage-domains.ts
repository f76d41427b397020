/** Which ends of runs may meet in one cage of a device, and the cages that they fill there. Knows no module. */
import { numberCages } from "../../plan/connectors.js";
import type { Attachment, Plan, PlanArray, PlanEnd } from "../../plan/plan.js";
import { attachmentsOf } from "../../plan/plan.js";
import type { PortsSpec } from "../../plan/spec.js";
import type { DeviceClass } from "../device-classes.js";
import { countFilled, type FillProbe, listFilledCages, listFilledPorts, openProbe, ownBlocks } from "../filled.js";
import type { Both } from "../metric.js";

/** Ends of runs at one array that draw on the same cages. A block that both ends of a run share is there once. */
export interface CageDomain {
  readonly array: PlanArray;
  readonly probes: readonly FillProbe[];
  /** True where two of its ends, or two roles of one, may stand in one cage; false for blocks, which have their own. */
  readonly mixed: boolean;
}

/** A cage of one device, with whom it serves. */
export interface CageHold {
  /** What the cage is called in the device, without the numbering of names: `15`, `osfp-3`. */
  readonly cage: string;
  readonly holders: readonly CageHolder[];
}

export interface CageHolder {
  readonly probe: FillProbe;
  readonly which: "a" | "z";
  readonly active: boolean;
}

/** Returns the domains of an array, as far as they hold one of these ends. */
export function findDomains(
  plan: Plan,
  array: PlanArray,
  isWanted: (attachment: Attachment) => boolean,
): readonly CageDomain[] {
  const domains: { keys: Set<string>; attachments: Attachment[] }[] = [];
  for (const attachment of ownBlocks(attachmentsOf(plan, array.spec.name))) {
    const keys = keysOf(attachment.end.ports);
    const joined = domains.filter((domain) => keys.some((key) => domain.keys.has(key)));
    const merged = {
      keys: new Set([...keys, ...joined.flatMap((domain) => [...domain.keys])]),
      attachments: [...joined.flatMap((domain) => domain.attachments), attachment],
    };
    domains.splice(0, domains.length, ...domains.filter((domain) => !joined.includes(domain)), merged);
  }
  return domains
    .filter(({ attachments }) => attachments.some(isWanted))
    .map(({ attachments }) => ({
      array,
      probes: attachments
        .toSorted((left, right) => left.run.position - right.run.position)
        .map((attachment) => openProbe(plan, attachment)),
      mixed: attachments.some(({ run, end }) => end.ports.pool === null || end.pin !== null || run.merged),
    }));
}

/** What two ends must have in common to meet in a cage: the pool, or a cage of the map. */
function keysOf(ports: PortsSpec): readonly string[] {
  if (ports.pool !== null || ports.cages === null) return [`ports ${ports.name}`];
  return [...new Set(ports.cages.map(({ cage }) => `cage ${cage}`))];
}

/** Returns how many cages a block fills on a device of the class; for ends in domains that are not mixed. */
export function countBlockCages(probe: FillProbe, { index }: DeviceClass): Both<number> {
  return countFilled(probe, index, probe.attachment.end.linksPerCage);
}

/** Returns the filled cages of a device of the class, each with those who fill it, in the order of the runs. */
export function listHolds(domain: CageDomain, one: DeviceClass): readonly CageHold[] {
  const holds = new Map<string, CageHolder[]>();
  for (const probe of domain.probes) {
    for (const { cage, which, active } of listCagesOf(probe, one)) {
      const known = holds.get(cage);
      if (known === undefined) holds.set(cage, [{ probe, which, active }]);
      else known.push({ probe, which, active });
    }
  }
  return [...holds].map(([cage, holders]) => ({ cage, holders }));
}

interface NamedCage {
  readonly cage: string;
  readonly which: "a" | "z";
  readonly active: boolean;
}

function listCagesOf(probe: FillProbe, { index }: DeviceClass): readonly NamedCage[] {
  const { end, which } = probe.attachment;
  if (end.ports.pool !== null) {
    return listFilledCages(probe, index).map((filled) => ({ ...filled, cage: String(filled.cage) }));
  }
  const names = nameCages(end);
  const { all, active } = listFilledPorts(probe, index);
  const live = new Set(active);
  return all.map((port) => ({ cage: names[port] ?? "", which, active: live.has(port) }));
}

function nameCages({ ports }: PlanEnd): readonly string[] {
  return numberCages(ports).map((cage, port) => ports.cages?.[port]?.cage ?? `${ports.name} ${cage}`);
}
