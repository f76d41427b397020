/** The longest shortest path between hosts of a fabric with peers, against a walk over the rows of its links. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { viewFabric } from "../../../../src/analysis/fabric-view.js";
import { findDiameter } from "../../../../src/analysis/flow/diameter.js";
import { enumerateLinks } from "../../../../src/plan/enumerate.js";
import { compileText, type Sound } from "../../compile-sound.js";

const parts = `
part switch relay { ports front x 64 at 400Gbps }
part server one { ports eth at 400Gbps }
part server two { ports eth[p: 2] at 400Gbps }
part server chip { ports ici[axis: 2, dir: 2] at 400Gbps }
`;

function diameterOf(results: Sound): ReturnType<typeof findDiameter> {
  return findDiameter(results.plan, viewFabric(results, "net"));
}

/** The same by walking from every host over devices that pass traffic on: all but hosts, unless hosts are peers. */
function walkFrom({ plan }: Sound, passes: (device: string) => boolean): number | "split" {
  const near = new Map<string, Set<string>>();
  for (const run of plan.runs) {
    for (const { a_device, z_device } of enumerateLinks(plan, run)) {
      for (const [from, to] of [
        [a_device, z_device],
        [z_device, a_device],
      ] as const) {
        const known = near.get(from) ?? new Set();
        near.set(from, known.add(to));
      }
    }
  }
  const hosts = [...near.keys()].filter((name) => /^(host|chip)/.test(name));
  let most = 0;
  for (const start of hosts) {
    const hops = new Map([[start, 0]]);
    for (const [device, count] of hops) {
      if (device !== start && !passes(device)) continue;
      for (const next of near.get(device) ?? []) if (!hops.has(next)) hops.set(next, count + 1);
    }
    for (const end of hosts) {
      const found = hops.get(end);
      if (found === undefined) return "split";
      most = Math.max(most, found);
    }
  }
  return most;
}

const isRelay = (device: string): boolean => device.startsWith("r");

describe("designs whose diameter is known", () => {
  it.each([
    ["a ring of 7", "switch r[x: 7]: relay  connect host.eth -> r  connect r[x] <-> r[(x + 1) mod 7]", 5],
    ["a mesh", "switch r[x: 7]: relay  connect host.eth -> r  connect r[x] <-> r[y] where x < y", 3],
  ])("%s of hosts", async (_, fabric, hops) => {
    const results = await compileText(
      `${parts} cluster c { server host[x: 7, host: 2]: one  fabric net { ${fabric} } }`,
    );
    expect(diameterOf(results)).toBe(hops);
    expect(walkFrom(results, isRelay)).toBe(hops);
  });

  it("a torus of 4 x 6 chips without switches", async () => {
    const results = await compileText(`${parts} cluster c { server chip[x: 4, y: 6]: chip  fabric net {
      connect chip.ici[0, 1] <-> chip[x: (x + 1) mod 4].ici[0, 0]
      connect chip.ici[1, 1] <-> chip[y: (y + 1) mod 6].ici[1, 0]
    } }`);
    expect(diameterOf(results)).toBe(2 + 3);
  });

  it("hosts with two ports take the better one", async () => {
    const results = await compileText(`${parts} cluster c { server host[x: 8]: two  fabric net {
      switch r[x: 8]: relay
      connect host.eth[p: 0] -> r
      connect host.eth[p: 1] -> r[x: (x + 4) mod 8]
      connect r[x] <-> r[(x + 1) mod 8]
    } }`);
    expect(diameterOf(results)).toBe(2 + 2);
  });

  it("two rings that no link joins are split; hosts without links do not count", async () => {
    const rings = "switch r[ring: 2, x: 3]: relay  connect r[ring, x] <-> r[ring, (x + 1) mod 3]";
    const all = `server host[ring: 2, x: 3]: one  fabric net { ${rings}  connect host.eth -> r }`;
    expect(diameterOf(await compileText(`${parts} cluster c { ${all} }`))).toBe("split");
    const half = all.replace("host.eth -> r", "host[ring: 0, x].eth -> r[ring: 0, x]");
    expect(diameterOf(await compileText(`${parts} cluster c { ${half} }`))).toBe(3);
  });
});

it("agrees with a walk over the links on rings with chords", async () => {
  const chords = fc.record({
    size: fc.integer({ min: 5, max: 40 }),
    step: fc.integer({ min: 2, max: 12 }),
    ports: fc.integer({ min: 1, max: 2 }),
    shift: fc.integer({ min: 0, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(chords, async ({ size, step, ports, shift }) => {
      fc.pre(step * 2 < size && step > 1);
      const second = ports === 2 ? `connect host.eth[p: 1] -> r[x: (x + ${shift}) mod ${size}]` : "";
      const results = await compileText(`${parts} cluster c { server host[x: ${size}]: two  fabric net {
        switch r[x: ${size}]: relay
        connect host.eth[p: 0] -> r[x: x div 2]
        ${second}
        connect r[x] <-> r[(x + 1) mod ${size}]
        connect r[x] <-> r[(x + ${step}) mod ${size}]
      } }`);
      expect(diameterOf(results)).toBe(walkFrom(results, isRelay));
    }),
    { numRuns: 30 },
  );
});
