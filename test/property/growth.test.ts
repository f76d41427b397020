/** What `compareGrowth` finds by arithmetic, against two lists of rows laid side by side. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.js";
import { rules } from "../../src/analysis/rules.generated.js";
import { hasErrors } from "../../src/core/diagnostic.js";
import type { Connect, Design, DeviceArray, Dim, End } from "../../src/model/design.js";
import { enumerateLinks } from "../../src/plan/enumerate.js";
import { expand } from "../../src/plan/expand.js";
import { compareGrowth, sumLinks } from "../../src/plan/growth.js";
import { readName } from "../../src/plan/naming.js";
import type { Plan } from "../../src/plan/plan.js";
import { arbitrarySoundDesign } from "../oracle/design-arbitrary.js";

/** What is changed: which dimension, by how much it grows, how many more are planned, and whether links are doubled. */
interface Change {
  readonly which: number;
  readonly more: number;
  readonly planned: number;
  readonly copies: number;
  readonly swap: boolean;
}

const changes: fc.Arbitrary<Change> = fc.record({
  which: fc.nat({ max: 20 }),
  more: fc.integer({ min: -1, max: 2 }),
  planned: fc.integer({ min: 0, max: 2 }),
  copies: fc.constantFrom(1, 1, 1, 2),
  swap: fc.boolean(),
});

function changeDesign(design: Design, change: Change): Design {
  const names = [...new Set(design.arrays.flatMap(({ dims }) => dims.map(({ name }) => name)))];
  const name = names[change.which % Math.max(1, names.length)];
  const grow = (dim: Dim): Dim => {
    if (dim.name !== name) return dim;
    const extent = Math.max(1, dim.extent + change.more);
    return { ...dim, extent, planned: Math.max(extent, dim.planned) + change.planned };
  };
  const arrays = design.arrays.map((array): DeviceArray => {
    const dims = array.dims.map(grow);
    return { ...array, dims, spares: Math.min(array.spares, (dims.at(-1)?.extent ?? 1) - 1) };
  });
  const swap = (end: End): End => ({ ...end, array: arrays.find((one) => one.name === end.array.name) ?? end.array });
  const fabrics = design.fabrics.map((fabric) => {
    const connects = fabric.connects.map(
      (connect): Connect => ({
        ...connect,
        copies: connect.copyName === null ? connect.copies * change.copies : connect.copies,
        a: swap(connect.a),
        z: swap(connect.z),
      }),
    );
    return { ...fabric, connects: change.swap ? [...connects].reverse() : connects };
  });
  return { ...design, arrays, fabrics };
}

interface Row {
  readonly link: string;
  readonly ends: readonly [string, string];
}

/** Both ends of every link as array, index and port: names may get wider. */
function listEnds(plan: Plan): Row[] {
  const identify = (device: string): string => {
    for (const { spec } of plan.arrays) {
      const index = readName(spec, plan.spec.numbering, device);
      if (index !== null) return `${spec.name} ${spec.dims.map(({ name }, at) => `${name}=${index[at]}`).join(" ")}`;
    }
    throw new Error(`nobody is called ${device}`);
  };
  return plan.runs.flatMap((run) =>
    [...enumerateLinks(plan, run)].map((row): Row => {
      const ends = [`${identify(row.a_device)}:${row.a_port}`, `${identify(row.z_device)}:${row.z_port}`] as const;
      // A port that is split otherwise is another port.
      const splits = [run.spec.a.children, run.spec.z.children];
      const link = ends.map((end, at) => `${end} of ${splits[at]}`).sort();
      return { link: link.join(" - "), ends };
    }),
  );
}

const withoutChild = (end: string): string => end.replace(/\/\d+$/, "");

test("links kept, moved, removed and added", { timeout: 300_000 }, () => {
  let moving = 0;
  fc.assert(
    fc.property(arbitrarySoundDesign(), changes, ({ design }, change) => {
      const other = changeDesign(design, change);
      const [one, two] = [expand(design), expand(other)];
      fc.pre(!hasErrors(one.diagnostics) && !hasErrors(two.diagnostics));
      const judge = (changed: Design, plan: Plan): boolean => hasErrors(analyse({ design: changed, plan }, rules));
      fc.pre(!judge(design, one.value) && !judge(other, two.value));
      const sums = sumLinks(compareGrowth(one.value, two.value));
      const [before, after] = [listEnds(one.value), listEnds(two.value)];
      const links = new Set(after.map(({ link }) => link));
      const ports = new Set(after.flatMap(({ ends }) => ends.map(withoutChild)));
      const kept = before.filter(({ link }) => links.has(link)).length;
      const gone = before.filter(({ link }) => !links.has(link));
      const free = gone.filter(({ ends }) => !ends.some((end) => ports.has(withoutChild(end)))).length;
      expect([sums.before, sums.after, sums.kept]).toEqual([before.length, after.length, kept]);
      expect(sums.shifted + sums.replaced + sums.removed).toBe(gone.length);
      // What is removed leaves its ports free; a link whose ports stay free may have shifted all the same.
      expect(sums.removed).toBeLessThanOrEqual(gone.length);
      if (free === 0 && one.value.runs.every(({ spec }) => spec.a.children === 1 && spec.z.children === 1))
        expect(sums.removed).toBe(0);
      expect(sums.added).toBe(after.length - kept - sums.shifted);
      expect(sums.added).toBeGreaterThanOrEqual(0);
      if (gone.length > 0) moving++;
    }),
    { numRuns: 100 },
  );
  expect(moving).toBeGreaterThan(20);
});
