/** Modules, cable ends and cables against a walk over every cage, on random designs with something plugged. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { measurePlan } from "../../../src/analysis/measure.js";
import { findModules } from "../../../src/analysis/plugs/module-bill.js";
import { hasErrors } from "../../../src/core/diagnostic.js";
import { emptyBag } from "../../../src/model/bag.js";
import type { Connect, Design, Plugs } from "../../../src/model/design.js";
import type { Part } from "../../../src/model/part.js";
import { expand } from "../../../src/plan/expand.js";
import { findByName } from "../../../src/plan/where.js";
import { listOracleRows, listPlanRows } from "../../oracle/compare.js";
import { arbitrarySoundDesign } from "../../oracle/design-arbitrary.js";
import { expandNaively } from "../../oracle/expand.js";
import { makePart } from "../../oracle/make.js";
import { countPlugsNaively } from "../../oracle/plugs.js";

const module1 = makePart("module_1", [], { kind: "optic" });
const module2 = makePart("module_2", [], { kind: "optic" });
const makeCable = (id: string, medium: string): Part =>
  makePart(id, [], { kind: "cable", bag: { ...emptyBag, words: { medium: [medium] } } });
const dac = makeCable("dac", "dac");
const fibre = makeCable("fibre", "om4");

/** What a statement names; mostly the same modules, so that cages that are shared mostly agree. */
const choices: readonly (readonly [a: Part | null, z: Part | null, cable: Part | null])[] = [
  [module1, module1, null],
  [module1, module1, fibre],
  [null, null, dac],
  [module1, null, null],
  [null, null, fibre],
  [null, null, null],
  [module1, module2, null],
];

function plug(design: Design, numbers: readonly number[]): Design {
  let next = 0;
  const choose = (): Plugs => {
    const [a, z, cable] = choices[(numbers[next++] ?? 0) % choices.length] ?? [null, null, null];
    return { a, z, cable, aOrigin: null, zOrigin: null, cableOrigin: null };
  };
  const fabrics = design.fabrics.map((fabric) => ({
    ...fabric,
    connects: fabric.connects.map((connect): Connect => ({ ...connect, plugs: choose() })),
  }));
  return { ...design, fabrics };
}

/** Designs drawn; `METRIC_RUNS` asks for more. */
const runs = Number(process.env["METRIC_RUNS"] ?? 60);

it("are what a walk over the cages finds", { timeout: 2000 * runs }, () => {
  let compared = 0;
  fc.assert(
    fc.property(arbitrarySoundDesign(), fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }), (drawn, numbers) => {
      const design = plug(drawn.design, numbers);
      const cluster = expandNaively(design);
      const planned = expand(design);
      // A direct cable may be impossible where a cord was not: both must say so.
      const impossible = cluster.errors.has("split connectors differ") || cluster.later.has("split connectors differ");
      if (cluster.errors.has("split connectors differ")) expect(hasErrors(planned.diagnostics)).toBe(true);
      fc.pre(!impossible && !hasErrors(planned.diagnostics));
      const plan = planned.value;
      expect(listPlanRows(plan)).toEqual(listOracleRows(cluster));
      const naive = countPlugsNaively(design, cluster);
      const found = findModules(plan);
      expect(found.clashes.length > 0).toBe(naive.clashes > 0);
      const measures = measurePlan({ design, plan });
      for (const { fabric, run, pieces } of measures.plugs.cables) {
        const own = cluster.links.filter((link) => link.fabric === fabric && link.run === run);
        expect(pieces.all).toBe(new Set(own.map(({ row }) => row.assembly)).size);
      }
      for (const { row } of cluster.links.slice(0, 5)) {
        const named = findByName(plan, row.assembly);
        const ids = named.kind === "cable" ? named.links.map((use) => use.names?.linkId) : [];
        expect(ids, row.assembly).toContain(row.link_id);
      }
      if (naive.clashes > 0) return;
      compared += 1;
      const counts: Record<string, [number, number]> = {};
      for (const { part, cages } of [...found.modules, ...found.ends]) {
        const count = counts[part.id] ?? [0, 0];
        counts[part.id] = [count[0] + cages.all, count[1] + cages.active];
      }
      expect(counts).toEqual(naive.cages);
      const sum = (which: "all" | "active"): number => found.unnamed.reduce((all, { cages }) => all + cages[which], 0);
      expect([sum("all"), sum("active")]).toEqual(naive.unnamed);
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(runs / 3);
});
