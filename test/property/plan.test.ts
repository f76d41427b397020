/** The plan's closed forms against the naive oracle: every count, port, name and row of random small designs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.js";
import { rules } from "../../src/analysis/rules.generated.js";
import { wiringCodes } from "../../src/core/codes/wiring.js";
import { hasErrors } from "../../src/core/diagnostic.js";
import { expand } from "../../src/plan/expand.js";
import type { Plan } from "../../src/plan/plan.js";
import { findByName } from "../../src/plan/where.js";
import type { OracleCluster } from "../oracle/cluster.js";
import {
  countOracle,
  countPlan,
  listOraclePorts,
  listOracleRows,
  listPlanPorts,
  listPlanRows,
} from "../oracle/compare.js";
import { arbitraryDesign, arbitrarySoundDesign, type Drawn } from "../oracle/design-arbitrary.js";

/**
 * What the plan refuses with care although the oracle finds nothing: an index, or ports of two regions, that only devices
 * to come or removed ones meet, and `align` by a name that is bonded to others. Such designs are passed over.
 */
const careful: readonly string[] = [
  wiringCodes.indexOutside.code,
  wiringCodes.sharedPool.code,
  wiringCodes.cannotAlign.code,
];

function planSoundly({ design }: Drawn): Plan {
  const { value, diagnostics } = expand(design);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  fc.pre(!errors.some(({ code }) => careful.includes(code)));
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  return value;
}

function check(property: (drawn: Drawn) => void): void {
  fc.assert(fc.property(arbitrarySoundDesign(), property), { numRuns: 100 });
}

test("counts of devices, links and tiers", { timeout: 180_000 }, () => {
  check((drawn) => {
    const plan = planSoundly(drawn);
    expect(countPlan(plan, drawn.cluster)).toEqual(countOracle(drawn.cluster));
  });
});

test("every row of the cable list", { timeout: 180_000 }, () => {
  check((drawn) => {
    expect(listPlanRows(planSoundly(drawn))).toEqual(listOracleRows(drawn.cluster));
  });
});

test("every port of every device", { timeout: 180_000 }, () => {
  check((drawn) => {
    expect(listPlanPorts(planSoundly(drawn), drawn.cluster)).toEqual(listOraclePorts(drawn.cluster));
  });
});

test("names lead back to devices, links and assemblies", { timeout: 180_000 }, () => {
  check((drawn) => {
    const plan = planSoundly(drawn);
    checkDevices(plan, drawn.cluster);
    checkCables(plan, drawn.cluster);
  });
});

function checkDevices(plan: Plan, { devices }: OracleCluster): void {
  for (const { name, array, index, exists, spare } of devices) {
    const found = findByName(plan, name);
    expect(found.kind, name).toBe(exists ? "device" : "none");
    if (found.kind !== "device") continue;
    expect([found.array.spec.name, found.index, found.spare]).toEqual([array, index, spare]);
  }
}

function checkCables(plan: Plan, { links }: OracleCluster): void {
  const assemblies = new Map<string, string[]>();
  for (const { row } of links) assemblies.set(row.assembly, [...(assemblies.get(row.assembly) ?? []), row.link_id]);
  for (const { row } of links) {
    for (const name of [row.link_id, `${row.z_device}:${row.z_port}`]) {
      const found = findByName(plan, name);
      const ids = found.kind === "cable" ? found.links.map((use) => use.names?.linkId) : [];
      expect(ids, name).toContain(row.link_id);
    }
    const found = findByName(plan, row.assembly);
    const ids = found.kind === "cable" ? found.links.map((use) => use.names?.linkId) : [];
    expect(ids.sort(), row.assembly).toEqual((assemblies.get(row.assembly) ?? []).sort());
  }
}

test("every mistake that the oracle finds is an error of the plan or of a rule, and nothing throws", {
  timeout: 180_000,
}, () => {
  fc.assert(
    fc.property(arbitraryDesign(), ({ design, cluster }) => {
      const { value, diagnostics } = expand(design);
      const found = hasErrors(diagnostics) || hasErrors(analyse({ design, plan: value }, rules));
      if (cluster.errors.size > 0) expect(found, cluster.details[0]).toBe(true);
    }),
  );
});
