/** What stands in the cages, cage by cage: one object a cage. Knows links and what their statements name, no closed form. */
import type { Connect, Design } from "../../src/model/design.js";
import type { Part } from "../../src/model/part.js";
import type { OracleCluster, OracleLink } from "./cluster.js";

/** Returns whether the cable of a statement has plugs of its own, so that it fills whole cages. */
export function fillsCages({ plugs: { cable } }: Connect): boolean {
  return ["dac", "acc", "aec", "aoc", "cat6"].includes(cable?.bag.words["medium"]?.[0] ?? "");
}

export interface NaivePlugs {
  /** By part of modules and of cables with plugs: cages, and cages with a link between devices in service. */
  readonly cages: Readonly<Record<string, readonly [all: number, active: number]>>;
  readonly unnamed: readonly [all: number, active: number];
  /** Cages that would hold two things. */
  readonly clashes: number;
}

interface Cage {
  readonly plugs: Set<string>;
  needed: boolean;
  active: boolean;
}

/** Returns what stands in every cage with a link. */
export function countPlugsNaively(design: Design, cluster: OracleCluster): NaivePlugs {
  const cages = new Map<string, Cage>();
  for (const link of cluster.links) {
    const connect = findConnect(design, link);
    for (const which of ["a", "z"] as const) {
      const key = `${link[which].device.name} ${which === "a" ? link.row.a_cage : link.row.z_cage}`;
      const cage = cages.get(key) ?? { plugs: new Set(), needed: false, active: false };
      cages.set(key, cage);
      const plug = plugOf(connect, which, link.run);
      if (plug === "needed") cage.needed = true;
      else if (plug !== null) cage.plugs.add(plug);
      if (!link.a.device.spare && !link.z.device.spare) cage.active = true;
    }
  }
  return tally([...cages.values()]);
}

function tally(cages: readonly Cage[]): NaivePlugs {
  const counts: Record<string, [number, number]> = {};
  const unnamed: [number, number] = [0, 0];
  let clashes = 0;
  for (const { plugs, needed, active } of cages) {
    const [first] = plugs;
    if (plugs.size > 1) clashes += 1;
    const id = first?.split(" ")[0] ?? "";
    const count = first === undefined ? unnamed : (counts[id] ?? [0, 0]);
    if (first === undefined && !needed) continue;
    if (first !== undefined) counts[id] = count;
    count[0] += 1;
    if (active) count[1] += 1;
  }
  return { cages: counts, unnamed, clashes };
}

/** A module is known by its part; a cable also by its statement, since two cables never share a cage. */
function plugOf(connect: Connect, which: "a" | "z", run: string): string | "needed" | null {
  const { plugs } = connect;
  const module: Part | null = plugs[which];
  if (module !== null) return module.id;
  if (fillsCages(connect)) return `${plugs.cable?.id ?? ""} ${connect.fabric} ${run}`;
  const isFibre = plugs.cable !== null;
  return isFibre || plugs[which === "a" ? "z" : "a"] !== null ? "needed" : null;
}

/** The statement that made a link: the n-th of its fabric between those arrays. */
function findConnect(design: Design, { fabric, run }: OracleLink): Connect {
  const connects = design.fabrics.find(({ name }) => name === fabric)?.connects ?? [];
  const [, stem = run, number] = /^(.*?)(?:-(\d+))?$/.exec(run) ?? [];
  const found = connects.filter(({ a, z }) => `${a.array.name}-${z.array.name}` === stem)[Number(number ?? 1) - 1];
  if (found === undefined) throw new Error(`no statement ${run}`);
  return found;
}
