/**
 * What the parts inside a part add up to: GPU memory, drives, network ports, power. What is not known of one of them is
 * named, never counted as zero. Knows no claim: check-totals.ts compares.
 */
import { keywordOf } from "../language/part-kinds.js";
import { numberIn } from "./bag.js";
import { countGpus, type Part, type PartComponent, type PortGroup } from "./part.js";

/** What can be added up: bytes, bytes, bits per second one way. */
export type Total = "memory" | "storage" | "network";

/** Parts of one component with what each of them has. */
export interface Term {
  readonly component: PartComponent;
  readonly each: number;
}

export interface RollUp {
  readonly terms: readonly Term[];
  /** Over the terms; the whole sum only where nothing is unknown. */
  readonly sum: number;
  /** Parts that must have such a figure and do not say it. */
  readonly unknown: readonly Part[];
}

/** Returns what the parts inside add up to, or null where none of them has anything of it. */
export function rollUp(part: Part, total: Total): RollUp | null {
  const terms: Term[] = [];
  const unknown: Part[] = [];
  for (const component of part.components) {
    const each = measureOne(component.part, total);
    if (each === "none") continue;
    if (each === "unknown") unknown.push(...namesUnknown(component.part, total));
    else terms.push({ component, each });
  }
  if (terms.length === 0 && unknown.length === 0) return null;
  return { terms, sum: terms.reduce((sum, { component, each }) => sum + component.count * each, 0), unknown };
}

/** The figure of one part: its own if it is a leaf, else the sum of what it holds, else what it states. */
function measureOne(part: Part, total: Total): number | "none" | "unknown" {
  const own = leafFigure(part, total);
  if (own !== "none") return own;
  const inside = rollUp(part, total);
  if (inside === null) return statedFigure(part, total) ?? "none";
  return inside.unknown.length === 0 ? inside.sum : (statedFigure(part, total) ?? "unknown");
}

function leafFigure(part: Part, total: Total): number | "none" | "unknown" {
  switch (total) {
    case "memory":
      return part.kind === "gpu" ? (part.gpuMemory?.value ?? "unknown") : "none";
    case "storage":
      return part.kind === "drive" ? (bytesIn(part, "capacity") ?? "unknown") : "none";
    case "network":
      return keywordOf(part.kind) === "nic" ? sumRates(part.ports) : "none";
  }
}

/** The property by which a computer states that total. */
export const claimOf = { memory: "memory", storage: "local_storage", network: "network" } as const satisfies Record<
  Total,
  string
>;

function statedFigure(part: Part, total: Total): number | null {
  if (total === "memory") return part.kind === "gpu" ? null : (part.gpuMemory?.value ?? null);
  return total === "storage" ? bytesIn(part, claimOf.storage) : numberIn(part.bag, claimOf.network);
}

function bytesIn(part: Part, name: string): number | null {
  const bits = numberIn(part.bag, name);
  return bits === null ? null : bits / 8;
}

function namesUnknown(part: Part, total: Total): readonly Part[] {
  const inside = rollUp(part, total);
  return inside === null || inside.unknown.length === 0 ? [part] : inside.unknown;
}

function sumRates(ports: readonly PortGroup[]): number {
  return ports.reduce((sum, group) => sum + countPorts(group) * group.rateBitsPerSecond, 0);
}

/** Returns how many ports a group has, over all its indices. */
export function countPorts({ dims, poolCount }: PortGroup): number {
  return dims.reduce((product, dim) => product * dim.extent, poolCount ?? 1);
}

/** The least that the parts inside draw when all draw the most. */
export interface LeastPower {
  readonly watts: number;
  /** Components whose most is known, itself or of what they hold. */
  readonly terms: readonly Term[];
  /** Parts inside whose power nobody states; what they hold may be counted all the same. */
  readonly unknown: readonly Part[];
}

/**
 * Returns the sum of the most that the parts inside draw, as far as it is known: a lower bound of what the whole could
 * draw, since fans, boards and losses are in no part.
 */
export function sumPower(part: Part): LeastPower {
  const terms: Term[] = [];
  const unknown: Part[] = [];
  for (const component of part.components) {
    const { powerMaxWatts } = component.part;
    if (powerMaxWatts !== null) {
      terms.push({ component, each: powerMaxWatts });
      continue;
    }
    const inside = sumPower(component.part);
    if (inside.watts > 0) terms.push({ component, each: inside.watts });
    unknown.push(component.part, ...inside.unknown);
  }
  return {
    watts: terms.reduce((sum, { component, each }) => sum + component.count * each, 0),
    terms,
    unknown: [...new Set(unknown)],
  };
}

/** Returns every part that stands in a part, itself first, each once. */
export function listParts(part: Part): readonly Part[] {
  const found = new Set<Part>();
  const visit = (one: Part): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const component of one.components) visit(component.part);
  };
  visit(part);
  return [...found];
}

/** Returns whether a part has GPUs, itself or in what it holds. */
export function hasGpus(part: Part): boolean {
  return countGpus(part) > 0;
}
