/** Damage is the same for the same seed, and the parser stands it. */
import { describe, expect, it } from "vitest";
import { parse } from "../../src/syntax/parse.js";
import { sampleDesign } from "../unit/syntax/samples.js";
import { createDraw, mutate } from "./mutate.js";

describe("mutate", () => {
  it("gives the same text for the same seed, and others for other seeds", () => {
    expect(mutate(sampleDesign, 7)).toBe(mutate(sampleDesign, 7));
    expect(new Set(Array.from({ length: 200 }, (_, seed) => mutate(sampleDesign, seed))).size).toBeGreaterThan(150);
  });

  it("takes an empty text", () => {
    for (let seed = 0; seed < 100; seed++) expect(typeof mutate("", seed)).toBe("string");
  });

  it("draws below its bound", () => {
    const draw = createDraw(1);
    for (let n = 1; n < 1000; n++) expect(draw(n)).toBeLessThan(n);
  });
});

describe("the parser, on damaged designs", () => {
  it("never throws and always gives a tree", () => {
    for (let seed = 0; seed < 400; seed++) {
      const text = mutate(sampleDesign, seed);
      expect(() => parse({ path: "a.weft", text }), `seed ${seed}`).not.toThrow();
    }
  });
});
