/** Late functions of ports against the naive oracle: what is used, free, and linked most, on random small designs. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluateLate } from "../../../../src/analysis/late/evaluate.js";
import { measurePlan } from "../../../../src/analysis/measure.js";
import { ratio } from "../../../../src/core/ratio.js";
import type { LateExpr } from "../../../../src/model/late.js";
import { expand } from "../../../../src/plan/expand.js";
import type { OracleCluster } from "../../../oracle/cluster.js";
import { arbitrarySoundDesign } from "../../../oracle/design-arbitrary.js";
import { nowhere } from "../../../oracle/make.js";

type Which = "all" | "active";

function ask(name: string, array: string, which: Which): LateExpr {
  const target: LateExpr = { kind: "reference", of: "array", name: array, ports: null, origin: nowhere };
  const word: LateExpr = { kind: "text", value: which, origin: nowhere };
  return { kind: "call", function: name, args: [target, word], origin: nowhere };
}

/** Ends of the oracle's links at the devices of an array: the device and its port, whole. */
function listEnds({ links }: OracleCluster, array: string, which: Which): { device: string; port: string }[] {
  return links
    .filter(({ a, z }) => which === "all" || (!a.device.spare && !z.device.spare))
    .flatMap(({ a, z, row }) => [
      ...(a.device.array === array ? [{ device: row.a_device, port: row.a_port }] : []),
      ...(z.device.array === array ? [{ device: row.z_device, port: row.z_port }] : []),
    ])
    .map(({ device, port }) => ({ device, port: `${device}:${port.replace(/\/\d+$/, "")}` }));
}

it("agree with the oracle", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(arbitrarySoundDesign(), ({ design, cluster }) => {
      const { value: plan, diagnostics } = expand(design);
      fc.pre(diagnostics.length === 0);
      const scope = { design, plan, measures: measurePlan({ design, plan }) };
      for (const array of design.arrays) {
        const devices = cluster.devices.filter((one) => one.array === array.name && one.exists);
        const each = array.part.ports.reduce(
          (sum, { dims, poolCount }) =>
            sum + (poolCount ?? 1) * dims.reduce((product, { extent }) => product * extent, 1),
          0,
        );
        for (const which of ["all", "active"] as const) {
          const ends = listEnds(cluster, array.name, which);
          const used = new Set(ends.map(({ port }) => port)).size;
          const own = devices.filter(({ spare }) => which === "all" || !spare);
          const most = Math.max(0, ...own.map(({ name }) => ends.filter(({ device }) => device === name).length));
          const expected = { used, free: own.length * each - used, degree: most };
          for (const [name, value] of Object.entries(expected)) {
            const found = evaluateLate(scope, ask(name, array.name, which)).value;
            expect(found, `${name}(${array.name}, ${which})`).toMatchObject({ kind: "number", value: ratio(value) });
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});
