/**
 * Finds a device, a link or a cable by its name, with what is at the far ends. Names are arithmetic, so the cost is
 * that of one device whatever the size of the cluster.
 */
import { suggest } from "../core/suggest.js";
import { exists, isActive } from "./count.js";
import { openPortLister, type PortUse } from "./device-ports.js";
import { guessName } from "./guess-name.js";
import { readName } from "./naming.js";
import type { Plan, PlanArray } from "./plan.js";
import { endOf } from "./plan.js";
import { labelOf } from "./port-label.js";

export interface FoundDevice {
  readonly kind: "device";
  readonly name: string;
  readonly array: PlanArray;
  /** One entry a dimension, from 0. */
  readonly index: readonly number[];
  readonly spare: boolean;
  readonly ports: readonly PortUse[];
}

export interface FoundCable {
  readonly kind: "cable";
  /** The name asked for: a link's id, a port at either end, or an assembly. */
  readonly name: string;
  /** The links of it: one, or all branches of an assembly. */
  readonly links: readonly PortUse[];
}

export interface NotFound {
  readonly kind: "none";
  readonly name: string;
  /** Why not, as far as the name could be read. */
  readonly reason: string;
  /** The name that was probably meant, or null. */
  readonly nearest: string | null;
  /** Names that do exist: the first of every array, or of the ports of the device. */
  readonly examples: readonly string[];
}

export type Found = FoundDevice | FoundCable | NotFound;

/** Returns what the name stands for in the plan. */
export function findByName(plan: Plan, name: string): Found {
  const colon = name.indexOf(":");
  const deviceName = colon < 0 ? name : name.slice(0, colon);
  const device = findDevice(plan, deviceName);
  const port = name.slice(colon + 1);
  if (device.kind === "none") {
    const { nearest } = device;
    return { ...device, name, nearest: nearest === null || colon < 0 ? nearest : `${nearest}:${port}` };
  }
  if (colon < 0) return device;
  const links = device.ports.filter((use) => use.names !== null && matchesPort(use, device.name, port));
  if (links.length > 0) return { kind: "cable", name, links };
  const labels = device.ports.map((use) => labelOf(endOf(use.run, use.which).labels, use.code).port);
  const near = suggest(port, labels);
  return {
    kind: "none",
    name,
    reason: `\`${deviceName}\` has no link at \`${port}\``,
    nearest: near === null ? null : `${deviceName}:${near}`,
    examples: labels.slice(0, 3).map((label) => `${deviceName}:${label}`),
  };
}

function matchesPort(use: PortUse, device: string, port: string): boolean {
  const label = labelOf(endOf(use.run, use.which).labels, use.code);
  return label.port === port || use.names?.assembly === `${device}:${port}`;
}

function findDevice(plan: Plan, name: string): FoundDevice | NotFound {
  let reason = "no device has a name of this form";
  for (const array of plan.arrays) {
    const index = readName(array.spec, plan.spec.numbering, name);
    if (index === null) continue;
    if (!exists(array, index)) {
      reason = `\`${name}\` is left out by \`except\``;
      continue;
    }
    return {
      kind: "device",
      name,
      array,
      index,
      spare: !isActive(array, index),
      ports: openPortLister(plan, array)(index),
    };
  }
  const guess = guessName(plan, name);
  return {
    kind: "none",
    name,
    reason: guess === null || guess.reason === "" ? reason : guess.reason,
    nearest: guess?.name ?? null,
    examples: plan.arrays.map((array) => firstName(array)).filter((one) => one !== ""),
  };
}

function firstName(array: PlanArray): string {
  const index = array.spec.dims.map(() => 0);
  return array.spec.dims.some((dim) => dim.extent === 0) ? "" : array.write(index);
}
