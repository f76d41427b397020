/**
 * Phases of random designs: what an earlier phase has, a later one has unchanged, and a phase is exactly what exists of
 * the design as declared.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProject } from "../../src/compile.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";
import { countDevices, countLinks, exists } from "../../src/plan/count.js";
import { enumerateLinks, type LinkRow } from "../../src/plan/enumerate.js";
import type { Plan, PlanArray } from "../../src/plan/plan.js";
import { openPortTable } from "../../src/plan/port-table.js";
import { sizeOfSpace, unrank } from "../../src/plan/space.js";
import { findByName } from "../../src/plan/where.js";
import { arbitrarySoundDesign } from "../oracle/design-arbitrary.js";
import { writeSource } from "../oracle/write-source.js";

/** Extents of two phases by dimension, made from two numbers each: the second has at least as many as the first. */
type Choice = readonly (readonly [number, number])[];

const choices: fc.Arbitrary<Choice> = fc.array(fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 })), {
  minLength: 12,
  maxLength: 12,
});

/** The declared extent of every dimension of devices; in these designs one name has one extent. */
function listExtents(plan: Plan): ReadonlyMap<string, number> {
  return new Map(plan.arrays.flatMap(({ spec }) => spec.dims.map(({ name, extent }) => [name, extent] as const)));
}

function writePhases(extents: ReadonlyMap<string, number>, choice: Choice): string {
  const lines = { first: "", second: "" };
  [...extents].forEach(([name, extent], at) => {
    const [one = 0, two = 0] = choice[at] ?? [];
    // About a third of the dimensions is not named, so that all of it exists from the start.
    if (one % 3 === 0 || extent === 0) return;
    const first = one % (extent + 1);
    lines.first += `    ${name} = ${first}\n`;
    if (two % 3 !== 0) lines.second += `    ${name} = ${first + (two % (extent - first + 1))}\n`;
  });
  return `  phase stage_1 {\n${lines.first}  }\n  phase stage_2 {\n${lines.second}  }\n`;
}

async function compilePhase(text: string, phase: string | undefined): Promise<Plan> {
  const loaded = await loadProject(createMemoryHost({ "made.weft": text }), "made.weft");
  const compilation = compileProject(loaded, { phase });
  const plan = compilation.plan();
  const early = compilation
    .diagnostics()
    .filter(({ code, severity }) => severity === "error" && /^WF[1-59]/.test(code));
  fc.pre(phase !== undefined || early.length === 0);
  expect(early.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  if (plan === null) throw new Error("the text has no cluster");
  return plan;
}

const listRows = (plan: Plan): LinkRow[] => plan.runs.flatMap((run) => [...enumerateLinks(plan, run)]);

const writeRow = (row: LinkRow): string => Object.values(row).join(",");

function listDevices(array: PlanArray): string[] {
  const index: number[] = [];
  const names: string[] = [];
  for (let flat = 0; flat < sizeOfSpace(array.spec.dims); flat++) {
    unrank(array.spec.dims, flat, index);
    if (exists(array, index)) names.push(array.write(index));
  }
  return names;
}

/** The labels of all ports of every device, linked, kept or free, in their order. */
function listPorts(plan: Plan): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const index: number[] = [];
  for (const array of plan.arrays) {
    const table = openPortTable(plan, array);
    for (let flat = 0; flat < sizeOfSpace(array.spec.dims); flat++) {
      unrank(array.spec.dims, flat, index);
      if (!exists(array, index)) continue;
      const labels = table(index).map(({ label }) => [label.port, label.cage, label.lane].join(" "));
      found.set(array.write(index), labels.join(", "));
    }
  }
  return found;
}

test("an earlier phase stands unchanged in every later one", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySoundDesign(), choices, async ({ design }, choice) => {
      const declared = await compilePhase(writeSource(design), undefined);
      const text = writeSource(design).replace(/\}\n$/, `${writePhases(listExtents(declared), choice)}}\n`);
      const plans = [await compilePhase(text, "stage_1"), await compilePhase(text, "stage_2"), declared];
      const all = listRows(declared);
      plans.forEach((plan, at) => {
        const exists = new Set(plan.arrays.flatMap(listDevices));
        const rows = listRows(plan).map(writeRow);
        // A phase is what exists of the whole: no more links, no fewer, and the same order.
        const left = all.filter((row) => exists.has(row.a_device) && exists.has(row.z_device));
        expect(rows).toEqual(left.map(writeRow));
        plan.runs.forEach((run) => {
          expect(countLinks(run, "all")).toBe([...enumerateLinks(plan, run)].length);
        });
        for (const array of plan.arrays) expect(countDevices(array, "all")).toBe(listDevices(array).length);
        for (const later of plans.slice(at + 1)) checkLater(plan, later);
      });
    }),
    { numRuns: 40 },
  );
});

function checkLater(plan: Plan, later: Plan): void {
  const rows = new Set(listRows(later).map(writeRow));
  expect(
    listRows(plan)
      .map(writeRow)
      .filter((row) => !rows.has(row)),
  ).toEqual([]);
  const devices = new Set(later.arrays.flatMap(listDevices));
  expect(plan.arrays.flatMap(listDevices).filter((name) => !devices.has(name))).toEqual([]);
  const ports = listPorts(later);
  for (const [device, labels] of listPorts(plan)) expect(labels, device).toBe(ports.get(device));
  for (const device of plan.arrays.flatMap(listDevices)) {
    const [now, then] = [findByName(plan, device), findByName(later, device)];
    // A device has one role in all phases.
    expect(now.kind === "device" && then.kind === "device" && now.spare === then.spare, device).toBe(true);
  }
}
