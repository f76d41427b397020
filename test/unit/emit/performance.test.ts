/** `performance.json` is valid against its schema and holds the numbers of the measures. */
import { describe, expect, it } from "vitest";
import { validatePerformance1 } from "../../../src/core/validators.generated.js";
import { emitter } from "../../../src/emit/performance.emitter.js";
import { compileFile, compileText, type Sound } from "../compile-sound.js";

function write(results: Sound): string {
  const [artifact] = [...emitter.emit(results)];
  expect(artifact).toMatchObject({ path: "performance.json", rows: null });
  return [...(artifact?.chunks ?? [])].join("");
}

const designs = [
  "examples/hpn-7.0/hpn.weft",
  "examples/panjiu-16/panjiu.weft",
  "examples/superpod-h100/superpod.weft",
  "bench/designs/clos-1k.weft",
  "test/fixtures/designs/dragonfly.weft",
  "test/fixtures/designs/torus-4.weft",
  "test/fixtures/designs/nvl72.weft",
];

describe.each(designs)("%s", (path) => {
  it("is valid", async () => {
    const file: unknown = JSON.parse(write(await compileFile(path)));
    expect(validatePerformance1(file)).toBe(true);
  });
});

describe("hpn-7.0", async () => {
  const text = write(await compileFile("examples/hpn-7.0/hpn.weft"));

  it("rounds what is not whole to 12 digits", () => {
    expect(text).toContain('"value": 1.06666666667');
    expect(text).not.toMatch(/\d\.\d{13,}/);
  });

  it("names its models and what is known of their error", () => {
    const file = JSON.parse(text);
    expect(file.all_reduces[0].models.ring).toContain("2 (n - 1) / n x bytes / share");
    expect(file.all_reduces[0].known_error).toContain("a lower bound");
    expect(file.all_reduces[0].tiers[0].ring.bandwidth_s).toBe(0.2195703125);
    expect(file.checkpoints[0]).toMatchObject({ narrowest: "tier hot of cpfs", seconds: 23.04 });
    expect(file.fabrics[0].bisection.active).toMatchObject({ exact: true, dimension: "segment" });
    expect(file.fabrics[0].paths[0]).toMatchObject({ relation: "different segment", paths: { least: 60, most: 60 } });
  });
});

it("refuses a file with something else in it", async () => {
  const file = JSON.parse(write(await compileText("cluster empty { }")));
  expect(validatePerformance1(file)).toBe(true);
  expect(validatePerformance1({ ...file, surprise: 1 })).toBe(false);
  expect(validatePerformance1({ ...file, weft_performance: 2 })).toBe(false);
});
