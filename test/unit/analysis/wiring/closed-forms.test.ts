/** What rules find by arithmetic is what enumerating every link finds, on random small statements. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { rule as planeIsolation } from "../../../../src/analysis/rules/plane-isolation.rule.js";
import { findDuplicates } from "../../../../src/analysis/wiring/duplicates.js";
import { findSharedSwitch, listNicLinks } from "../../../../src/analysis/wiring/nics.js";
import { findSkews } from "../../../../src/analysis/wiring/spread.js";
import type { IndexExpr } from "../../../../src/core/index-expr.js";
import type { Connect, DeviceArray, IndexEntry } from "../../../../src/model/design.js";
import { enumerateLinks } from "../../../../src/plan/enumerate.js";
import { expand } from "../../../../src/plan/expand.js";
import type { Plan } from "../../../../src/plan/plan.js";
import {
  bind,
  fix,
  makeArray,
  makeConnect,
  makeDesign,
  makeDim,
  makeEnd,
  makeFabric,
  makeGroup,
  makePart,
  makePool,
  narrow,
  nowhere,
  star,
} from "../../../oracle/make.js";

const box = makePart("box", [makePool("front", 5000, 400)]);
const lower = makeArray("low", box, [makeDim("x", 3), makeDim("y", 4)]);
const upper = makeArray("up", box, [makeDim("u", 3), makeDim("y", 4)]);
const masked = makeArray("up", box, [makeDim("u", 3), makeDim("y", 4)], { absent: [["==", ["+", "u", "y"], 3]] });
const nicPart = makePart("card", [], { kind: "nic" });
const hostPart = makePart(
  "host",
  [makeGroup("eth", [makeDim("nic", 2), makeDim("p", 3)], 400, { nic: nicPart, nicDims: 1 })],
  { kind: "server" },
);
const host = makeArray("host", hostPart, [makeDim("h", 4)]);

/** An expression over these names whose value is below `extent`. */
function arbitraryExpr(names: readonly string[], extent: number): fc.Arbitrary<IndexExpr> {
  const name = fc.constantFrom(...names);
  const small = fc.integer({ min: 0, max: 3 });
  return fc.oneof(
    small.map((value): IndexExpr => value % extent),
    fc.tuple(name, small).map(([one, shift]): IndexExpr => ["mod", ["+", one, shift], extent]),
    fc.tuple(name, name).map(([one, other]): IndexExpr => ["mod", ["+", one, ["*", 2, other]], extent]),
    fc.tuple(name, name).map(([one, other]): IndexExpr => ["mod", ["*", one, other], extent]),
  );
}

function arbitraryEntry(dim: string, extent: number, names: readonly string[]): fc.Arbitrary<IndexEntry> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(bind(dim)) },
    fc.constant(star),
    fc.integer({ min: 1, max: extent - 1 }).map((from) => narrow(dim, from, extent)),
    fc.integer({ min: 1, max: extent }).map((to) => narrow(dim, 0, to)),
    { weight: 3, arbitrary: arbitraryExpr(names, extent).map(fix) },
  );
}

const arbitraryWhere: fc.Arbitrary<IndexExpr | null> = fc.option(
  fc.constantFrom<IndexExpr>(["<", "x", "y"], ["==", ["mod", ["+", "x", "y"], 2], 0], ["!=", "x", 1]),
);

function arbitraryUplinks(above: DeviceArray): fc.Arbitrary<Connect> {
  return fc
    .record({
      u: arbitraryEntry("u", 3, ["x", "y", "l"]),
      y: arbitraryEntry("y", 4, ["x", "y", "l"]),
      copies: fc.integer({ min: 1, max: 5 }),
      where: arbitraryWhere,
    })
    .map(({ u, y, copies, where }) =>
      makeConnect(makeEnd(lower, "front"), makeEnd(above, "front", { index: { u, y } }), {
        copies,
        copyName: "l",
        where,
      }),
    );
}

function planOf(arrays: readonly DeviceArray[], connects: readonly Connect[]): Plan {
  return expand(makeDesign(arrays, [makeFabric("net", connects)])).value;
}

/** Device pairs of each run, as many times as they are linked. */
function listPairs(plan: Plan): readonly (readonly (readonly [string, string])[])[] {
  return plan.runs.map((run) => [...enumerateLinks(plan, run)].map((row) => [row.a_device, row.z_device] as const));
}

it.each([
  ["all devices", upper],
  ["devices left out", masked],
])("finds repeated pairs as enumeration does, with %s", (_, above) => {
  const statements = fc.tuple(arbitraryUplinks(above), arbitraryUplinks(above));
  fc.assert(
    fc.property(statements, (connects) => {
      const plan = planOf([lower, above], connects);
      const [first = [], second = []] = listPairs(plan).map((pairs) => pairs.map((pair) => pair.join(" ")));
      const known = new Set(first);
      const found = findDuplicates(plan);
      expect(found.length > 0).toBe(second.some((pair) => known.has(pair)));
      for (const { devices } of found)
        expect(known.has(devices.join(" ")) && second.includes(devices.join(" "))).toBe(true);
    }),
    { numRuns: 120 },
  );
});

it.each([1, 2])("finds uneven uplinks as enumeration does, with %i statements", (count) => {
  const statements = fc.array(arbitraryUplinks(masked), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(statements, (connects) => {
      const plan = planOf([lower, masked], connects);
      const counts = countPairs(listPairs(plan).flat());
      const uneven = [...counts].filter(([, reached]) => new Set(reached.values()).size > 1);
      const [skew] = findSkews(plan);
      expect(skew !== undefined).toBe(uneven.length > 0);
      if (skew === undefined) return;
      const reached = [...(counts.get(skew.device)?.values() ?? [])];
      expect(skew).toMatchObject({
        links: reached.reduce((sum, links) => sum + links, 0),
        uppers: reached.length,
        least: Math.min(...reached),
        most: Math.max(...reached),
      });
    }),
    { numRuns: 120 },
  );
});

function countPairs(pairs: readonly (readonly [string, string])[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const [a, z] of pairs) {
    const reached = counts.get(a) ?? new Map<string, number>();
    reached.set(z, (reached.get(z) ?? 0) + 1);
    counts.set(a, reached);
  }
  return counts;
}

it("finds NICs with two ports on one switch as enumeration does", () => {
  const names = ["h", "nic", "p"];
  const ends = fc.record({ x: arbitraryEntry("x", 3, names), y: arbitraryEntry("y", 4, names) });
  const bound = fc.record({ nic: fc.constant(bind("nic")), p: fc.constantFrom(bind("p"), bind("x")) });
  fc.assert(
    fc.property(ends, bound, ({ x, y }, ports) => {
      const usable = ports.p.kind === "name" && ports.p.name === "p";
      const index = usable ? { x, y } : { x: bind("x"), y: fix(0) };
      const plan = planOf(
        [host, lower],
        [makeConnect(makeEnd(host, "eth", { ports }), makeEnd(lower, "front", { index }))],
      );
      const seen = new Map<string, string>();
      let shared = false;
      for (const run of plan.runs) {
        for (const { a_device, a_port, z_device } of enumerateLinks(plan, run)) {
          const key = `${a_device} ${a_port.replace(/-\d+$/, "")} ${z_device}`;
          if (seen.has(key) && seen.get(key) !== a_port) shared = true;
          seen.set(key, a_port);
        }
      }
      const links = listNicLinks(plan);
      expect(links.some((one) => findSharedSwitch(one) !== null)).toBe(shared);
    }),
    { numRuns: 120 },
  );
});

/** `y` is a dimension of both ends, `x` of the lower one only. */
it.each(["x", "y"])("finds paths between planes as enumeration does, with %s isolated", (dimension) => {
  fc.assert(
    fc.property(arbitraryUplinks(masked), (connect) => {
      const fabric = makeFabric("net", [connect], { isolations: [{ dimension, origin: nowhere }] });
      const design = makeDesign([lower, masked], [fabric]);
      const plan = expand(design).value;
      const planesOf = new Map<string, Set<string>>();
      for (const [a, z] of listPairs(plan).flat()) {
        const plane = new RegExp(`${dimension}(\\d)`);
        const own = dimension === "y" ? plane.exec(z)?.[1] : undefined;
        const planes = planesOf.get(z) ?? new Set(own === undefined ? [] : [own]);
        planesOf.set(z, planes.add(plane.exec(a)?.[1] ?? ""));
      }
      const found = [...planeIsolation.check({ design, plan })];
      expect(found.length).toBe([...planesOf.values()].some((planes) => planes.size > 1) ? 1 : 0);
    }),
    { numRuns: 120 },
  );
});
