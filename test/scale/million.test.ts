/** A million GPUs within a budget: the one test with a clock, and its ceiling is generous. */
import { expect, test } from "vitest";
import { compileProject } from "../../src/compile.js";
import { writeCables } from "../../src/emit/cables.emitter.js";
import { loadProject } from "../../src/load.js";
import { createNodeHost } from "../../src/node/node-host.js";
import { countDevices, countLinks } from "../../src/plan/count.js";
import { arrayNamed } from "../../src/plan/plan.js";
import { findByName } from "../../src/plan/where.js";

const SECONDS_ALLOWED = 15;
const MEGABYTES_ALLOWED = 200;

test("a million GPUs are checked, counted, found by name and begun to be written", { timeout: 120_000 }, async () => {
  const start = process.hrtime.bigint();
  const before = process.memoryUsage().heapUsed;
  const compilation = compileProject(await loadProject(createNodeHost(), "bench/designs/clos-1m.weft"));
  expect(compilation.diagnostics()).toEqual([]);
  const plan = compilation.plan();
  if (plan === null) throw new Error("the design has no plan");
  expect(countDevices(arrayNamed(plan, "host"), "all")).toBe(131_072);
  expect(plan.runs.reduce((sum, run) => sum + countLinks(run, "all"), 0)).toBe(4_718_592);
  const found = findByName(plan, "core-plane1-spine63-n63");
  expect(found.kind === "device" && found.ports.length).toBe(128);
  let characters = 0;
  for (const chunk of writeCables(plan)) {
    characters += chunk.length;
    if (characters > 10_000_000) break;
  }
  expect(JSON.stringify(plan.spec).length).toBeLessThan(5_000_000);
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(SECONDS_ALLOWED);
  expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(MEGABYTES_ALLOWED);
});
