/** What the fixtures of known designs measure in a compiled design (test/fixtures/designs/README.md). */

import type { Compilation } from "../../src/compile.js";
import type { Design } from "../../src/model/design.js";
import { countGpus } from "../../src/model/part.js";
import { countDevices, countLinks, exists } from "../../src/plan/count.js";
import { openPortLister, type PortUse } from "../../src/plan/device-ports.js";
import { enumerateLinks } from "../../src/plan/enumerate.js";
import { arrayNamed, endOf, type Plan, type PlanRun } from "../../src/plan/plan.js";
import { portOfCode } from "../../src/plan/port-label.js";
import { sizeOfSpace, unrank } from "../../src/plan/space.js";

/** Returns that number of the design; `grow` compiles it with other parameters, for `moved`. */
export async function measure(
  compiled: Compilation,
  name: string,
  subject: string,
  grow: (settings: string) => Promise<Compilation>,
): Promise<number> {
  const { design, plan } = open(compiled);
  switch (name) {
    case "devices":
      return countDevices(arrayNamed(plan, subject), "all");
    case "gpus":
      return countDevices(arrayNamed(plan, subject), "active") * countGpus(partOf(design, subject));
    case "links":
      return runsOf(plan, subject).reduce((sum, run) => sum + countLinks(run, "all"), 0);
    case "assemblies":
      return runsOf(plan, subject).reduce((sum, run) => sum + countAssemblies(plan, run), 0);
    case "ports":
      return countMostUsed(plan, subject, portOf);
    case "cages":
      return countMostUsed(plan, subject, cageOf);
    case "moved":
      return countMoved(plan, open(await grow(subject)).plan);
    default:
      throw new Error(`there is no measure ${name}`);
  }
}

function open(compiled: Compilation): { readonly design: Design; readonly plan: Plan } {
  const design = compiled.design();
  const plan = compiled.plan();
  if (design === null || plan === null) throw new Error("the design does not compile");
  return { design, plan };
}

function partOf(design: Design, array: string): Design["arrays"][number]["part"] {
  const found = design.arrays.find((one) => one.name === array);
  if (found === undefined) throw new Error(`there is no array ${array}`);
  return found.part;
}

function runsOf(plan: Plan, subject: string): readonly PlanRun[] {
  const [fabric, name] = subject.split("/");
  const runs = plan.runs.filter(({ spec }) => spec.fabric === fabric && (name === undefined || spec.name === name));
  if (runs.length === 0) throw new Error(`there is no run ${subject}, only ${plan.runs.map(({ spec }) => spec.name)}`);
  return runs;
}

function countAssemblies(plan: Plan, run: PlanRun): number {
  const names = new Set<string>();
  for (const { assembly } of enumerateLinks(plan, run)) names.add(assembly);
  return names.size;
}

/** The most different ports, or cages, with a link on any device of the array. */
function countMostUsed(plan: Plan, name: string, keyOf: (use: PortUse) => string): number {
  const array = arrayNamed(plan, name);
  const list = openPortLister(plan, array);
  const index = new Float64Array(array.spec.dims.length);
  const total = sizeOfSpace(array.spec.dims);
  let most = 0;
  for (let device = 0; device < total; device++) {
    unrank(array.spec.dims, device, index);
    if (!exists(array, index)) continue;
    const used = list(index).filter(({ state }) => state !== "kept");
    most = Math.max(most, new Set(used.map(keyOf)).size);
  }
  return most;
}

function portOf(use: PortUse): string {
  const { labels } = endOf(use.run, use.which);
  if (labels.ports.pool === null) return `${use.ports} ${use.code}`;
  const { pool, port } = portOfCode(labels, use.code);
  return `${use.ports} ${pool} ${port}`;
}

function cageOf(use: PortUse): string {
  const names = use.names?.[use.which];
  return `${use.ports} ${names?.cage}`;
}

/** How many links do not stay on their two ports. Names may get wider: only their numbers count. */
function countMoved(before: Plan, after: Plan): number {
  const kept = listEnds(after);
  let moved = 0;
  for (const ends of listEnds(before)) if (!kept.has(ends)) moved++;
  return moved;
}

function listEnds(plan: Plan): ReadonlySet<string> {
  const found = new Set<string>();
  for (const run of plan.runs) {
    for (const row of enumerateLinks(plan, run)) {
      const ends = `${row.fabric} ${row.a_device} ${row.a_port} ${row.z_device} ${row.z_port}`;
      found.add(ends.replace(/(?<!\d)0+(?=\d)/g, ""));
    }
  }
  return found;
}
